//! Whatever is in a manifest, reading it ends, and without a panic.

#![allow(clippy::unwrap_used)]

mod common;

use common::{Folder, options};
use manifest::{load, order};
use proptest::prelude::*;

/// Pieces that manifests are made of, so that what is put together reaches every room.
const PIECES: &[&str] = &[
    "service: s\n",
    "provider:\n",
    "functions:\n",
    "resources:\n",
    "  Resources:\n",
    "custom:\n",
    "package:\n",
    "  patterns:\n",
    "  name: aws\n",
    "  runtime: python3.12\n",
    "  environment:\n",
    "  iamRoleStatements:\n",
    "  iam:\n",
    "    role:\n",
    "  f:\n",
    "    handler: a.b\n",
    "    events:\n",
    "      - http: GET /a/{b}\n",
    "      - http:\n",
    "          path: x\n",
    "          method: any\n",
    "          cors: true\n",
    "    A:\n",
    "      Type: AWS::X::Y\n",
    "      Properties:\n",
    "        a: ",
    "      DependsOn: A\n",
    "  Conditions:\n",
    "  Outputs:\n",
    "    x: ",
    "  a: ",
    "- ",
    "{",
    "}",
    "[",
    "]",
    ", ",
    ": ",
    "'",
    "\"",
    "&a ",
    "*a",
    "<<: *a\n",
    "!Ref ",
    "!GetAtt A.B",
    "!Sub '${A}-${B.C}'",
    "!If [C, 1, 2]",
    "      - sqs: !GetAtt A.Arn\n",
    "      - sqs:\n          arn: arn:aws:sqs:r:a:q\n",
    "          filterPatterns: [{a: [1]}]\n",
    "      - s3: bucket\n",
    "      - s3:\n          bucket: bucket\n          existing: true\n",
    "          rules: [{prefix: a}]\n",
    "  Parameters: {A: {Type: List<Number>, Default: '1,2', AllowedPattern: '(a|b'}}\n",
    "  extensions:\n    FEventSourceMappingSQSA: {Properties: {a: 1}}\n",
    "!ImportValue x",
    "!Select [1, !Split [',', !Ref A]]",
    "!Join",
    "| \n",
    "\n",
    "\t",
    "${self:custom.a}",
    "${self:",
    "}",
    "${env:X, 'y'}",
    "${file(serverless.yml):custom}",
    "${opt:stage}",
    "${sls:stage}",
    "${AWS::Region}",
    "\\${",
    "é",
    "\u{feff}",
    "0x",
    "1e9",
    "~",
    "---\n",
    "#",
    "? ",
    "a",
    "AWS::NoValue",
    "Effect: Allow\n",
    "Action: '*'\n",
];

fn read(bytes: &[u8]) {
    let dir = Folder::new();
    dir.write("serverless.yml", bytes);
    match load(&dir.0, &options(None, &[])) {
        Ok(app) => {
            let _ = order(&app);
        }
        Err(problems) => {
            assert!(!problems.is_empty());
            for problem in problems {
                assert!(!problem.to_string().is_empty());
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn arbitrary_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        read(&bytes);
    }

    #[test]
    fn pieces_of_manifests(
        pieces in proptest::collection::vec(proptest::sample::select(PIECES), 0..60),
    ) {
        read(pieces.concat().as_bytes());
    }

    #[test]
    fn pieces_after_a_sound_beginning(
        pieces in proptest::collection::vec(proptest::sample::select(PIECES), 0..40),
    ) {
        let head = "service: s\nprovider: {name: aws, runtime: python3.12}\n";
        read(format!("{head}{}", pieces.concat()).as_bytes());
    }
}

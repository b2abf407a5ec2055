//! Whole manifests and what they come to.

#![allow(clippy::unwrap_used)]

mod common;

use std::path::Path;

use common::{Folder, options, said, said_of, show};
use expect_test::{expect, expect_file};
use manifest::load;

#[test]
fn the_seed_application_loads_unedited() {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/seed");
    let app = load(&dir, &options(None, &[("REDIS_PORT", "7000")])).unwrap();
    expect_file!["fixtures/seed/wanted.txt"].assert_eq(&show(&app));
}

#[test]
fn a_manifest_with_everything_in_it() {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/shop");
    let app = load(&dir, &options(Some("prod"), &[])).unwrap();
    expect_file!["fixtures/shop/wanted.txt"].assert_eq(&show(&app));
    let files: Vec<String> =
        app.files.iter().map(|f| f.strip_prefix(&app.dir).unwrap().display().to_string()).collect();
    assert_eq!(files, ["functions.yml", "resources/tables.yml", "serverless.yml", "settings.json"]);
}

#[test]
fn a_manifest_may_be_json() {
    let dir = Folder::new();
    dir.write(
        "serverless.json",
        "{\n\t\"service\": \"s\",\n\t\"provider\": {\"name\": \"aws\", \"runtime\": \"python3.12\"},
        \"functions\": {\"f\": {\"handler\": \"a\\u002eb\", \"events\": [{\"http\": \"ANY /\"}]}}}",
    );
    expect![[r#"
        s dev us-east-1 s-dev requirements=None
        package []
        function f = s-dev-f (FLambdaFunction) a.b python3.12 1024 MB 6 s /tmp 512 MB reserved None line 4
          ANY / line 4
        role s-dev-us-east-1-lambdaRole None
          {"Effect":"Allow","Action":["logs:CreateLogStream","logs:CreateLogGroup","logs:TagResource"],"Resource":[{"Fn::Sub":"arn:${AWS::Partition}:logs:${AWS::Region}:${AWS::AccountId}:log-group:/aws/lambda/s-dev*:*"}]}
          {"Effect":"Allow","Action":["logs:PutLogEvents"],"Resource":[{"Fn::Sub":"arn:${AWS::Partition}:logs:${AWS::Region}:${AWS::AccountId}:log-group:/aws/lambda/s-dev*:*:*"}]}
    "#]].assert_eq(&said_of(&dir, &options(None, &[])));
}

#[test]
fn a_program_is_no_manifest() {
    let dir = Folder::new();
    expect![[r#"
        error: there is no manifest in this folder
         --> DIR
           = expected: serverless.yml, serverless.yaml, serverless.json
           = fix: change to the folder of your service, or write a serverless.yml
    "#]]
    .assert_eq(&said_of(&dir, &options(None, &[])));
    dir.write("serverless.ts", "");
    expect![[r#"
        error: the manifest serverless.ts is a program
         --> DIR
           = expected: serverless.yml, serverless.yaml, serverless.json
           = fix: run `npx serverless print > serverless.yml`, and again when it changes
    "#]]
    .assert_eq(&said_of(&dir, &options(None, &[])));
}

#[test]
fn slips_and_what_is_not_there_yet_are_noticed() {
    let manifest = "service: s
frameworkversion: '3'
build: esbuild
plugins: [serverless-python-requirements, serverless-step-functions]
provider:
  name: aws
  runtime: python3.12
  vpc: {securityGroupIds: [a]}
  tracing: {}
  memorysize: 512
functions:
  f:
    handler: a.b
    timout: 3
    layers: [arn:x]
    events:
      - httpApi: GET /x
      - shedule: rate(1 minute)
      - http: {path: x, method: get, private: true, authorizer: aws_iam, request: {a: b}}
";
    expect![[r#"
        s dev us-east-1 s-dev requirements=None
        package []
        function f = s-dev-f (FLambdaFunction) a.b python3.12 1024 MB 6 s /tmp 512 MB reserved None line 12
          GET /x line 19
        role s-dev-us-east-1-lambdaRole None
          {"Effect":"Allow","Action":["logs:CreateLogStream","logs:CreateLogGroup","logs:TagResource"],"Resource":[{"Fn::Sub":"arn:${AWS::Partition}:logs:${AWS::Region}:${AWS::AccountId}:log-group:/aws/lambda/s-dev*:*"}]}
          {"Effect":"Allow","Action":["logs:PutLogEvents"],"Resource":[{"Fn::Sub":"arn:${AWS::Partition}:logs:${AWS::Region}:${AWS::AccountId}:log-group:/aws/lambda/s-dev*:*:*"}]}
        notice: `frameworkversion` (serverless.yml:2) is not known; did you mean `frameworkVersion`?
        notice: `build` (serverless.yml:3) is not there yet
        notice: the plugin serverless-step-functions (serverless.yml:4) is not there yet
        notice: provider.vpc (serverless.yml:8) is not there yet
        notice: provider.memorysize (serverless.yml:10) is not known; did you mean `memorySize`?
        notice: timout of function f (serverless.yml:14) is not known; did you mean `timeout`?
        notice: layers of function f (serverless.yml:15) is not there yet
        notice: events.httpApi of function f (serverless.yml:17) is not there yet; an `http` event of the same method and path is
        notice: events.shedule of function f (serverless.yml:18) is not known; did you mean `schedule`?
        notice: request of events.http of function f (serverless.yml:19) is not there yet
        notice: private of events.http of function f (serverless.yml:19) is not enforced yet: the route is open
        notice: authorizer of events.http of function f (serverless.yml:19) is not enforced yet: the route is open
    "#]].assert_eq(&said(manifest, &[], &options(None, &[])));
}

#[test]
fn the_examples_ask_for_nothing_that_is_missing() {
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples");
    let mut seen = 0;
    for example in std::fs::read_dir(examples).unwrap() {
        let app = load(&example.unwrap().path(), &options(None, &[])).unwrap();
        assert_eq!(app.notices, [], "{}", app.service);
        seen += 1;
    }
    assert!(seen > 0);
}

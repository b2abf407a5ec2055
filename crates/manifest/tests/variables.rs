//! Variables of a manifest: what they come to, and what is said where they come to nothing.

#![allow(clippy::unwrap_used)]

mod common;

use common::{Folder, options, said, said_of};
use expect_test::{Expect, expect};
use manifest::{Options, load};

/// What the description of a function comes to when it is written as this.
fn value(written: &str) -> String {
    let manifest = format!(
        "service: shop
provider: {{name: aws, runtime: python3.12, region: '${{self:custom.region}}'}}
params: {{default: {{size: small, zone: a, older: o}}, prod: {{size: large}}}}
stages:
  default: {{params: {{deep: deep, tier: 4}}}}
  prod: {{params: {{deep: deeper}}}}
custom:
  region: eu-west-1
  one: 1
  half: 0.50
  no: false
  text: t
  secret: ${{ssm:/secret}}
  nothing:
  list: [first, {{name: second}}]
  prod: {{label: live}}
  chain: ${{self:custom.link}}
  link: ${{self:custom.text}}
  lazy: ${{file(lazy.yml)}}
  ask: ${{self:custom.lazy.back}}
functions:
  f:
    handler: a.b
    description: {written}
"
    );
    let dir = Folder::new();
    dir.write("serverless.yml", manifest);
    dir.write("lazy.yml", "here: 7\nback: ${self:custom.lazy.here}\ndeep: {a: ['${env:USER}']}\n");
    dir.write("data/x.json", r#"{"a": {"b": "from json"}}"#);
    dir.write("note.txt", "a note");
    let mut options = options(Some("prod"), &[("USER", "ada"), ("TRICK", "${self:custom.one}")]);
    let given = [
        ("team", "blue"),
        ("zone", "z"),
        ("ssm:/known", "from the command line"),
        ("cf:other.Name", "cf from the command line"),
    ];
    options.params = given.map(|(name, value)| (name.into(), value.into())).into();
    match load(&dir.0, &options) {
        Ok(app) => app.functions[0].description.clone(),
        Err(problems) => problems.iter().map(|p| format!("error: {}", p.what)).collect(),
    }
}

#[test]
fn each_source_gives_its_value() {
    for (written, wanted) in [
        ("${self:service}-${self:custom.one}", "shop-1"),
        ("${self:custom.half}|${self:custom.no}", "0.5|false"),
        ("${self:custom.list.1.name}", "second"),
        ("${self:custom.chain}", "t"),
        ("${self:custom.ask}", "7"),
        ("${self:custom.lazy.deep.a.0}", "ada"),
        ("${self:custom.${sls:stage}.label, 'x'}", "live"),
        ("${self:custom.dev.label, 'x'}", "x"),
        ("${self:custom.dev.label, ${env:USER}}", "ada"),
        ("${self:custom.dev.label, self:custom.nothing, env:USER}", "ada"),
        ("${env:MISSING, ''}", ""),
        ("${env:MISSING, \"a, b\"}", "a, b"),
        ("${env:MISSING, 7}", "7"),
        ("${env:TRICK}", "${self:custom.one}"),
        ("${opt:team}/${opt:stage}", "blue/prod"),
        ("${param:size}/${param:zone}", "large/z"),
        ("${sls:stage}", "prod"),
        ("${self:provider.stage}", "prod"),
        ("${self:provider.region}/${aws:region}", "eu-west-1/eu-west-1"),
        ("${aws:accountId}", "000000000000"),
        ("${file(data/x.json):a.b}", "from json"),
        ("${file(./data/${self:custom.absent, 'x'}.json):a.b}", "from json"),
        ("${file(note.txt)}", "a note"),
        ("${file(absent.yml):a, 'default'}", "default"),
        ("${strToBool(1)}", "true"),
        (r"\${self:custom.one}", "${self:custom.one}"),
        ("${AWS::Region}.${Name}", "${AWS::Region}.${Name}"),
        ("${ssm:/a/b, 'local'}", "local"),
        ("${ssm:/a/b~true}", "ssm:/a/b"),
        ("x-${s3:bucket/key}", "x-s3:bucket/key"),
        ("${self:custom.secret.part}", "ssm:/secret"),
        ("${ssm(eu-west-1):/known}", "from the command line"),
        ("${cf:other.Name}", "cf from the command line"),
        ("${param:deep}/${param:tier}/${param:older}", "deeper/4/o"),
    ] {
        assert_eq!(value(written), wanted, "{written}");
    }
}

#[test]
fn what_comes_to_nothing_is_an_error() {
    for (written, wanted) in [
        ("${env:MISSING}", "${env:MISSING} has no value"),
        ("${self:custom.nothing}", "${self:custom.nothing} has no value"),
        ("${self:custom.list}", "description of function f is a list"),
        ("x${self:custom.list}", "${self:custom.list} is a list, and stands inside a text"),
        ("${slef:custom.one}", "the variable source `slef` is not there"),
        ("${cf:other}", "`cf:other` names no output"),
        ("${self:custom.${cf:other.X}}", "a variable's name holds what is known only later"),
        ("${sls:name}", "`sls:name` is not known"),
        ("${self:custom.x, dev}", "the fallback `dev` of a variable is not understood"),
        ("${file(code.js)}", "${file(code.js)} has no value"),
        ("${strToBool(maybe)}", "strToBool is given \"maybe\""),
    ] {
        assert_eq!(value(written), format!("error: {wanted}"), "{written}");
    }
}

fn check(rest: &str, others: &[(&str, &str)], wanted: Expect) {
    let manifest = format!("service: s\nprovider: {{name: aws, runtime: python3.12}}\n{rest}");
    wanted.assert_eq(&said(&manifest, others, &options(None, &[])));
}

#[test]
fn circles_are_shown_with_their_path() {
    check(
        "custom:
  a: ${self:custom.b}
  b: x-${self:custom.c.d}
  c: {d: '${self:custom.a}'}
  whole: ${self:custom}
",
        &[],
        expect![[r#"
            error: variables go round in a circle: `${self:custom.b}` (serverless.yml:4) -> `x-${self:custom.c.d}` (serverless.yml:5) -> `${self:custom.a}` (serverless.yml:6) -> `${self:custom.b}`
             --> serverless.yml:4:6
               |
             4 |   a: ${self:custom.b}
               |      ^
               = expected: variables that come to a value
               = fix: give one of them a value of its own

            error: variables go round in a circle: `${self:custom}` (serverless.yml:7) -> `${self:custom}`
             --> serverless.yml:7:10
               |
             7 |   whole: ${self:custom}
               |          ^
               = expected: variables that come to a value
               = fix: give one of them a value of its own
        "#]],
    );
}

#[test]
fn several_missing_values_are_reported_together() {
    check(
        "custom:
  a: ${env:A}
  b: ${opt:b}
  c: ${file(c.yml):x.y}
  d: ${construct:other.Output}
  e: ${self:custom.f
",
        &[],
        expect![[r#"
            error: ${env:A} has no value
             --> serverless.yml:4:6
               |
             4 |   a: ${env:A}
               |      ^
               = expected: an environment variable A
               = fix: set it (`export A=...`), or write ${env:A, 'a default'}

            error: ${opt:b} has no value
             --> serverless.yml:5:6
               |
             5 |   b: ${opt:b}
               |      ^
               = expected: the option --b
               = fix: give --b, or write ${opt:b, 'a default'}

            error: ${file(c.yml):x.y} has no value
             --> serverless.yml:6:6
               |
             6 |   c: ${file(c.yml):x.y}
               |      ^
               = expected: a file c.yml with `x.y`, seen from the service's folder
               = fix: add it, or write ${file(c.yml):x.y, 'a default'}

            error: the variable source `construct` is not there
             --> serverless.yml:7:6
               |
             7 |   d: ${construct:other.Output}
               |      ^
               = expected: one of self, env, opt, sls, param, file, aws, cf, strToBool
               = fix: write ${param:NAME} and give `--param NAME=VALUE`, or give it a default, `${construct:..., 'value'}`; if it is meant as text, write `\${`

            error: the variable `${self:custom.f` has no end
             --> serverless.yml:8:6
               |
             8 |   e: ${self:custom.f
               |      ^
               = fix: close it with `}`
        "#]],
    );
}

#[test]
fn mistakes_in_included_files_name_that_file() {
    check(
        "functions: ${file(parts/functions.yml)}\ncustom: ${file(broken.yml)}\n",
        &[("parts/functions.yml", "f:\n  handler: ${env:H}\n"), ("broken.yml", "a: [1\nb: 2\n")],
        expect![[r#"
            error: ${env:H} has no value
             --> parts/functions.yml:2:12
               |
             2 |   handler: ${env:H}
               |            ^
               = expected: an environment variable H
               = fix: set it (`export H=...`), or write ${env:H, 'a default'}

            error: this is not valid YAML: illegal placement of ':' indicator
             --> broken.yml:2:2
               |
             2 | b: 2
               |  ^
        "#]],
    );
}

#[test]
fn files_outside_of_the_repository_are_refused() {
    let outer = Folder::new();
    outer.write("repo/.git/HEAD", "");
    outer.write("repo/shared.yml", "region: eu-west-3");
    outer.write("secret.yml", "a: 1");
    let service = |custom: &str| {
        let text = format!(
            "service: s\nprovider: {{name: aws, runtime: python3.12, region: '{custom}'}}\n"
        );
        outer.write("repo/service/serverless.yml", text);
        let dir = outer.0.join("repo/service");
        match load(&dir, &Options::default()) {
            Ok(app) => app.region,
            Err(problems) => problems[0].what.replace(outer.0.to_str().unwrap(), "OUTER"),
        }
    };
    assert_eq!(service("${file(../shared.yml):region}"), "eu-west-3");
    for (custom, named) in [
        ("${file(../../secret.yml):a}", "OUTER/repo/service/../../secret.yml"),
        ("${file(../../absent.yml):a, 1}", "OUTER/repo/service/../../absent.yml"),
        ("${file(/etc/hostname)}", "/etc/hostname"),
        ("${file(linked.yml):a}", "OUTER/repo/service/linked.yml"),
    ] {
        let link = outer.0.join("repo/service/linked.yml");
        let _ = std::os::unix::fs::symlink(outer.0.join("secret.yml"), link);
        let wanted = format!("the file {named} lies outside of this repository");
        assert_eq!(service(custom), wanted, "{custom}");
    }
}

#[test]
fn growth_through_variables_is_bounded() {
    let mut text =
        String::from("service: s\nprovider: {name: aws}\ncustom:\n  a0: xxxxxxxxxxxxxxxx\n");
    for level in 1..40 {
        let below = format!("${{self:custom.a{}}}", level - 1);
        text.push_str(&format!("  a{level}: \"{below}{below}\"\n"));
        text.push_str(&format!(
            "  m{level}: {{x: '${{self:custom.m{}}}', y: '${{self:custom.m{}}}'}}\n",
            level - 1,
            level - 1
        ));
    }
    text.push_str("  m0: {x: 1, y: 2}\n");
    let mut chain = String::from("service: s\nprovider: {name: aws}\ncustom:\n  c2000: 1\n");
    for level in 1..2000 {
        chain.push_str(&format!("  c{level}: ${{self:custom.c{}}}\n", level + 1));
    }
    for text in [text, chain] {
        let dir = Folder::new();
        dir.write("serverless.yml", text);
        let said = said_of(&dir, &options(None, &[]));
        assert!(said.starts_with("error: "), "{}", &said[..200.min(said.len())]);
    }
}

#[test]
fn what_is_looked_up_elsewhere_is_told() {
    check(
        "plugins: [serverless-lift]
functions:
  f:
    handler: a.b
    environment:
      TOKEN: ${ssm:/token}
      QUEUE: ${construct:jobs.queueUrl}
      OTHER: url/${cf:other-dev.Name, 'none'}
",
        &[],
        expect![[r#"
            s dev us-east-1 s-dev requirements=None
            package []
            function f = s-dev-f (FLambdaFunction) a.b python3.12 1024 MB 6 s /tmp 512 MB reserved None line 5
              TOKEN="ssm:/token"
              QUEUE="construct:jobs.queueUrl"
              OTHER={"Fn::Join":["",["url/",{"Fn::StackOutput":["other-dev.Name","none"]}]]}
            role s-dev-us-east-1-lambdaRole None
              {"Effect":"Allow","Action":["logs:CreateLogStream","logs:CreateLogGroup","logs:TagResource"],"Resource":[{"Fn::Sub":"arn:${AWS::Partition}:logs:${AWS::Region}:${AWS::AccountId}:log-group:/aws/lambda/s-dev*:*"}]}
              {"Effect":"Allow","Action":["logs:PutLogEvents"],"Resource":[{"Fn::Sub":"arn:${AWS::Partition}:logs:${AWS::Region}:${AWS::AccountId}:log-group:/aws/lambda/s-dev*:*:*"}]}
            notice: the plugin serverless-lift (serverless.yml:3) is not there yet
            notice: ${ssm:/token} (serverless.yml:8) is not looked up yet: its name stands for its value; give one with --param 'ssm:/token=VALUE'
            notice: ${construct:jobs.queueUrl} (serverless.yml:9) is not looked up yet: its name stands for its value; give one with --param 'construct:jobs.queueUrl=VALUE'
        "#]],
    );
}

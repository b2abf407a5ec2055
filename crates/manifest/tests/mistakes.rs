//! What is said about manifests that are wrong.

#![allow(clippy::unwrap_used)]

mod common;

use common::{options, said};
use expect_test::{Expect, expect};

const HEAD: &str = "service: s
provider: {name: aws, runtime: python3.12}
";

fn check(manifest: &str, wanted: Expect) {
    wanted.assert_eq(&said(manifest, &[], &options(None, &[])));
}

/// What follows `HEAD`.
fn check_rest(rest: &str, wanted: Expect) {
    check(&format!("{HEAD}{rest}"), wanted);
}

#[test]
fn an_empty_manifest() {
    check(
        "",
        expect![[r#"
        error: the manifest is empty
         --> serverless.yml:1:1
           = expected: a map with service and provider
    "#]],
    );
}

#[test]
fn no_service_and_no_provider() {
    check(
        "functions: {}\n",
        expect![[r#"
        error: `service` is missing
         --> serverless.yml:1:1
           |
         1 | functions: {}
           | ^
           = expected: the name of the service
           = fix: add a line `service: my-service`
    "#]],
    );
}

#[test]
fn values_of_the_wrong_type_are_reported_together() {
    check(
        "service: shop
provider:
  name: aws
  runtime: pyton3.12
  memorySize: abc
  timeout: 901
functions:
  first:
    handler: a.b
    events:
      - http: GET users/{id}
      - http: {path: 'a//b', method: get}
  second:
    runtime: python3.12
    events:
      - http: {path: '/users/{id}/', method: GET}
      - http: {path: x, method: fetch}
",
        expect![[r#"
            error: provider.runtime is "pyton3.12"
             --> serverless.yml:4:12
               |
             4 |   runtime: pyton3.12
               |            ^
               = expected: a Lambda runtime: python3.12, nodejs22.x, provided.al2023, ...

            error: provider.memorySize is "abc"
             --> serverless.yml:5:15
               |
             5 |   memorySize: abc
               |               ^
               = expected: a whole number of megabytes from 128 to 10240

            error: provider.timeout is 901
             --> serverless.yml:6:12
               |
             6 |   timeout: 901
               |            ^
               = expected: a whole number of seconds from 1 to 900

            error: function first has no runtime
             --> serverless.yml:8:3
               |
             8 |   first:
               |   ^
               = expected: a runtime in the function or in `provider`
               = fix: add `runtime: python3.12` to `provider`

            error: the path "a//b" of events.http of function first cannot be: ""
             --> serverless.yml:12:22
                |
             12 |       - http: {path: 'a//b', method: get}
                |                      ^
                = expected: letters, digits and . _ - : in each part, or {name}, or {name+}

            error: function second has no handler
             --> serverless.yml:13:3
                |
             13 |   second:
                |   ^
                = expected: handler: path/to/module.function
                = fix: add a line `handler:` below it

            error: the method "fetch" of events.http of function second is not known
             --> serverless.yml:17:33
                |
             17 |       - http: {path: x, method: fetch}
                |                                 ^
                = expected: get, post, put, patch, options, head, delete or any
        "#]],
    );
}

#[test]
fn environments_that_lambda_would_refuse() {
    check_rest(
        "functions:
  f:
    handler: a.b
    environment:
      EMPTY:
      LIST: [a]
      AWS_REGION: x
      1ST: x
",
        expect![[r#"
            error: the variable EMPTY of environment of function f is empty
             --> serverless.yml:7:12
               |
             7 |       EMPTY:
               |            ^
               = expected: a text, a number, true/false, or an intrinsic such as Ref
               = fix: write '' for an empty text, or remove the line

            error: the variable LIST of environment of function f is a list
             --> serverless.yml:8:13
               |
             8 |       LIST: [a]
               |             ^
               = expected: a text, a number, true/false, or an intrinsic such as Ref

            error: the variable AWS_REGION of environment of function f is set by Lambda itself, and cannot be set here
             --> serverless.yml:9:7
               |
             9 |       AWS_REGION: x
               |       ^
               = fix: remove it; the function has it

            error: the variable 1ST of environment of function f is no name for an environment variable
             --> serverless.yml:10:7
                |
             10 |       1ST: x
                |       ^
                = expected: a letter, then letters, digits and _
        "#]],
    );
}

#[test]
fn names_that_cannot_be() {
    check_rest(
        "functions:
  a-function-with-a-name-that-goes-on-and-on-and-on-and-on-and-on-and-on: {handler: a.b}
  käse: {handler: a.b}
  twin: {handler: a.b, name: same}
  other: {handler: a.b, name: same}
",
        expect![[r#"
            error: the name "s-dev-a-function-with-a-name-that-goes-on-and-on-and-on-and-on-and-on-and-on" of function a-function-with-a-name-that-goes-on-and-on-and-on-and-on-and-on-and-on is not possible
             --> serverless.yml:4:3
               |
             4 |   a-function-with-a-name-that-goes-on-and-on-and-on-and-on-and-on-and-on: {handler: a.b}
               |   ^
               = expected: letters, digits, - and _, at most 64 of them together
               = fix: shorten the service, the stage or the function, or set `name:`

            error: "käse" cannot be the name of a function
             --> serverless.yml:5:3
               |
             5 |   käse: {handler: a.b}
               |   ^
               = expected: letters, digits, - and _

            error: functions twin and other are both named same
             --> serverless.yml:7:3
               |
             7 |   other: {handler: a.b, name: same}
               |   ^
               = expected: a name of its own for each
        "#]],
    );
}

#[test]
fn routes_that_api_gateway_would_refuse() {
    check_rest(
        "functions:
  f:
    handler: a.b
    events:
      - http: GET /users/{id}
      - http: GET /users/{name}/posts
      - http: GET /{proxy+}/more
      - http: /users
      - http: {method: get}
      - http: GET /a
        cors: true
",
        expect![[r#"
            error: {name} in /users/{name}/posts stands where serverless.yml:7 has {id}
             --> serverless.yml:8:9
               |
             8 |       - http: GET /users/{name}/posts
               |         ^
               = expected: one name for the variable part of paths that begin alike
               = fix: write {id} in both, or {name} in both

            error: the path "/{proxy+}/more" of events.http of function f cannot be: "{proxy+}"
             --> serverless.yml:9:15
               |
             9 |       - http: GET /{proxy+}/more
               |               ^
               = expected: a greedy part such as {proxy+} only at the end

            error: events.http of function f is "/users"
             --> serverless.yml:10:15
                |
             10 |       - http: /users
                |               ^
                = expected: a method and a path: GET users/{id}

            error: events.http of function f has no path
             --> serverless.yml:11:9
                |
             11 |       - http: {method: get}
                |         ^
                = expected: path and method

            error: an event of function f is a map
             --> serverless.yml:12:9
                |
             12 |       - http: GET /a
                |         ^
                = expected: one kind of event, such as `- http: GET users`
                = fix: indent what belongs to the event below its kind
        "#]],
    );
}

#[test]
fn statements_that_are_none() {
    check(
        "service: s
provider:
  name: aws
  runtime: python3.12
  iamRoleStatements:
    - Effect: allow
      Action: [s3:GetObject]
      Resource: '*'
    - Effect: Allow
      Actions: [s3:GetObject]
      Resource: []
    - dynamodb:*
",
        expect![[r#"
            error: provider.iamRoleStatements[0].Effect is "allow"
             --> serverless.yml:6:15
               |
             6 |     - Effect: allow
               |               ^
               = expected: Allow or Deny

            error: provider.iamRoleStatements[1] has no Action
             --> serverless.yml:9:7
               |
             9 |     - Effect: Allow
               |       ^
               = expected: actions such as dynamodb:GetItem

            error: provider.iamRoleStatements[1] has `Actions`, which no statement of a role has
             --> serverless.yml:10:7
                |
             10 |       Actions: [s3:GetObject]
                |       ^
                = expected: Sid, Effect, Action, NotAction, Resource, NotResource, Condition
                = fix: did you mean `Action`?

            error: provider.iamRoleStatements[1].Resource is a list
             --> serverless.yml:11:17
                |
             11 |       Resource: []
                |                 ^
                = expected: ARNs of resources, or '*'

            error: provider.iamRoleStatements[2] is "dynamodb:*"
             --> serverless.yml:12:7
                |
             12 |     - dynamodb:*
                |       ^
                = expected: a statement with Effect, Action and Resource
        "#]],
    );
}

#[test]
fn resources_that_are_none() {
    check_rest(
        "functions:
  f: {handler: a.b, environment: {T: !Ref UserTable}}
resources:
  Resources:
    UsersTable:
      Type: AWS::DynamoDB::Table
      Propertys: {}
    Nameless: {}
    Odd: {Type: Table}
    Good:
      Type: AWS::SQS::Queue
      Properties: {QueueName: !Sub '${UsersTabel}-x'}
",
        expect![[r#"
            error: there is no resource UserTable in this stack
             --> serverless.yml:4:38
               |
             4 |   f: {handler: a.b, environment: {T: !Ref UserTable}}
               |                                      ^
               = expected: the logical id of a resource, a function or a parameter
               = fix: did you mean UsersTable?

            error: resource UsersTable has `Propertys`, which no resource has
             --> serverless.yml:9:7
               |
             9 |       Propertys: {}
               |       ^
               = expected: Type, Properties, DependsOn, Condition, DeletionPolicy, UpdateReplacePolicy, UpdatePolicy, CreationPolicy, Metadata
               = fix: did you mean `Properties`?

            error: resource Nameless has no Type
             --> serverless.yml:10:5
                |
             10 |     Nameless: {}
                |     ^
                = expected: Type: AWS::DynamoDB::Table or another

            error: the Type of resource Odd is "Table"
             --> serverless.yml:11:5
                |
             11 |     Odd: {Type: Table}
                |     ^
                = expected: a type such as AWS::DynamoDB::Table

            error: there is no resource UsersTabel in this stack
             --> serverless.yml:14:31
                |
             14 |       Properties: {QueueName: !Sub '${UsersTabel}-x'}
                |                               ^
                = expected: the logical id of a resource, a function or a parameter
                = fix: did you mean UsersTable?
        "#]],
    );
}

//! `sqs` and `s3` events, and what else the framework adds to a stack; parameters of templates.

#![allow(clippy::unwrap_used)]

mod common;

use common::{Folder, options, said};
use expect_test::{Expect, expect};
use manifest::{Application, Options, load, order};

fn application(text: &str, options: &Options) -> Result<Application, String> {
    let dir = Folder::new();
    dir.write("serverless.yml", text);
    load(&dir.0, options).map_err(|problems| {
        problems.iter().map(|problem| format!("{problem}\n")).collect::<Vec<_>>().concat()
    })
}

/// What is generated, in the order in which it is made; `|` before what comes after the functions.
fn generated(functions: &str, more: &str) -> String {
    let text = format!(
        "service: s\nprovider:\n  name: aws\n  runtime: python3.12\n{more}\nfunctions:\n{functions}"
    );
    let app = match application(&text, &options(None, &[])) {
        Ok(app) => app,
        Err(problems) => return problems,
    };
    let order = match order(&app) {
        Ok(order) => order,
        Err(problem) => return problem.to_string(),
    };
    let mut out = String::new();
    let lines = |list: &[&manifest::Resource], mark: &str, out: &mut String| {
        for one in list.iter().filter(|one| one.generated || one.logical_id.contains("S3")) {
            let mut properties = one.properties.to_json();
            if let Some(policies) = properties.get_mut("Policies") {
                let statements = policies[0]["PolicyDocument"]["Statement"].take();
                properties = statements.as_array().unwrap()[2..].to_vec().into();
            }
            let (id, kind) = (&one.logical_id, &one.kind);
            out.push_str(&format!("{mark}{id} {kind} {:?}\n    {properties}\n", one.depends_on));
        }
    };
    lines(&order.before, "", &mut out);
    lines(&order.after, "| ", &mut out);
    for notice in &app.notices {
        out.push_str(&format!("notice: {notice}\n"));
    }
    out
}

fn check(functions: &str, more: &str, wanted: &Expect) {
    wanted.assert_eq(&generated(functions, more));
}

#[test]
fn a_queues_event_becomes_a_mapping_and_statements_of_the_role() {
    check(
        "  work:
    handler: a.b
    events:
      - sqs: arn:aws:sqs:us-east-1:000000000000:plain-queue
      - sqs:
          arn: !GetAtt Jobs.Arn
          batchSize: 5
          enabled: false
          maximumBatchingWindow: 20
          maximumConcurrency: 4
          functionResponseType: ReportBatchItemFailures
          filterPatterns:
            - body: {kind: [order]}
            - {a: [1]}
      - sqs: {arn: !ImportValue shared-queue}
      - sqs:
          arn: {Fn::Join: [':', [arn, aws, sqs, !Ref AWS::Region, '0', last-one]]}
  kept:
    handler: a.b
    role: Other
    provisionedConcurrency: 1
    events:
      - sqs: !Sub 'arn:aws:sqs:${AWS::Region}:${AWS::AccountId}:sub'
",
        "resources: {Resources: {Jobs: {Type: AWS::SQS::Queue}, Other: {Type: AWS::IAM::Role}}}",
        &expect![[r#"
            IamRoleLambdaExecution AWS::IAM::Role []
                [{"Effect":"Allow","Action":["sqs:ReceiveMessage","sqs:DeleteMessage","sqs:GetQueueAttributes"],"Resource":["arn:aws:sqs:us-east-1:000000000000:plain-queue",{"Fn::GetAtt":"Jobs.Arn"},{"Fn::ImportValue":"shared-queue"},{"Fn::Join":[":",["arn","aws","sqs",{"Ref":"AWS::Region"},"0","last-one"]]}]}]
            | WorkEventSourceMappingSQSPlainqueue AWS::Lambda::EventSourceMapping ["IamRoleLambdaExecution"]
                {"EventSourceArn":"arn:aws:sqs:us-east-1:000000000000:plain-queue","FunctionName":{"Fn::GetAtt":["WorkLambdaFunction","Arn"]},"BatchSize":10,"Enabled":true}
            | WorkEventSourceMappingSQSJobs AWS::Lambda::EventSourceMapping ["IamRoleLambdaExecution"]
                {"EventSourceArn":{"Fn::GetAtt":"Jobs.Arn"},"FunctionName":{"Fn::GetAtt":["WorkLambdaFunction","Arn"]},"BatchSize":5,"Enabled":false,"MaximumBatchingWindowInSeconds":20,"ScalingConfig":{"MaximumConcurrency":4},"FunctionResponseTypes":["ReportBatchItemFailures"],"FilterCriteria":{"Filters":[{"Pattern":"{\"body\":{\"kind\":[\"order\"]}}"},{"Pattern":"{\"a\":[1]}"}]}}
            | WorkEventSourceMappingSQSSharedqueue AWS::Lambda::EventSourceMapping ["IamRoleLambdaExecution"]
                {"EventSourceArn":{"Fn::ImportValue":"shared-queue"},"FunctionName":{"Fn::GetAtt":["WorkLambdaFunction","Arn"]},"BatchSize":10,"Enabled":true}
            | WorkEventSourceMappingSQSLastone AWS::Lambda::EventSourceMapping ["IamRoleLambdaExecution"]
                {"EventSourceArn":{"Fn::Join":[":",["arn","aws","sqs",{"Ref":"AWS::Region"},"0","last-one"]]},"FunctionName":{"Fn::GetAtt":["WorkLambdaFunction","Arn"]},"BatchSize":10,"Enabled":true}
            | KeptEventSourceMappingSQSSub AWS::Lambda::EventSourceMapping ["Other"]
                {"EventSourceArn":{"Fn::Sub":"arn:aws:sqs:${AWS::Region}:${AWS::AccountId}:sub"},"FunctionName":{"Fn::Join":["",[{"Fn::GetAtt":["KeptLambdaFunction","Arn"]},":provisioned"]]},"BatchSize":10,"Enabled":true}
        "#]],
    );
}

#[test]
fn what_a_queues_event_cannot_be_is_told() {
    check(
        "  work:
    handler: a.b
    events:
      - sqs: !Ref Jobs
      - sqs: {batchSize: 1}
      - sqs: {arn: jobs}
      - sqs:
          arn: arn:aws:sqs:us-east-1:0:q
          batchSize: 10001
          maximumConcurrency: 1
          functionResponseType: Report
          filterPatterns: []
",
        "resources: {Resources: {Jobs: {Type: AWS::SQS::Queue}}}",
        &expect![[r#"
            error: arn of an `sqs` event is Ref of a resource, which is a queue's URL
             --> serverless.yml:10:14
                |
             10 |       - sqs: !Ref Jobs
                |              ^
                = expected: the queue's ARN, or Fn::GetAtt: [Queue, Arn]
                = fix: write Fn::GetAtt: [Queue, Arn]
            error: events.sqs of function work has no arn
             --> serverless.yml:11:9
                |
             11 |       - sqs: {batchSize: 1}
                |         ^
                = expected: the queue's ARN, or Fn::GetAtt: [Queue, Arn]
            error: arn of events.sqs of function work is "jobs"
             --> serverless.yml:12:20
                |
             12 |       - sqs: {arn: jobs}
                |                    ^
                = expected: the queue's ARN, or Fn::GetAtt: [Queue, Arn]
            error: batchSize of events.sqs of function work is 10001
             --> serverless.yml:15:22
                |
             15 |           batchSize: 10001
                |                      ^
                = expected: a whole number from 1 to 10000
            error: maximumConcurrency of events.sqs of function work is 1
             --> serverless.yml:16:31
                |
             16 |           maximumConcurrency: 1
                |                               ^
                = expected: a whole number from 2 to 1000
            error: functionResponseType of events.sqs of function work is "Report"
             --> serverless.yml:17:33
                |
             17 |           functionResponseType: Report
                |                                 ^
                = expected: ReportBatchItemFailures
            error: filterPatterns of events.sqs of function work is a list
             --> serverless.yml:18:27
                |
             18 |           filterPatterns: []
                |                           ^
                = expected: a list of patterns such as {body: {type: [order]}}, at most 10
        "#]],
    );
    check(
        "  work:
    handler: a.b
    events:
      - sqs: arn:aws:sqs:us-east-1:0:q
      - sqs: arn:aws:sqs:us-east-1:0:q
",
        "",
        &expect![[r#"
            error: the event makes WorkEventSourceMappingSQSQ, which another one makes
             --> serverless.yml:11:9
                |
             11 |       - sqs: arn:aws:sqs:us-east-1:0:q
                |         ^
                = expected: one event for each source; the first is at serverless.yml:10
        "#]],
    );
}

#[test]
fn a_buckets_event_makes_the_bucket_or_tells_the_one_that_is_there() {
    check(
        "  hear:
    handler: a.b
    events:
      - s3: plain-bucket
      - s3:
          bucket: described
          event: s3:ObjectRemoved:*
          rules: [{prefix: in/}, {suffix: .csv}]
  also:
    handler: a.b
    events:
      - s3: {bucket: described, rules: [{suffix: .txt}]}
      - s3: {bucket: somebodys, existing: true, rules: [{prefix: a/}]}
      - s3: {bucket: somebodys, existing: true, event: s3:ObjectRemoved:*, forceDeploy: true}
      - s3: {bucket: !Ref Own, existing: true}
",
        "  s3: {described: {name: its-name, accessControl: Private}}
resources: {Resources: {Own: {Type: AWS::S3::Bucket},
    Some: {Type: AWS::S3::Bucket, Properties: {BucketName: somebodys}}}}",
        &expect![[r#"
            IamRoleLambdaExecution AWS::IAM::Role []
                []
            | HearLambdaPermissionPlainbucketS3 AWS::Lambda::Permission []
                {"FunctionName":{"Fn::GetAtt":["HearLambdaFunction","Arn"]},"Action":"lambda:InvokeFunction","Principal":"s3.amazonaws.com","SourceArn":{"Fn::Join":["",["arn:",{"Ref":"AWS::Partition"},":s3:::","plain-bucket"]]},"SourceAccount":{"Ref":"AWS::AccountId"}}
            | HearLambdaPermissionDescribedS3 AWS::Lambda::Permission []
                {"FunctionName":{"Fn::GetAtt":["HearLambdaFunction","Arn"]},"Action":"lambda:InvokeFunction","Principal":"s3.amazonaws.com","SourceArn":{"Fn::Join":["",["arn:",{"Ref":"AWS::Partition"},":s3:::","its-name"]]},"SourceAccount":{"Ref":"AWS::AccountId"}}
            | AlsoLambdaPermissionSomebodysS3 AWS::Lambda::Permission []
                {"FunctionName":{"Fn::GetAtt":["AlsoLambdaFunction","Arn"]},"Action":"lambda:InvokeFunction","Principal":"s3.amazonaws.com","SourceArn":{"Fn::Join":["",["arn:",{"Ref":"AWS::Partition"},":s3:::","somebodys"]]},"SourceAccount":{"Ref":"AWS::AccountId"}}
            | AlsoCustomS31 Custom::S3 ["AlsoLambdaPermissionSomebodysS3", "Some"]
                {"FunctionName":"s-dev-also","FunctionArn":{"Fn::GetAtt":["AlsoLambdaFunction","Arn"]},"BucketName":"somebodys","BucketConfigs":[{"Event":"s3:ObjectCreated:*","Rules":[{"Prefix":"a/"}]},{"Event":"s3:ObjectRemoved:*","Rules":[]}]}
            | AlsoLambdaPermissionExisting2S3 AWS::Lambda::Permission []
                {"FunctionName":{"Fn::GetAtt":["AlsoLambdaFunction","Arn"]},"Action":"lambda:InvokeFunction","Principal":"s3.amazonaws.com","SourceArn":{"Fn::Join":["",["arn:",{"Ref":"AWS::Partition"},":s3:::",{"Ref":"Own"}]]},"SourceAccount":{"Ref":"AWS::AccountId"}}
            | AlsoCustomS32 Custom::S3 ["AlsoLambdaPermissionExisting2S3"]
                {"FunctionName":"s-dev-also","FunctionArn":{"Fn::GetAtt":["AlsoLambdaFunction","Arn"]},"BucketName":{"Ref":"Own"},"BucketConfigs":[{"Event":"s3:ObjectCreated:*","Rules":[]}]}
            | AlsoLambdaPermissionDescribedS3 AWS::Lambda::Permission []
                {"FunctionName":{"Fn::GetAtt":["AlsoLambdaFunction","Arn"]},"Action":"lambda:InvokeFunction","Principal":"s3.amazonaws.com","SourceArn":{"Fn::Join":["",["arn:",{"Ref":"AWS::Partition"},":s3:::","its-name"]]},"SourceAccount":{"Ref":"AWS::AccountId"}}
            | S3BucketPlainbucket AWS::S3::Bucket ["HearLambdaPermissionPlainbucketS3"]
                {"BucketName":"plain-bucket","NotificationConfiguration":{"LambdaConfigurations":[{"Event":"s3:ObjectCreated:*","Function":{"Fn::GetAtt":["HearLambdaFunction","Arn"]}}]}}
            | S3BucketDescribed AWS::S3::Bucket ["HearLambdaPermissionDescribedS3", "AlsoLambdaPermissionDescribedS3"]
                {"BucketName":"its-name","NotificationConfiguration":{"LambdaConfigurations":[{"Event":"s3:ObjectRemoved:*","Function":{"Fn::GetAtt":["HearLambdaFunction","Arn"]},"Filter":{"S3Key":{"Rules":[{"Name":"prefix","Value":"in/"},{"Name":"suffix","Value":".csv"}]}}},{"Event":"s3:ObjectCreated:*","Function":{"Fn::GetAtt":["AlsoLambdaFunction","Arn"]},"Filter":{"S3Key":{"Rules":[{"Name":"suffix","Value":".txt"}]}}}]},"AccessControl":"Private"}
        "#]],
    );
}

#[test]
fn what_a_buckets_event_cannot_be_is_told() {
    check(
        "  hear:
    handler: a.b
    events:
      - s3: {bucket: !Ref Own}
      - s3: Not_A_Name
      - s3: {event: s3:x}
      - s3: {bucket: some-bucket, event: ObjectCreated, rules: [{prefix: a, suffix: b}]}
      - s3: {bucket: some-bucket, rules: [{prefix: a}, {prefix: b}]}
",
        "resources: {Resources: {Own: {Type: AWS::S3::Bucket}}}",
        &expect![[r#"
            error: the bucket of events.s3 of function hear is Ref
             --> serverless.yml:10:22
                |
             10 |       - s3: {bucket: !Ref Own}
                |                      ^
                = expected: the name of a bucket
                = fix: add `existing: true` where `resources` makes the bucket
            error: "Not_A_Name" cannot be the name of a bucket
             --> serverless.yml:11:13
                |
             11 |       - s3: Not_A_Name
                |             ^
                = expected: 3 to 63 lower-case letters, digits, dots and hyphens
            error: events.s3 of function hear has no bucket
             --> serverless.yml:12:9
                |
             12 |       - s3: {event: s3:x}
                |         ^
                = expected: the name of a bucket
            error: event of events.s3 of function hear is "ObjectCreated"
             --> serverless.yml:13:42
                |
             13 |       - s3: {bucket: some-bucket, event: ObjectCreated, rules: [{prefix: a, suffix: b}]}
                |                                          ^
                = expected: an event such as s3:ObjectCreated:*
            error: rules of events.s3 of function hear is a map
             --> serverless.yml:13:65
                |
             13 |       - s3: {bucket: some-bucket, event: ObjectCreated, rules: [{prefix: a, suffix: b}]}
                |                                                                 ^
                = expected: one of `prefix: incoming/` and `suffix: .csv` each
            error: rules of events.s3 of function hear have two of prefix
             --> serverless.yml:14:65
                |
             14 |       - s3: {bucket: some-bucket, rules: [{prefix: a}, {prefix: b}]}
                |                                                                 ^
                = expected: at most one prefix and one suffix
                = fix: write another `s3` event for the other one
        "#]],
    );
    // As in CloudFormation: the bucket needs the function, and the function the bucket.
    check(
        "  hear:
    handler: a.b
    environment: {BUCKET: !Ref S3BucketPlainbucket}
    events: [{s3: plain-bucket}]
",
        "",
        &expect![[r#"
            error: resources need each other in a circle: HearLambdaPermissionPlainbucketS3 -> HearLambdaFunction -> S3BucketPlainbucket -> HearLambdaPermissionPlainbucketS3
             --> serverless.yml:10:15
                = expected: resources of which one can be made first
                = fix: write the name of one of them as text instead of Ref or Fn::GetAtt"#]],
    );
}

#[test]
fn what_the_framework_makes_can_be_changed_and_extended() {
    check(
        "  hear:
    handler: a.b
    events:
      - s3: plain-bucket
",
        "resources:
  Resources:
    Other: {Type: AWS::SQS::Queue}
    S3BucketPlainbucket: {Properties: {NotificationConfiguration: {Own: 1}, Tags: []}}
  extensions:
    HearLambdaPermissionPlainbucketS3: {Properties: {SourceAccount: '1'}}
    S3BucketPlainbucket:
      DeletionPolicy: Retain
      DependsOn: Other
      Properties: {BucketName: other}
    HearLambdaFunction: {Properties: {MemorySize: 1}}
",
        &expect![[r#"
            IamRoleLambdaExecution AWS::IAM::Role []
                []
            | HearLambdaPermissionPlainbucketS3 AWS::Lambda::Permission []
                {"FunctionName":{"Fn::GetAtt":["HearLambdaFunction","Arn"]},"Action":"lambda:InvokeFunction","Principal":"s3.amazonaws.com","SourceArn":{"Fn::Join":["",["arn:",{"Ref":"AWS::Partition"},":s3:::","plain-bucket"]]},"SourceAccount":"1"}
            | S3BucketPlainbucket AWS::S3::Bucket ["HearLambdaPermissionPlainbucketS3", "Other"]
                {"NotificationConfiguration":{"LambdaConfigurations":[{"Event":"s3:ObjectCreated:*","Function":{"Fn::GetAtt":["HearLambdaFunction","Arn"]}}],"Own":1},"Tags":[],"BucketName":"other"}
            notice: resources.extensions.HearLambdaFunction (serverless.yml:15) is not there yet
        "#]],
    );
}

#[test]
fn destinations_to_queues_are_allowed_to_the_role() {
    check(
        "  work:
    handler: a.b
    onError: !GetAtt Letters.Arn
    destinations: {onSuccess: other, onFailure: {type: sqs, arn: !GetAtt Letters.Arn}}
  other: {handler: a.b, destinations: {onSuccess: 'arn:aws:sns:us-east-1:0:t'}}
",
        "resources: {Resources: {Letters: {Type: AWS::SQS::Queue}}}",
        &expect![[r#"
            IamRoleLambdaExecution AWS::IAM::Role []
                [{"Effect":"Allow","Action":["lambda:InvokeFunction"],"Resource":{"Fn::Sub":"arn:${AWS::Partition}:lambda:${AWS::Region}:${AWS::AccountId}:function:s-dev-other"}},{"Effect":"Allow","Action":["sqs:SendMessage"],"Resource":{"Fn::GetAtt":"Letters.Arn"}},{"Effect":"Allow","Action":["sns:Publish"],"Resource":"arn:aws:sns:us-east-1:0:t"}]
        "#]],
    );
}

#[test]
fn parameters_have_values_from_three_places_that_must_fit() {
    let with = |parameters: &str, given: &[(&str, &str)]| {
        let text = format!(
            "service: s\nprovider:\n  name: aws\n  role: 'arn:aws:iam::000000000000:role/r'\n  \
             stackParameters: [{{ParameterKey: P, ParameterValue: stated}}]\nresources:\n  \
             Parameters:\n    P: {parameters}\n  Resources:\n    A:\n      Type: X::Y\n      \
             Properties: {{p: !Ref P, q: !Sub 'a-${{AWS::Region}}'}}\n"
        );
        let given = given.iter().map(|(key, value)| (key.to_string(), value.to_string()));
        let options = Options { params: given.collect(), ..options(None, &[]) };
        match application(&text, &options) {
            Ok(app) => app.resources[0].properties.to_json()["p"].to_string(),
            Err(problems) => problems,
        }
    };
    assert_eq!(with("{Type: String, Default: d}", &[]), r#""stated""#);
    assert_eq!(with("{Type: String}", &[("P", "typed")]), r#""typed""#);
    assert_eq!(with("{Type: CommaDelimitedList}", &[("P", "a, b")]), r#"["a","b"]"#);
    for (parameter, value, wanted) in [
        ("{Type: Number}", "x", "a number"),
        ("{Type: Number, MinValue: 2, MaxValue: 4}", "5", "a number from 2 to 4"),
        ("{Type: String, AllowedValues: [a, b]}", "c", "one of a, b"),
        ("{Type: String, AllowedPattern: '[a-z]+'}", "a1", "a text that matches [a-z]+"),
        ("{Type: String, MaxLength: 2}", "abc", "a length from any to 2"),
        ("{Type: String, MaxLength: 2, ConstraintDescription: short}", "abc", "short"),
    ] {
        let said = with(parameter, &[("P", value)]);
        assert!(said.contains(&format!("= expected: {wanted}\n")), "{parameter}: {said}");
        assert!(said.contains("serverless.yml:8"), "{said}");
    }
    assert!(!with("{Type: Number, NoEcho: true}", &[("P", "secret")]).contains("secret"));
    let open = "service: s\nprovider: {name: aws, stackParameters: [{ParameterKey: Nmae, \
                ParameterValue: 1}]}\nresources: {Parameters: {Name: {Type: String}}}\n";
    expect![[r#"
        error: provider.stackParameters gives Nmae, which is no parameter
         --> serverless.yml:2:78
           |
         2 | provider: {name: aws, stackParameters: [{ParameterKey: Nmae, ParameterValue: 1}]}
           |                                                                              ^
           = expected: a name of resources.Parameters
           = fix: did you mean Name?

        error: the parameter Name has no value
         --> serverless.yml:3:26
           |
         3 | resources: {Parameters: {Name: {Type: String}}}
           |                          ^
           = expected: a value on the command line, in provider.stackParameters, or a Default
           = fix: give it: --param Name=VALUE
    "#]]
    .assert_eq(&said(open, &[], &options(None, &[])));
}

#[test]
fn a_function_may_have_a_role_of_its_own() {
    let functions = "  work:
    handler: a.b
    iamRoleStatementsInherit: true
    iamRoleStatements:
      - {Effect: Allow, Action: 's3:GetObject', Resource: '*'}
    events: [{sqs: 'arn:aws:sqs:us-east-1:000000000000:jobs'}]
  newer:
    handler: a.b
    iam:
      role:
        name: !Sub '${AWS::StackName}-called'
        statements: [{Effect: Deny, Action: '*', Resource: '*'}]
        managedPolicies: ['arn:aws:iam::aws:policy/ReadOnlyAccess']
        permissionsBoundary: !Ref Boundary
        tags: {team: a}
  plain: {handler: a.b}
";
    let more = "  iam:
    role:
      statements: [{Effect: Allow, Action: 'sqs:*', Resource: '*'}]
      managedPolicies: ['arn:aws:iam::aws:policy/AWSXrayWriteOnlyAccess']
      permissionsBoundary: arn:aws:iam::000000000000:policy/edge
resources: {Resources: {Boundary: {Type: 'AWS::IAM::ManagedPolicy'}}}
";
    let text = format!(
        "service: s\nprovider:\n  name: aws\n  runtime: python3.12\n{more}functions:\n{functions}"
    );
    let app = application(&text, &options(None, &[])).unwrap();
    let role = |id: &str| {
        let found = app.resources.iter().find(|one| one.logical_id == id).unwrap();
        found.properties.to_json()
    };
    let shared = role("IamRoleLambdaExecution");
    let boundary = "arn:aws:iam::000000000000:policy/edge";
    assert_eq!(shared["PermissionsBoundary"], boundary);
    assert_eq!(shared["ManagedPolicyArns"][0], "arn:aws:iam::aws:policy/AWSXrayWriteOnlyAccess");
    // The queue is read by the role of its function.
    assert_eq!(shared["Policies"][0]["PolicyDocument"]["Statement"].as_array().unwrap().len(), 3);
    let work = role("WorkIamRoleLambdaExecution");
    assert_eq!(work["RoleName"], "s-dev-work-us-east-1-lambdaRole");
    assert_eq!(work["PermissionsBoundary"], boundary);
    assert_eq!(work.get("ManagedPolicyArns"), None);
    let statements = work["Policies"][0]["PolicyDocument"]["Statement"].as_array().unwrap();
    let actions: Vec<String> = statements.iter().map(|one| one["Action"].to_string()).collect();
    assert_eq!(
        actions,
        [
            r#"["logs:CreateLogStream","logs:CreateLogGroup","logs:PutLogEvents"]"#,
            r#"["sqs:ReceiveMessage","sqs:DeleteMessage","sqs:GetQueueAttributes"]"#,
            r#""sqs:*""#,
            r#""s3:GetObject""#,
        ]
    );
    let newer = role("NewerIamRoleLambdaExecution");
    assert_eq!(newer["RoleName"]["Fn::Sub"], "${AWS::StackName}-called");
    assert_eq!(newer["PermissionsBoundary"]["Ref"], "Boundary");
    assert_eq!(newer["Tags"][0]["Key"], "team");
    let roles: Vec<_> = app.functions.iter().map(|one| one.role.as_ref()).collect();
    let named = roles.iter().map(|role| role.map(|node| node.to_json()["Fn::GetAtt"][0].clone()));
    let named: Vec<_> = named.map(|name| name.map(|name| name.to_string())).collect();
    let wanted = ["\"WorkIamRoleLambdaExecution\"", "\"NewerIamRoleLambdaExecution\""];
    assert_eq!(named, [Some(wanted[0].to_owned()), Some(wanted[1].to_owned()), None]);
    // The mapping comes after the role that reads the queue.
    let order = order(&app).unwrap();
    let mapping = order.after.iter().find(|one| one.kind.ends_with("Mapping")).unwrap();
    assert_eq!(mapping.depends_on, ["WorkIamRoleLambdaExecution"]);

    let long = "f".repeat(60);
    let both = format!(
        "service: s\nprovider: {{name: aws, runtime: python3.12}}\nfunctions:\n  \
         f: {{handler: a.b, role: r, iamRoleStatements: []}}\n  \
         {long}: {{handler: a.b, name: short, iamRoleStatements: []}}\n\
         resources: {{Resources: {{r: {{Type: 'AWS::IAM::Role'}}}}}}\n"
    );
    let said = application(&both, &options(None, &[])).unwrap_err();
    assert!(said.contains("function f has a role, and statements of one of its own"), "{said}");
    assert!(said.contains("at most 64 characters"), "{said}");
}

#[test]
fn a_role_of_an_account_that_is_not_here_is_told_and_passed_over() {
    let text = "service: s
provider:
  name: aws
  runtime: python3.12
  role: arn:aws:iam::123456789012:role/theirs
functions:
  a: {handler: a.b}
  b: {handler: a.b, role: 'arn:aws:iam::123456789012:role/theirs'}
  c: {handler: a.b, role: 'arn:aws:iam::000000000000:role/ours'}
";
    let app = application(text, &options(None, &[])).unwrap();
    assert!(app.role.custom.is_none());
    let own: Vec<bool> = app.functions.iter().map(|one| one.role.is_some()).collect();
    assert_eq!(own, [false, false, true]);
    let lines: Vec<u32> = app.notices.iter().map(|notice| notice.line).collect();
    assert_eq!(lines, [5, 8]);
    assert!(app.notices[0].note.starts_with("is of the account 123456789012"));
}

#[test]
fn of_two_functions_with_one_route_the_last_has_it() {
    let text = "service: s
provider: {name: aws, runtime: python3.12}
functions:
  a: {handler: a.b, events: [{http: GET x}, {http: GET y}]}
  b: {handler: a.b, events: [{http: GET x}]}
";
    let app = application(text, &options(None, &[])).unwrap();
    let paths = |index: usize| -> Vec<&str> {
        app.functions[index].routes.iter().map(|route| route.path.as_str()).collect()
    };
    assert_eq!((paths(0), paths(1)), (vec!["/y"], vec!["/x"]));
    let notice = app.notices[0].to_string();
    let wanted = "GET /x of function a (serverless.yml:4) is left out: function b has it, too, and \
                  comes last";
    assert_eq!(notice, wanted);
}

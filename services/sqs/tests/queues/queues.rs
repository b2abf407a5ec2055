//! Queues themselves: made, found, changed, purged, deleted, and the query protocol of it all.

use serde_json::{Value, json};

use crate::bench::{ACCOUNT, Bench, arn, url};

#[test]
fn a_queue_is_made_once_and_found_as_it_was_asked_for() {
    let bench = Bench::new();
    bench.queue("q", json!({"DelaySeconds": "5"}));
    bench.queue("q", json!({}));
    bench.queue("q", json!({"DelaySeconds": "5"}));
    let other = json!({"QueueName": "q", "Attributes": {"DelaySeconds": "6"}});
    assert_eq!(
        bench.refused("CreateQueue", other),
        "QueueAlreadyExists: A queue already exists with the same name and a different value for \
         attribute DelaySeconds"
    );
    assert_eq!(bench.ok("GetQueueUrl", json!({"QueueName": "q"}))["QueueUrl"], url("q").as_str());
    let said = bench.refused("GetQueueUrl", json!({"QueueName": "none"}));
    let none = "AWS.SimpleQueueService.NonExistentQueue: The specified queue does not exist.";
    assert_eq!(said, none);
    let input = json!({"QueueName": "q", "QueueOwnerAWSAccountId": "111111111111"});
    assert_eq!(bench.refused("GetQueueUrl", input), none);
    let (_, _, body) = bench.call("GetQueueUrl", &json!({"QueueName": "none"}));
    assert_eq!(body["__type"], "com.amazonaws.sqs#QueueDoesNotExist");
    let (_, _, body) = bench.call("GetQueueUrl", &json!({}));
    assert_eq!(body["__type"], "com.amazonaws.sqs#MissingRequiredParameterException");
    assert_eq!(body["message"], "The request must contain the parameter QueueName.");
}

#[test]
fn attributes_are_shown_as_asked() {
    let bench = Bench::new();
    bench.queue("q", json!({}));
    let get = |names: Value| {
        let input = json!({"QueueUrl": url("q"), "AttributeNames": names});
        bench.ok("GetQueueAttributes", input)["Attributes"].clone()
    };
    assert_eq!(get(json!([])), Value::Null);
    assert_eq!(get(json!(["QueueArn"])), json!({"QueueArn": arn("q")}));
    let all = get(json!(["All"]));
    assert_eq!(
        all,
        json!({
            "ApproximateNumberOfMessages": "0",
            "ApproximateNumberOfMessagesDelayed": "0",
            "ApproximateNumberOfMessagesNotVisible": "0",
            "CreatedTimestamp": "1700000000",
            "DelaySeconds": "0",
            "LastModifiedTimestamp": "1700000000",
            "MaximumMessageSize": "1048576",
            "MessageRetentionPeriod": "345600",
            "QueueArn": arn("q"),
            "ReceiveMessageWaitTimeSeconds": "0",
            "SqsManagedSseEnabled": "true",
            "VisibilityTimeout": "30",
        })
    );
    bench.seconds(7);
    let input = json!({"QueueUrl": url("q"), "Attributes": {"VisibilityTimeout": "1"}});
    bench.ok("SetQueueAttributes", input);
    let now = get(json!(["LastModifiedTimestamp", "VisibilityTimeout"]));
    assert_eq!(now, json!({"LastModifiedTimestamp": "1700000007", "VisibilityTimeout": "1"}));
    let input = json!({"QueueUrl": url("q"), "AttributeNames": ["Color"]});
    let said = bench.refused("GetQueueAttributes", input);
    assert_eq!(said, "InvalidAttributeName: Unknown Attribute Color.");
}

#[test]
fn a_purged_queue_is_empty_and_is_purged_once_a_minute() {
    let bench = Bench::new();
    bench.queue("q", json!({}));
    for number in 0..3000 {
        bench.send("q", &number.to_string(), json!({}));
    }
    let held = bench.receive("q", json!({}));
    bench.ok("PurgeQueue", json!({"QueueUrl": url("q")}));
    assert_eq!(bench.depth("q"), [0, 0, 0]);
    bench.send("q", "new", json!({}));
    bench.delete("q", &held[0]);
    bench.tend();
    bench.seconds(59);
    assert_eq!(
        bench.refused("PurgeQueue", json!({"QueueUrl": url("q")})),
        "AWS.SimpleQueueService.PurgeQueueInProgress: Only one PurgeQueue operation on q is \
         allowed every 60 seconds."
    );
    assert_eq!(bench.bodies("q", json!({})), ["new"]);
    bench.seconds(1);
    bench.ok("PurgeQueue", json!({"QueueUrl": url("q")}));
    assert_eq!(bench.depth("q"), [0, 0, 0]);
}

#[test]
fn a_deleted_queue_is_gone_and_its_name_free_after_a_minute() {
    let bench = Bench::new();
    bench.queue("q", json!({}));
    bench.send("q", "m", json!({}));
    bench.ok("DeleteQueue", json!({"QueueUrl": url("q")}));
    bench.tend();
    let said = bench.refused("DeleteQueue", json!({"QueueUrl": url("q")}));
    assert!(said.starts_with("AWS.SimpleQueueService.NonExistentQueue"), "{said}");
    let said = bench.refused("CreateQueue", json!({"QueueName": "q"}));
    assert!(said.contains("You must wait 60 seconds after deleting a queue"), "{said}");
    bench.seconds(60);
    bench.queue("q", json!({}));
    assert_eq!(bench.depth("q"), [0, 0, 0]);
}

#[test]
fn queues_are_listed_by_prefix_and_page() {
    let bench = Bench::new();
    assert_eq!(bench.ok("ListQueues", json!({})), json!({}));
    for name in ["a1", "a2", "a3", "b1"] {
        bench.queue(name, json!({}));
    }
    let all = bench.ok("ListQueues", json!({"QueueNamePrefix": "a"}));
    assert_eq!(all, json!({"QueueUrls": [url("a1"), url("a2"), url("a3")]}));
    let one = bench.ok("ListQueues", json!({"MaxResults": 3}));
    let two = bench.ok("ListQueues", json!({"MaxResults": 3, "NextToken": one["NextToken"]}));
    assert_eq!(two, json!({"QueueUrls": [url("b1")]}));
}

#[test]
fn tags_come_and_go() {
    let bench = Bench::new();
    bench.ok("CreateQueue", json!({"QueueName": "q", "tags": {"a": "1"}}));
    bench.ok("TagQueue", json!({"QueueUrl": url("q"), "Tags": {"b": "2", "a": "3"}}));
    let tags = || bench.ok("ListQueueTags", json!({"QueueUrl": url("q")}));
    assert_eq!(tags(), json!({"Tags": {"a": "3", "b": "2"}}));
    bench.ok("UntagQueue", json!({"QueueUrl": url("q"), "TagKeys": ["a", "b", "c"]}));
    assert_eq!(tags(), json!({}));
    let said = bench.refused("UntagQueue", json!({"QueueUrl": url("q"), "TagKeys": []}));
    let between = "Tag keys must be between 1 and 128 characters in length.";
    assert_eq!(said, format!("InvalidParameterValue: {between}"));
    let many: serde_json::Map<String, Value> =
        (0..51).map(|n| (n.to_string(), json!("x"))).collect();
    let said = bench.refused("TagQueue", json!({"QueueUrl": url("q"), "Tags": many}));
    assert_eq!(said, "InvalidParameterValue: Too many tags added for queue q.");
}

#[test]
fn permissions_are_statements_of_the_policy() {
    let bench = Bench::new();
    bench.queue("q", json!({}));
    let add = |label: &str, actions: Value| {
        json!({
            "QueueUrl": url("q"), "Label": label, "AWSAccountIds": ["111111111111"],
            "Actions": actions,
        })
    };
    bench.ok("AddPermission", add("one", json!(["SendMessage"])));
    let policy = bench.attribute("q", "Policy");
    let policy: Value = serde_json::from_str(policy.as_str().unwrap()).unwrap();
    assert_eq!(policy["Statement"][0]["Sid"], "one");
    for (input, word) in [
        (add("one", json!(["*"])), "Value one for parameter Label is invalid. Reason: Already"),
        (add("two", json!([])), "parameter Actions."),
        (add("two", json!(["DeleteQueue"])), "Only the queue owner is allowed"),
        (add("two", json!(["Fly"])), "Value SQS:Fly for parameter ActionName is invalid."),
    ] {
        let said = bench.refused("AddPermission", input);
        assert!(said.contains(word), "{said}");
    }
    bench.ok("RemovePermission", json!({"QueueUrl": url("q"), "Label": "one"}));
    assert_eq!(bench.attribute("q", "Policy"), Value::Null);
    let said = bench.refused("RemovePermission", json!({"QueueUrl": url("q"), "Label": "one"}));
    assert!(said.contains("can't find label"), "{said}");
}

#[test]
fn the_query_protocol_says_the_same_in_its_way() {
    let bench = Bench::new();
    let form = "Action=CreateQueue&QueueName=q&Attribute.1.Name=DelaySeconds&Attribute.1.Value=0\
                &Tag.1.Key=a&Tag.1.Value=b";
    let (status, xml) = bench.form("/", form);
    assert_eq!(status, 200, "{xml}");
    for field in ["Tag", "Tags"] {
        let form = format!("Action=TagQueue&QueueUrl=q&{field}.1.Key=c&{field}.1.Value={field}");
        assert_eq!(bench.form("/", &form).0, 200);
        let (_, tags) = bench.form("/", "Action=ListQueueTags&QueueUrl=q");
        let tag = format!("<Tag><Key>c</Key><Value>{field}</Value></Tag>");
        assert!(tags.contains(&tag), "{tags}");
    }
    assert!(xml.starts_with(
        "<CreateQueueResponse xmlns=\"http://queue.amazonaws.com/doc/2012-11-05/\">\
         <CreateQueueResult><QueueUrl>http://"
    ));
    let path = format!("/{ACCOUNT}/q");
    for (form, status, word) in [
        ("Action=CreateQueue&QueueName=r", 400, "<Code>InvalidAction</Code>"),
        ("Action=ListQueues", 400, "The action ListQueues is not valid for this endpoint."),
        ("Action=Fly", 400, "The action Fly is not valid for this endpoint."),
        ("", 404, "<UnknownOperationException/>"),
        ("Action=ReceiveMessage", 200, "<ReceiveMessageResult/>"),
    ] {
        let (found, xml) = bench.form(&path, form);
        assert!(found == status && xml.contains(word), "{form}: {xml}");
    }
    let form = "Action=SendMessage&MessageBody=hi+there&MessageAttribute.1.Name=n\
                &MessageAttribute.1.Value.DataType=String\
                &MessageAttribute.1.Value.StringValue=v";
    let (status, xml) = bench.form(&path, form);
    assert_eq!(status, 200, "{xml}");
    assert!(xml.contains("<MD5OfMessageBody>"), "{xml}");
    let form = "Action=SendMessageBatch&SendMessageBatchRequestEntry.1.Id=a\
                &SendMessageBatchRequestEntry.1.MessageBody=two";
    let (_, xml) = bench.form(&path, form);
    assert!(xml.contains("<SendMessageBatchResultEntry><Id>a</Id><MessageId>"), "{xml}");
    let form = "Action=ReceiveMessage&MaxNumberOfMessages=10&AttributeName.1=All\
                &MessageAttributeName.1=All";
    let (_, xml) = bench.form(&path, form);
    assert!(xml.contains("<Message><MessageId>"), "{xml}");
    assert!(xml.contains("<Body>hi there</Body>") && xml.contains("<Body>two</Body>"), "{xml}");
    assert!(xml.contains("<Attribute><Name>SenderId</Name><Value>000000000000</Value>"), "{xml}");
    let attribute = "<MessageAttribute><Name>n</Name><Value><StringValue>v</StringValue>\
                     <DataType>String</DataType></Value></MessageAttribute>";
    assert!(xml.contains(attribute), "{xml}");
    let form = format!("Action=GetQueueUrl&QueueName=none&QueueOwnerAWSAccountId={ACCOUNT}");
    let (status, xml) = bench.form("/", &form);
    assert_eq!(status, 400);
    assert!(
        xml.contains(
            "<Error><Type>Sender</Type><Code>AWS.SimpleQueueService.NonExistentQueue</Code>\
             <Message>The specified queue does not exist for this wsdl version.</Message>\
             <Detail/></Error>"
        ),
        "{xml}"
    );
}

#[test]
fn keys_are_used_for_five_minutes_where_there_is_one() {
    let bench = Bench::new();
    bench.queue("q", json!({}));
    for (key, seconds, shown) in
        [("k", "6000", Some("6000")), ("k", "300", Some("300")), ("", "300", None)]
    {
        let attributes = json!({"KmsMasterKeyId": key, "KmsDataKeyReusePeriodSeconds": seconds});
        bench.ok("SetQueueAttributes", json!({"QueueUrl": url("q"), "Attributes": attributes}));
        let found = bench.attribute("q", "KmsDataKeyReusePeriodSeconds");
        assert_eq!(found.as_str(), shown, "{key:?} {seconds}");
    }
}

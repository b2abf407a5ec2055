//! What users hold and the account keeps beside what decides: devices, passwords of services, keys,
//! certificates, instance profiles, SAML providers.

use crate::bench::{self, Bench};
use hmac::{Hmac, KeyInit, Mac};
use sha1::Sha1;

const DEVICE: &str = "arn:aws:iam::000000000000:mfa/phone";
const CERTIFICATE: &str = include_str!("../bench/certificate.pem");
const PUBLIC: &str = include_str!("../bench/public.pem");

fn made(bench: &Bench, fields: &[(&str, &str)]) -> bench::Answer {
    let answer = bench.ask(fields);
    assert_eq!(answer.status, 200, "{fields:?}: {}", answer.body);
    answer
}

fn refused(bench: &Bench, fields: &[(&str, &str)], code: &str, text: &str) {
    let answer = bench.ask(fields);
    assert_eq!((answer.text("Code"), answer.text("Message")), (code, text), "{fields:?}");
}

/// As a telephone reckons it: from the seed's letters.
fn code(seed: &str, seconds: i64) -> String {
    let letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    let (mut bits, mut count, mut key) = (0u32, 0, Vec::new());
    for letter in seed.chars() {
        bits = bits << 5 | letters.find(letter).unwrap() as u32;
        count += 5;
        if count >= 8 {
            count -= 8;
            key.push((bits >> count) as u8);
            bits &= (1 << count) - 1;
        }
    }
    let mut mac = Hmac::<Sha1>::new_from_slice(&key).unwrap();
    mac.update(&(seconds / 30).to_be_bytes());
    let digest = mac.finalize().into_bytes();
    let at = usize::from(digest[19] & 15);
    let number = u32::from_be_bytes(digest[at..at + 4].try_into().unwrap()) & 0x7fff_ffff;
    format!("{:06}", number % 1_000_000)
}

#[test]
fn a_device_is_in_one_hand_and_its_codes_count_once() {
    let bench = Bench::new();
    let now = base::Clock::now(&*bench.clock).seconds();
    for name in ["anna", "bert"] {
        made(&bench, &[("Action", "CreateUser"), ("UserName", name)]);
    }
    let create = [("Action", "CreateVirtualMFADevice"), ("VirtualMFADeviceName", "phone")];
    let answer = made(&bench, &create);
    assert_eq!(answer.text("SerialNumber"), DEVICE);
    assert!(answer.text("QRCodePNG").starts_with("iVBORw0KGgo"), "{}", answer.body);
    let text = "MFADevice entity at the same path and name already exists.";
    refused(&bench, &create, "EntityAlreadyExists", text);
    let seed = answer.text("Base32StringSeed");
    let seed = base64::Engine::decode(&base64::prelude::BASE64_STANDARD, seed).unwrap();
    let seed = String::from_utf8(seed).unwrap();
    let [before, first, next] = [now - 30, now, now + 30].map(|at| code(&seed, at));
    let enable = |user: &str, one: &str, two: &str| {
        bench.ask(&[
            ("Action", "EnableMFADevice"),
            ("UserName", user),
            ("SerialNumber", DEVICE),
            ("AuthenticationCode1", one),
            ("AuthenticationCode2", two),
        ])
    };
    assert_eq!(enable("anna", &first, &before).text("Code"), "InvalidAuthenticationCode");
    assert_eq!(enable("anna", &before, &first).status, 200);
    assert_eq!(enable("bert", &before, &first).text("Code"), "EntityAlreadyExists");
    let shown = made(&bench, &[("Action", "ListMFADevices"), ("UserName", "anna")]);
    assert_eq!(shown.all("SerialNumber"), [DEVICE]);
    let shown = made(&bench, &[("Action", "ListMFADevices"), ("UserName", "bert")]);
    assert!(shown.all("SerialNumber").is_empty());
    let tagged = |key| {
        [
            ("Action", "TagMFADevice"),
            ("SerialNumber", DEVICE),
            ("Tags.member.1.Key", key),
            ("Tags.member.1.Value", "1"),
        ]
    };
    made(&bench, &tagged("Größe"));
    let text = "1 validation error detected: Value 'a!' at 'tags.1.member.key' failed to satisfy \
                constraint: Member must satisfy regular expression pattern: \
                [\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]+";
    refused(&bench, &tagged("a!"), "ValidationError", text);
    let all = [("Action", "ListVirtualMFADevices"), ("AssignmentStatus", "Assigned")];
    assert_eq!(made(&bench, &all).text("UserName"), "anna");
    // What was shown to enable it is used up; what comes next counts once, and for anna alone.
    let check = |user: &str, code: &str| bench.one_time_code(user, DEVICE, code);
    assert_eq!(check("anna", &first), kit::CodeCheck::Wrong);
    assert_eq!(check("bert", &next), kit::CodeCheck::NoDevice);
    assert_eq!(check("anna", &next), kit::CodeCheck::Right);
    assert_eq!(check("anna", &next), kit::CodeCheck::Wrong);
    let text = "Cannot delete entity, must delete MFA device first.";
    refused(&bench, &[("Action", "DeleteUser"), ("UserName", "anna")], "DeleteConflict", text);
    let delete = [("Action", "DeleteVirtualMFADevice"), ("SerialNumber", DEVICE)];
    assert_eq!(bench.ask(&delete).text("Code"), "DeleteConflict");
    let free = [("Action", "DeactivateMFADevice"), ("UserName", "anna"), ("SerialNumber", DEVICE)];
    made(&bench, &free);
    made(&bench, &delete);
    made(&bench, &[("Action", "DeleteUser"), ("UserName", "anna")]);
    let text = format!("VirtualMFADevice with serial number {DEVICE} doesn't exist.");
    refused(&bench, &delete, "NoSuchEntity", &text);
}

#[test]
fn a_service_s_password_is_shown_when_it_is_made() {
    let bench = Bench::new();
    made(&bench, &[("Action", "CreateUser"), ("UserName", "anna")]);
    let service = ("ServiceName", "codecommit.amazonaws.com");
    let create = [("Action", "CreateServiceSpecificCredential"), ("UserName", "anna"), service];
    let first = made(&bench, &create);
    assert_eq!(first.text("ServiceUserName"), "anna-at-000000000000");
    assert_eq!(first.text("ServicePassword").len(), 44);
    let second = made(&bench, &create);
    assert_eq!(second.text("ServiceUserName"), "anna+1-at-000000000000");
    let text = "Cannot exceed quota for ServiceSpecificCredentialsPerUser: 2";
    refused(&bench, &create, "LimitExceeded", text);
    let text = "No such service lambda.amazonaws.com is supported for Service Specific Credentials";
    let wrong = [create[0], create[1], ("ServiceName", "lambda.amazonaws.com")];
    refused(&bench, &wrong, "NoSuchEntity", text);
    let id = first.text("ServiceSpecificCredentialId");
    let with = |action, id| {
        [("Action", action), ("UserName", "anna"), ("ServiceSpecificCredentialId", id)]
    };
    let update = with("UpdateServiceSpecificCredential", id);
    made(&bench, &[&update[..], &[("Status", "Inactive")]].concat());
    let reset = made(&bench, &with("ResetServiceSpecificCredential", id));
    assert_eq!(reset.text("Status"), "Inactive");
    assert_ne!(reset.text("ServicePassword"), first.text("ServicePassword"));
    let list = [("Action", "ListServiceSpecificCredentials"), ("UserName", "anna")];
    let shown = made(&bench, &list);
    assert_eq!(shown.all("ServiceUserName").len(), 2);
    assert!(shown.all("ServicePassword").is_empty());
    let text = "Cannot delete entity, must remove referenced objects first.";
    refused(&bench, &[("Action", "DeleteUser"), ("UserName", "anna")], "DeleteConflict", text);
    made(&bench, &with("DeleteServiceSpecificCredential", id));
    let none = "ACCAAAAAAAAAAAAAAAAAA";
    let text = format!("No such credential {none} exists");
    let gone = with("DeleteServiceSpecificCredential", none);
    refused(&bench, &gone, "NoSuchEntity", &text);
}

#[test]
fn keys_and_certificates_are_shown_again() {
    let bench = Bench::new();
    made(&bench, &[("Action", "CreateUser"), ("UserName", "anna")]);
    let user = ("UserName", "anna");
    let upload = [("Action", "UploadSSHPublicKey"), user, ("SSHPublicKeyBody", PUBLIC)];
    let key = made(&bench, &upload);
    let id = key.text("SSHPublicKeyId");
    assert_eq!((&id[..4], key.text("Fingerprint").len()), ("APKA", 47));
    assert_eq!(bench.ask(&upload).text("Code"), "DuplicateSSHPublicKey");
    let bad = [upload[0], user, ("SSHPublicKeyBody", "ssh-rsa AAAA")];
    let text = "The public key is invalid or malformed.";
    refused(&bench, &bad, "InvalidPublicKey", text);
    let get = [("Action", "GetSSHPublicKey"), user, ("SSHPublicKeyId", id)];
    let line = made(&bench, &[&get[..], &[("Encoding", "SSH")]].concat());
    assert!(line.text("SSHPublicKeyBody").starts_with("ssh-rsa AAAAB3NzaC1yc2E"));
    let signing = [("Action", "UploadSigningCertificate"), user, ("CertificateBody", CERTIFICATE)];
    let certificate = made(&bench, &signing);
    assert_eq!(certificate.text("CertificateId").len(), 32);
    assert_eq!(bench.ask(&signing).text("Code"), "DuplicateCertificate");
    let text = "Certificate x is malformed";
    let bad = [signing[0], user, ("CertificateBody", "x")];
    refused(&bench, &bad, "MalformedCertificate", text);
    let key = "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----";
    let server = [
        ("Action", "UploadServerCertificate"),
        ("ServerCertificateName", "web"),
        ("CertificateBody", CERTIFICATE),
        ("PrivateKey", key),
    ];
    let server = made(&bench, &server);
    assert_eq!(server.text("Arn"), "arn:aws:iam::000000000000:server-certificate/web");
    assert!(server.text("Expiration").starts_with("20"), "{}", server.body);
    made(
        &bench,
        &[
            ("Action", "UpdateServerCertificate"),
            ("ServerCertificateName", "web"),
            ("NewServerCertificateName", "shop"),
        ],
    );
    let text = "The Server Certificate with name web cannot be found.";
    let gone = [("Action", "GetServerCertificate"), ("ServerCertificateName", "web")];
    refused(&bench, &gone, "NoSuchEntity", text);
    made(&bench, &[("Action", "GenerateCredentialReport")]);
    let report = made(&bench, &[("Action", "GetCredentialReport")]);
    let lines = base64::Engine::decode(&base64::prelude::BASE64_STANDARD, report.text("Content"));
    let lines = String::from_utf8(lines.unwrap()).unwrap();
    let lines: Vec<Vec<&str>> = lines.lines().map(|line| line.split(',').collect()).collect();
    assert_eq!((lines.len(), lines[2][0], lines[2][18]), (3, "anna", "true"));
    assert!(lines.iter().all(|line| line.len() == lines[0].len()), "{lines:?}");
}

#[test]
fn a_role_stays_while_a_profile_hands_it_out() {
    let bench = Bench::new();
    let trust = r#"{"Version":"2012-10-17","Statement":{"Effect":"Allow",
        "Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}}"#;
    let role = ("RoleName", "worker");
    made(&bench, &[("Action", "CreateRole"), role, ("AssumeRolePolicyDocument", trust)]);
    let profile = ("InstanceProfileName", "P");
    let create = [("Action", "CreateInstanceProfile"), profile, ("Path", "/a/")];
    let answer = made(&bench, &create);
    assert_eq!(answer.text("Arn"), "arn:aws:iam::000000000000:instance-profile/a/P");
    assert_eq!(&answer.text("InstanceProfileId")[..4], "AIPA");
    refused(&bench, &create, "EntityAlreadyExists", "Instance Profile P already exists.");
    let add = [("Action", "AddRoleToInstanceProfile"), profile, role];
    made(&bench, &add);
    let text = "Cannot exceed quota for InstanceSessionsPerInstanceProfile: 1";
    refused(&bench, &add, "LimitExceeded", text);
    let shown = made(&bench, &[("Action", "ListInstanceProfilesForRole"), role]);
    assert_eq!(shown.all("InstanceProfileName"), ["P"]);
    let text = "Cannot delete entity, must remove roles from instance profile first.";
    refused(&bench, &[("Action", "DeleteRole"), role], "DeleteConflict", text);
    let delete = [("Action", "DeleteInstanceProfile"), profile];
    refused(&bench, &delete, "DeleteConflict", text);
    // Who may put a role into a profile must be allowed to pass it on as well.
    bench.as_session_of(
        r#"{"Version":"2012-10-17","Statement":{"Effect":"Allow",
            "Action":"iam:AddRoleToInstanceProfile","Resource":"*"}}"#,
    );
    let answer = bench.ask(&add);
    assert!(answer.text("Message").contains("perform: iam:PassRole on"), "{}", answer.body);
    bench.as_session_of(
        r#"{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"iam:*","Resource":"*"}}"#,
    );
    made(&bench, &[("Action", "RemoveRoleFromInstanceProfile"), profile, role]);
    made(&bench, &delete);
    let text = "Instance Profile P cannot be found.";
    refused(&bench, &[("Action", "GetInstanceProfile"), profile], "NoSuchEntity", text);
}

#[test]
fn a_service_s_role_has_its_policy_and_nobody_else_changes_it() {
    let bench = Bench::new();
    let service = ("AWSServiceName", "autoscaling.amazonaws.com");
    made(&bench, &[("Action", "CreateServiceLinkedRole"), service]);
    let role = ("RoleName", "AWSServiceRoleForAutoScaling");
    let shown = made(&bench, &[("Action", "ListAttachedRolePolicies"), role]);
    let arn = "arn:aws:iam::aws:policy/aws-service-role/AutoScalingServiceRolePolicy";
    assert_eq!(shown.all("PolicyArn"), [arn]);
    let detach = [("Action", "DetachRolePolicy"), role, ("PolicyArn", arn)];
    assert_eq!(bench.ask(&detach).text("Code"), "UnmodifiableEntity");
    made(&bench, &[("Action", "CreateUser"), ("UserName", "anna")]);
    let attach = [("Action", "AttachUserPolicy"), ("UserName", "anna"), ("PolicyArn", arn)];
    let text = "Cannot attach a Service Role Policy to a Customer Role.";
    refused(&bench, &attach, "PolicyNotAttachable", text);
    made(&bench, &[("Action", "DeleteServiceLinkedRole"), role]);
}

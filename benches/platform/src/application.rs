//! The applications that are measured: a manifest and its files, written for one run.

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::ops::Range;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

/// A handler that does nothing, and tells a cold start from a warm one.
pub const PLAIN: &str = "count = 0\n\n\ndef handler(event, context):\n    global count\n    \
                         count += 1\n    return {\"statusCode\": 200, \"body\": str(count)}\n";

/// A handler whose module makes a boto3 resource.
pub const BOTO: &str = "import boto3\n\ntable = boto3.resource('dynamodb').Table('bench')\n\
                        count = 0\n\n\ndef handler(event, context):\n    global count\n    \
                        count += 1\n    return {\"statusCode\": 200, \"body\": str(count)}\n";

/// A handler that sleeps for as long as it is told. Says when its instance was started, and the
/// seconds that it truly slept, so that they can be taken off.
pub const SLEEP: &str = "import time\n\nstarted = time.time()\n\n\n\
                         def handler(event, context):\n    began = time.perf_counter()\n    \
                         if event['seconds'] > 0:\n        time.sleep(event['seconds'])\n    \
                         slept = time.perf_counter() - began\n    \
                         return {\"started\": started, \"slept\": slept}\n";

/// A second of work and ten megabytes of tables before the handler is there; ends where told.
pub const SLOW_INIT: &str = "import os\nimport time\n\nuntil = time.monotonic() + 1\n\
                             table = {str(n): n for n in range(100000)}\n\
                             time.sleep(max(0, until - time.monotonic()))\n\
                             count = 0\n\n\ndef handler(event, context):\n    global count\n    \
                             if event.get('exit'):\n        os._exit(0)\n    count += 1\n    \
                             return {\"statusCode\": 200, \"body\": str(count)}\n";

/// What `squall up` is given.
pub struct Application {
    manifest: String,
    resources: String,
    files: Vec<(String, Vec<u8>)>,
    pub settings: Vec<String>,
    pub flags: Vec<&'static str>,
}

impl Application {
    pub fn new(runtime: &str) -> Application {
        let manifest = format!(
            "service: bench\nprovider:\n  name: aws\n  runtime: {runtime}\n  memorySize: 512\n  \
             timeout: 60\nfunctions:\n"
        );
        Application {
            manifest,
            resources: String::new(),
            files: Vec::new(),
            settings: Vec::new(),
            flags: Vec::new(),
        }
    }

    /// `more` is further members, each as a line of YAML.
    pub fn function(&mut self, key: &str, handler: &str, more: &[&str]) -> &mut Application {
        let _ = writeln!(self.manifest, "  {key}:\n    handler: {handler}");
        for member in more {
            let _ = writeln!(self.manifest, "    {member}");
        }
        self
    }

    /// Functions in a file of their own, as many as they are; not beside such as stand in the
    /// manifest.
    pub fn functions_in(&mut self, file: &str, keys: Range<usize>, handler: &str) {
        let _ = writeln!(self.manifest, "  - ${{file(./{file})}}");
        let text: String = keys.map(|key| format!("f{key}:\n  handler: {handler}\n")).collect();
        self.file(file, text);
    }

    pub fn file(&mut self, name: &str, content: impl Into<Vec<u8>>) -> &mut Application {
        self.files.push((name.into(), content.into()));
        self
    }

    /// As `--set` on the command line.
    pub fn set(&mut self, setting: &str) -> &mut Application {
        self.settings.push(setting.into());
        self
    }

    /// A word of the command line.
    pub fn flag(&mut self, flag: &'static str) -> &mut Application {
        self.flags.push(flag);
        self
    }

    /// A table with a string key `id`.
    pub fn table(&mut self, name: &str) -> &mut Application {
        let _ = write!(
            self.resources,
            "    Table:\n      Type: AWS::DynamoDB::Table\n      Properties:\n        \
             TableName: {name}\n        BillingMode: PAY_PER_REQUEST\n        \
             AttributeDefinitions: [{{AttributeName: id, AttributeType: S}}]\n        \
             KeySchema: [{{AttributeName: id, KeyType: HASH}}]\n"
        );
        self
    }

    /// A queue, and its name in the manifest.
    pub fn queue(&mut self, id: &str, name: &str) -> &mut Application {
        let _ = write!(
            self.resources,
            "    {id}:\n      Type: AWS::SQS::Queue\n      Properties:\n        QueueName: {name}\n\
             \x20       VisibilityTimeout: 360\n"
        );
        self
    }

    pub fn write(&self, folder: &Path) -> io::Result<()> {
        fs::create_dir_all(folder)?;
        let mut manifest = self.manifest.clone();
        if !self.resources.is_empty() {
            manifest.push_str(&format!("resources:\n  Resources:\n{}", self.resources));
        }
        fs::write(folder.join("serverless.yml"), manifest)?;
        for (name, content) in &self.files {
            let path = folder.join(name);
            fs::write(&path, content)?;
            fs::set_permissions(&path, fs::Permissions::from_mode(0o755))?;
        }
        Ok(())
    }
}

//! From a folder to an application: finds the manifest, puts its variables in place, reads its
//! sections, and reports everything that is wrong together.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use base::id::hex;
use sha2::{Digest, Sha256};

use crate::Options;
use crate::application::{Application, Function, Role};
use crate::dotenv;
use crate::event::preflights;
use crate::function;
use crate::generated;
use crate::intrinsic::{Pseudo, is_intrinsic};
use crate::node::Node;
use crate::pattern;
use crate::plugin;
use crate::problem::{Place, Problem};
use crate::provider::Provider;
use crate::read::{Members, Report};
use crate::role;
use crate::setting;
use crate::source::Sources;
use crate::stack::Stack;
use crate::variable::Variables;

const NAMES: &[&str] = &["serverless.yml", "serverless.yaml", "serverless.json"];
const PROGRAMS: &[&str] = &["serverless.ts", "serverless.js", "serverless.cjs", "serverless.mjs"];

const MEMBERS: Members<'_> = Members {
    known: &[
        "service",
        "frameworkVersion",
        "configValidationMode",
        "provider",
        "functions",
        "resources",
        "custom",
        "plugins",
        "package",
        "params",
        "stages",
        "variablesResolutionMode",
        "unresolvedVariablesNotificationMode",
        "deprecationNotificationMode",
        "disabledDeprecations",
        "projectDir",
        "useDotenv",
        "org",
        "app",
        "tenant",
        "console",
        "dashboard",
    ],
    later: &["layers", "build", "stepFunctions", "outputs"],
};

/// Reads the application in a folder.
///
/// The manifest is `serverless.yml`, `serverless.yaml` or `serverless.json`. All that is wrong is
/// reported at once, except that mistakes in variables hide those of the sections.
pub fn load(dir: &Path, options: &Options) -> Result<Application, Vec<Problem>> {
    let shown = Place::file(&dir.display().to_string());
    let dir = dir.canonicalize().map_err(|error| {
        vec![Problem::new(&shown, format!("this folder cannot be read: {error}"))]
    })?;
    let mut sources = Sources::new(&dir, options.env.get("HOME").map(String::as_str));
    let path = find(&dir).map_err(|problem| vec![problem])?;
    read(&dir, &path, options, &mut sources)
}

/// Reads a manifest that is given as text, with no files beside it.
pub fn load_text(text: &str, options: &Options) -> Result<Application, Vec<Problem>> {
    // A folder that holds nothing and never can.
    let dir = Path::new("/dev/null");
    let path = dir.join(NAMES[0]);
    read(dir, &path, options, &mut Sources::alone(dir, path.clone(), text))
}

fn read(
    dir: &Path,
    path: &Path,
    options: &Options,
    sources: &mut Sources,
) -> Result<Application, Vec<Problem>> {
    understand(dir, path, options, sources).map_err(|mut problems| {
        for problem in &mut problems {
            sources.excerpt(problem);
        }
        problems
    })
}

fn understand(
    dir: &Path,
    path: &Path,
    options: &Options,
    sources: &mut Sources,
) -> Result<Application, Vec<Problem>> {
    let manifest = Place::file(&sources.name(path));
    let raw = sources.document(path, &manifest).map_err(|problem| vec![problem])?;
    if raw.as_map().is_none() {
        let what = format!("the manifest is {}", raw.describe());
        return Err(vec![Problem::new(&raw.at, what).expected("a map with service and provider")]);
    }
    let mut report = Report::default();
    let read = dotenv::read(dir, options, sources, &raw);
    let (with, options) = read.map_err(|problem| vec![problem])?;
    let (raw, options) = (with.map_or(raw, Arc::new), &options);
    let (root, stage, region) = variables(dir, options, sources, raw, &mut report)?;
    let application = assemble(dir, options, &root, [stage, region], &mut report);
    let Some(mut application) = application.filter(|_| report.problems.is_empty()) else {
        report.problems.sort_by(|a, b| (&a.file, a.line).cmp(&(&b.file, b.line)));
        return Err(report.problems);
    };
    application.files = sources.files();
    application.environment = std::mem::take(&mut sources.environment);
    application.notices = report.notices;
    // The manifest's own first, in its order; then those of the files that it includes.
    application.notices.sort_by_key(|notice| (*notice.file != *manifest.file, notice.line));
    application.notices.dedup();
    Ok(application)
}

fn find(dir: &Path) -> Result<PathBuf, Problem> {
    if let Some(name) = NAMES.iter().find(|name| dir.join(name).is_file()) {
        return Ok(dir.join(name));
    }
    let here = Place::file(&dir.display().to_string());
    if let Some(name) = PROGRAMS.iter().find(|name| dir.join(name).is_file()) {
        return Err(Problem::new(&here, format!("the manifest {name} is a program"))
            .expected(NAMES.join(", "))
            .fix("run `npx serverless print > serverless.yml`, and again when it changes"));
    }
    Err(Problem::new(&here, "there is no manifest in this folder")
        .expected(NAMES.join(", "))
        .fix("change to the folder of your service, or write a serverless.yml"))
}

fn variables(
    dir: &Path,
    options: &Options,
    sources: &mut Sources,
    raw: Arc<Node>,
    report: &mut Report,
) -> Result<(Node, String, String), Vec<Problem>> {
    let at = raw.at.clone();
    // The same for each load of one folder, so that an unchanged manifest stays unchanged.
    let instance = hex(&Sha256::digest(dir.as_os_str().as_encoded_bytes()))[..12].to_string();
    let mut variables = Variables::new(sources, options, raw, instance);
    let stage = variables.stage(&at).map_err(|problem| vec![problem])?;
    let region = variables.region(&at).map_err(|problem| vec![problem])?;
    let root = variables.resolve()?;
    report.notices.append(&mut variables.notices);
    Ok((root, stage, region))
}

fn assemble(
    dir: &Path,
    options: &Options,
    root: &Node,
    names: [String; 2],
    report: &mut Report,
) -> Option<Application> {
    let [stage, region] = names;
    let with = plugin::with_pseudo(root, options, [&stage, &region]);
    let root = with.as_ref().unwrap_or(root);
    report.members(root.as_map().unwrap_or(&[]), &MEMBERS, "");
    check_names(root, &stage, &region, report);
    let service = service_name(root, report)?;
    let provider = Provider::read(root, report);
    let package = pattern::Service::read(root, report);
    plugin::read(root, report);
    let context = function::Service {
        name: &service,
        stage: &stage,
        provider: &provider,
        package: &package,
        inherits: plugin::inherits(root, report),
    };
    let mut functions = function::read(root, &context, report);
    pass_over(&mut functions, &options.account, report);
    let prefix = format!("{service}-{stage}");
    let stack_name = provider.stack_name.clone().unwrap_or_else(|| prefix.clone());
    let pseudo = Pseudo {
        region: region.clone(),
        account: options.account.clone(),
        stack_name: stack_name.clone(),
    };
    let mut stack = Stack::read(root, pseudo, &options.params, report);
    let mut role = role::read(root, [&service, &stage, &region], &options.account, report);
    let provided = log_statements(&mut role, &functions, &prefix, &root.at);
    let generated = {
        let (account, own) = (&options.account, &stack.resources);
        let (names, functions) = ([&*service, &*stage, &*region], &functions);
        let (role, provided) = (&role, &provided);
        let from = generated::From { root, account, names, functions, role, provided, own };
        generated::resources(&from, report)
    };
    stack.add(generated, report);
    functions.iter_mut().for_each(Function::made);
    let own: Vec<&Node> = role.statements.iter().chain(&role.custom).collect();
    stack.check(&functions, &own, report);
    decide(&stack, &mut functions, &mut role.statements, report);
    let routes = functions.iter().flat_map(|function| &function.routes);
    Some(Application {
        preflights: preflights(routes),
        service,
        stage,
        region,
        account: options.account.clone(),
        stack_name,
        dir: dir.into(),
        environment: BTreeSet::new(),
        files: Vec::new(),
        functions,
        role,
        resources: stack.resources,
        outputs: stack.outputs,
        secrets: stack.secrets,
        notices: Vec::new(),
        package: package.patterns,
        requirements: plugin::requirements(dir, root, report),
        tags: provider.tags,
        settings: setting::read(root, report),
    })
}

/// Functions whose roles are of other accounts have the one that the manifest makes.
fn pass_over(functions: &mut [Function], account: &str, report: &mut Report) {
    for function in functions {
        let own = function.role.take();
        function.role = own.filter(|node| !role::is_foreign(node, account, report));
    }
}

/// Gives the role leave to write the functions' logs; the statements that were its own come back.
fn log_statements(role: &mut Role, functions: &[Function], prefix: &str, at: &Place) -> Vec<Node> {
    let names = functions.iter().map(|function| function.name.as_str());
    let custom: Vec<&str> = names.filter(|name| !name.starts_with(prefix)).collect();
    let provided = role.statements.clone();
    role.statements.splice(0..0, role::log_statements(prefix, &custom, at));
    provided
}

/// Parameters and conditions may stand in environments and statements too.
fn decide(stack: &Stack, functions: &mut [Function], statements: &mut [Node], report: &mut Report) {
    let environments = functions.iter_mut().flat_map(|function| &mut function.environment);
    let values = environments.map(|(_, node)| node).filter(|node| is_intrinsic(node));
    for node in values.chain(statements) {
        match stack.decisions.decide(node) {
            Ok(decided) => *node = decided,
            Err(problem) => report.problem(problem),
        }
    }
}

fn check_names(root: &Node, stage: &str, region: &str, report: &mut Report) {
    let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    for (key, value) in [("stage", stage), ("region", region)] {
        if value.is_empty() || value.len() > 128 || !value.chars().all(fits) {
            let at = root.get("provider").and_then(|node| Some(&node.get(key)?.at));
            let what = format!("the {key} is \"{value}\"");
            report.problem(
                Problem::new(at.unwrap_or(&root.at), what).expected("letters, digits, - and _"),
            );
        }
    }
}

fn service_name(root: &Node, report: &mut Report) -> Option<String> {
    let expected = "a letter, then letters, digits and -";
    let Some(node) = root.get("service") else {
        report.problem(
            Problem::new(&root.at, "`service` is missing")
                .expected("the name of the service")
                .fix("add a line `service: my-service`"),
        );
        return None;
    };
    // The older form: `service:` with `name:` below it.
    let node = node.get("name").unwrap_or(node);
    let name = node.scalar_text().filter(|name| {
        name.starts_with(|c: char| c.is_ascii_alphabetic())
            && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
    });
    if name.is_none() {
        report.wrong(node, "service", expected);
    }
    name
}

//! Manifests one after the other against services that only remember what they were told.

use std::collections::BTreeMap;
use std::future::Future;
use std::pin::pin;
use std::sync::{Arc, Mutex};
use std::task::{Context as Task, Poll, Wake, Waker};
use std::thread::Thread;

use base::Timestamp;
use kit::resource::differing;
use kit::{BoxFuture, Context, Principal, Resolved, Resource};
use manifest::{Options, load_text};
use proptest::prelude::*;
use serde_json::Value;
use store::Store;

use super::{Error, Stack, Undone};

/// What a service knows of its resources, by name, and how often it may still be asked.
#[derive(Default)]
struct Service {
    made: Mutex<BTreeMap<String, Value>>,
    /// Resources that hold data.
    full: Mutex<Vec<String>>,
    /// Calls until it fails, and whether it has done what was asked by then.
    fails: Mutex<Option<(usize, bool)>>,
    puts: Mutex<usize>,
}

struct Type(&'static str, Arc<Service>);

impl Service {
    /// Whether it fails now: before it has done it, or after.
    fn fate(&self) -> Option<bool> {
        let mut fails = self.fails.lock().unwrap();
        let (left, after) = fails.as_mut()?;
        *left = left.checked_sub(1)?;
        (*left == 0).then_some(*after)
    }

    fn names(&self) -> Vec<String> {
        self.made.lock().unwrap().keys().cloned().collect()
    }
}

fn done<'a, T: Send + 'a>(value: T) -> BoxFuture<'a, T> {
    Box::pin(std::future::ready(value))
}

impl Resource for Type {
    fn kind(&self) -> &'static str {
        self.0
    }

    fn name(&self, properties: &Value, fallback: &str) -> String {
        properties["Name"].as_str().unwrap_or(fallback).to_owned()
    }

    fn replaces(&self, before: &Value, after: &Value) -> Vec<&'static str> {
        differing(before, after, &["Key"])
    }

    fn waits(&self, properties: &Value) -> Option<String> {
        properties.get("Waits").map(|_| "is left out".to_owned())
    }

    fn is_one(&self, one: &Value, other: &Value) -> bool {
        one.get("On") == other.get("On")
    }

    fn lacks(&self, properties: &Value) -> Option<&'static str> {
        properties.get("Lacks").map(|_| "needs a kettle")
    }

    fn put<'a>(
        &'a self,
        _: &'a Context,
        name: &'a str,
        properties: &'a Value,
    ) -> BoxFuture<'a, Result<Resolved, String>> {
        let fate = self.1.fate();
        if fate != Some(false) {
            let key = format!("{} {name}", self.0);
            self.1.made.lock().unwrap().insert(key, properties.clone());
            *self.1.puts.lock().unwrap() += 1;
        }
        if fate.is_some() {
            return done(Err("it broke".into()));
        }
        let attributes = BTreeMap::from([("Arn".to_owned(), format!("arn:{name}"))]);
        done(Ok(Resolved { reference: name.to_owned(), attributes, ignored: Vec::new() }))
    }

    fn is_there<'a>(
        &'a self,
        _: &'a Context,
        name: &'a str,
        _: &'a Value,
    ) -> BoxFuture<'a, Result<Option<bool>, String>> {
        let made = self.1.made.lock().unwrap();
        done(Ok(Some(made.contains_key(&format!("{} {name}", self.0)))))
    }

    fn holds<'a>(
        &'a self,
        _: &'a Context,
        name: &'a str,
        _: &'a Value,
    ) -> BoxFuture<'a, Result<Option<String>, String>> {
        let full = self.1.full.lock().unwrap().iter().any(|one| one == name);
        done(Ok(full.then(|| "3 items".to_owned())))
    }

    fn delete<'a>(
        &'a self,
        _: &'a Context,
        name: &'a str,
        _: &'a Value,
    ) -> BoxFuture<'a, Result<(), String>> {
        let fate = self.1.fate();
        if fate != Some(false) {
            self.1.made.lock().unwrap().remove(&format!("{} {name}", self.0));
            self.1.full.lock().unwrap().retain(|one| one != name);
        }
        done(if fate.is_some() { Err("it broke".into()) } else { Ok(()) })
    }
}

/// A store, and a service with two types.
struct Bench {
    store: Store,
    service: Arc<Service>,
    types: Vec<Arc<dyn Resource>>,
}

/// What a deployment said: its plan, what it held back, its outputs; or why it stopped.
type Said = Result<Deployed, String>;

impl Bench {
    fn new() -> Bench {
        let service = Arc::<Service>::default();
        let table = Type("T::A", Arc::clone(&service));
        let types: Vec<Arc<dyn Resource>> =
            vec![Arc::new(table), Arc::new(Type("T::B", Arc::clone(&service)))];
        Bench { store: Store::ephemeral(store::Options::default()).unwrap(), service, types }
    }

    fn deploy(&self, resources: &str) -> Said {
        self.agreed("s", resources, &[])
    }

    fn agreed(&self, service: &str, resources: &str, agreed: &[&str]) -> Said {
        self.begun(service, resources, agreed, End::Usual).map_err(|(why, _)| why)
    }

    /// What was put back, where it failed.
    fn rolled(&self, resources: &str, agreed: &[&str]) -> (String, Undone) {
        self.begun("s", resources, agreed, End::Usual).unwrap_err()
    }

    fn begun(
        &self,
        service: &str,
        resources: &str,
        agreed: &[&str],
        end: End,
    ) -> Result<Deployed, (String, Undone)> {
        // The functions' own role is of a type that is not there; with one of somebody else's,
        // there is none.
        let text = format!(
            "service: {service}\nprovider:\n  name: aws\n  \
             role: 'arn:aws:iam::000000000000:role/r'\nresources:\n{resources}\n"
        );
        let options = Options { account: "000000000000".into(), ..Options::default() };
        let application =
            load_text(&text, &options).map_err(|all| (format!("{all:?}"), Undone::default()))?;
        let context = Context {
            request_id: String::new(),
            account: "000000000000".into(),
            region: "us-east-1".into(),
            principal: Arc::new(Principal::root("000000000000")),
            now: Timestamp(0),
            client: kit::Client::default(),
        };
        let said = |error: Error| match error {
            Error::Manifest(problem) => problem.what,
            Error::Store(error) => error.to_string(),
        };
        wait(async {
            let opened = Stack::open(&application, &self.types, &self.store, &context);
            let mut stack = opened.map_err(|error| (said(error), Undone::default()))?;
            stack.agree(agreed.iter().map(|id| (*id).to_owned()));
            let done = deployed(&mut stack).await;
            match done {
                Ok(done) => Ok(done),
                Err(error) if end == End::CutOff => Err((said(error), Undone::default())),
                Err(error) => {
                    let undone = stack.roll_back().await;
                    Err((said(error), undone.unwrap_or_default()))
                }
            }
        })
    }

    fn steps(&self, resources: &str) -> Vec<String> {
        self.deploy(resources).unwrap().0
    }

    fn fill(&self, name: &str) {
        self.service.full.lock().unwrap().push(name.to_owned());
    }
}

type Deployed = (Vec<String>, Vec<String>, BTreeMap<String, String>);

/// What becomes of a deployment that fails.
#[derive(PartialEq)]
enum End {
    /// It is put back.
    Usual,
    /// The program is killed.
    CutOff,
}

async fn deployed(stack: &mut Stack<'_>) -> Result<Deployed, Error> {
    let (plan, ..) = stack.plan().await?;
    stack.make_before().await?;
    stack.make_after().await?;
    let outputs = stack.commit(Vec::new(), |_| Ok(())).await?;
    stack.clean_up().await?;
    let shown = |steps: &[crate::Step]| steps.iter().map(ToString::to_string).collect();
    let outputs = outputs.into_iter().map(|(key, output)| (key, output.value)).collect();
    Ok((shown(&plan.steps), shown(&stack.held), outputs))
}

struct Unpark(Thread);

impl Wake for Unpark {
    fn wake(self: Arc<Self>) {
        self.0.unpark();
    }
}

fn wait<T>(future: impl Future<Output = T>) -> T {
    let waker = Waker::from(Arc::new(Unpark(std::thread::current())));
    let mut future = pin!(future);
    loop {
        match future.as_mut().poll(&mut Task::from_waker(&waker)) {
            Poll::Ready(value) => return value,
            Poll::Pending => std::thread::park(),
        }
    }
}

/// `A: T::A {Name: a}` on one line each.
fn template(resources: &[&str]) -> String {
    let mut text = String::from("  Resources:\n");
    if resources.is_empty() {
        text = "  Resources: {}\n".into();
    }
    for resource in resources {
        let (id, rest) = resource.split_once(": ").unwrap();
        let (kind, properties) = rest.split_once(' ').unwrap_or((rest, "{}"));
        let (properties, more) = properties.split_once('|').unwrap_or((properties, ""));
        text.push_str(&format!("    {id}: {{Type: {kind}, Properties: {properties}{more}}}\n"));
    }
    text
}

#[test]
fn what_is_as_the_manifest_says_is_left_alone() {
    let bench = Bench::new();
    let text = template(&["A: T::A {Name: a}", "B: T::B {Of: !GetAtt A.Arn}"]);
    assert_eq!(bench.steps(&text), ["+   A  T::A a", "+   B  T::B s-dev-B"]);
    assert_eq!(bench.service.names(), ["T::A a", "T::B s-dev-B"]);
    assert!(bench.steps(&text).is_empty());
    let text = template(&["A: T::A {Name: a, Size: 2}", "B: T::B {Of: !GetAtt A.Arn}"]);
    assert_eq!(bench.steps(&text), ["~   A  T::A a (Size added: 2)"]);
    assert!(bench.steps(&text).is_empty());
}

#[test]
fn outputs_of_other_stacks_are_known() {
    let bench = Bench::new();
    let outputs = "  Outputs: {Name: {Value: !Ref A}}\n";
    let first = format!("{}{outputs}", template(&["A: T::A {Name: a}"]));
    bench.agreed("other", &first, &[]).unwrap();
    let asks = |text: &str| template(&[&format!("B: T::B {{Of: '{text}'}}")]);
    bench.deploy(&asks("x-${cf:other-dev.Name}-${cf(eu-west-1):other-dev.Name}")).unwrap();
    let made = bench.service.made.lock().unwrap()["T::B s-dev-B"].clone();
    assert_eq!(made["Of"], "x-a-a");
    let sub = template(&["B: T::B {Of: !Sub '${A}-${cf:other-dev.Name}'}", "A: T::A {Name: q}"]);
    bench.deploy(&sub).unwrap();
    assert_eq!(bench.service.made.lock().unwrap()["T::B s-dev-B"]["Of"], "q-a");
    bench.deploy(&asks("${cf:other-dev.None, cf:none.X, \"d\"}")).unwrap();
    assert_eq!(bench.service.made.lock().unwrap()["T::B s-dev-B"]["Of"], "d");
    let why = bench.deploy(&asks("${cf:other-dev.None}")).unwrap_err();
    assert_eq!(why, "${cf:other-dev.None}: the stack other-dev has no output None here");
}

#[test]
fn what_needs_something_that_is_not_there_yet_is_left_out() {
    let bench = Bench::new();
    let text = template(&["A: T::None", "B: T::B {Of: !Ref A}", "C: T::A {Lacks: 1}", "D: T::A"]);
    assert_eq!(bench.steps(&text), ["+   D  T::A s-dev-D"]);
    assert!(bench.steps(&text).is_empty());
    assert_eq!(bench.service.names(), ["T::A s-dev-D"]);
    // Whoever waits for somebody else is made by the deployment that finds it there.
    let waits = template(&["D: T::A", "E: T::A {Waits: 1}"]);
    assert_eq!(bench.steps(&waits), ["+   E  T::A s-dev-E"]);
    assert_eq!(bench.service.names(), ["T::A s-dev-D"]);
    assert_eq!(bench.steps(&template(&["D: T::A", "E: T::A"])), ["+   E  T::A s-dev-E"]);
    assert_eq!(bench.service.names(), ["T::A s-dev-D", "T::A s-dev-E"]);
}

#[test]
fn two_of_one_name_are_told_apart_by_whom_they_are_on() {
    let bench = Bench::new();
    let on = |id: &str, whom: &str| format!("{id}: T::A {{Name: p, On: {whom}}}");
    bench.deploy(&template(&[&on("A", "x"), &on("B", "y")])).unwrap();
    bench.agreed("other", &template(&[&on("A", "z")]), &[]).unwrap();
    let why = bench.agreed("third", &template(&[&on("A", "z")]), &[]).unwrap_err();
    assert_eq!(why, "p, of type T::A, belongs to the stack other-dev");
    // The one goes, though another of its name stays.
    *bench.service.puts.lock().unwrap() = 0;
    assert_eq!(bench.steps(&template(&[&on("B", "y")])), ["-   A  T::A p"]);
    assert!(!bench.service.names().contains(&"T::A p".to_owned()), "it was told to go");
    assert_eq!(*bench.service.puts.lock().unwrap(), 0);
}

#[test]
fn what_holds_nothing_is_replaced_and_removed_without_asking() {
    let bench = Bench::new();
    bench.steps(&template(&["A: T::A {Key: 1}", "B: T::B"]));
    let steps = bench.steps(&template(&["A: T::A {Key: 2}"]));
    assert_eq!(steps, ["-/+ A  T::A s-dev-A (because of Key)", "-   B  T::B s-dev-B"]);
    assert_eq!(bench.service.names(), ["T::A s-dev-A"]);
    let steps = bench.steps(&template(&["A: T::A {Key: 2, Name: other}"]));
    assert_eq!(steps, ["-/+ A  T::A other (because of Name)"]);
    assert_eq!(bench.service.names(), ["T::A other"]);
    assert_eq!(bench.steps(&template(&[])), ["-   A  T::A other"]);
    assert!(bench.service.names().is_empty());
}

#[test]
fn data_is_lost_only_where_somebody_has_agreed() {
    let bench = Bench::new();
    let first = template(&["A: T::A {Key: 1}", "B: T::B", "C: T::B {Of: !Ref A}"]);
    bench.steps(&first);
    bench.fill("s-dev-A");
    bench.fill("s-dev-B");
    let second = template(&["A: T::A {Key: 2}", "C: T::B {Of: !Ref A, More: 1}"]);
    for _ in 0..2 {
        let (steps, held, _) = bench.deploy(&second).unwrap();
        let wanted = [
            "-/+ A  T::A s-dev-A (because of Key): 3 items will be lost",
            "-   B  T::B s-dev-B: 3 items will be lost",
        ];
        assert_eq!(held, wanted);
        assert!(steps.contains(&wanted[0].to_owned()) && steps.contains(&wanted[1].to_owned()));
        // What can be done without them is done.
        assert_eq!(bench.service.made.lock().unwrap()["T::B s-dev-C"]["More"], 1);
        assert_eq!(bench.service.made.lock().unwrap()["T::A s-dev-A"]["Key"], 1);
    }
    let (_, held, _) = bench.agreed("s", &second, &["A"]).unwrap();
    assert_eq!(held, ["-   B  T::B s-dev-B: 3 items will be lost"]);
    assert_eq!(bench.service.made.lock().unwrap()["T::A s-dev-A"]["Key"], 2);
    assert!(bench.agreed("s", &second, &["B"]).unwrap().1.is_empty());
    assert_eq!(bench.service.names(), ["T::A s-dev-A", "T::B s-dev-C"]);
}

#[test]
fn what_is_to_be_retained_stays() {
    let bench = Bench::new();
    bench.steps(&template(&["A: T::A {Name: a}|, DeletionPolicy: Retain"]));
    bench.fill("a");
    let left = ["!   A  T::A a left the manifest and stays (DeletionPolicy: Retain)"];
    assert_eq!(bench.steps(&template(&[])), left);
    assert_eq!(bench.service.names(), ["T::A a"]);
    assert!(bench.steps(&template(&[])).is_empty());
    let policy = "|, UpdateReplacePolicy: Retain";
    bench.steps(&template(&[&format!("B: T::A {{Name: b}}{policy}")]));
    bench.fill("b");
    bench.steps(&template(&[&format!("B: T::A {{Name: c}}{policy}")]));
    assert_eq!(bench.service.names(), ["T::A a", "T::A b", "T::A c"]);
    let both = bench.deploy(&template(&[&format!("B: T::A {{Name: c, Key: 2}}{policy}")]));
    assert_eq!(both.unwrap_err(), "B is to be replaced and kept, both under the name c");
}

#[test]
fn another_logical_id_is_not_another_resource() {
    let bench = Bench::new();
    bench.steps(&template(&["Old: T::A {Name: a}"]));
    bench.fill("a");
    let (steps, held, _) = bench.deploy(&template(&["New: T::A {Name: a, Size: 2}"])).unwrap();
    assert_eq!(steps, ["~   New  T::A a (was Old; Size added: 2)"]);
    assert!(held.is_empty());
    assert!(bench.steps(&template(&["New: T::A {Name: a, Size: 2}"])).is_empty());
}

#[test]
fn exports_are_one_stacks_and_stay_while_they_are_imported() {
    let bench = Bench::new();
    let exporting = |name: &str| {
        let outputs = format!(
            "  Outputs:\n    Arn: {{Value: !GetAtt A.Arn, Export: {{Name: !Sub '{name}'}}}}\n"
        );
        template(&["A: T::A {Name: a}"]) + &outputs
    };
    let outputs = bench.agreed("one", &exporting("x-${AWS::Region}"), &[]).unwrap().2;
    assert_eq!(outputs["Arn"], "arn:a");
    let importing = template(&["B: T::B {Of: !ImportValue x-us-east-1}"]);
    bench.agreed("two", &importing, &[]).unwrap();
    assert_eq!(bench.service.made.lock().unwrap()["T::B two-dev-B"]["Of"], "arn:a");
    let gone = bench.agreed("one", &exporting("y"), &[]).unwrap_err();
    assert_eq!(gone, "the export x-us-east-1 is gone, and the stack two-dev imports it");
    let twice = template(&["A: T::A {Name: b}"])
        + "  Outputs:\n    X: {Value: 1, Export: {Name: x-us-east-1}}\n";
    let twice = bench.agreed("three", &twice, &[]).unwrap_err();
    assert_eq!(twice, "the stack one-dev exports x-us-east-1 already");
    let nothing = bench.agreed("four", &template(&["B: T::B {Of: !ImportValue z}"]), &[]);
    assert_eq!(nothing.unwrap_err(), "Fn::ImportValue: nothing exports \"z\"");
    bench.agreed("two", &template(&["B: T::B"]), &[]).unwrap();
    bench.agreed("one", &exporting("y"), &[]).unwrap();
}

#[test]
fn two_stacks_never_have_the_same_resource() {
    let bench = Bench::new();
    bench.agreed("one", &template(&["A: T::A {Name: a}"]), &[]).unwrap();
    let said = bench.agreed("two", &template(&["B: T::A {Name: a}"]), &[]).unwrap_err();
    assert_eq!(said, "a, of type T::A, belongs to the stack one-dev");
}

#[test]
fn two_resources_have_two_names() {
    let bench = Bench::new();
    let said = bench.deploy(&template(&["A: T::A {Name: a}", "B: T::A {Name: a}"])).unwrap_err();
    assert_eq!(said, "A and B are both a, of type T::A");
    assert!(bench.service.names().is_empty());
}

#[test]
fn what_was_to_be_removed_and_is_asked_for_again_stays() {
    let bench = Bench::new();
    bench.steps(&template(&["A: T::A {Name: a}"]));
    // The other one is made, and what it takes the place of cannot be removed yet.
    *bench.service.fails.lock().unwrap() = Some((2, false));
    bench.steps(&template(&["A: T::A {Name: b}"]));
    assert_eq!(bench.service.names(), ["T::A a", "T::A b"]);
    bench.steps(&template(&["A: T::A {Name: a}"]));
    assert_eq!(bench.service.names(), ["T::A a"]);
    // One that cannot become what is asked for goes first.
    *bench.service.fails.lock().unwrap() = Some((2, false));
    bench.steps(&template(&["A: T::A {Name: b}"]));
    bench.steps(&template(&["A: T::A {Name: a, Key: 2}"]));
    assert_eq!(bench.service.names(), ["T::A a"]);
    assert_eq!(bench.service.made.lock().unwrap()["T::A a"]["Key"], 2);
}

#[test]
fn two_that_exchange_their_names_lose_nothing() {
    let bench = Bench::new();
    bench.steps(&template(&["A: T::A {Name: a}", "B: T::A {Name: b}"]));
    bench.steps(&template(&["A: T::A {Name: b}", "B: T::A {Name: a}"]));
    assert_eq!(bench.service.names(), ["T::A a", "T::A b"]);
    bench.steps(&template(&["B: T::A {Name: b}"]));
    assert_eq!(bench.service.names(), ["T::A b"]);
}

/// One of a few manifests: which of three resources there are, and their properties.
fn manifest_of(choice: &[(u8, u8, bool)]) -> String {
    let mut resources = Vec::new();
    for (index, (key, size, named)) in choice.iter().enumerate() {
        if *key == 0 {
            continue;
        }
        // Names come back, also those of what was to be removed.
        let name = if *named { format!(", Name: n{index}-{}", size % 2) } else { String::new() };
        let of = match index {
            0 => String::new(),
            _ if choice[index - 1].0 == 0 => String::new(),
            _ => format!(", Of: !GetAtt R{}.Arn", index - 1),
        };
        resources.push(format!("R{index}: T::A {{Key: {key}, Size: {size}{name}{of}}}"));
    }
    template(&resources.iter().map(String::as_str).collect::<Vec<_>>())
}

#[test]
fn only_what_differs_is_put() {
    let bench = Bench::new();
    let puts = || std::mem::take(&mut *bench.service.puts.lock().unwrap());
    let text = template(&["A: T::A {Name: a}", "B: T::B {Of: !GetAtt A.Arn}", "C: T::B"]);
    bench.steps(&text);
    assert_eq!(puts(), 3);
    bench.steps(&text);
    assert_eq!(puts(), 0);
    // What names something that is made anew is put again: it was gone with it.
    let text = text.replace("Name: a", "Name: a, Key: 2");
    let wanted = ["-/+ A  T::A a (because of Key)", "~   B  T::B s-dev-B (again, because of A)"];
    assert_eq!(bench.steps(&text), wanted);
    assert_eq!(puts(), 2);
    bench.service.made.lock().unwrap().remove("T::A a");
    let wanted =
        ["+   A  T::A a (somebody has removed it)", "~   B  T::B s-dev-B (again, because of A)"];
    assert_eq!(bench.steps(&text), wanted);
    assert_eq!((puts(), bench.steps(&text).len()), (2, 0));
}

#[test]
fn a_failed_deployment_is_put_back() {
    let bench = Bench::new();
    let first =
        template(&["A: T::A {Name: a, Key: 1}", "B: T::A {Size: 1}", "Old: T::A {Name: o}"]);
    bench.steps(&first);
    let before = bench.service.made.lock().unwrap().clone();
    bench.fill("a");
    let second = template(&[
        "A: T::A {Name: a, Key: 2}",
        "B: T::A {Size: 2, Of: !Ref A}",
        "New: T::A {Name: o, Size: 3, Of: !Ref B}",
        "C: T::B {Of: !Ref New}",
        "D: T::B {Of: !Ref C}",
    ]);
    // The table that was in the way, three that are made or changed, and C; D fails.
    *bench.service.fails.lock().unwrap() = Some((6, true));
    let (why, undone) = bench.rolled(&second, &["A"]);
    assert!(why.starts_with("resource D of type T::B could not be made"), "{why}");
    assert_eq!(undone.problems, Vec::<String>::new());
    assert_eq!(
        undone.said,
        [
            "~   A  T::A a (Key 2 -> 1)",
            "~   B  T::A s-dev-B (Of removed, Size 2 -> 1)",
            "~   Old  T::A o (Of removed, Size removed)",
            "-   D  T::B s-dev-D",
            "-   C  T::B s-dev-C",
        ]
    );
    assert_eq!(*bench.service.made.lock().unwrap(), before);
    assert!(bench.steps(&first).is_empty());
}

#[test]
fn what_got_data_or_was_there_before_is_not_put_back_into_nothing() {
    let bench = Bench::new();
    bench.service.made.lock().unwrap().insert("T::A mine".into(), Value::Null);
    let text = template(&["Mine: T::A {Name: mine}", "Full: T::A {Name: full}", "Z: T::B"]);
    bench.fill("full");
    *bench.service.fails.lock().unwrap() = Some((3, false));
    let (_, undone) = bench.rolled(&text, &[]);
    assert_eq!(
        undone.said,
        [
            "-   Z  T::B s-dev-Z",
            "!   Full  T::A full holds 3 items: it stays, and is nobody's",
            "!   Mine  T::A mine was there before, and is nobody's again",
        ]
    );
    assert_eq!(bench.service.names(), ["T::A full", "T::A mine"]);
    assert_eq!(bench.steps(&text).len(), 3);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// However a deployment is cut off, the next one comes to exactly what its manifest says, and
    /// leaves nothing of the ones before.
    #[test]
    fn what_was_cut_off_is_gone_on_with(rounds in rounds()) {
        let bench = Bench::new();
        let mut last = String::new();
        for (choice, calls, after) in rounds {
            last = manifest_of(&choice);
            *bench.service.fails.lock().unwrap() = Some((calls, after));
            let _ = bench.begun("s", &last, &[], End::CutOff);
            *bench.service.fails.lock().unwrap() = None;
        }
        bench.deploy(&last).unwrap();
        prop_assert!(bench.steps(&last).is_empty());
        let fresh = Bench::new();
        fresh.deploy(&last).unwrap();
        prop_assert_eq!(&*bench.service.made.lock().unwrap(), &*fresh.service.made.lock().unwrap());
    }

    /// However often deployments are cut off: the one that fails puts back what was before the
    /// first of them, and is as if none had been.
    #[test]
    fn what_fails_is_as_it_was_before(first in rounds(), rounds in rounds()) {
        let bench = Bench::new();
        let last = manifest_of(&first[0].0);
        bench.deploy(&last).unwrap();
        let before = bench.service.made.lock().unwrap().clone();
        let count = rounds.len();
        for (round, (choice, calls, after)) in rounds.into_iter().enumerate() {
            let next = manifest_of(&choice);
            *bench.service.fails.lock().unwrap() = Some((calls, after));
            let end = if round + 1 < count { End::CutOff } else { End::Usual };
            let done = bench.begun("s", &next, &[], end);
            let is_over = bench.service.fails.lock().unwrap().take().is_some_and(|(n, _)| n > 0);
            // One that went well, but for what can be removed later, is no deployment that failed.
            if done.is_ok() || is_over {
                return Ok(());
            }
        }
        prop_assert_eq!(&*bench.service.made.lock().unwrap(), &before);
        prop_assert!(bench.steps(&last).is_empty());
    }
}

/// Which resources there are, after which call it fails, and whether that was done.
type Round = (Vec<(u8, u8, bool)>, usize, bool);

fn rounds() -> impl Strategy<Value = Vec<Round>> {
    let choice = prop::collection::vec((0u8..3, 0u8..3, any::<bool>()), 3);
    prop::collection::vec((choice, 1usize..8, any::<bool>()), 1..8)
}

//! The time that an application lives by: `squall up --clock virtual`, `squall clock`.
//!
//! A virtual clock stands still until it is told to go on. It goes from deadline to deadline, and
//! at each waits until what has become due is done: so all of it happens in the order of its time,
//! and with its consequences, whose deadlines may lie before the time that was asked for. The time
//! that was reached is kept before the clock shows it.
//!
//! What stays with the machine's clock, and why, is in `docs/clock.md`.

use std::sync::Arc;
use std::time::{Duration, Instant};

use base::{Clock, SystemClock, Timestamp, VirtualClock};
use cli::{Style, Talk, Tell};
use kit::{Bound, Context, Need, Worker, bind};
use serde_json::{Value, json};
use store::Store;
use wire::Error;
use wire::schema::{Kind, Location, Member, Operation, Range, Shape, Structure};
use wire::typed::Unit;

use crate::failure::Failure;
use crate::insight::{answer, operation};
use crate::place::Place;
use crate::remote;

const URI: &str = "/clock";

/// What one request does of a long way: an answer comes soon, and whoever asked asks again.
const SLICE: Duration = Duration::from_secs(2);
/// Between two looks at what is still to be done; each further one waits twice as long.
const LOOK_FIRST: Duration = Duration::from_millis(1);
const LOOK_LAST: Duration = Duration::from_millis(20);
/// Looks in a row that have to find nothing: between the end of its wait and its first step a task
/// is seen nowhere.
const LOOKS: u32 = 3;
/// The furthest that one command goes: a hundred years.
const SPAN_MAX: Duration = Duration::from_hours(24 * 36_500);

pub static DESCRIBE_CLOCK: Operation = operation("DescribeClock", URI);
pub static ADVANCE_CLOCK: Operation =
    Operation { method: "POST", input: &ADVANCE, ..operation("AdvanceClock", URI) };

static ADVANCE: Structure = Structure {
    name: "AdvanceClockRequest",
    kind: Kind::Plain,
    members: &[Member::at(Location::Query, "To", "to", true, &MILLIS)],
};
static MILLIS: Shape = Shape::Long(Range { min: Some(0), max: None });

wire::structure!(Advance = ADVANCE);
wire::members! { Advance;
required {
0 to take_to set_to with_to i64;
}
optional {
}
}

/// Has a store live by the clock that was asked for. Once, before anything lives in it: a virtual
/// clock goes on where the state has stopped.
pub fn begin(store: &Store, clock: Option<&VirtualClock>) -> Result<(), Failure> {
    let failed = |error: store::Error| Failure::new("the clock", error.to_string(), error.advice());
    let reached = store.read(store::time::reached).map_err(failed)?;
    let now = SystemClock.now();
    let kept = match (clock, reached) {
        (Some(clock), Some(reached)) => {
            clock.advance_to(reached);
            return Ok(());
        }
        (Some(clock), None) => {
            clock.advance_to(now);
            store.write_blocking(move |tx| store::time::reach(tx, now))
        }
        (None, Some(reached)) if reached > now => {
            let why = format!(
                "it has lived until {} by a virtual clock, and time does not go back",
                reached.iso_millis()
            );
            let fix = "start with `--clock virtual`, or give another `--data-dir`";
            return Err(Failure::new("the state is ahead of the machine's clock", why, fix));
        }
        (None, Some(_)) => store.write_blocking(store::time::forget),
        (None, None) => return Ok(()),
    };
    kept.map_err(|error| failed(error.flatten()))
}

/// The application's time.
pub struct Time {
    pub store: Store,
    /// None: it is the machine's.
    pub clock: Option<Arc<VirtualClock>>,
    pub workers: Vec<Arc<dyn Worker>>,
    /// One moves it at a time.
    pub turn: tokio::sync::Mutex<()>,
}

impl Time {
    fn described(&self) -> Value {
        shown(self.store.clock().now(), self.clock.is_some())
    }

    /// Goes on to a time, as far as one request goes.
    async fn advance(&self, to: Timestamp) -> Result<Value, Error> {
        let Some(clock) = &self.clock else {
            let why = "the application lives by the machine's clock: a virtual one, which can be \
                       moved, is asked for with `squall up --clock virtual`";
            return Err(Error::client("ClockIsReal", why).with_status(409));
        };
        let _turn = self.turn.lock().await;
        if to < clock.now() {
            let why = format!("time does not go back: it is {}", clock.now().iso_millis());
            return Err(Error::client("TimeDoesNotGoBack", why).with_status(400));
        }
        let until = Instant::now() + SLICE;
        let failed = |error: store::Error| Error::internal(error.to_string());
        loop {
            let busy = self.settle(until).await.map_err(failed)?;
            let now = clock.now();
            let mut answer = shown(now, true);
            if busy.is_some() || now >= to || Instant::now() >= until {
                answer["reached"] = json!(busy.is_none() && now >= to);
                answer["busy"] = json!(busy);
                return Ok(answer);
            }
            let next = self.store.next_deadline().map_err(failed)?;
            let next = next.map_or(to, |next| next.min(to));
            let kept = self.store.write(move |tx| store::time::reach(tx, next));
            kept.await.map_err(|error| failed(error.flatten()))?;
            clock.advance_to(next);
            self.store.clock_moved();
        }
    }

    /// Until nothing is left to be done at this time; what is, where it is not done in time.
    async fn settle(&self, until: Instant) -> Result<Option<String>, store::Error> {
        let (mut looks, mut pause) = (0, LOOK_FIRST);
        loop {
            match self.busy()? {
                None if looks + 1 == LOOKS => return Ok(None),
                None => looks += 1,
                Some(what) if Instant::now() >= until => return Ok(Some(what)),
                Some(_) => {
                    looks = 0;
                    pause = (pause * 2).min(LOOK_LAST);
                }
            }
            tokio::time::sleep(pause).await;
        }
    }

    fn busy(&self) -> Result<Option<String>, store::Error> {
        if self.store.is_waking() {
            return Ok(Some("somebody who waited for this time".into()));
        }
        let overdue = self.store.read(|tx| tx.overdue(tx.now()))?;
        if let Some(timer) = overdue.first() {
            return Ok(Some(format!("what is due of {timer}")));
        }
        let busy = self.workers.iter().map(|worker| worker.busy());
        busy.collect::<Result<Vec<_>, _>>().map(|all| all.into_iter().flatten().next())
    }
}

fn shown(now: Timestamp, is_virtual: bool) -> Value {
    let kind = if is_virtual { "virtual" } else { "system" };
    json!({"now": now.iso_millis(), "millis": now.millis(), "clock": kind})
}

/// What the server answers of it, to whom it is allowed.
pub fn operations(time: Time) -> Vec<Bound> {
    let time = Arc::new(time);
    vec![
        bind(
            &DESCRIBE_CLOCK,
            &time,
            |_, _, _: &Unit| vec![Need::new("squall:DescribeClock", "*")],
            |time, _: Context, _: Unit| async move { answer(Ok(time.described())) },
        ),
        bind(
            &ADVANCE_CLOCK,
            &time,
            |_, _, _: &Advance| vec![Need::new("squall:AdvanceClock", "*")],
            |time, _: Context, input: Advance| async move {
                answer(Ok(time.advance(Timestamp(input.to())).await?))
            },
        ),
    ]
}

/// `squall clock`, `squall clock advance`, `squall clock set`.
pub fn run(asked: &cli::Clock, talk: &Talk) -> Result<(), Failure> {
    let place = Place::of(&asked.place)?;
    let facts = place.running_server()?;
    let described = remote::describe(&facts, URI)?;
    let now = Timestamp(described["millis"].as_i64().unwrap_or_default());
    let to = match &asked.tell {
        Tell::Show => {
            print(&described, asked.json);
            return Ok(());
        }
        Tell::Advance(by) => span(by).map(|span| now.plus(span)).ok_or_else(|| {
            Failure::new(format!("{by} is no time"), "", "use one such as 90s, 1h30m or 2d")
        })?,
        Tell::Set(time) => Timestamp::parse(time).ok_or_else(|| {
            Failure::new(format!("{time} is no time"), "", "use one such as 2030-01-31T08:00:00Z")
        })?,
    };
    let patience = span(&asked.patience).ok_or_else(|| {
        Failure::new(format!("--patience {}", asked.patience), "", "use one such as 60s or 15m")
    })?;
    talk.begin("what has become due is done");
    let path = format!("{URI}?to={}", to.millis());
    let (mut reached, mut since) = (now.millis(), Instant::now());
    loop {
        let answer = remote::tell(&facts, &path)?;
        if answer["reached"] == true {
            talk.done(true);
            print(&answer, asked.json);
            return Ok(());
        }
        let (at, busy) = (&answer["now"], answer["busy"].as_str());
        if answer["millis"].as_i64() > Some(reached) {
            reached = answer["millis"].as_i64().unwrap_or(reached);
            since = Instant::now();
        } else if since.elapsed() > patience {
            talk.done(false);
            let at = at.as_str().unwrap_or_default();
            let why = format!("it is {at}, and {} is still at work", busy.unwrap_or("something"));
            let fix = "say it again to go on, with a longer `--patience`";
            return Err(Failure::new("the clock waits for what has become due", why, fix));
        }
        let busy = busy.map(|busy| format!(": {busy}")).unwrap_or_default();
        talk.progress(&format!("{}{busy}", at.as_str().unwrap_or_default()));
    }
}

fn print(described: &Value, as_json: bool) {
    if as_json {
        println!("{described:#}");
        return;
    }
    let text = |key: &str| described[key].as_str().unwrap_or_default().to_owned();
    println!("{}  {}", text("now"), text("clock"));
}

/// What the banner says of it.
pub fn say(clock: Option<&VirtualClock>, talk: &Talk) {
    if let Some(clock) = clock {
        let now = clock.now().iso_millis();
        let line = format!(
            "clock: virtual, {now}; it stands still until `squall clock advance 1h`. Functions see \
             the machine's"
        );
        talk.say(Style::Notice, &line);
    }
}

/// `90s`, `1h30m`, `2d`: whole numbers and their units, the sum of them.
fn span(text: &str) -> Option<Duration> {
    let mut sum = Duration::ZERO;
    let mut rest = text;
    while !rest.is_empty() {
        let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let number: u64 = rest[..digits].parse().ok()?;
        rest = &rest[digits..];
        let letters = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_lowercase()).len();
        let unit_ms = match &rest[..letters] {
            "ms" => 1,
            "s" => 1_000,
            "m" => 60_000,
            "h" => 3_600_000,
            "d" => 86_400_000,
            _ => return None,
        };
        rest = &rest[letters..];
        sum = sum.checked_add(Duration::from_millis(number.checked_mul(unit_ms)?))?;
    }
    (!text.is_empty() && sum <= SPAN_MAX).then_some(sum)
}

#[cfg(test)]
mod tests;

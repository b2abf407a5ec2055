//! Memory: of an idle instance, of a function that only exists; and what a start costs.

use std::io;
use std::time::Duration;

use crate::application::{Application, PLAIN};
use crate::client::{Client, expect_ok};
use crate::figure::{Board, Goal};
use crate::platform::{self, Platform};
use crate::process;
use crate::yardstick::Zygote;
use crate::{EVENT, Run};

/// What allocators and kernel threads still do after the last request.
const SETTLE: Duration = Duration::from_secs(2);

/// What one more idle instance adds: proportional memory and page tables of the whole tree with
/// so many instances, minus those without, divided by their number. No stems are kept, whose
/// number would change meanwhile. The yardstick is the same difference of a bare zygote: with
/// children that have only replied, and with some that have run the handler, too.
pub fn instance(run: &Run, board: &mut Board) -> io::Result<()> {
    let count = run.times(40);
    let mut application = Application::new("python3.11");
    application.file("plain.py", PLAIN).set("stems.min=0").set("stems.max=0");
    for index in 0..count {
        application.function(&format!("f{index}"), "plain.handler", &[]);
    }
    let platform = Platform::start(&application)?;
    std::thread::sleep(SETTLE);
    let before = process::memory_mib(platform.pid());
    for index in 0..count {
        let mut client = Client::connect(&platform.aws)?;
        expect_ok(client.invoke(&platform.function(&format!("f{index}")), EVENT))?;
    }
    std::thread::sleep(SETTLE);
    let per_one = |mib: f64| mib * 1024.0 / count as f64;
    let ours = per_one(process::memory_mib(platform.pid()) - before);
    type Order = fn(&mut Zygote, usize) -> io::Result<()>;
    let ways: [(&str, Order); 2] = [("", Zygote::stay), (" that ran the handler", Zygote::hold)];
    for (how, order) in ways {
        let mut zygote = Zygote::start(&run.python)?;
        let before = process::memory_mib(zygote.pid());
        order(&mut zygote, count)?;
        std::thread::sleep(SETTLE);
        let bare = per_one(process::memory_mib(zygote.pid()) - before);
        let name = format!("memory: an idle instance / a bare forked child{how}");
        let goal = Some(Goal::at_most(2.0));
        board.row(&name, ours / bare, goal, format!("{ours:.0} KiB"), format!("{bare:.0} KiB"));
    }
    Ok(())
}

/// The target's.
const FUNCTIONS: usize = 100_000;
/// A file of the manifest holds no more than a mebibyte.
const FUNCTIONS_IN_A_FILE: usize = 20_000;

/// What the server holds for a function that nobody calls: its anonymous memory with many
/// functions, minus that with one.
pub fn registered(run: &Run, board: &mut Board) -> io::Result<()> {
    let count = if run.quick { 1_000 } else { FUNCTIONS };
    let one = server_kib(1)?;
    let many = server_kib(count)?;
    let each = (many - one) / (count - 1) as f64;
    let name = format!("registered: one of {count} idle functions / 4 KiB");
    let text = format!("{each:.2} KiB (server {:.0} MiB)", many / 1024.0);
    board.row(&name, each / 4.0, Some(Goal::at_most(1.0)), text, "4 KiB".into());
    Ok(())
}

fn server_kib(count: usize) -> io::Result<f64> {
    let mut application = Application::new("python3.11");
    application.file("plain.py", PLAIN);
    for from in (0..count).step_by(FUNCTIONS_IN_A_FILE) {
        let keys = from..count.min(from + FUNCTIONS_IN_A_FILE);
        application.functions_in(&format!("from{from}.yml"), keys, "plain.handler");
    }
    let platform = Platform::start(&application)?;
    std::thread::sleep(SETTLE);
    Ok(process::anonymous_kib(platform.pid()))
}

/// No ratio: what a user meets first.
pub fn start(_run: &Run, _board: &mut Board) -> io::Result<()> {
    let mut application = Application::new("python3.11");
    application.file("plain.py", PLAIN).function("plain", "plain.handler", &[]);
    // The first start fills the caches.
    let platform = Platform::start(&application)?.again(&application)?;
    let bytes = std::fs::metadata(platform::binary()?)?.len();
    println!("start to ready: {:.0} ms", platform.ready.as_secs_f64() * 1e3);
    println!("binary: {:.1} MiB", bytes as f64 / 1048576.0);
    std::thread::sleep(SETTLE);
    let all = process::tree(platform.pid()).len();
    let total = process::memory_mib(platform.pid());
    println!("idle memory: {total:.1} MiB (proportional, with page tables, all {all} processes)");
    println!("  of which the server: {:.1} MiB", process::pss_mib(platform.pid()));
    Ok(())
}

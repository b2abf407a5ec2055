//! How answers look: talk on standard error, tables, colour only where it is wanted.

use std::collections::BTreeSet;
use std::io::{IsTerminal, Write};
use std::sync::Mutex;
use std::time::{Duration, Instant};

use comfy_table::{Table, presets};

/// What takes longer than this is shown to be under way.
const PATIENCE: Duration = Duration::from_millis(300);

/// A kind of line, and its colour on a terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    Plain,
    Dim,
    Good,
    Notice,
    Bad,
}

impl Style {
    fn code(self) -> &'static str {
        match self {
            Style::Plain => "",
            Style::Dim => "\x1b[2m",
            Style::Good => "\x1b[32m",
            Style::Notice => "\x1b[33m",
            Style::Bad => "\x1b[31m",
        }
    }
}

/// What is said to the person at the terminal.
#[derive(Debug)]
pub struct Talk {
    colour: bool,
    step: Mutex<Option<(String, Instant, bool)>>,
    said: Mutex<BTreeSet<String>>,
}

impl Talk {
    /// Colour on a terminal, unless `NO_COLOR` is set and not empty.
    pub fn to_stderr(no_color: bool) -> Talk {
        let colour = std::io::stderr().is_terminal() && !no_color;
        Talk { colour, step: Mutex::default(), said: Mutex::default() }
    }

    /// One line on standard error. Nobody listening is no reason to stop.
    pub fn say(&self, style: Style, line: &str) {
        let line = self.paint(style, line);
        let _ = writeln!(std::io::stderr().lock(), "{line}");
    }

    /// A notice that is said the first time only; an edit that changes nothing about it, such as
    /// its line, does not change `what` either.
    pub fn notice(&self, what: &str, line: &str) {
        if self.first(what) {
            self.say(Style::Notice, &format!("notice: {line}"));
        }
    }

    fn first(&self, what: &str) -> bool {
        self.said.lock().is_ok_and(|mut said| said.insert(what.to_owned()))
    }

    /// Whole lines, already painted. Nobody listening is no reason to stop.
    pub fn write(&self, lines: &str) {
        let _ = std::io::stderr().lock().write_all(lines.as_bytes());
    }

    /// The text in its colour, where colour is wanted.
    pub fn paint(&self, style: Style, text: &str) -> String {
        let (begin, end) = self.brush(style);
        format!("{begin}{text}{end}")
    }

    /// What goes before and after a text in that colour: nothing where none is wanted.
    pub fn brush(&self, style: Style) -> (&'static str, &'static str) {
        match self.colour && style != Style::Plain {
            true => (style.code(), "\x1b[0m"),
            false => ("", ""),
        }
    }

    /// Something begins that may take a while; it is announced once it has taken long enough,
    /// by the first [`Talk::progress`] after that.
    pub fn begin(&self, what: &str) {
        if let Ok(mut step) = self.step.lock() {
            *step = Some((what.to_owned(), Instant::now(), false));
        }
    }

    /// A sign of life of what was begun.
    pub fn progress(&self, line: &str) {
        let Ok(mut step) = self.step.lock() else { return };
        let Some((what, since, announced)) = step.as_mut() else { return };
        if since.elapsed() < PATIENCE {
            return;
        }
        if !*announced {
            *announced = true;
            self.say(Style::Plain, &format!("{what} ..."));
        }
        self.say(Style::Dim, &format!("    {line}"));
    }

    /// What was begun is done, or has failed: whoever began it says why.
    pub fn done(&self, well: bool) {
        let Ok(mut step) = self.step.lock() else { return };
        if let Some((what, since, true)) = step.take() {
            let seconds = since.elapsed().as_secs_f64();
            match well {
                true => self.say(Style::Good, &format!("{what}: done in {seconds:.1} s")),
                false => self.say(Style::Bad, &format!("{what}: failed after {seconds:.1} s")),
            }
        }
    }
}

/// Columns under their headings, without lines, for standard output.
pub fn table(headings: &[&str], rows: &[Vec<String>]) -> String {
    let mut table = Table::new();
    table.load_style(presets::NOTHING);
    table.set_header(headings.iter().copied());
    for row in rows {
        table.add_row(row.iter().map(String::as_str));
    }
    for column in table.column_iter_mut() {
        column.set_padding((0, 2));
    }
    table.trim_fmt()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_colour_where_it_is_not_wanted() {
        let talk = Talk { colour: false, step: Mutex::default(), said: Mutex::default() };
        assert_eq!(talk.paint(Style::Bad, "x"), "x");
        let talk = Talk { colour: true, step: Mutex::default(), said: Mutex::default() };
        assert_eq!(talk.paint(Style::Bad, "x"), "\x1b[31mx\x1b[0m");
    }

    #[test]
    fn a_notice_is_said_once() {
        let talk = Talk::to_stderr(true);
        assert!(talk.first("sqs is not there yet"));
        assert!(!talk.first("sqs is not there yet"));
        assert!(talk.first("sns is not there yet"));
    }

    #[test]
    fn a_table_has_its_headings_and_rows() {
        let text = table(&["NAME", "RUNTIME"], &[vec!["hello".into(), "python3.9".into()]]);
        assert_eq!(text, "NAME   RUNTIME\nhello  python3.9");
    }
}

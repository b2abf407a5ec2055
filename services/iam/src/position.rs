//! Where in a document's text each statement stands, as the simulator says it.

/// A line and a column, both counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    pub line: i64,
    pub column: i64,
}

/// Behind the brace that opens each statement, and behind the one that closes it. The text is JSON
/// that has been read as a policy; of other text it says anything.
pub fn statements(text: &str) -> Vec<(Position, Position)> {
    let mut scan = Scan { at: Position { line: 1, column: 1 }, depth: 0, key: String::new() };
    let mut found = Vec::new();
    // The depth at which statements open: behind `Statement` directly, or in its list.
    let mut inside: Option<usize> = None;
    let mut open: Option<(usize, Position)> = None;
    let mut letters = text.chars();
    while let Some(letter) = letters.next() {
        scan.step(letter);
        match letter {
            '"' => scan.string(&mut letters),
            '{' | '[' => {
                scan.depth += 1;
                if scan.depth == 2 && scan.key == "Statement" {
                    inside = Some(if letter == '{' { 2 } else { 3 });
                }
                if letter == '{' && inside == Some(scan.depth) && open.is_none() {
                    open = Some((scan.depth, scan.at));
                }
            }
            '}' | ']' => {
                if let Some((depth, start)) = open
                    && letter == '}'
                    && depth == scan.depth
                {
                    found.push((start, scan.at));
                    open = None;
                }
                scan.depth = scan.depth.saturating_sub(1);
                if scan.depth < 2 {
                    inside = None;
                }
            }
            _ => {}
        }
    }
    found
}

struct Scan {
    at: Position,
    depth: usize,
    /// The last string at the document's own level.
    key: String,
}

impl Scan {
    fn step(&mut self, letter: char) {
        if letter == '\n' {
            self.at = Position { line: self.at.line + 1, column: 1 };
        } else {
            self.at.column += 1;
        }
    }

    /// Reads to the end of a string whose opening quote has been read.
    fn string(&mut self, letters: &mut std::str::Chars<'_>) {
        let mut text = String::new();
        while let Some(letter) = letters.next() {
            self.step(letter);
            match letter {
                '"' => break,
                '\\' => {
                    if let Some(escaped) = letters.next() {
                        self.step(escaped);
                    }
                }
                other => text.push(other),
            }
        }
        if self.depth == 1 {
            self.key = text;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Vec<(i64, i64, i64, i64)> {
        let found = statements(text);
        found.iter().map(|(a, b)| (a.line, a.column, b.line, b.column)).collect()
    }

    #[test]
    fn statements_are_found_alone_and_in_lists() {
        assert_eq!(of(r#"{"Statement":{"a":{"b":"}"}}}"#), [(1, 15, 1, 29)]);
        let text = "{\"Id\": \"Statement\", \"Statement\": [\n  {\"a\": [{}]},\n  {}\n]}";
        assert_eq!(of(text), [(2, 4, 2, 14), (3, 4, 3, 5)]);
        assert_eq!(of("{}"), []);
        assert_eq!(of(r#"{"Statement"#), []);
    }
}

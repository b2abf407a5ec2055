//! Text that others wrote, shown on a terminal without obeying it.

use std::borrow::Cow;

/// The text with everything in it made visible that a terminal would obey: escape sequences could
/// retitle the window, write to the clipboard, or rewrite what was shown before. Colours stay, and
/// are reset at the end. For one line, or for several (`\n` stays).
pub fn harmless(text: &str) -> Cow<'_, str> {
    let plain = |byte: &u8| matches!(byte, b' '..=b'~' | b'\t' | b'\n');
    if text.as_bytes().iter().all(plain)
        || !text.chars().any(|letter| letter != '\n' && is_harmful(letter))
    {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    let (mut rest, mut coloured) = (text, false);
    while let Some(letter) = rest.chars().next() {
        if let Some(size) = colour_bytes(rest) {
            out.push_str(&rest[..size]);
            (rest, coloured) = (&rest[size..], true);
            continue;
        }
        rest = &rest[letter.len_utf8()..];
        out.push(match letter {
            '\n' => letter,
            letter if is_harmful(letter) => picture(letter),
            letter => letter,
        });
    }
    if coloured {
        out.push_str("\x1b[0m");
    }
    Cow::Owned(out)
}

/// Control characters (C0 but the tab, DEL, C1), and those that reorder what is beside them.
fn is_harmful(letter: char) -> bool {
    (letter.is_control() && letter != '\t')
        || matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Unicode has pictures of the first 32 control characters.
fn picture(letter: char) -> char {
    match u32::from(letter) {
        code @ 0..=0x1f => char::from_u32(0x2400 + code).unwrap_or('\u{fffd}'),
        0x7f => '\u{2421}',
        _ => '\u{fffd}',
    }
}

/// The size of the sequence at the beginning that sets a colour: ESC [ digits and semicolons m.
fn colour_bytes(text: &str) -> Option<usize> {
    let parameters = text.strip_prefix("\x1b[")?;
    let end = parameters.find(|letter: char| !letter.is_ascii_digit() && letter != ';')?;
    parameters[end..].starts_with('m').then_some("\x1b[".len() + end + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinary_text_is_not_touched() {
        for text in ["", "a\tb", "Grüße, 測試 🙂", "two\nlines"] {
            assert!(matches!(harmless(text), Cow::Borrowed(same) if same == text));
        }
    }

    #[test]
    fn what_a_terminal_would_obey_is_shown_instead() {
        for (text, shown) in [
            ("\x1b]0;title\x07", "␛]0;title␇"),
            ("\x1b]52;c;aGk=\x1b\\", "␛]52;c;aGk=␛\\"),
            ("ok\rnot", "ok␍not"),
            ("\x1b[2J\x1b[H", "␛[2J␛[H"),
            ("a\u{9b}31mb\0\x7f", "a\u{fffd}31mb␀␡"),
            ("\u{202e}txt.exe", "\u{fffd}txt.exe"),
            ("\x1b[", "␛["),
        ] {
            assert_eq!(harmless(text), shown);
        }
    }

    #[test]
    fn colours_stay_and_end_with_the_text() {
        assert_eq!(harmless("\x1b[1;31mred"), "\x1b[1;31mred\x1b[0m");
    }
}

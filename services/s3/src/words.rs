//! Metadata beyond ASCII, as headers carry it: words of RFC 2047.
//!
//! Which characters stand for themselves was found by what S3 answers.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use percent_encoding::percent_decode_str;

/// The text of a header, whose words are decoded. What is none of UTF-8 is left as it is.
pub(crate) fn decoded(text: &str) -> String {
    let word = text.strip_prefix("=?").and_then(|rest| rest.strip_suffix("?="));
    let mut fields = word.unwrap_or_default().splitn(3, '?');
    let (Some(charset), Some(encoding), Some(inner)) =
        (fields.next(), fields.next(), fields.next())
    else {
        return text.to_owned();
    };
    if !charset.eq_ignore_ascii_case("utf-8") {
        return text.to_owned();
    }
    let bytes = match encoding {
        "B" | "b" => STANDARD.decode(inner).ok(),
        "Q" | "q" => {
            let spaced = inner.replace('%', "=25").replace('_', " ").replace('=', "%");
            Some(percent_decode_str(&spaced).collect())
        }
        _ => None,
    };
    let decoded = bytes.and_then(|bytes| String::from_utf8(bytes).ok());
    decoded.unwrap_or_else(|| text.to_owned())
}

/// The text as a header: itself where it is plain, otherwise one word.
pub(crate) fn encoded(text: &str) -> String {
    let is_plain = |byte: u8| matches!(byte, b' '..=b'~' | b'\t');
    if text.bytes().all(is_plain) {
        return text.to_owned();
    }
    if text.chars().any(|c| c.is_control() || c == char::REPLACEMENT_CHARACTER) {
        return format!("=?UTF-8?B?{}?=", STANDARD.encode(text));
    }
    let mut word = String::from("=?UTF-8?Q?");
    for byte in text.bytes() {
        match byte {
            b' ' => word.push('_'),
            b'=' | b'?' | b'_' => word.push_str(&format!("={byte:02X}")),
            byte if is_plain(byte) => word.push(char::from(byte)),
            byte => word.push_str(&format!("={byte:02X}")),
        }
    }
    word + "?="
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_read_and_written() {
        for (text, header) in [
            ("plain = as_it?is %41", "plain = as_it?is %41"),
            ("Hello World\u{e9}", "=?UTF-8?Q?Hello_World=C3=A9?="),
            ("a_b?\u{df}=%", "=?UTF-8?Q?a=5Fb=3F=C3=9F=3D%?="),
            ("\u{1}\u{e9}", "=?UTF-8?B?AcOp?="),
        ] {
            assert_eq!(encoded(text), header);
            assert_eq!(decoded(header), text);
        }
        for other in
            ["=?latin-1?Q?=E9?=", "=?UTF-8?X?a?=", "=?UTF-8?B?!?=", "=?", "=?UTF-8?Q?=FF?="]
        {
            assert_eq!(decoded(other), other);
        }
    }
}

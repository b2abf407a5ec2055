//! A query string's parameters, as a REST API hands them to functions: decoded.

use std::borrow::Cow;

use percent_encoding::percent_decode_str;

/// Names and values in their order. A plus is a space; a name without `=` has an empty value; an
/// escape that is none stays as it is; bytes that are not UTF-8 become U+FFFD.
pub(crate) fn parse(query: &str) -> Vec<(Cow<'_, str>, Cow<'_, str>)> {
    query
        .split('&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            (decode(name), decode(value))
        })
        .collect()
}

fn decode(text: &str) -> Cow<'_, str> {
    if !text.bytes().any(|byte| matches!(byte, b'+' | b'%')) {
        return Cow::Borrowed(text);
    }
    let spaced = text.replace('+', " ");
    Cow::Owned(percent_decode_str(&spaced).decode_utf8_lossy().into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decodes_as_a_rest_api_does() {
        let cases: &[(&str, &[(&str, &str)])] = &[
            ("", &[]),
            ("&&", &[]),
            ("a", &[("a", "")]),
            ("a=", &[("a", "")]),
            ("a=1&b=2&a=3", &[("a", "1"), ("b", "2"), ("a", "3")]),
            ("a=b=c", &[("a", "b=c")]),
            ("plus=test+alias", &[("plus", "test alias")]),
            ("email=test%2Balias@gmail.com", &[("email", "test+alias@gmail.com")]),
            ("n%20m=%E6%9D%8E", &[("n m", "李")]),
            ("bad=%zz%4&raw=%ff", &[("bad", "%zz%4"), ("raw", "\u{fffd}")]),
            ("url=https://a.b/?c", &[("url", "https://a.b/?c")]),
        ];
        for (query, expected) in cases {
            let found = parse(query);
            let found: Vec<(&str, &str)> = found.iter().map(|(n, v)| (&**n, &**v)).collect();
            assert_eq!(&found, expected, "{query}");
        }
    }
}

//! Where the places that programs know are, at the level that has no mounts: what `view.py` is to
//! Python's functions. At other levels the names are what they say, and nothing changes here.

use std::ffi::CString;

use crate::program::Orders;

/// The names of a place, as the warden has written them down: `kind NUL from NUL to NUL`.
struct View<'a> {
    paths: Vec<(&'a [u8], &'a [u8])>,
    ports: Vec<(&'a [u8], &'a [u8])>,
}

/// The orders with every path and port in them moved to where it is.
pub fn moved(orders: Orders, place: &[u8]) -> Orders {
    if place.is_empty() {
        return orders;
    }
    let view = View::read(place);
    let text = |bytes: Vec<u8>| CString::new(bytes).unwrap_or_default();
    let candidates = orders.candidates.iter().map(|path| text(view.path(path.as_bytes())));
    let mut environment: Vec<CString> = Vec::new();
    for variable in &orders.environment {
        let variable = variable.as_bytes();
        let at = variable.iter().position(|byte| *byte == b'=').map_or(0, |at| at + 1);
        let (name, value) = variable.split_at(at);
        environment.push(text([name, &view.variable(value)].concat()));
    }
    for name in [&b"HOME="[..], b"TMPDIR="] {
        if !environment.iter().any(|one| one.as_bytes().starts_with(name)) {
            environment.push(text([name, &view.path(b"/tmp")].concat()));
        }
    }
    Orders { candidates: candidates.collect(), environment }
}

impl<'a> View<'a> {
    fn read(place: &'a [u8]) -> View<'a> {
        let words: Vec<&[u8]> = place.split(|byte| *byte == 0).collect();
        let (mut paths, mut ports) = (Vec::new(), Vec::new());
        for triple in words.chunks_exact(3) {
            let list = if triple[0] == b"path" { &mut paths } else { &mut ports };
            list.push((triple[1], triple[2]));
        }
        // The longest name that fits is the one that counts.
        paths.sort_by_key(|(name, _): &(&[u8], _)| std::cmp::Reverse(name.len()));
        View { paths, ports }
    }

    fn path(&self, path: &[u8]) -> Vec<u8> {
        for (name, here) in &self.paths {
            if let Some(rest) = path.strip_prefix(*name)
                && (rest.is_empty() || rest[0] == b'/')
            {
                return [here, rest].concat();
            }
        }
        path.to_vec()
    }

    /// A list of paths, or something that names a port of ours.
    fn variable(&self, value: &[u8]) -> Vec<u8> {
        const HOST: &[u8] = b"127.0.0.1:";
        if let Some(at) = value.windows(HOST.len()).position(|part| part == HOST) {
            let (before, rest) = value.split_at(at + HOST.len());
            let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
            let (port, after) = rest.split_at(digits);
            let real = self.ports.iter().find(|(wanted, _)| *wanted == port);
            return [before, real.map_or(port, |(_, real)| *real), after].concat();
        }
        if value.first() != Some(&b'/') {
            return value.to_vec();
        }
        let parts: Vec<_> = value.split(|byte| *byte == b':').map(|part| self.path(part)).collect();
        parts.join(&b':')
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_and_ports_are_moved_and_nothing_else() {
        let place = b"path\0/opt\0/l/1\0path\0/opt/python\0/l/2\0path\0/tmp\0/t/7\0\
            port\x004566\x0041000\0port\x009001\x0042000\0";
        let view = View::read(place);
        let of = |value: &str| String::from_utf8(view.variable(value.as_bytes())).unwrap();
        assert_eq!(of("/opt/bin:/usr/bin:/opt/python"), "/l/1/bin:/usr/bin:/l/2");
        assert_eq!(of("/optional"), "/optional");
        assert_eq!(of("http://127.0.0.1:4566/x"), "http://127.0.0.1:41000/x");
        assert_eq!(of("127.0.0.1:9001"), "127.0.0.1:42000");
        assert_eq!(of("127.0.0.1:90010"), "127.0.0.1:90010");
        assert_eq!(of("see /tmp"), "see /tmp");
        let orders = Orders {
            candidates: vec![c"/opt/bootstrap".to_owned()],
            environment: vec![c"HOME=/tmp/h".to_owned()],
        };
        let moved = moved(orders, place);
        assert_eq!(moved.candidates, [c"/l/1/bootstrap".to_owned()]);
        assert_eq!(moved.environment, [c"HOME=/t/7/h".to_owned(), c"TMPDIR=/t/7".to_owned()]);
    }
}

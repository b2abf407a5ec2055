//! What fuzzers hold against the parsers and codecs here: rules that any input must keep. The
//! targets are in `fuzz`; what they have found worth keeping is replayed by `tests/corpora.rs`.

use crate::apply::apply;
use crate::attr::{Attr, Item, Type};
use crate::codec;
use crate::expr::Bindings;
use crate::expr::Role;
use crate::expr::condition::Condition;
use crate::expr::key_condition::KeyCondition;
use crate::expr::projection::Projection;
use crate::expr::update::Update;
use crate::key::{IndexSchema, Part, RangeCondition, Schema};
use crate::number::Number;
use crate::partiql;

/// References of one kind in an expression that are given a meaning.
const REFERENCES_MAX: usize = 16;

/// Any text as a statement of PartiQL, with as many parameters as it has question marks: refused
/// with a text, or accepted.
pub fn statement(text: &str) {
    let count = text.bytes().filter(|byte| *byte == b'?').count();
    if let Err(why) = partiql::check(text, vec![Attr::Null; count]) {
        assert!(!why.0.is_empty());
    }
}

/// Any text as an expression of each role: refused with a text, or evaluated against an item, which
/// an update leaves one that can be written and read back.
pub fn expression(text: &str) {
    let item = sample();
    for role in [Role::Condition, Role::Filter, Role::KeyCondition] {
        let Some(mut bindings) = bound(text) else { return };
        match Condition::parse(role, text, &mut bindings) {
            Err(why) => assert!(!why.0.is_empty()),
            Ok(condition) => {
                let _ = condition.holds(&item, bindings.values());
                let _ = condition.holds(&Item::new(), bindings.values());
                if let Ok(keys) = KeyCondition::of(&condition) {
                    let _ = keys.on(&IndexSchema::from(&schema(Type::S)), bindings.values());
                }
            }
        }
    }
    let Some(mut bindings) = bound(text) else { return };
    if let Ok(projection) = Projection::parse(text, &mut bindings) {
        let shown = projection.apply(&item);
        assert!(shown.size() <= item.size());
        assert!(shown.iter().all(|(name, _)| item.get(name).is_some()));
    }
    let Some(mut bindings) = bound(text) else { return };
    if let Ok(update) = Update::parse(text, &mut bindings) {
        for (exists, mut changed) in [(true, item.clone()), (false, Item::new())] {
            if apply(&update, &mut changed, exists, bindings.values()).is_ok()
                && !changed.is_too_deep()
            {
                reads_back(&changed);
            }
        }
    }
}

/// Two texts as numbers: what is read is written so that it reads as the same, in both forms; the
/// ordered form has the numbers' order; sums are exact. And any bytes as a stored number.
pub fn number(bytes: &[u8]) {
    if let Some((number, length)) = Number::unpack(bytes) {
        assert!(length <= bytes.len());
        let _ = number.is_zero();
    }
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let mut numbers = text.split('\n').filter_map(|text| Number::parse(text).ok());
    let Some(one) = numbers.next() else { return };
    let two = numbers.next().unwrap_or(Number::ZERO);
    for number in [one, two] {
        assert_eq!(Number::parse(&number.to_string()), Ok(number));
        let mut packed = Vec::new();
        number.push_packed(&mut packed);
        assert_eq!(Number::unpack(&packed), Some((number, packed.len())));
    }
    let ordered = |number: Number| {
        let mut bytes = Vec::new();
        number.push_ordered(&mut bytes);
        bytes
    };
    assert_eq!(ordered(one).cmp(&ordered(two)), one.cmp(&two));
    assert!(one == two || !ordered(one).starts_with(&ordered(two)));
    assert_eq!(one.plus(two), two.plus(one));
    if let Ok(sum) = one.plus(two)
        && let Ok(back) = sum.minus(two)
    {
        assert_eq!(back, one);
    }
}

/// Bytes as the values of two sort keys in one partition: their keys have their order, and the
/// ranges that conditions ask for hold just the keys that satisfy them. And any bytes as an item.
pub fn key(bytes: &[u8]) {
    if let Ok(item) = codec::decode(bytes) {
        let mut again = Vec::new();
        codec::encode(&item, &mut again);
        assert_eq!(codec::decode(&again), Ok(item));
    }
    let Some((kind, bytes)) = bytes.split_first() else { return };
    let (one, two) = bytes.split_at(bytes.len() / 2);
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let (kind, one, two) = match kind % 3 {
        0 => (Type::S, Attr::S(text(one)), Attr::S(text(two))),
        1 => (Type::B, Attr::B(one.to_vec()), Attr::B(two.to_vec())),
        _ => match (Number::parse(&text(one)), Number::parse(&text(two))) {
            (Ok(one), Ok(two)) => (Type::N, Attr::N(one), Attr::N(two)),
            _ => return,
        },
    };
    let schema = schema(kind);
    let of = |range: &Attr| {
        schema.of_item(&Item::from_iter([("p", Attr::from("p")), ("c", range.clone())]))
    };
    let (Ok(key_one), Ok(key_two)) = (of(&one), of(&two)) else { return };
    let Some(order) = crate::expr::condition::order(&one, &two) else { return };
    assert_eq!(key_one.cmp(&key_two), order);
    let Ok(partition) = schema.partition(&Attr::from("p")) else { return };
    let starts = match (&one, &two) {
        (Attr::S(one), Attr::S(two)) => one.as_bytes().starts_with(two.as_bytes()),
        (Attr::B(one), Attr::B(two)) => one.starts_with(two),
        _ => true,
    };
    use RangeCondition as C;
    let mut asked = vec![
        (C::Equal(two.clone()), order.is_eq()),
        (C::Less(two.clone()), order.is_lt()),
        (C::LessOrEqual(two.clone()), order.is_le()),
        (C::Greater(two.clone()), order.is_gt()),
        (C::GreaterOrEqual(two.clone()), order.is_ge()),
        (C::Between(two.clone(), two.clone()), order.is_eq()),
    ];
    if kind != Type::N {
        asked.push((C::BeginsWith(two), starts));
    }
    for (condition, holds) in asked {
        assert_eq!(condition.span(&partition).contains(&key_one), holds, "{condition:?}");
    }
}

fn reads_back(item: &Item) {
    let mut bytes = Vec::new();
    codec::encode(item, &mut bytes);
    assert_eq!(codec::decode(&bytes).as_ref(), Ok(item));
}

fn schema(range: Type) -> Schema {
    let part = |name: &str, kind| Part { name: name.to_owned(), kind };
    Schema { hash: part("p", Type::S), range: Some(part("c", range)) }
}

fn sample() -> Item {
    let inner = Item::from_iter([("x", Attr::from(1)), ("y", Attr::L(vec![Attr::Null]))]);
    Item::from_iter([
        ("p", Attr::from("p")),
        ("c", Attr::from("c")),
        ("n", Attr::from(12)),
        ("b", Attr::B(vec![0, 255])),
        ("t", Attr::Bool(true)),
        ("l", Attr::L(vec![Attr::from("e"), Attr::M(inner.clone()), Attr::from(3)])),
        ("m", Attr::M(inner)),
        ("ss", Attr::Ss(vec!["a".to_owned(), "b".to_owned()])),
        ("ns", Attr::Ns(vec![Number::from(1), Number::from(2)])),
    ])
}

/// A meaning for each `#name` and `:value` of a text.
fn bound(text: &str) -> Option<Bindings> {
    let mut names: Vec<(String, String)> = Vec::new();
    let mut values: Vec<(String, Attr)> = Vec::new();
    for (at, mark) in text.char_indices().filter(|(_, char)| matches!(char, '#' | ':')) {
        let rest = &text[at + 1..];
        let is_part = |char: char| char.is_ascii_alphanumeric() || char == '_';
        let word = &rest[..rest.find(|char| !is_part(char)).unwrap_or(rest.len())];
        let key = format!("{mark}{word}");
        if word.is_empty() {
            continue;
        }
        let known = ["p", "c", "n", "b", "l", "m", "ss", "ns", "new"];
        let pick = word.bytes().map(usize::from).sum::<usize>();
        if mark == '#' && names.len() < REFERENCES_MAX && names.iter().all(|(own, _)| *own != key) {
            names.push((key, known[pick % known.len()].to_owned()));
        } else if mark == ':'
            && values.len() < REFERENCES_MAX
            && values.iter().all(|(own, _)| *own != key)
        {
            let item = sample();
            let attr = item.get(known[pick % (known.len() - 1)]).cloned();
            values.push((key, attr.unwrap_or(Attr::Null)));
        }
    }
    let given = |is_empty: bool| (!is_empty).then_some(());
    let (no_names, no_values) = (names.is_empty(), values.is_empty());
    Bindings::new(given(no_names).map(|()| names), given(no_values).map(|()| values)).ok()
}

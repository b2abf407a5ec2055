//! An attribute's value and an item, as rules see them.
//!
//! Maps and sets are kept sorted: equal values are equal structures, and a look-up is a binary
//! search. What one counts towards the 400 KB of an item is here too.

use crate::invalid::{Checked, Invalid};
use crate::number::Number;

/// Names and values of an item together (DynamoDB quotas, "Item size").
pub const ITEM_BYTES_MAX: usize = 400 * 1024;
/// Levels of lists and maps in a value (DynamoDB quotas, "Nested attribute depth").
pub const NESTING_MAX: usize = 32;
/// Bytes of an attribute's name (the documentation says 64 KB; AWS takes one byte less).
const NAME_BYTES_MAX: usize = 65_535;
/// What a list or map counts beside its content, and each of its elements.
const CONTAINER_BYTES: usize = 3;
const ELEMENT_BYTES: usize = 1;

/// Refuses what cannot be an attribute's name.
pub fn check_name(name: &str) -> Checked<()> {
    match name.len() {
        0 => Err(Invalid::parameter("Empty attribute name")),
        1..=NAME_BYTES_MAX => Ok(()),
        _ => Err(Invalid::parameter("Attribute name is too large, must be less than 65536 bytes")),
    }
}

/// A value of any of the ten types.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Attr {
    S(String),
    N(Number),
    B(Vec<u8>),
    Bool(bool),
    Null,
    M(Item),
    L(Vec<Attr>),
    /// The sets: sorted, without duplicates, never empty.
    Ss(Vec<String>),
    Ns(Vec<Number>),
    Bs(Vec<Vec<u8>>),
}

/// The types by the names that the API gives them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Type {
    S,
    N,
    B,
    Bool,
    Null,
    M,
    L,
    Ss,
    Ns,
    Bs,
}

impl Type {
    /// `S`, `BOOL`, `NS`, ...
    pub fn code(self) -> &'static str {
        match self {
            Type::S => "S",
            Type::N => "N",
            Type::B => "B",
            Type::Bool => "BOOL",
            Type::Null => "NULL",
            Type::M => "M",
            Type::L => "L",
            Type::Ss => "SS",
            Type::Ns => "NS",
            Type::Bs => "BS",
        }
    }

    /// What the messages about ADD and DELETE call it.
    pub fn long_name(self) -> &'static str {
        match self {
            Type::S => "STRING",
            Type::N => "NUMBER",
            Type::B => "BINARY",
            Type::Bool => "BOOLEAN",
            Type::Null => "NULL",
            Type::M => "MAP",
            Type::L => "LIST",
            Type::Ss => "STRING_SET",
            Type::Ns => "NUMBER_SET",
            Type::Bs => "BINARY_SET",
        }
    }

    pub fn of_code(code: &str) -> Option<Type> {
        use Type::{B, Bool, Bs, L, M, N, Ns, Null, S, Ss};
        [S, N, B, Bool, Null, M, L, Ss, Ns, Bs].into_iter().find(|kind| kind.code() == code)
    }

    pub fn is_set(self) -> bool {
        matches!(self, Type::Ss | Type::Ns | Type::Bs)
    }

    /// Whether values of it have an order: what keys, `<` and BETWEEN take.
    pub fn is_ordered(self) -> bool {
        matches!(self, Type::S | Type::N | Type::B)
    }
}

impl Attr {
    pub fn kind(&self) -> Type {
        match self {
            Attr::S(_) => Type::S,
            Attr::N(_) => Type::N,
            Attr::B(_) => Type::B,
            Attr::Bool(_) => Type::Bool,
            Attr::Null => Type::Null,
            Attr::M(_) => Type::M,
            Attr::L(_) => Type::L,
            Attr::Ss(_) => Type::Ss,
            Attr::Ns(_) => Type::Ns,
            Attr::Bs(_) => Type::Bs,
        }
    }

    /// Bytes that it counts, without its name (DynamoDB developer guide, "item sizes and
    /// formats").
    pub fn size(&self) -> usize {
        match self {
            Attr::S(text) => text.len(),
            Attr::N(number) => number.size(),
            Attr::B(bytes) => bytes.len(),
            Attr::Bool(_) | Attr::Null => 1,
            Attr::M(item) => CONTAINER_BYTES + item.len() * ELEMENT_BYTES + item.size(),
            Attr::L(list) => {
                CONTAINER_BYTES + list.iter().map(|attr| ELEMENT_BYTES + attr.size()).sum::<usize>()
            }
            Attr::Ss(set) => set.iter().map(String::len).sum(),
            Attr::Ns(set) => set.iter().map(|number| number.size()).sum(),
            Attr::Bs(set) => set.iter().map(Vec::len).sum(),
        }
    }

    /// Whether lists and maps go deeper than `levels`.
    pub fn is_deeper_than(&self, levels: usize) -> bool {
        match self {
            Attr::M(_) | Attr::L(_) if levels == 0 => true,
            Attr::M(item) => item.iter().any(|(_, attr)| attr.is_deeper_than(levels - 1)),
            Attr::L(list) => list.iter().any(|attr| attr.is_deeper_than(levels - 1)),
            _ => false,
        }
    }

    /// A set of strings from members in any order.
    pub fn string_set(mut members: Vec<String>) -> Checked<Attr> {
        if members.is_empty() {
            return Err(Invalid::parameter("An string set  may not be empty").of_request());
        }
        let given = || format!("[{}]", members.join(", "));
        let mut sorted: Vec<&String> = members.iter().collect();
        sorted.sort_unstable();
        if sorted.windows(2).any(|pair| pair[0] == pair[1]) {
            return Err(Invalid::parameter(format!(
                "Input collection {} contains duplicates.",
                given()
            ))
            .of_request());
        }
        members.sort_unstable();
        Ok(Attr::Ss(members))
    }

    /// A set of numbers; equal numbers are duplicates however they were written.
    pub fn number_set(mut members: Vec<Number>) -> Checked<Attr> {
        if members.is_empty() {
            return Err(Invalid::parameter("An number set  may not be empty").of_request());
        }
        members.sort_unstable();
        if members.windows(2).any(|pair| pair[0] == pair[1]) {
            return Err(Invalid::text("Input collection contains duplicates").of_request());
        }
        Ok(Attr::Ns(members))
    }

    /// A set of binaries. `given` shows the members as the caller wrote them, for the message.
    pub fn binary_set(mut members: Vec<Vec<u8>>, given: impl Fn() -> String) -> Checked<Attr> {
        if members.is_empty() {
            return Err(Invalid::parameter("Binary sets should not be empty").of_request());
        }
        members.sort_unstable();
        if members.windows(2).any(|pair| pair[0] == pair[1]) {
            return Err(Invalid::parameter(format!(
                "Input collection {}of type BS contains duplicates.",
                given()
            ))
            .of_request());
        }
        Ok(Attr::Bs(members))
    }
}

/// An item, or a map within one: values by name, sorted by name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Item(Vec<(String, Attr)>);

impl Item {
    pub fn new() -> Item {
        Item::default()
    }

    /// From entries in any order. Of two with one name the later stays.
    pub fn from_entries(mut entries: Vec<(String, Attr)>) -> Item {
        if !entries.is_sorted_by(|a, b| a.0 < b.0) {
            entries.reverse();
            entries.sort_by(|a, b| a.0.cmp(&b.0));
            entries.dedup_by(|later, kept| later.0 == kept.0);
        }
        Item(entries)
    }

    pub fn get(&self, name: &str) -> Option<&Attr> {
        self.place(name).ok().map(|at| &self.0[at].1)
    }

    pub fn get_mut(&mut self, name: &str) -> Option<&mut Attr> {
        self.place(name).ok().map(|at| &mut self.0[at].1)
    }

    /// Puts a value in its place; what was there before comes back.
    pub fn insert(&mut self, name: &str, attr: Attr) -> Option<Attr> {
        match self.place(name) {
            Ok(at) => Some(std::mem::replace(&mut self.0[at].1, attr)),
            Err(at) => {
                self.0.insert(at, (name.to_owned(), attr));
                None
            }
        }
    }

    pub fn remove(&mut self, name: &str) -> Option<Attr> {
        self.place(name).ok().map(|at| self.0.remove(at).1)
    }

    pub fn contains(&self, name: &str) -> bool {
        self.place(name).is_ok()
    }

    pub fn len(&self) -> usize {
        self.0.len()
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (&str, &Attr)> {
        self.0.iter().map(|(name, attr)| (name.as_str(), attr))
    }

    /// Names and values.
    pub fn size(&self) -> usize {
        self.0.iter().map(|(name, attr)| name.len() + attr.size()).sum()
    }

    /// Whether any value's lists and maps go deeper than DynamoDB takes.
    pub fn is_too_deep(&self) -> bool {
        self.0.iter().any(|(_, attr)| attr.is_deeper_than(NESTING_MAX))
    }

    fn place(&self, name: &str) -> Result<usize, usize> {
        self.0.binary_search_by(|(own, _)| own.as_str().cmp(name))
    }
}

impl IntoIterator for Item {
    type Item = (String, Attr);
    type IntoIter = std::vec::IntoIter<(String, Attr)>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<K: Into<String>> FromIterator<(K, Attr)> for Item {
    fn from_iter<I: IntoIterator<Item = (K, Attr)>>(entries: I) -> Item {
        Item::from_entries(entries.into_iter().map(|(name, attr)| (name.into(), attr)).collect())
    }
}

impl From<&str> for Attr {
    fn from(text: &str) -> Attr {
        Attr::S(text.to_owned())
    }
}

impl From<u64> for Attr {
    fn from(value: u64) -> Attr {
        Attr::N(Number::from(value))
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Any value, a few levels deep.
    pub(crate) fn any_attr() -> impl Strategy<Value = Attr> {
        let number = (any::<i64>(), -60i32..60)
            .prop_map(|(m, e)| Number::parse(&format!("{m}e{e}")).unwrap());
        let leaf = prop_oneof![
            "[a-c\\PC]{0,6}".prop_map(Attr::S),
            number.clone().prop_map(Attr::N),
            proptest::collection::vec(any::<u8>(), 0..6).prop_map(Attr::B),
            any::<bool>().prop_map(Attr::Bool),
            Just(Attr::Null),
            proptest::collection::btree_set("[a-d]{0,3}", 1..4)
                .prop_map(|set| Attr::string_set(set.into_iter().collect()).unwrap()),
            proptest::collection::btree_set(number, 1..4)
                .prop_map(|set| Attr::number_set(set.into_iter().collect()).unwrap()),
            proptest::collection::btree_set(proptest::collection::vec(any::<u8>(), 0..4), 1..4)
                .prop_map(|set| Attr::binary_set(set.into_iter().collect(), String::new).unwrap()),
        ];
        leaf.prop_recursive(3, 24, 4, |inner| {
            prop_oneof![
                proptest::collection::vec(inner.clone(), 0..4).prop_map(Attr::L),
                proptest::collection::vec(("[a-d]{1,2}", inner), 0..4)
                    .prop_map(|entries| Attr::M(Item::from_entries(entries))),
            ]
        })
    }

    pub(crate) fn any_item() -> impl Strategy<Value = Item> {
        proptest::collection::vec(("[a-z]{1,4}", any_attr()), 0..6).prop_map(Item::from_entries)
    }

    #[test]
    fn counts_bytes_as_documented() {
        let name = |attr: Attr| Item::from_iter([("name", attr)]).size();
        assert_eq!(name(Attr::S("hé".into())), 4 + 3);
        assert_eq!(name(Attr::Null), 4 + 1);
        assert_eq!(name(Attr::Bool(true)), 4 + 1);
        assert_eq!(name(Attr::B(vec![0; 9])), 4 + 9);
        assert_eq!(name(Attr::L(vec![])), 4 + 3);
        assert_eq!(name(Attr::L(vec![Attr::Null, Attr::from("ab")])), 4 + 3 + 2 + 3);
        assert_eq!(name(Attr::M(Item::from_iter([("k", Attr::Null)]))), 4 + 3 + 1 + 2);
        assert_eq!(name(Attr::string_set(vec!["ab".into(), "c".into()]).unwrap()), 4 + 3);
    }

    #[test]
    fn sets_refuse_duplicates_and_emptiness() {
        for (refused, said) in [
            (
                Attr::string_set(vec!["a".into(), "a".into()]),
                "One or more parameter values were invalid: \
                 Input collection [a, a] contains duplicates.",
            ),
            (
                Attr::string_set(vec![]),
                "One or more parameter values were invalid: An string set  may not be empty",
            ),
            (
                Attr::number_set(vec![Number::from(1), Number::parse("1.0").unwrap()]),
                "Input collection contains duplicates",
            ),
            (
                Attr::number_set(vec![]),
                "One or more parameter values were invalid: An number set  may not be empty",
            ),
            (
                Attr::binary_set(vec![vec![1], vec![1]], || "[AQ==, AQ==]".into()),
                "One or more parameter values were invalid: \
                 Input collection [AQ==, AQ==]of type BS contains duplicates.",
            ),
            (
                Attr::binary_set(vec![], String::new),
                "One or more parameter values were invalid: Binary sets should not be empty",
            ),
        ] {
            assert_eq!(refused.unwrap_err().0, said);
        }
    }

    #[test]
    fn depth_is_counted_in_containers() {
        let nested = |levels: usize| (0..levels).fold(Attr::Null, |attr, _| Attr::L(vec![attr]));
        assert!(!Item::from_iter([("a", nested(NESTING_MAX))]).is_too_deep());
        assert!(Item::from_iter([("a", nested(NESTING_MAX + 1))]).is_too_deep());
    }

    #[test]
    fn the_later_of_two_entries_stays() {
        let item = Item::from_iter([("b", Attr::from(1)), ("a", Attr::Null), ("b", Attr::from(2))]);
        assert_eq!(item.get("b"), Some(&Attr::from(2)));
        assert_eq!(item.len(), 2);
    }
}

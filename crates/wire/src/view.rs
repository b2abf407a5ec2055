//! Typed views over values: what the generated `api.rs` is made of.
//!
//! A generated structure is a `repr(transparent)` newtype over [`Record`], a generated union one
//! over [`Union`], and [`List`] and [`Map`] over their vectors, so that a nested value can be lent
//! as its own type without copying. The casts that this takes are here and in `typed`.

use std::marker::PhantomData;

use base::Timestamp;

use crate::value::{Record, Union, Value};

/// A Rust type that stands for a shape.
pub trait Shaped: Sized {
    /// How it is lent: `&str` for `String`, `i64` for `i64`.
    type Ref<'a>
    where
        Self: 'a;

    /// `None` where the value is of another shape, which no decoder produces.
    fn lend(value: &Value) -> Option<Self::Ref<'_>>;
    fn from_value(value: Value) -> Option<Self>;
    fn into_value(self) -> Value;
}

macro_rules! copied {
    ($type:ty, $variant:ident) => {
        impl Shaped for $type {
            type Ref<'a> = $type;

            fn lend(value: &Value) -> Option<$type> {
                match value {
                    Value::$variant(inner) => Some(*inner),
                    _ => None,
                }
            }

            fn from_value(value: Value) -> Option<$type> {
                Self::lend(&value)
            }

            fn into_value(self) -> Value {
                Value::$variant(self)
            }
        }
    };
}

copied!(bool, Bool);
copied!(i64, Int);
copied!(f64, Float);
copied!(Timestamp, Time);

macro_rules! lent {
    ($type:ty, $lent:ty, $variant:ident) => {
        impl Shaped for $type {
            type Ref<'a> = &'a $lent;

            fn lend(value: &Value) -> Option<&$lent> {
                match value {
                    Value::$variant(inner) => Some(inner),
                    _ => None,
                }
            }

            fn from_value(value: Value) -> Option<$type> {
                match value {
                    Value::$variant(inner) => Some(inner),
                    _ => None,
                }
            }

            fn into_value(self) -> Value {
                Value::$variant(self)
            }
        }
    };
}

lent!(String, str, Text);
lent!(Vec<u8>, [u8], Blob);
lent!(Record, Record, Record);
lent!(Union, Union, Union);

/// A list whose elements are all `T`.
#[repr(transparent)]
pub struct List<T> {
    values: Vec<Value>,
    of: PhantomData<fn() -> T>,
}

impl<T: Shaped> List<T> {
    pub fn new() -> List<T> {
        List::over(Vec::new())
    }

    pub fn len(&self) -> usize {
        self.values.len()
    }

    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    pub fn get(&self, index: usize) -> Option<T::Ref<'_>> {
        self.values.get(index).and_then(T::lend)
    }

    pub fn push(&mut self, element: T) {
        self.values.push(element.into_value());
    }

    pub fn iter(&self) -> impl DoubleEndedIterator<Item = T::Ref<'_>> {
        self.values.iter().filter_map(T::lend)
    }

    /// One that is empty, lent for as long as anybody likes.
    pub(crate) fn none<'a>() -> &'a List<T>
    where
        T: 'a,
    {
        const { &List { values: Vec::new(), of: PhantomData } }
    }

    fn over(values: Vec<Value>) -> List<T> {
        List { values, of: PhantomData }
    }
}

impl<T: Shaped> IntoIterator for List<T> {
    type Item = T;
    type IntoIter = std::iter::FilterMap<std::vec::IntoIter<Value>, fn(Value) -> Option<T>>;

    fn into_iter(self) -> Self::IntoIter {
        self.values.into_iter().filter_map(T::from_value)
    }
}

impl<T: Shaped> FromIterator<T> for List<T> {
    fn from_iter<I: IntoIterator<Item = T>>(elements: I) -> List<T> {
        List::over(elements.into_iter().map(T::into_value).collect())
    }
}

impl<T: Shaped> From<Vec<T>> for List<T> {
    fn from(elements: Vec<T>) -> List<T> {
        elements.into_iter().collect()
    }
}

impl<T: Shaped> Shaped for List<T> {
    type Ref<'a>
        = &'a List<T>
    where
        T: 'a;

    fn lend(value: &Value) -> Option<&List<T>> {
        match value {
            // SAFETY: `List` is a transparent wrapper of this vector; its other field has no size.
            Value::List(values) => Some(unsafe { &*std::ptr::from_ref(values).cast() }),
            _ => None,
        }
    }

    fn from_value(value: Value) -> Option<List<T>> {
        match value {
            Value::List(values) => Some(List::over(values)),
            _ => None,
        }
    }

    fn into_value(self) -> Value {
        Value::List(self.values)
    }
}

impl<T> Clone for List<T> {
    fn clone(&self) -> List<T> {
        List { values: self.values.clone(), of: PhantomData }
    }
}

impl<T: Shaped> Default for List<T> {
    fn default() -> List<T> {
        List::new()
    }
}

impl<T> PartialEq for List<T> {
    fn eq(&self, other: &List<T>) -> bool {
        self.values == other.values
    }
}

impl<T> std::fmt::Debug for List<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.values.fmt(f)
    }
}

/// A map from names to `T`, in the order of arrival.
#[repr(transparent)]
pub struct Map<T> {
    entries: Vec<(String, Value)>,
    of: PhantomData<fn() -> T>,
}

impl<T: Shaped> Map<T> {
    pub fn new() -> Map<T> {
        Map::over(Vec::new())
    }

    pub fn len(&self) -> usize {
        self.entries.len()
    }

    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    pub fn get(&self, key: &str) -> Option<T::Ref<'_>> {
        self.entries.iter().find(|(name, _)| name == key).and_then(|(_, value)| T::lend(value))
    }

    /// Adds an entry. The caller sees to it that a key stands once.
    pub fn push(&mut self, key: impl Into<String>, value: T) {
        self.entries.push((key.into(), value.into_value()));
    }

    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (&str, T::Ref<'_>)> {
        self.entries.iter().filter_map(|(key, value)| Some((key.as_str(), T::lend(value)?)))
    }

    pub fn keys(&self) -> impl DoubleEndedIterator<Item = &str> {
        self.entries.iter().map(|(key, _)| key.as_str())
    }

    /// One that is empty, lent for as long as anybody likes.
    pub(crate) fn none<'a>() -> &'a Map<T>
    where
        T: 'a,
    {
        const { &Map { entries: Vec::new(), of: PhantomData } }
    }

    fn over(entries: Vec<(String, Value)>) -> Map<T> {
        Map { entries, of: PhantomData }
    }
}

impl<T: Shaped> IntoIterator for Map<T> {
    type Item = (String, T);
    type IntoIter = std::iter::FilterMap<
        std::vec::IntoIter<(String, Value)>,
        fn((String, Value)) -> Option<(String, T)>,
    >;

    fn into_iter(self) -> Self::IntoIter {
        self.entries.into_iter().filter_map(|(key, value)| Some((key, T::from_value(value)?)))
    }
}

impl<K: Into<String>, T: Shaped> FromIterator<(K, T)> for Map<T> {
    fn from_iter<I: IntoIterator<Item = (K, T)>>(entries: I) -> Map<T> {
        Map::over(
            entries.into_iter().map(|(key, value)| (key.into(), value.into_value())).collect(),
        )
    }
}

impl<T: Shaped> From<Vec<(String, T)>> for Map<T> {
    fn from(entries: Vec<(String, T)>) -> Map<T> {
        entries.into_iter().collect()
    }
}

impl<T: Shaped> Shaped for Map<T> {
    type Ref<'a>
        = &'a Map<T>
    where
        T: 'a;

    fn lend(value: &Value) -> Option<&Map<T>> {
        match value {
            // SAFETY: `Map` is a transparent wrapper of this vector; its other field has no size.
            Value::Map(entries) => Some(unsafe { &*std::ptr::from_ref(entries).cast() }),
            _ => None,
        }
    }

    fn from_value(value: Value) -> Option<Map<T>> {
        match value {
            Value::Map(entries) => Some(Map::over(entries)),
            _ => None,
        }
    }

    fn into_value(self) -> Value {
        Value::Map(self.entries)
    }
}

impl<T> Clone for Map<T> {
    fn clone(&self) -> Map<T> {
        Map { entries: self.entries.clone(), of: PhantomData }
    }
}

impl<T: Shaped> Default for Map<T> {
    fn default() -> Map<T> {
        Map::new()
    }
}

impl<T> PartialEq for Map<T> {
    fn eq(&self, other: &Map<T>) -> bool {
        self.entries == other.entries
    }
}

impl<T> std::fmt::Debug for Map<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.entries.fmt(f)
    }
}

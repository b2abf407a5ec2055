//! What turns a schema into a Rust type: the macros and accessors that `api.rs` is written with.

use base::Timestamp;

use crate::schema::{Kind, Structure};
use crate::value::{Record, Union};
use crate::view::{List, Map, Shaped};

/// A generated structure: a newtype over a record of one schema.
///
/// # Safety
/// The type must be `repr(transparent)` over [`Record`].
pub unsafe trait Structured: Sized {
    const SCHEMA: &'static Structure;

    fn wrap(record: Record) -> Self;
    fn record(&self) -> &Record;
    fn into_record(self) -> Record;

    /// A record as its own type. `None` where it is of another schema.
    fn view(record: &Record) -> Option<&Self> {
        if !std::ptr::eq(record.schema(), Self::SCHEMA) {
            return None;
        }
        // SAFETY: the trait's contract: `Self` is a transparent wrapper of `Record`.
        Some(unsafe { &*std::ptr::from_ref(record).cast() })
    }

    /// The owned form of [`Structured::view`].
    fn from_record(record: Record) -> Option<Self> {
        std::ptr::eq(record.schema(), Self::SCHEMA).then(|| Self::wrap(record))
    }
}

/// A generated union: a newtype over one member and its value.
///
/// # Safety
/// The type must be `repr(transparent)` over [`Union`].
pub unsafe trait Choice: Sized {
    const SCHEMA: &'static Structure;

    fn wrap(union: Union) -> Self;
    fn union(&self) -> &Union;
    fn into_union(self) -> Union;

    /// A union as its own type. `None` where it is of another schema.
    fn view(union: &Union) -> Option<&Self> {
        if !std::ptr::eq(union.schema(), Self::SCHEMA) {
            return None;
        }
        // SAFETY: the trait's contract: `Self` is a transparent wrapper of `Union`.
        Some(unsafe { &*std::ptr::from_ref(union).cast() })
    }

    /// The owned form of [`Choice::view`].
    fn from_union(union: Union) -> Option<Self> {
        std::ptr::eq(union.schema(), Self::SCHEMA).then(|| Self::wrap(union))
    }
}

/// A member that may be absent.
pub fn optional<T: Shaped>(record: &Record, slot: usize) -> Option<T::Ref<'_>> {
    record.get(slot).and_then(T::lend)
}

/// A required member. The validator has seen to it that it is there; where nobody asked the
/// validator, it is empty.
pub fn required<'a, T: Shaped>(record: &'a Record, slot: usize) -> T::Ref<'a>
where
    T::Ref<'a>: OrEmpty,
{
    optional::<T>(record, slot).unwrap_or_else(OrEmpty::empty)
}

/// Moves a member out.
pub fn take<T: Shaped>(record: &mut Record, slot: usize) -> Option<T> {
    record.take(slot).and_then(T::from_value)
}

pub fn set<T: Shaped>(record: &mut Record, slot: usize, value: Option<T>) {
    record.set(slot, value.map(T::into_value));
}

/// What has an empty form.
pub trait OrEmpty {
    fn empty() -> Self;
}

macro_rules! empty {
    ($($type:ty: $value:expr),* $(,)?) => {
        $(impl OrEmpty for $type {
            fn empty() -> $type {
                $value
            }
        })*
    };
}

empty!(bool: false, i64: 0, f64: 0.0, Timestamp: Timestamp(0));

impl OrEmpty for &str {
    fn empty() -> Self {
        ""
    }
}

impl OrEmpty for &[u8] {
    fn empty() -> Self {
        &[]
    }
}

impl<T: Shaped> OrEmpty for &List<T> {
    fn empty() -> Self {
        List::none()
    }
}

impl<T: Shaped> OrEmpty for &Map<T> {
    fn empty() -> Self {
        Map::none()
    }
}

/// Declares the type of a structure: `structure!(PutItemInput = schema::PUT_ITEM_INPUT);`.
#[macro_export]
macro_rules! structure {
    ($name:ident = $schema:expr) => {
        #[derive(Clone, PartialEq)]
        #[repr(transparent)]
        pub struct $name($crate::Record);

        impl $name {
            pub fn new() -> $name {
                $name($crate::Record::new(&$schema))
            }
        }

        impl Default for $name {
            fn default() -> $name {
                $name::new()
            }
        }

        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        // SAFETY: the type is declared `repr(transparent)` over `Record` above.
        unsafe impl $crate::Structured for $name {
            const SCHEMA: &'static $crate::Structure = &$schema;

            fn wrap(record: $crate::Record) -> $name {
                $name(record)
            }

            fn record(&self) -> &$crate::Record {
                &self.0
            }

            fn into_record(self) -> $crate::Record {
                self.0
            }
        }

        impl $crate::Shaped for $name {
            type Ref<'a> = &'a $name;

            fn lend(value: &$crate::Value) -> Option<&$name> {
                match value {
                    $crate::Value::Record(record) => $crate::Structured::view(record),
                    _ => None,
                }
            }

            fn from_value(value: $crate::Value) -> Option<$name> {
                match value {
                    $crate::Value::Record(record) => $crate::Structured::from_record(record),
                    _ => None,
                }
            }

            fn into_value(self) -> $crate::Value {
                $crate::Value::Record(self.0)
            }
        }
    };
}

/// Declares what reads and writes the members of a structure, a line each: the slot, the names of
/// the four methods, the type. All of them are thin, and none is compiled where it is not called.
#[macro_export]
macro_rules! members {
    ($name:ident;
        required { $($rs:literal $rget:ident $rtake:ident $rset:ident $rwith:ident $rtype:ty;)* }
        optional { $($os:literal $oget:ident $otake:ident $oset:ident $owith:ident $otype:ty;)* }
    ) => {
        impl $name {
            $(
                #[inline]
                pub fn $rget(&self) -> <$rtype as $crate::Shaped>::Ref<'_> {
                    $crate::typed::required::<$rtype>(&self.0, $rs)
                }

                #[inline]
                pub fn $rtake(&mut self) -> $rtype {
                    $crate::typed::take::<$rtype>(&mut self.0, $rs).unwrap_or_default()
                }

                #[inline]
                pub fn $rset(&mut self, value: Option<$rtype>) {
                    $crate::typed::set::<$rtype>(&mut self.0, $rs, value);
                }

                #[inline]
                pub fn $rwith(mut self, value: impl Into<$rtype>) -> Self {
                    $crate::typed::set::<$rtype>(&mut self.0, $rs, Some(value.into()));
                    self
                }
            )*
            $(
                #[inline]
                pub fn $oget(&self) -> Option<<$otype as $crate::Shaped>::Ref<'_>> {
                    $crate::typed::optional::<$otype>(&self.0, $os)
                }

                #[inline]
                pub fn $otake(&mut self) -> Option<$otype> {
                    $crate::typed::take::<$otype>(&mut self.0, $os)
                }

                #[inline]
                pub fn $oset(&mut self, value: Option<$otype>) {
                    $crate::typed::set::<$otype>(&mut self.0, $os, value);
                }

                #[inline]
                pub fn $owith(mut self, value: impl Into<$otype>) -> Self {
                    $crate::typed::set::<$otype>(&mut self.0, $os, Some(value.into()));
                    self
                }
            )*
        }
    };
}

/// Declares the type of an error structure, which becomes a [`crate::Error`] with `into()`.
#[macro_export]
macro_rules! error {
    ($name:ident = $schema:expr) => {
        $crate::structure!($name = $schema);

        impl $name {
            /// This error with a message and nothing more.
            pub fn error(message: impl Into<String>) -> $crate::Error {
                $crate::Error::of(&$schema, message)
            }
        }

        impl From<$name> for $crate::Error {
            fn from(error: $name) -> $crate::Error {
                $crate::Error::from_record(error.0)
            }
        }
    };
}

/// Declares the type of a union, the enum that its value is seen as, and a constructor a member:
/// `union!(AttributeValue, AttributeValueRef, AttributeValueOwned = schema::ATTRIBUTE_VALUE;
/// S 0 s String, ...);`.
#[macro_export]
macro_rules! union {
    ($name:ident, $lent:ident, $owned:ident = $schema:expr;
        $($variant:ident $slot:literal $make:ident $type:ty),* $(,)?) => {
        #[derive(Clone, PartialEq)]
        #[repr(transparent)]
        pub struct $name($crate::Union);

        /// The member that is set, lent.
        #[derive(Debug)]
        pub enum $lent<'a> {
            $($variant(<$type as $crate::Shaped>::Ref<'a>)),*
        }

        /// The member that is set, moved out.
        #[derive(Clone, Debug, PartialEq)]
        pub enum $owned {
            $($variant($type)),*
        }

        impl $name {
            $(pub fn $make(value: impl Into<$type>) -> $name {
                let value: $type = value.into();
                $name($crate::Union::new(&$schema, $slot, $crate::Shaped::into_value(value)))
            })*

            /// The member that is set. `None` only where its value is of another shape, which no
            /// decoder produces.
            pub fn get(&self) -> Option<$lent<'_>> {
                match self.0.slot() {
                    $($slot => {
                        <$type as $crate::Shaped>::lend(self.0.value()).map($lent::$variant)
                    })*
                    _ => None,
                }
            }

            /// The same, moved out.
            pub fn into_inner(self) -> Option<$owned> {
                match self.0.slot() {
                    $($slot => {
                        <$type as $crate::Shaped>::from_value(self.0.into_value())
                            .map($owned::$variant)
                    })*
                    _ => None,
                }
            }
        }

        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        // SAFETY: the type is declared `repr(transparent)` over `Union` above.
        unsafe impl $crate::Choice for $name {
            const SCHEMA: &'static $crate::Structure = &$schema;

            fn wrap(union: $crate::Union) -> $name {
                $name(union)
            }

            fn union(&self) -> &$crate::Union {
                &self.0
            }

            fn into_union(self) -> $crate::Union {
                self.0
            }
        }

        impl $crate::Shaped for $name {
            type Ref<'a> = &'a $name;

            fn lend(value: &$crate::Value) -> Option<&$name> {
                match value {
                    $crate::Value::Union(union) => $crate::Choice::view(union),
                    _ => None,
                }
            }

            fn from_value(value: $crate::Value) -> Option<$name> {
                match value {
                    $crate::Value::Union(union) => $crate::Choice::from_union(union),
                    _ => None,
                }
            }

            fn into_value(self) -> $crate::Value {
                $crate::Value::Union(self.0)
            }
        }
    };
}

/// What an operation without input or output takes or gives.
pub static UNIT: Structure = Structure { name: "Unit", kind: Kind::Plain, members: &[] };

crate::structure!(Unit = UNIT);

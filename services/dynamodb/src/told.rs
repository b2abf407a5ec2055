//! What the conditions of policies are told of a request: the keys that it names, the attributes,
//! what it wants back, the transaction around it.
//!
//! An attribute is told by its top-level name, from wherever a request names it: keys, items,
//! expressions, the parameters of old. The names are taken from an expression's tokens, before
//! anything is checked: an expression that does not read is refused after the decision. Source: the
//! service authorization reference and the developer guide's page on fine-grained access control.

use kit::{Context, Need};
use wire::{List, Map, Shaped};

use crate::api::AttributeValue;
use crate::expr::lex::{Cursor, Token};
use crate::expr::reserved::is_reserved;
use crate::partiql::syntax::{Expr, Projection, Returning, Statement};
use crate::request::leading_key;
use crate::state::Dynamodb;

/// A request as conditions see it, while it is put together.
#[derive(Default)]
pub struct Told<'a> {
    names: Option<&'a Map<String>>,
    attributes: Vec<String>,
    keys: Vec<(&'static str, Vec<String>)>,
}

/// A permission with what conditions are told. `tell` is not asked where nobody's policy is: of the
/// account's root, as long as no table has a policy.
pub fn told<'a>(
    dynamodb: &Dynamodb,
    context: &Context,
    mut need: Need,
    tell: impl FnOnce(&mut Told<'a>),
) -> Need {
    let caller = &context.principal;
    let has_policies = !caller.policies.is_empty() || caller.session.is_some();
    if !has_policies && caller.boundary.is_none() && dynamodb.policies.is_empty() {
        return need;
    }
    let mut told = Told::default();
    tell(&mut told);
    if !told.attributes.is_empty() {
        told.keys.push(("Attributes", told.attributes));
    }
    let keys = told.keys.into_iter();
    need.keys.extend(keys.map(|(name, values)| (format!("dynamodb:{name}"), values)));
    need
}

impl<'a> Told<'a> {
    /// What `#name` stands for in the expressions that follow.
    pub fn names(&mut self, names: Option<&'a Map<String>>) -> &mut Self {
        self.names = names;
        self
    }

    /// The attributes that a map names: a key, an item, one of the parameters of old.
    pub fn named_by<T: Shaped>(&mut self, map: Option<&Map<T>>) -> &mut Self {
        map.into_iter().flat_map(Map::keys).for_each(|name| self.attribute(name));
        self
    }

    pub fn listed(&mut self, names: Option<&List<String>>) -> &mut Self {
        names.into_iter().flat_map(List::iter).for_each(|name| self.attribute(name));
        self
    }

    /// The attributes that an expression names.
    pub fn expression(&mut self, text: Option<&str>) -> &mut Self {
        let Some(text) = text else { return self };
        let mut cursor = Cursor::new(text);
        let mut before = Token::End;
        loop {
            let token = cursor.next();
            let is_first = before != Token::Symbol(".");
            match token {
                Token::End => return self,
                Token::NameRef(reference) if is_first => {
                    if let Some(name) = self.names.and_then(|names| names.get(reference)) {
                        self.attribute(name);
                    }
                }
                // A function, or a word of the language.
                Token::Word(word) if cursor.peek() == Token::Symbol("(") || is_reserved(word) => {}
                Token::Word(word) if begins_section(word, cursor.peek()) => {}
                Token::Word(word) if is_first => self.attribute(word),
                _ => {}
            }
            before = token;
        }
    }

    fn attribute(&mut self, name: &str) {
        if !self.attributes.iter().any(|known| known == name) {
            self.attributes.push(name.to_owned());
        }
    }

    /// The partition keys that the request is about, where they can be told.
    pub fn leading<'v>(&mut self, values: impl Iterator<Item = &'v AttributeValue>) -> &mut Self {
        let keys: Vec<String> = values.filter_map(leading_key).collect();
        self.set_if("LeadingKeys", keys)
    }

    /// What a read wants: what it says, or what that is where it says nothing.
    pub fn select(&mut self, given: Option<&str>, projects: bool, on_index: bool) -> &mut Self {
        let select = match given {
            Some(given) => given,
            None if projects => "SPECIFIC_ATTRIBUTES",
            None if on_index => "ALL_PROJECTED_ATTRIBUTES",
            None => "ALL_ATTRIBUTES",
        };
        self.set("Select", select)
    }

    /// What a write gives back. A whole item for a condition that fails is as much as ALL_OLD.
    pub fn returns(&mut self, given: Option<&str>, on_failure: Option<&str>) -> &mut Self {
        let on_failure = on_failure.filter(|option| *option == "ALL_OLD");
        self.set("ReturnValues", on_failure.or(given).unwrap_or("NONE"))
    }

    pub fn capacity(&mut self, given: Option<&str>) -> &mut Self {
        self.set("ReturnConsumedCapacity", given.unwrap_or("NONE"))
    }

    /// The transaction that the request is a part of.
    pub fn within(&mut self, operation: Option<&'static str>) -> &mut Self {
        self.set_if("EnclosingOperation", operation.map(str::to_owned).into_iter().collect())
    }

    pub fn scans(&mut self, whole_table: bool) -> &mut Self {
        self.set("FullTableScan", if whole_table { "true" } else { "false" })
    }

    fn set(&mut self, name: &'static str, value: &str) -> &mut Self {
        self.keys.push((name, vec![value.to_owned()]));
        self
    }

    fn set_if(&mut self, name: &'static str, values: Vec<String>) -> &mut Self {
        if !values.is_empty() {
            self.keys.push((name, values));
        }
        self
    }

    /// What a statement of PartiQL names and wants; what it inserts is told by its caller.
    pub fn statement(&mut self, statement: &Statement, on_failure: Option<&str>) -> &mut Self {
        match statement {
            Statement::Select(select) | Statement::Exists(select) => {
                let projects = matches!(select.projection, Projection::Paths(_));
                if let Projection::Paths(paths) = &select.projection {
                    paths.iter().for_each(|path| self.attribute(&path.head));
                }
                select.order.iter().for_each(|order| self.attribute(&order.path.head));
                self.condition(select.condition.as_ref());
                self.select(None, projects, select.index.is_some())
            }
            Statement::Insert { .. } => self,
            Statement::Update(update) => {
                for (path, value) in &update.sets {
                    self.attribute(&path.head);
                    self.condition(Some(value));
                }
                update.removes.iter().for_each(|path| self.attribute(&path.head));
                self.condition(update.condition.as_ref());
                self.returns(update.returning.map(option), on_failure)
            }
            Statement::Delete { condition, returning, .. } => {
                self.condition(condition.as_ref());
                self.returns(returning.map(option), on_failure)
            }
        }
    }

    fn condition(&mut self, expr: Option<&Expr>) {
        let mut left: Vec<&Expr> = expr.into_iter().collect();
        while let Some(expr) = left.pop() {
            match expr {
                Expr::Path(path, _) => self.attribute(&path.head),
                Expr::List(all) | Expr::Bag(all) | Expr::And(all) | Expr::Or(all) => {
                    left.extend(all);
                }
                Expr::Tuple(entries) => left.extend(entries.iter().map(|(_, value)| value)),
                Expr::Call(call) => left.extend(&call.operands),
                Expr::Not(one) | Expr::Is(one, _) => left.push(one),
                Expr::Compare(_, a, b) | Expr::Plus(a, b) | Expr::Minus(a, b) => {
                    left.extend([&**a, &**b]);
                }
                Expr::Between(all) => left.extend(all.iter()),
                Expr::In(one, all) => {
                    left.push(one);
                    left.extend(all);
                }
                Expr::Null | Expr::Missing | Expr::Bool(_) => {}
                Expr::Text(_) | Expr::Number(_) | Expr::Parameter(_) => {}
            }
        }
    }

    /// The attributes of an item that was read already.
    pub fn item(&mut self, item: &crate::attr::Item) -> &mut Self {
        item.iter().for_each(|(name, _)| self.attribute(name));
        self
    }
}

/// Whether the word is the REMOVE that attributes follow, the one such word that is not reserved.
fn begins_section(word: &str, next: Token<'_>) -> bool {
    let names = match next {
        Token::NameRef(_) => true,
        Token::Word(next) => !is_reserved(next),
        _ => false,
    };
    names && word.eq_ignore_ascii_case("REMOVE")
}

fn option(returning: Returning) -> &'static str {
    match (returning.modified, returning.new) {
        (false, false) => "ALL_OLD",
        (false, true) => "ALL_NEW",
        (true, false) => "UPDATED_OLD",
        (true, true) => "UPDATED_NEW",
    }
}

//! PartiQL: a statement's text is read here, and turned into the conditions, updates and
//! projections that the other operations use. Nothing in this folder knows the store.
//!
//! `lex` and `parse` know the language, `lower` what of it DynamoDB has, `keys` which of a table's
//! keys a WHERE asks for. What does not parse is refused in one envelope ([`malformed`]); what
//! parses and is not to be had is refused in words of its own.

pub mod keys;
mod keywords;
mod lex;
pub mod lower;
pub mod parse;
pub mod syntax;
mod term;

#[cfg(test)]
mod tests;

pub use parse::statement;

use self::lower::{Lower, check_delete};
use self::syntax::Statement;
use crate::attr::Attr;
use crate::invalid::{Checked, Invalid};

/// Reads a statement and turns it into what DynamoDB does, as far as that goes without a table.
pub fn check(text: &str, parameters: Vec<Attr>) -> Checked<Statement> {
    let statement = statement(text, parameters.len())?;
    let mut lower = Lower::new(parameters)?;
    let condition = match &statement {
        Statement::Select(select) | Statement::Exists(select) => select.condition.as_ref(),
        Statement::Insert { value, .. } => {
            lower.item(value)?;
            None
        }
        Statement::Update(update) => {
            lower.update(update)?;
            update.condition.as_ref()
        }
        Statement::Delete { condition, returning, .. } => {
            check_delete(*returning)?;
            condition.as_ref()
        }
    };
    let condition = condition.map(|expr| lower.condition(expr)).transpose()?;
    if let Some(condition) = condition {
        condition.check(&lower.finish())?;
    }
    Ok(statement)
}

/// A statement that is none.
fn malformed(detail: &str) -> Invalid {
    Invalid::from(format!("Statement wasn't well formed, can't be processed: {detail}"))
}

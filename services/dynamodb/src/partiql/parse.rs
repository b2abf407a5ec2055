//! Statements.

use super::keywords::is_keyword;
use super::lex::{Token, tokens};
use super::malformed;
use super::syntax::{At, Expr, Order, Projection, Returning, Select, Statement, Update};
use crate::invalid::{Checked, Invalid};

/// What a WHERE of a write has to say.
pub const NEEDS_KEYS: Invalid =
    Invalid::text("Where clause does not contain a mandatory equality on all key attributes");
const ALIASING: Invalid = Invalid::text("Aliasing is not supported");
const EMPTY_NAME: Invalid = Invalid::text("Path component cannot be an empty string");

/// Reads a statement that takes `parameters` parameters.
pub fn statement(text: &str, parameters: usize) -> Checked<Statement> {
    let mut reader = Reader { tokens: tokens(text)?, at: 0, depth: 0, parameters: 0 };
    let statement = reader.statement()?;
    if reader.parameters != parameters {
        return Err(Invalid::text("Number of parameters in request and statement don't match."));
    }
    Ok(statement)
}

/// Tokens with a place between them.
pub struct Reader<'a> {
    tokens: Vec<(Token<'a>, At)>,
    at: usize,
    pub depth: usize,
    /// How many `?` have been read.
    pub parameters: usize,
}

impl<'a> Reader<'a> {
    pub fn peek(&self) -> &Token<'a> {
        &self.tokens[self.at].0
    }

    pub fn peek_second(&self) -> &Token<'a> {
        self.tokens.get(self.at + 1).map_or(&Token::End, |token| &token.0)
    }

    /// The next token and where it stands.
    pub fn token(&self) -> (Token<'a>, At) {
        self.tokens[self.at].clone()
    }

    pub fn next(&mut self) {
        if self.at + 1 < self.tokens.len() {
            self.at += 1;
        }
    }

    pub fn is_at_end(&self) -> bool {
        *self.peek() == Token::End
    }

    /// Takes this symbol if it is next.
    pub fn eat(&mut self, symbol: &'static str) -> bool {
        let is_next = *self.peek() == Token::Symbol(symbol);
        if is_next {
            self.next();
        }
        is_next
    }

    /// Whether this keyword is next, in whatever case.
    pub fn sees(&self, keyword: &str) -> bool {
        matches!(self.peek(), Token::Word(word) if word.eq_ignore_ascii_case(keyword))
    }

    pub fn eat_word(&mut self, keyword: &str) -> bool {
        let is_next = self.sees(keyword);
        if is_next {
            self.next();
        }
        is_next
    }

    fn statement(&mut self) -> Checked<Statement> {
        let statement = if self.eat_word("SELECT") {
            Statement::Select(self.select()?)
        } else if self.eat_word("INSERT") {
            self.insert()?
        } else if self.eat_word("UPDATE") {
            Statement::Update(self.update()?)
        } else if self.eat_word("DELETE") {
            self.delete()?
        } else if self.eat_word("FROM") {
            Statement::Update(self.update_from()?)
        } else if self.sees("EXISTS") && *self.peek_second() == Token::Symbol("(") {
            self.exists()?
        } else {
            return Err(self.no_statement());
        };
        self.eat(";");
        if self.is_at_end() {
            return Ok(statement);
        }
        Err(malformed("Unexpected token after expression"))
    }

    /// An expression by itself parses, but is not to be had.
    fn no_statement(&mut self) -> Invalid {
        match self.expression() {
            Ok(Expr::Is(..)) => Invalid::text("Unsupported operation: IsType"),
            _ => malformed("Expected data manipulation"),
        }
    }

    /// `EXISTS (SELECT ...)`.
    fn exists(&mut self) -> Checked<Statement> {
        self.next();
        self.next();
        if !self.eat_word("SELECT") {
            return Err(malformed("Unexpected term"));
        }
        let select = self.select()?;
        if !self.eat(")") {
            return Err(malformed("Expected closing token"));
        }
        Ok(Statement::Exists(select))
    }

    fn select(&mut self) -> Checked<Select> {
        let projection = self.projection()?;
        if !self.eat_word("FROM") {
            return Err(malformed("Expected FROM after SELECT list"));
        }
        if self.is_at_end() {
            return Err(malformed("Unexpected term"));
        }
        let (table, index) = self.source()?;
        if self.eat(",") {
            let text = "Only select from a single table or index is supported.";
            return Err(Invalid::text(text));
        }
        let condition = self.condition()?;
        let order = if condition.is_some() || !self.order_before_where() {
            self.order()?
        } else {
            return Err(malformed("Unexpected token after expression"));
        };
        for clause in ["LIMIT", "OFFSET", "GROUP", "HAVING"] {
            if self.sees(clause) {
                let at = self.token().1;
                return Err(Invalid::from(format!("Unsupported clause: {clause} at {at}")));
            }
        }
        Ok(Select { projection, table, index, condition, order })
    }

    /// Whether a WHERE comes where it is too late for it.
    fn order_before_where(&self) -> bool {
        let is_where = |token: &Token<'_>| match token {
            Token::Word(word) => word.eq_ignore_ascii_case("WHERE"),
            _ => false,
        };
        self.sees("ORDER") && self.tokens[self.at..].iter().any(|(token, _)| is_where(token))
    }

    fn projection(&mut self) -> Checked<Projection> {
        if self.eat("*") {
            if *self.peek() == Token::Symbol(",") {
                return Err(star_and_more());
            }
            return Ok(Projection::All);
        }
        let mut paths = Vec::new();
        loop {
            let (token, at) = self.token();
            match token {
                Token::Symbol("*") => return Err(star_and_more()),
                Token::Word(_) if *self.peek_second() == Token::Symbol("(") => {
                    return Err(Invalid::from(format!("Unexpected path component at {at}")));
                }
                Token::Word(_) | Token::Quoted(_) => paths.push(self.path()?),
                Token::End => return Err(malformed("Unexpected term")),
                _ => return Err(Invalid::from(format!("Unexpected path component at {at}"))),
            }
            let is_alias = match self.peek() {
                Token::Quoted(_) => true,
                Token::Word(word) => !is_keyword(word) || word.eq_ignore_ascii_case("AS"),
                _ => false,
            };
            if is_alias {
                return Err(ALIASING);
            }
            if !self.eat(",") {
                return Ok(Projection::Paths(paths));
            }
        }
    }

    /// A table, perhaps with an index of it.
    fn source(&mut self) -> Checked<(String, Option<String>)> {
        let table = self.name()?;
        let mut index = None;
        while self.eat(".") {
            let name = self.name()?;
            if index.is_some() {
                return Err(Invalid::text(
                    "A path may contain at most 2 components in the FROM clause",
                ));
            }
            index = Some(name);
        }
        self.refuse_alias()?;
        Ok((table, index))
    }

    /// The name of a table or an index.
    fn name(&mut self) -> Checked<String> {
        let name = match self.token().0 {
            Token::Quoted(name) if name.is_empty() => return Err(EMPTY_NAME),
            Token::Quoted(name) => name,
            Token::Word(word) if !is_keyword(word) => word.to_owned(),
            _ => return Err(malformed("Expected identifier for simple path")),
        };
        self.next();
        Ok(name)
    }

    fn refuse_alias(&self) -> Checked<()> {
        let is_clause = |word: &str| is_keyword(word);
        match self.peek() {
            Token::Quoted(_) => Err(ALIASING),
            Token::Word(word) if word.eq_ignore_ascii_case("AS") => Err(ALIASING),
            Token::Word(word) if !is_clause(word) => Err(ALIASING),
            _ => Ok(()),
        }
    }

    fn condition(&mut self) -> Checked<Option<Expr>> {
        if !self.eat_word("WHERE") {
            return Ok(None);
        }
        self.expression().map(Some)
    }

    fn order(&mut self) -> Checked<Vec<Order>> {
        let mut order = Vec::new();
        if !self.eat_word("ORDER") {
            return Ok(order);
        }
        if !self.eat_word("BY") {
            return Err(malformed("Expected BY"));
        }
        loop {
            let path = self.path()?;
            let descends = self.eat_word("DESC");
            if !descends {
                self.eat_word("ASC");
            }
            order.push(Order { path, descends });
            if !self.eat(",") {
                return Ok(order);
            }
        }
    }

    /// `INTO table VALUE {...}`.
    fn insert(&mut self) -> Checked<Statement> {
        if !self.eat_word("INTO") {
            return Err(malformed("Expected INTO"));
        }
        let table = self.name()?;
        if *self.peek() == Token::Symbol(".") {
            return Err(Invalid::text("This operation is not supported on an index"));
        }
        if !self.eat_word("VALUE") {
            return Err(malformed("Unexpected token after expression"));
        }
        let value = self.expression()?;
        Ok(Statement::Insert { table, value })
    }

    /// `table SET ... REMOVE ... WHERE ... RETURNING ...`.
    fn update(&mut self) -> Checked<Update> {
        let table = self.written_table()?;
        let mut update = no_update(table);
        self.changes(&mut update)?;
        update.condition = self.condition()?;
        update.returning = self.returning()?;
        Ok(update)
    }

    /// `FROM table WHERE ... SET ... RETURNING ...`.
    fn update_from(&mut self) -> Checked<Update> {
        let table = self.written_table()?;
        let mut update = no_update(table);
        update.condition = self.condition()?;
        self.changes(&mut update)?;
        update.returning = self.returning()?;
        Ok(update)
    }

    /// The table of a write, which is never an index.
    fn written_table(&mut self) -> Checked<String> {
        let table = self.name()?;
        if *self.peek() == Token::Symbol(".") {
            return Err(Invalid::text("This operation is not supported on an index"));
        }
        let is_part = ["SET", "REMOVE"].iter().any(|word| self.sees(word));
        if !is_part {
            self.refuse_alias()?;
        }
        Ok(table)
    }

    /// The SETs and REMOVEs of an update; at least one.
    fn changes(&mut self, update: &mut Update) -> Checked<()> {
        let mut is_empty = true;
        loop {
            if self.eat_word("SET") {
                loop {
                    let path = self.path()?;
                    if !self.eat("=") {
                        return Err(malformed("Expected '='"));
                    }
                    update.sets.push((path, self.expression()?));
                    if !self.eat(",") {
                        break;
                    }
                }
            } else if self.eat_word("REMOVE") {
                loop {
                    update.removes.push(self.path()?);
                    if !self.eat(",") {
                        break;
                    }
                }
            } else if is_empty {
                return Err(malformed("Expected data manipulation"));
            } else {
                return Ok(());
            }
            is_empty = false;
        }
    }

    fn delete(&mut self) -> Checked<Statement> {
        if !self.eat_word("FROM") {
            return Err(malformed("Expected FROM"));
        }
        let table = self.written_table()?;
        let condition = self.condition()?;
        let returning = self.returning()?;
        Ok(Statement::Delete { table, condition, returning })
    }

    /// `RETURNING ALL OLD *` and its like.
    fn returning(&mut self) -> Checked<Option<Returning>> {
        if !self.eat_word("RETURNING") {
            return Ok(None);
        }
        let modified = self.eat_word("MODIFIED");
        if !modified && !self.eat_word("ALL") {
            return Err(malformed("Expected ALL or MODIFIED"));
        }
        let new = self.eat_word("NEW");
        if !new && !self.eat_word("OLD") {
            return Err(malformed("Expected OLD or NEW"));
        }
        if !self.eat("*") {
            return Err(malformed("Expected '*'"));
        }
        Ok(Some(Returning { modified, new }))
    }
}

fn star_and_more() -> Invalid {
    Invalid::text("Other attributes should not be present in the projection when '*' is used.")
}

fn no_update(table: String) -> Update {
    Update { table, sets: Vec::new(), removes: Vec::new(), condition: None, returning: None }
}

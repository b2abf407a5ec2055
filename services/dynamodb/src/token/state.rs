//! Tokens as the store keeps them.

use store::{Direction, Range, ReadTx, Table as Rows, WriteTx};

use super::{Spent, Token};

/// Tokens of transactions by account, region and token; and when each was first used.
static TOKENS: Rows<(&str, &str, &str), Spent> = Rows::new("dynamodb.token");
static TOKEN_TIMES: Rows<(i64, &str, &str, &str), ()> = Rows::new("dynamodb.token-time");

/// What is kept of a token.
pub fn token(tx: &ReadTx, token: &Token) -> Result<Option<Spent>, store::Error> {
    tx.get(&TOKENS, (&token.account, &token.region, &token.token))
}

/// Keeps a token, and forgets some of those that were first used before `forget_before_ms`.
pub fn put_token(
    tx: &mut WriteTx,
    token: &Token,
    spent: &Spent,
    forget_before_ms: i64,
    forget_max: usize,
) -> Result<(), store::Error> {
    let key = (token.account.as_str(), token.region.as_str(), token.token.as_str());
    if let Some(earlier) = tx.get(&TOKENS, key)? {
        tx.delete(&TOKEN_TIMES, (earlier.at_ms, key.0, key.1, key.2))?;
    }
    tx.put(&TOKENS, key, spent)?;
    tx.put(&TOKEN_TIMES, (spent.at_ms, key.0, key.1, key.2), &())?;
    let old: Vec<_> = tx
        .scan(&TOKEN_TIMES, Range::all(), Direction::Forward)?
        .take(forget_max)
        .map(|row| row.map(|(key, ())| key))
        .collect::<Result<_, _>>()?;
    for (at_ms, account, region, name) in old {
        if at_ms > forget_before_ms {
            break;
        }
        tx.delete(&TOKEN_TIMES, (at_ms, &*account, &*region, &*name))?;
        tx.delete(&TOKENS, (&*account, &*region, &*name))?;
    }
    Ok(())
}

//! From the model's names to Rust's.

/// Words that cannot name a method as they are.
const KEYWORDS: &[&str] = &[
    "as", "async", "await", "box", "break", "const", "continue", "dyn", "else", "enum", "extern",
    "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro", "match",
    "mod", "move", "mut", "override", "priv", "pub", "ref", "return", "static", "struct", "trait",
    "true", "try", "type", "typeof", "unsafe", "use", "virtual", "where", "while", "yield",
];

/// `KMSKeyArn` -> `kms_key_arn`, `CodeSha256` -> `code_sha256`.
pub fn snake(name: &str) -> String {
    let characters: Vec<char> = name.chars().collect();
    let mut out = String::new();
    for (at, character) in characters.iter().enumerate() {
        let before = at.checked_sub(1).map(|at| characters[at]);
        let after = characters.get(at + 1);
        let begins = character.is_uppercase()
            && before.is_some_and(|before| {
                !before.is_uppercase() || after.is_some_and(|after| after.is_lowercase())
            });
        if begins && !out.ends_with('_') {
            out.push('_');
        }
        match character {
            '-' | '.' => out.push('_'),
            _ => out.extend(character.to_lowercase()),
        }
    }
    out
}

/// A method's name: `type` -> `r#type`.
pub fn method(name: &str) -> String {
    let name = snake(name);
    if KEYWORDS.contains(&name.as_str()) { format!("r#{name}") } else { name }
}

/// `roleNameType` -> `ROLE_NAME_TYPE`.
pub fn screaming(name: &str) -> String {
    snake(name).to_uppercase()
}

/// A type's name: `tagSet` -> `TagSet`.
pub fn pascal(name: &str) -> String {
    let mut characters = name.chars();
    match characters.next() {
        Some(first) => first.to_uppercase().chain(characters).collect(),
        None => String::new(),
    }
}

/// A variant's name: `NULL` -> `Null`, `SS` -> `Ss`.
pub fn variant(name: &str) -> String {
    snake(name).split('_').map(pascal).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_acronyms_together() {
        for (name, wanted) in [
            ("TableName", "table_name"),
            ("KMSKeyArn", "kms_key_arn"),
            ("CodeSha256", "code_sha256"),
            ("S3Bucket", "s3_bucket"),
            ("SSEDescription", "sse_description"),
            ("BOOL", "bool"),
            ("EC2ErrorCode", "ec2_error_code"),
            ("L", "l"),
        ] {
            assert_eq!(snake(name), wanted);
        }
        assert_eq!(method("Type"), "r#type");
        assert_eq!(variant("NULL"), "Null");
    }
}

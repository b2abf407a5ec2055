//! Which of the Runtime API's operations a request is. Pure.

/// The version in every path.
const VERSION: &str = "/2018-06-01/runtime/";

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asked {
    /// The next invocation.
    Next,
    /// To take the result of the invocation of this id.
    Response(String),
    /// To take its error, whose type may stand in a header.
    Error {
        id: String,
        error_type: Option<String>,
    },
    /// To take note that it cannot work at all.
    InitError {
        error_type: Option<String>,
    },
    WrongMethod,
    Nothing,
}

impl Asked {
    pub fn of(method: &str, path: &str, error_type: Option<String>) -> Asked {
        let Some(rest) = path.strip_prefix(VERSION) else { return Asked::Nothing };
        let parts: Vec<&str> = rest.split('/').collect();
        let (wanted, asked) = match parts[..] {
            ["invocation", "next"] => ("GET", Asked::Next),
            ["invocation", id, "response"] => ("POST", Asked::Response(id.to_owned())),
            ["invocation", id, "error"] => ("POST", Asked::Error { id: id.to_owned(), error_type }),
            ["init", "error"] => ("POST", Asked::InitError { error_type }),
            _ => return Asked::Nothing,
        };
        if method == wanted { asked } else { Asked::WrongMethod }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_lead_where_the_reference_says() {
        let base = "/2018-06-01/runtime";
        for (method, path, asked) in [
            ("GET", "/invocation/next", Asked::Next),
            ("POST", "/invocation/next", Asked::WrongMethod),
            ("POST", "/invocation/7/response", Asked::Response("7".into())),
            ("POST", "/invocation//response", Asked::Response(String::new())),
            ("POST", "/invocation/7/error", Asked::Error { id: "7".into(), error_type: None }),
            ("POST", "/init/error", Asked::InitError { error_type: None }),
            ("GET", "/restore/next", Asked::Nothing),
            ("GET", "/invocation/next/", Asked::Nothing),
        ] {
            assert_eq!(Asked::of(method, &format!("{base}{path}"), None), asked, "{path}");
        }
        assert_eq!(Asked::of("GET", "/2020-01-01/extension/register", None), Asked::Nothing);
    }
}

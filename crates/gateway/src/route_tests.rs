use super::*;
use proptest::prelude::*;

fn route(method: &str, path: &str) -> Route {
    Route {
        method: method.into(),
        path: path.into(),
        function: format!("{method} {path}"),
        asynchronous: false,
    }
}

fn table(routes: &[(&str, &str)]) -> Table {
    Table::new(&Api {
        id: "abcdefghij".into(),
        stage: "dev".into(),
        account: "000000000000".into(),
        region: "us-east-1".into(),
        routes: routes.iter().map(|(method, path)| route(method, path)).collect(),
        preflights: Vec::new(),
        binary_media_types: Vec::new(),
    })
}

/// `METHOD pattern name=value ... | path`, or nothing.
fn ask(table: &Table, method: &str, path: &str) -> String {
    let Some(found) = table.find(method, path) else { return String::new() };
    let Target::Function { function, .. } = found.target else { return "preflight".into() };
    let parameters: String =
        found.parameters.iter().map(|(name, value)| format!(" {name}={value}")).collect();
    format!("{function}{parameters} | {}", found.path)
}

#[test]
fn routes_are_found_as_api_gateway_finds_them() {
    let table = table(&[
        ("GET", "/"),
        ("GET", "hello"),
        ("GET", "/users/{id}"),
        ("POST", "users"),
        ("GET", "/users/me"),
        ("DELETE", "/users/{name}/posts/{post}"),
        ("ANY", "/api/{proxy+}"),
        ("GET", "/api/fixed"),
        ("POST", "/test"),
        ("OPTIONS", "/{proxy+}"),
    ]);
    let cases = [
        ("GET", "/hello", "GET hello | /hello"),
        ("GET", "/hello/", "GET hello | /hello/"),
        ("GET", "//hello", "GET hello | /hello"),
        ("GET", "/hello?", ""),
        ("GET", "/Hello", ""),
        ("HEAD", "/hello", ""),
        ("PATCH", "/hello", ""),
        ("GET", "/", "GET / | /"),
        ("GET", "", "GET / | /"),
        ("GET", "/dev", "GET / | /"),
        ("GET", "/dev/", "GET / | /"),
        ("GET", "/dev/hello", "GET hello | /hello"),
        ("GET", "//dev/hello", "GET hello | /hello"),
        ("GET", "/dev//hello", "GET hello | /hello"),
        ("GET", "/devel/hello", ""),
        ("GET", "/users/7", "GET /users/{id} id=7 | /users/7"),
        ("GET", "/users/me", "GET /users/me | /users/me"),
        ("GET", "/users/a%2Fb%40c", "GET /users/{id} id=a%2Fb%40c | /users/a%2Fb%40c"),
        ("GET", "/users/..", "GET /users/{id} id=.. | /users/.."),
        ("GET", "/users//7", ""),
        ("POST", "/users", "POST users | /users"),
        ("GET", "/users", ""),
        (
            "DELETE",
            "/users/7/posts/9/",
            "DELETE /users/{name}/posts/{post} name=7 post=9 | /users/7/posts/9/",
        ),
        ("GET", "/users/7/posts", ""),
        // A greedy parameter takes the rest as it was sent, but needs something to take.
        ("PUT", "/api/a/b//c/", "ANY /api/{proxy+} proxy=a/b//c | /api/a/b//c/"),
        ("PUT", "/api", ""),
        ("PUT", "/api/", ""),
        ("TRACE", "/api/a", ""),
        ("HEAD", "/api/a", "ANY /api/{proxy+} proxy=a | /api/a"),
        ("GET", "/api/fixed", "GET /api/fixed | /api/fixed"),
        // Where the more specific resource lacks the method, a less specific one may have it.
        ("PUT", "/api/fixed", "ANY /api/{proxy+} proxy=fixed | /api/fixed"),
        ("OPTIONS", "/test", "OPTIONS /{proxy+} proxy=test | /test"),
        ("POST", "/test", "POST /test | /test"),
    ];
    for (method, path, expected) in cases {
        assert_eq!(ask(&table, method, path), expected, "{method} {path}");
    }
}

#[test]
fn a_route_that_begins_like_the_stage_wins() {
    let table = table(&[("GET", "/dev/hello"), ("GET", "/hello"), ("GET", "/{a}/{b}")]);
    assert_eq!(ask(&table, "GET", "/dev/hello"), "GET /dev/hello | /dev/hello");
    assert_eq!(ask(&table, "GET", "/dev/dev/hello"), "GET /dev/hello | /dev/hello");
    assert_eq!(ask(&table, "GET", "/dev/other"), "GET /{a}/{b} a=dev b=other | /dev/other");
    assert_eq!(ask(&table, "GET", "/hello"), "GET /hello | /hello");
}

#[test]
fn a_prefix_that_leads_nowhere_is_part_of_the_path() {
    let table = table(&[("GET", "/{a}/{b}"), ("GET", "/x")]);
    assert_eq!(ask(&table, "GET", "/dev/y"), "GET /{a}/{b} a=dev b=y | /dev/y");
    assert_eq!(ask(&table, "GET", "/dev/x"), "GET /x | /x");
}

#[test]
fn a_preflight_beats_any_and_loses_to_options() {
    let mut api = Api {
        id: "a".into(),
        stage: "dev".into(),
        account: "0".into(),
        region: "r".into(),
        routes: vec![route("ANY", "/both"), route("OPTIONS", "/own")],
        preflights: Vec::new(),
        binary_media_types: Vec::new(),
    };
    for path in ["/both", "/own"] {
        api.preflights.push(Preflight {
            path: path.into(),
            methods: Vec::new(),
            origins: Vec::new(),
            headers: Vec::new(),
            credentials: false,
            max_age_s: None,
            cache_control: None,
        });
    }
    let table = Table::new(&api);
    assert_eq!(ask(&table, "OPTIONS", "/both"), "preflight");
    assert_eq!(ask(&table, "GET", "/both"), "ANY /both | /both");
    assert_eq!(ask(&table, "OPTIONS", "/own"), "OPTIONS /own | /own");
}

#[test]
fn a_path_of_very_many_segments_ends() {
    let table = table(&[("GET", "/{a}/{b}"), ("GET", "/x/{proxy+}")]);
    let path = "/x".repeat(100_000);
    assert!(ask(&table, "GET", &path).starts_with("GET /x/{proxy+} proxy=x/x"));
    assert_eq!(ask(&table, "POST", &path), "");
}

/// How a route's segment takes a path's: literal 0, parameter 1, greedy 2.
fn ranks(pattern: &str, path: &str) -> Option<Vec<u8>> {
    let path = path.trim_matches('/');
    let segments: Vec<&str> = if path.is_empty() { vec![] } else { path.split('/').collect() };
    let patterns: Vec<&str> = pattern.split('/').filter(|part| !part.is_empty()).collect();
    let mut ranks = Vec::new();
    for (at, pattern) in patterns.iter().enumerate() {
        match (parameter(pattern), segments.get(at)) {
            (Some((_, true)), Some(_)) => {
                ranks.push(2);
                return Some(ranks);
            }
            (Some((_, false)), Some(segment)) if !segment.is_empty() => ranks.push(1),
            (None, Some(segment)) if segment == pattern => ranks.push(0),
            _ => return None,
        }
    }
    (patterns.len() == segments.len()).then_some(ranks)
}

/// The same question, answered by looking at every route.
fn naive(routes: &[(String, String)], method: &str, path: &str) -> Option<String> {
    let candidates = routes.iter().enumerate().filter_map(|(at, (known, pattern))| {
        let any = known == "ANY" && ANY.contains(&method);
        (known == method || any).then_some(())?;
        Some((ranks(pattern, path)?, known != method, at, format!("{known} {pattern}")))
    });
    candidates.min().map(|(.., found)| found)
}

proptest! {
    #[test]
    fn agrees_with_a_naive_matcher(
        routes in prop::collection::vec(
            (
                prop::sample::select(vec!["GET", "POST", "ANY"]),
                prop::collection::vec(prop::sample::select(vec!["a", "b", "{p}", "{q}"]), 0..4),
                prop::option::weighted(0.3, Just("{proxy+}")),
            ),
            0..12,
        ),
        method in prop::sample::select(vec!["GET", "POST", "PUT", "TRACE"]),
        path in prop::collection::vec(prop::sample::select(vec!["a", "b", "c", ""]), 0..5),
    ) {
        let routes: Vec<(String, String)> = routes
            .into_iter()
            .map(|(method, mut parts, greedy)| {
                parts.extend(greedy);
                (method.to_owned(), format!("/{}", parts.join("/")))
            })
            .collect();
        let borrowed: Vec<(&str, &str)> = routes.iter().map(|(m, p)| (&**m, &**p)).collect();
        let table = table(&borrowed);
        let path = format!("/{}", path.join("/"));
        let found = table.find(method, &path).map(|found| match found.target {
            Target::Function { function, .. } => function.clone(),
            Target::Preflight(_) => String::new(),
        });
        prop_assert_eq!(found, naive(&routes, method, &path));
    }
}

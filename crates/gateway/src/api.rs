//! What a REST API is to the gateway: its routes and the circumstances that functions read in
//! their events. Pure data, made by whoever reads a manifest or speaks the control plane.

/// One deployed REST API. Replaced as a whole, never changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Api {
    /// Ten lower-case letters and digits, as API Gateway makes them.
    pub id: String,
    pub stage: String,
    pub account: String,
    pub region: String,
    pub routes: Vec<Route>,
    pub preflights: Vec<Preflight>,
    /// Media types whose bodies reach the function in base64: `image/png`, `image/*`, `*/*`.
    pub binary_media_types: Vec<String>,
}

/// One method of one path, answered by a function.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Route {
    /// Upper case; `ANY` for all of them.
    pub method: String,
    /// `/users/{id}`, `/api/{proxy+}`, `/`; the leading slash may be missing.
    pub path: String,
    /// The function's name or ARN.
    pub function: String,
    /// The caller gets an empty 200 at once; the function is invoked all the same.
    pub asynchronous: bool,
}

/// The answer to `OPTIONS` of one path, given without asking any function. A route of the method
/// `OPTIONS` on the same path wins; one of the method `ANY` does not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preflight {
    pub path: String,
    /// In the order in which they are to be listed.
    pub methods: Vec<String>,
    /// `*`, or the origins that are allowed; the first is named to everybody else.
    pub origins: Vec<String>,
    pub headers: Vec<String>,
    pub credentials: bool,
    pub max_age_s: Option<u32>,
    pub cache_control: Option<String>,
}

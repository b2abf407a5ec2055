//! One operation a file: what it needs, what it does.

pub mod get_function;
pub mod get_function_configuration;
pub mod invoke;
pub mod list_functions;

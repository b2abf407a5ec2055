//! One operation a file: what it needs, what it does.

pub mod create_alias;
pub mod delete_alias;
pub mod delete_function_concurrency;
pub mod delete_function_event_invoke_config;
pub mod delete_provisioned_concurrency_config;
mod event_invoke_config;
pub mod get_account_settings;
pub mod get_alias;
pub mod get_function;
pub mod get_function_concurrency;
pub mod get_function_configuration;
pub mod get_function_event_invoke_config;
pub mod get_provisioned_concurrency_config;
pub mod invoke;
pub mod invoke_async;
pub mod list_aliases;
pub mod list_function_event_invoke_configs;
pub mod list_functions;
pub mod list_provisioned_concurrency_configs;
pub mod list_versions_by_function;
pub mod publish_version;
pub mod put_function_concurrency;
pub mod put_function_event_invoke_config;
pub mod put_provisioned_concurrency_config;
pub mod update_alias;
pub mod update_function_configuration;
pub mod update_function_event_invoke_config;

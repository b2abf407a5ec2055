//! The operations, a verb a file. Each has `needs`, the permissions it takes, and `run`.

pub mod assume_role;
pub mod assume_role_with_web_identity;
pub mod decode_authorization_message;
pub mod device;
pub mod get_access_key_info;
pub mod get_caller_identity;
pub mod get_federation_token;
pub mod get_session_token;

//! IAM: roles and their inline policies, and what other rooms may know of them.
//!
//! [`service`] is the table that the router speaks to; [`Iam`] is also the port [`kit::Roles`],
//! which answers from memory. Deliberately absent: users, groups and managed policies (they answer
//! as what is not there), evaluating (`policy`), and credentials (`sts`).

pub mod api;
mod directory;
mod document;
mod error;
mod names;
mod ops;
pub mod resource;
mod state;

use std::sync::Arc;

use kit::{Bound, Service, bind};

pub use directory::ROLES_KEPT_MAX;
pub use resource::RoleResource;

use directory::Directory;

/// The service's state: the store's rows, and the roles that are kept compiled.
pub struct Iam {
    store: store::Store,
    directory: Arc<Directory>,
}

impl Iam {
    pub fn new(store: store::Store) -> Iam {
        let directory = Arc::new(Directory::new(store.clone()));
        Iam { store, directory }
    }
}

impl kit::Roles for Iam {
    fn role(&self, arn: &str) -> Result<Option<Arc<kit::Role>>, wire::Error> {
        self.directory.role(arn)
    }
}

/// The operation table.
pub fn service(iam: &Arc<Iam>) -> Service {
    use api::op;
    use ops::*;
    let operations: Vec<Bound> = vec![
        bind(&op::CREATE_ROLE, iam, create_role::needs, create_role::run),
        bind(&op::DELETE_ROLE, iam, delete_role::needs, delete_role::run),
        bind(&op::DELETE_ROLE_POLICY, iam, delete_role_policy::needs, delete_role_policy::run),
        bind(&op::GET_ROLE, iam, get_role::needs, get_role::run),
        bind(&op::GET_ROLE_POLICY, iam, get_role_policy::needs, get_role_policy::run),
        bind(
            &op::LIST_ATTACHED_ROLE_POLICIES,
            iam,
            list_attached_role_policies::needs,
            list_attached_role_policies::run,
        ),
        bind(&op::LIST_ROLE_POLICIES, iam, list_role_policies::needs, list_role_policies::run),
        bind(&op::LIST_ROLES, iam, list_roles::needs, list_roles::run),
        bind(&op::PUT_ROLE_POLICY, iam, put_role_policy::needs, put_role_policy::run),
        bind(
            &op::UPDATE_ASSUME_ROLE_POLICY,
            iam,
            update_assume_role_policy::needs,
            update_assume_role_policy::run,
        ),
    ];
    Service { model: &api::MODEL, operations }
}

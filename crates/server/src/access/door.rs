//! Who stands at the door: found out from a cookie or a token before an endpoint or page runs.
//!
//! What they may do is decided later, inside the transaction; reading asks [`SignedIn::may`].

use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;

use super::action::Action;
use crate::app::App;
use crate::caller::Caller;
use crate::http::problem::Problem;

/// Somebody with a session or a token that was valid when the request came.
#[derive(Clone, Debug)]
pub struct SignedIn {
    /// Who.
    pub caller: Caller,
    /// What their role, and their token's scopes, let them do.
    pub rights: Vec<Action>,
}

impl SignedIn {
    /// Refuses where they may not read this.
    ///
    /// # Errors
    /// The problem that says so.
    pub fn may(&self, action: Action) -> Result<(), Problem> {
        if self.rights.contains(&action) {
            return Ok(());
        }
        Err(Problem::forbidden(format!("your role or token does not have the right \"{action}\"")))
    }
}

impl FromRequestParts<Arc<App>> for SignedIn {
    type Rejection = Problem;

    async fn from_request_parts(_parts: &mut Parts, _app: &Arc<App>) -> Result<Self, Problem> {
        Err(Problem::not_signed_in("sign in at /sign-in, or send a token: Authorization: Bearer sft_…"))
    }
}

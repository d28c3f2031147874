//! What went wrong, at the field where it did.

use axum::response::{IntoResponse, Response};

use crate::access::error::AccessError;
use crate::access::name::NameError;
use crate::access::passkey::PasskeyError;
use crate::access::password::{MOST, Refusal};
use crate::app::App;
use crate::http::problem::Problem as HttpProblem;
use crate::web::{Filled, Problem};

/// Puts an error at its field, so that the form is shown again; else the answer is a problem of its own.
pub(super) fn at_field(app: &App, filled: Filled, error: AccessError) -> Result<Filled, Box<Response>> {
    let now = app.ambient.now().0;
    let (field, problem) = match error {
        AccessError::Password(refusal) => ("password", password(refusal)),
        AccessError::Name(NameError::Empty) => ("email", Problem::Missing),
        AccessError::Name(_) => ("email", Problem::NotAnEmail),
        AccessError::EmailTaken => ("email", Problem::EmailTaken),
        AccessError::Text { field, most } => (field, length(most, filled.value(field))),
        AccessError::Role(_) | AccessError::AdminTakesTwo => ("role", wrong_role(filled.value("role"))),
        AccessError::SignInRefused => ("form", Problem::SignInRefused),
        AccessError::ConfirmRefused => ("password", Problem::PasswordWrong),
        AccessError::CodeWrong => ("code", Problem::CodeWrong),
        AccessError::PasswordWrong => ("current", Problem::PasswordWrong),
        AccessError::Passkey(PasskeyError::Refused(_) | PasskeyError::Unknown | PasskeyError::Unreadable { .. }) => {
            ("form", Problem::PasskeyRefused)
        }
        AccessError::Throttled { seconds } => ("form", throttled(now, seconds)),
        AccessError::Locked => ("form", Problem::Locked),
        other => return Err(Box::new(HttpProblem::from(other).into_response())),
    };
    Ok(filled.wrong(field, problem))
}

fn password(refusal: Refusal) -> Problem {
    let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    match refusal {
        Refusal::TooShort { least, .. } => Problem::TooShort { least: count(least) },
        Refusal::TooLong { .. } => Problem::TooLong { most: count(MOST) },
        Refusal::Common | Refusal::Guessable => Problem::PasswordCommon,
        Refusal::Context => Problem::PasswordPersonal,
    }
}

fn length(most: usize, value: &str) -> Problem {
    if value.trim().is_empty() {
        Problem::Missing
    } else {
        Problem::TooLong { most: u32::try_from(most).unwrap_or(u32::MAX) }
    }
}

/// Which problem a role is that cannot be given here.
pub(super) fn wrong_role(role: &str) -> Problem {
    if role.is_empty() { Problem::NothingChosen } else { Problem::NoSuchChoice }
}

fn throttled(now: i64, seconds: u64) -> Problem {
    let wait = i64::try_from(seconds).unwrap_or(i64::MAX).saturating_mul(1_000_000);
    Problem::Throttled { until: now.saturating_add(wait) }
}

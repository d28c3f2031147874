//! Fields that people fill in, checked.

use steadfast_store::Person;
use zeroize::Zeroizing;

use super::argon::GateError;
use super::error::AccessError;
use super::name;
use super::password::{Factors, judge};
use crate::app::App;

/// The most characters of a person's, a token's or a passkey's name.
const LONGEST_NAME: usize = 100;
/// The most characters of a reason.
const LONGEST_REASON: usize = 1000;

/// A password hash with what is known about the password.
#[derive(Clone, Debug)]
pub(super) struct Hashed {
    pub(super) phc: String,
    pub(super) alone: bool,
}

/// A name as others see it.
pub(super) fn label(field: &'static str, text: &str) -> Result<String, AccessError> {
    bounded(field, text, LONGEST_NAME)
}

/// A reason in somebody's own words.
pub(super) fn reason(text: &str) -> Result<String, AccessError> {
    bounded("reason", text, LONGEST_REASON)
}

fn bounded(field: &'static str, text: &str, most: usize) -> Result<String, AccessError> {
    let text: String = text.trim().chars().filter(|letter| !letter.is_control() || *letter == '\n').collect();
    let fits = !text.is_empty() && text.chars().count() <= most;
    if fits { Ok(text) } else { Err(AccessError::Text { field, most }) }
}

/// An address to sign in with: it has one `@` with something on both sides.
pub(super) fn email(text: &str) -> Result<String, AccessError> {
    let email = name::canonical(text)?;
    let parts: Vec<&str> = email.split('@').collect();
    let whole = parts.len() == 2 && parts.iter().all(|part| !part.is_empty());
    if whole { Ok(email) } else { Err(AccessError::Name(name::NameError::NoAddress)) }
}

/// Judges a new password and hashes it.
pub(super) async fn password(
    app: &App,
    password: Zeroizing<String>,
    factors: Factors,
    words: &[&str],
) -> Result<Hashed, AccessError> {
    judge(&password, factors, words)?;
    let alone = judge(&password, Factors::Alone, words).is_ok();
    let phc = app.access.gate.hash(password, app.ambient.random()).await?;
    Ok(Hashed { phc, alone })
}

/// Asks for the current password once more; wrong ones are counted by the caller.
pub(super) async fn is_current(app: &App, person: &Person, password: Zeroizing<String>) -> Result<bool, GateError> {
    let checked = app.access.known.check(password, person.password.clone()).await?;
    Ok(checked != super::argon::Checked::Wrong)
}

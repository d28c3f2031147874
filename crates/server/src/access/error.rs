//! What can go wrong when people come in or are managed, and how it is said.

use steadfast_store::{IdError, StoreError};

use super::approvals::ProposalError;
use super::argon::{GateError, RETRY_AFTER_SECONDS};
use super::authorise::Refused;
use super::name::NameError;
use super::passkey::PasskeyError;
use super::password::Refusal;
use super::token::TokenError;
use crate::act::ActError;
use crate::http::problem::{FieldProblem, Problem};

/// Why something about access was not done. Nothing was changed, but for tries that were counted.
#[derive(Debug, thiserror::Error)]
pub enum AccessError {
    /// Not allowed, or the action could not be recorded.
    #[error(transparent)]
    Act(#[from] ActError),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The password is too weak.
    #[error(transparent)]
    Password(#[from] Refusal),
    /// The address to sign in with cannot be taken.
    #[error("the address cannot be taken: {0}")]
    Name(#[from] NameError),
    /// A text is empty or too long.
    #[error("{field} has 1 to {most} characters")]
    Text {
        /// Which field.
        field: &'static str,
        /// The most characters.
        most: usize,
    },
    /// Somebody has this address already.
    #[error("somebody with this address has an account already")]
    EmailTaken,
    /// The name or the password is wrong; which, is not said.
    #[error("the address or the password is wrong")]
    SignInRefused,
    /// The second factor is wrong or was used before.
    #[error("the code is wrong, or was used before; wait for the next one")]
    CodeWrong,
    /// The current password, asked for once more, is wrong.
    #[error("the current password is wrong")]
    PasswordWrong,
    /// Without a second factor the password would be too weak.
    #[error("without a second factor the password needs at least 15 characters: change the password first")]
    PasswordStandsAlone,
    /// The password by which somebody shows that it is them is wrong.
    #[error("the password is wrong")]
    ConfirmRefused,
    /// Too many tries.
    #[error("too many tries; the next one counts in {seconds} seconds")]
    Throttled {
        /// Seconds to wait.
        seconds: u64,
    },
    /// No more tries.
    #[error(
        "too many wrong tries: sign in from a browser that signed in before, or ask for a recovery link \
         (`steadfast user recover` on the server's host)"
    )]
    Locked,
    /// The sign-in took too long, or had too many wrong second factors.
    #[error("this sign-in is over; begin again")]
    SignInOver,
    /// A link was used, taken back, is too old or never was.
    #[error("the link was used, was taken back or is too old; ask for a new one")]
    LinkGone,
    /// There is no such thing.
    #[error("there is no such {0}")]
    NotFound(&'static str),
    /// Without this person nobody could manage people.
    #[error("this is the last open account with the role admin; make another admin first")]
    LastAdmin,
    /// The account is closed.
    #[error("the account is closed already")]
    AccountClosed,
    /// The account is open.
    #[error("the account is open already")]
    AccountOpen,
    /// It contradicts what is there.
    #[error("{0}")]
    Conflict(&'static str),
    /// The role admin is given by two people.
    #[error("the role admin takes two people: invite with another role, then propose the role admin")]
    AdminTakesTwo,
    /// The token cannot be made so.
    #[error(transparent)]
    Token(#[from] TokenError),
    /// What takes two people cannot go on so.
    #[error(transparent)]
    Proposal(#[from] ProposalError),
    /// The passkey.
    #[error(transparent)]
    Passkey(#[from] PasskeyError),
    /// An id.
    #[error(transparent)]
    Id(#[from] IdError),
    /// A role.
    #[error(transparent)]
    Role(#[from] super::role::UnknownRole),
    /// An action.
    #[error(transparent)]
    Action(#[from] super::action::UnknownAction),
    /// The password hash was not made.
    #[error(transparent)]
    Gate(#[from] GateError),
    /// Something kept under the master key cannot be sealed or opened.
    #[error("a secret of this account cannot be sealed or opened")]
    Sealed,
    /// Something that this program wrote itself cannot be read.
    #[error("the {0} that is kept cannot be used")]
    Kept(&'static str),
}

impl AccessError {
    fn field(&self) -> Option<(&'static str, &'static str)> {
        Some(match self {
            Self::Password(refusal) => ("password", refusal.text_id()),
            Self::Name(_) => ("email", "not-an-address"),
            Self::EmailTaken => ("email", "email-taken"),
            Self::Text { field, .. } => (field, "length"),
            Self::PasswordWrong => ("current", "password-wrong"),
            Self::ConfirmRefused => ("password", "password-wrong"),
            Self::Token(TokenError::Past | TokenError::TooLong) => ("expires", "expiry"),
            Self::Token(_) | Self::Action(_) => ("scopes", "scope"),
            Self::Role(_) | Self::AdminTakesTwo => ("role", "role"),
            _ => return None,
        })
    }
}

impl From<AccessError> for Problem {
    fn from(error: AccessError) -> Self {
        let words = error.to_string();
        if let Some((field, code)) = error.field() {
            let at = FieldProblem { field: field.to_owned(), code, detail: words.clone() };
            return Self::invalid(words).with_errors(vec![at]);
        }
        match error {
            AccessError::Act(error) => error.into(),
            AccessError::Store(error) => error.into(),
            AccessError::SignInRefused | AccessError::CodeWrong | AccessError::SignInOver => Self::not_signed_in(words),
            AccessError::Passkey(PasskeyError::NoHostName(_)) => Self::conflict(words),
            AccessError::Passkey(_) | AccessError::Id(_) => Self::invalid(words),
            AccessError::Throttled { seconds } => Self::throttled(words).retry_after(seconds),
            AccessError::Locked => Self::throttled(words),
            AccessError::LinkGone => Self::gone(words),
            AccessError::LastAdmin => Self::conflict(words).because("last-admin"),
            AccessError::AccountClosed => Self::conflict(words).because("account-closed"),
            AccessError::AccountOpen => Self::conflict(words).because("account-open"),
            AccessError::NotFound(_) => Self::not_found(words),
            AccessError::Gate(GateError::Busy) => Self::unavailable(words).retry_after(u64::from(RETRY_AFTER_SECONDS)),
            AccessError::Gate(_) | AccessError::Sealed | AccessError::Kept(_) => {
                tracing::error!(error = %words, "an access failed by a defect");
                Self::defect("nothing was changed; the server's log has the cause under this request's id")
            }
            AccessError::Proposal(error) => error.into(),
            _ => Self::conflict(words),
        }
    }
}

impl From<Refused> for AccessError {
    fn from(refused: Refused) -> Self {
        Self::Act(ActError::Refused(refused))
    }
}

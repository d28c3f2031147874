//! The mail server, as administrators set it. Its password is sealed under the master key.

use lettre::Address;
use serde::{Deserialize, Serialize};
use steadfast_store::{StoreError, Tx, Way};
use steadfast_trust::encoding::{from_hex, hex};
use utoipa::ToSchema;
use zeroize::Zeroizing;

use super::error::MessageError;
use super::mail::is_authority;
use super::place::host;
use crate::act::{Ask, Done, Fact};
use crate::app::App;
use crate::vault::Vault;

const SETTING: &str = "mail";
/// What the password is sealed as.
const PLACE: &str = "mail/password";
/// The most characters of a user's name and of a password.
const LONGEST: usize = 300;

/// How a connection to the mail server is encrypted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Security {
    /// From the first byte.
    #[default]
    Tls,
    /// By STARTTLS; a server that does not offer it gets no mail.
    Starttls,
    /// Not at all: on this machine alone.
    None,
}

impl Security {
    /// Every one.
    pub const ALL: [Self; 3] = [Self::Tls, Self::Starttls, Self::None];

    /// Its word.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Tls => "tls",
            Self::Starttls => "starttls",
            Self::None => "none",
        }
    }
}

/// The mail server as it is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MailServer {
    /// Its name or address.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How a connection is encrypted.
    pub security: Security,
    /// Who signs in there.
    pub user: Option<String>,
    /// With what, sealed, in hexadecimal digits.
    password: Option<String>,
    /// Whom mail is from.
    pub from: String,
    /// The authority, in PEM, that its certificate must come from; nothing: those that browsers know.
    pub authority: Option<String>,
    /// Whether mail names addresses, accounts and values that devices tell of.
    pub details: bool,
}

impl MailServer {
    /// Whether somebody signs in there with a password.
    #[must_use]
    pub const fn has_password(&self) -> bool {
        self.password.is_some()
    }

    /// The password.
    ///
    /// # Errors
    /// When it cannot be opened.
    pub fn password(&self, vault: &Vault) -> Result<Option<Zeroizing<String>>, MessageError> {
        let Some(sealed) = self.password.as_deref().and_then(from_hex) else { return Ok(None) };
        let opened = vault.unseal(&sealed, PLACE)?;
        Ok(Some(Zeroizing::new(String::from_utf8_lossy(&opened).into_owned())))
    }
}

/// What the mail server is to be.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// Its name or address.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How a connection is encrypted.
    pub security: Security,
    /// Who signs in there; empty: nobody.
    pub user: String,
    /// With what; nothing: as before, where server and user stay.
    pub password: Option<Zeroizing<String>>,
    /// Whom mail is from.
    pub from: String,
    /// The authority, in PEM; empty: those that browsers know.
    pub authority: String,
    /// Whether mail names addresses, accounts and values that devices tell of.
    pub details: bool,
}

impl Wanted {
    /// Checks everything but the password.
    fn checked(&self) -> Result<MailServer, MessageError> {
        let host = host(&self.host)?;
        if self.port == 0 {
            return Err(MessageError::Server);
        }
        if self.security == Security::None && !["localhost", "127.0.0.1", "::1"].contains(&host.as_str()) {
            return Err(MessageError::Clear);
        }
        let from = address(&self.from)?;
        let (user, authority) = (self.user.trim().to_owned(), self.authority.trim().to_owned());
        if !authority.is_empty() && !is_authority(&authority) {
            return Err(MessageError::Authority);
        }
        if user.chars().count() > LONGEST || user.chars().any(char::is_control) {
            return Err(MessageError::Password);
        }
        let given = |text: String| Some(text).filter(|text| !text.is_empty());
        let (security, details, port) = (self.security, self.details, self.port);
        let (user, authority) = (given(user), given(authority));
        Ok(MailServer { host, port, security, user, password: None, from, authority, details })
    }
}

/// An address of mail, on one line whatever was typed.
pub(super) fn address(text: &str) -> Result<String, MessageError> {
    let text = text.trim();
    let fits = text.len() <= 254 && !text.chars().any(|letter| letter.is_control() || letter.is_whitespace());
    let read = Some(text).filter(|_| fits).and_then(|text| text.parse::<Address>().ok());
    read.map(|address| address.to_string()).ok_or(MessageError::Mail)
}

/// The mail server; nothing where none is set.
///
/// # Errors
/// When the database fails.
pub fn server(tx: &mut Tx<'_>) -> Result<Option<MailServer>, StoreError> {
    Ok(tx.setting(SETTING)?.and_then(|text| serde_json::from_str(&text).ok()))
}

/// Sets the mail server. What waits for it is tried at once.
///
/// # Errors
/// When something is not taken, or it is not allowed.
pub async fn change(app: &App, ask: Ask, wanted: Wanted) -> Result<Done<()>, MessageError> {
    let new = wanted.checked()?;
    let sealed = wanted.password.as_deref().filter(|password| !password.is_empty()).map(|password| {
        let fits = new.user.is_some() && password.chars().count() <= LONGEST && !password.contains('\0');
        if !fits {
            return Err(MessageError::Password);
        }
        Ok(hex(&app.vault.seal(password.as_bytes(), PLACE, &app.ambient.random())?))
    });
    let (sealed, keeps) = (sealed.transpose()?, wanted.password.is_none());
    app.act(ask, move |tx, at| {
        let before = server(tx)?;
        let kept = || before.filter(|_| keeps).and_then(|before| kept(&before, &new)).transpose();
        let password = match &sealed {
            Some(sealed) => Some(sealed.clone()),
            None => kept()?,
        };
        let new = MailServer { password, ..new.clone() };
        tx.setting_put(SETTING, &serde_json::to_string(&new).unwrap_or_default())?;
        tx.receivers_unpause(Way::Mail)?;
        tx.messages_all_due_by(Way::Mail, at.now)?;
        Ok(((), fact(&new)))
    })
    .await
}

/// The password of before, where server and user are the same: it is said to no other.
fn kept(before: &MailServer, new: &MailServer) -> Option<Result<String, MessageError>> {
    new.user.as_ref()?;
    let password = before.password.clone()?;
    let is_same = (&before.host, before.port, &before.user) == (&new.host, new.port, &new.user);
    let is_safe = new.security == before.security && new.authority == before.authority;
    Some(if is_same && is_safe { Ok(password) } else { Err(MessageError::Password) })
}

/// Neither server nor addresses nor who signs in stand in the ledger.
fn fact(new: &MailServer) -> Fact {
    Fact::new("mail-changed", &"mail")
        .with("security", new.security.as_str())
        .with("signs-in", new.password.is_some())
        .with("own-authority", new.authority.is_some())
        .with("details", new.details)
}

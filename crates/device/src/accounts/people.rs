//! All accounts of a unit, and what must hold of them.

use minicbor::decode::Error as DecodeError;
use minicbor::{Decode, Decoder, Encode};
use steadfast_protocol::Seconds;

use super::account::{Account, MOST_BROWSERS, Role};
use super::cookie::BrowserId;
use super::hash::Verifier;
use super::name::Name;
use super::totp::{Totp, TotpSecret};

/// The most accounts.
pub const MOST: usize = 16;

/// Why the people of a unit stay as they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PeopleError {
    /// There are as many as there may be.
    #[error("there are {MOST} accounts, and no more")]
    Full,
    /// There is an account of this name.
    #[error("there is an account of this name")]
    Taken,
    /// There is none of this name.
    #[error("there is no account of this name")]
    Unknown,
    /// No owner would be left.
    #[error("a unit with accounts has an owner")]
    NoOwner,
    /// The code is not the one that the app shows now.
    #[error("the code is not the one that the app shows now")]
    Code,
}

impl PeopleError {
    /// Its name for programs; never given another meaning.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Full => "accounts-full",
            Self::Taken => "account-name-taken",
            Self::Unknown => "account-unknown",
            Self::NoOwner => "account-last-owner",
            Self::Code => "second-factor-wrong",
        }
    }
}

/// The accounts of a unit: at most 16, each name once, and an owner among them where there are any.
#[derive(Clone, Debug, Default, PartialEq, Eq, Encode)]
#[cbor(map)]
pub struct People {
    #[n(0)]
    accounts: Vec<Account>,
}

impl People {
    /// All accounts, in the order in which they were made.
    pub fn iter(&self) -> impl Iterator<Item = &Account> {
        self.accounts.iter()
    }

    /// Whether nobody has an account yet.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.accounts.is_empty()
    }

    /// The account of a name.
    #[must_use]
    pub fn find(&self, name: &Name) -> Option<&Account> {
        self.accounts.iter().find(|account| account.name == *name)
    }

    pub(super) fn find_mut(&mut self, name: &Name) -> Option<&mut Account> {
        self.accounts.iter_mut().find(|account| account.name == *name)
    }

    /// Adds an account. The first one is an owner's.
    ///
    /// # Errors
    /// When it cannot be there.
    pub fn add(&mut self, name: Name, role: Role, verifier: Verifier) -> Result<(), PeopleError> {
        self.changed(|accounts| {
            accounts.push(Account { name, role, verifier, totp: None, browsers: Vec::new() });
            Ok(())
        })
    }

    /// Removes an account. Its sessions are to be ended too.
    ///
    /// # Errors
    /// When there is none, or it is the last owner's.
    pub fn remove(&mut self, name: &Name) -> Result<(), PeopleError> {
        self.find(name).ok_or(PeopleError::Unknown)?;
        let is_last = self.accounts.len() == 1;
        self.changed(|accounts| {
            accounts.retain(|account| account.name != *name);
            if is_last { Err(PeopleError::NoOwner) } else { Ok(()) }
        })
    }

    /// Gives an account another role.
    ///
    /// # Errors
    /// When there is none, or no owner would be left.
    pub fn set_role(&mut self, name: &Name, role: Role) -> Result<(), PeopleError> {
        self.changed(|accounts| {
            let account = accounts.iter_mut().find(|account| account.name == *name);
            account.ok_or(PeopleError::Unknown).map(|account| account.role = role)
        })
    }

    /// Gives an account another password. Browsers that knew the old one are strangers from now on, but for the one in
    /// which it was changed; sessions are to be ended likewise.
    ///
    /// # Errors
    /// When there is none of this name.
    pub fn set_password(&mut self, name: &Name, to: Verifier, but: Option<BrowserId>) -> Result<(), PeopleError> {
        let account = self.find_mut(name).ok_or(PeopleError::Unknown)?;
        account.verifier = to;
        account.browsers.retain(|browser| Some(*browser) == but);
        Ok(())
    }

    /// Binds an account to an authenticator app, once a code shows that the app has the secret and the clock is right.
    ///
    /// # Errors
    /// When there is none of this name, or the code is wrong.
    pub fn bind(&mut self, name: &Name, secret: TotpSecret, code: &str, now: Seconds) -> Result<(), PeopleError> {
        let account = self.find_mut(name).ok_or(PeopleError::Unknown)?;
        let mut totp = Totp::new(secret);
        if !totp.take(code, now) {
            return Err(PeopleError::Code);
        }
        account.totp = Some(totp);
        Ok(())
    }

    /// Frees an account from its app: the password alone lets in.
    ///
    /// # Errors
    /// When there is none of this name.
    pub fn unbind(&mut self, name: &Name) -> Result<(), PeopleError> {
        self.find_mut(name).ok_or(PeopleError::Unknown)?.totp = None;
        Ok(())
    }

    /// Changes the accounts if what comes out may be.
    fn changed(
        &mut self,
        change: impl FnOnce(&mut Vec<Account>) -> Result<(), PeopleError>,
    ) -> Result<(), PeopleError> {
        let mut accounts = self.accounts.clone();
        change(&mut accounts)?;
        judge(&accounts)?;
        self.accounts = accounts;
        Ok(())
    }
}

fn judge(accounts: &[Account]) -> Result<(), PeopleError> {
    let is_twin = |(at, account): (usize, &Account)| accounts[..at].iter().any(|other| other.name == account.name);
    match accounts {
        _ if accounts.iter().enumerate().any(is_twin) => Err(PeopleError::Taken),
        _ if accounts.len() > MOST => Err(PeopleError::Full),
        [_, ..] if accounts.iter().all(|account| account.role != Role::Owner) => Err(PeopleError::NoOwner),
        _ => Ok(()),
    }
}

/// People as [`People`] is encoded, which may be anything.
#[derive(Decode)]
#[cbor(map)]
struct Kept {
    #[n(0)]
    accounts: Vec<Account>,
}

impl<'b, C> Decode<'b, C> for People {
    fn decode(decoder: &mut Decoder<'b>, context: &mut C) -> Result<Self, DecodeError> {
        let Kept { accounts } = Kept::decode(decoder, context)?;
        judge(&accounts).map_err(DecodeError::custom)?;
        if accounts.iter().any(|account| account.browsers.len() > MOST_BROWSERS) {
            return Err(DecodeError::message("an account with too many browsers"));
        }
        Ok(Self { accounts })
    }
}

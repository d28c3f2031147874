//! Passkeys (WebAuthn): offered where the server has a host name, because browsers bind a passkey to a name and take no
//! address of numbers. The state of a challenge lies in the store between its two requests; a browser never sees it.

use std::net::IpAddr;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::json;
use webauthn_rs::prelude::{
    AuthenticationResult, DiscoverableAuthentication, Passkey, PasskeyAuthentication, PasskeyRegistration,
    PublicKeyCredential, RegisterPublicKeyCredential, Url, Uuid, WebauthnError,
};
use webauthn_rs::{Webauthn, WebauthnBuilder};

/// Why a passkey cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum PasskeyError {
    /// The server is reached by an address of numbers, or its own address is none.
    #[error("passkeys need a host name; this server is reached at `{0}`")]
    NoHostName(String),
    /// The browser's answer does not fit the challenge.
    #[error("the passkey was not accepted: {0}")]
    Refused(#[from] WebauthnError),
    /// None of the person's passkeys made the answer, or there is no such person.
    #[error("the passkey is not known here")]
    Unknown,
    /// What the browser or the store gave cannot be read.
    #[error("the passkey's {what} cannot be read: {source}")]
    Unreadable {
        /// What was to be read.
        what: &'static str,
        /// Why not.
        source: serde_json::Error,
    },
}

/// A question for the browser, with what the server must remember until its answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Challenge {
    /// JSON for `navigator.credentials`.
    pub question: String,
    /// JSON for the store.
    pub state: String,
}

/// A passkey that just signed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signed {
    /// Which credential it was.
    pub credential: Vec<u8>,
    /// The passkey to store in place of the old one (its counter moved), if it changed.
    pub changed: Option<String>,
}

/// Whom a new passkey is for, as the person's own devices will show it.
#[derive(Debug, Clone, Copy)]
pub struct Owner<'a> {
    /// The person's id.
    pub id: [u8; 16],
    /// The address to sign in with.
    pub email: &'a str,
    /// The name that others see.
    pub name: &'a str,
}

/// The relying party: this server under its host name.
#[derive(Debug, Clone)]
pub struct Passkeys {
    party: Webauthn,
    origin: String,
}

impl Passkeys {
    /// For a server at an origin such as `https://steadfast.example:8443`.
    ///
    /// # Errors
    /// When the origin has no host name.
    pub fn new(origin: &str) -> Result<Self, PasskeyError> {
        let none = || PasskeyError::NoHostName(origin.to_owned());
        let url = Url::parse(origin).map_err(|_| none())?;
        let host = url.domain().filter(|host| host.parse::<IpAddr>().is_err()).ok_or_else(none)?;
        let party = WebauthnBuilder::new(host, &url)?.rp_name("Steadfast").build()?;
        Ok(Self { party, origin: url.origin().ascii_serialization() })
    }

    /// Where browsers must be for passkeys to work: scheme, host name and port.
    #[must_use]
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// Begins to add a passkey to a person who has these already. The device is asked to keep it, so that it signs in
    /// without a name; one that cannot is good as second step.
    ///
    /// # Errors
    /// When a stored passkey cannot be read.
    pub fn start_adding(&self, owner: Owner<'_>, stored: &[String]) -> Result<Challenge, PasskeyError> {
        let known = read_all(stored)?.iter().map(|key| key.cred_id().clone()).collect();
        let id = Uuid::from_bytes(owner.id);
        let (question, state) = self.party.start_passkey_registration(id, owner.email, owner.name, Some(known))?;
        let unwritten = |source| PasskeyError::Unreadable { what: "question", source };
        let mut question = serde_json::to_value(question).map_err(unwritten)?;
        question["publicKey"]["authenticatorSelection"]["residentKey"] = json!("preferred");
        challenge(&question, &state)
    }

    /// Ends adding: the credential's id and the passkey to store.
    ///
    /// # Errors
    /// When the answer cannot be read or does not fit the challenge.
    pub fn finish_adding(&self, state: &str, answer: &str) -> Result<(Vec<u8>, String), PasskeyError> {
        let state: PasskeyRegistration = read("challenge", state)?;
        let answer: RegisterPublicKeyCredential = read("answer", answer)?;
        let key = self.party.finish_passkey_registration(&answer, &state)?;
        Ok((key.cred_id().clone(), write("key", &key)?))
    }

    /// Begins a proof by one of a person's passkeys, as second factor.
    ///
    /// # Errors
    /// When a stored passkey cannot be read, or there is none.
    pub fn start_proof(&self, stored: &[String]) -> Result<Challenge, PasskeyError> {
        let (question, state) = self.party.start_passkey_authentication(&read_all(stored)?)?;
        challenge(&question, &state)
    }

    /// Ends a proof by one of a person's passkeys.
    ///
    /// # Errors
    /// When the answer cannot be read or does not fit the challenge.
    pub fn finish_proof(&self, state: &str, answer: &str, stored: &[String]) -> Result<Signed, PasskeyError> {
        let state: PasskeyAuthentication = read("challenge", state)?;
        let answer: PublicKeyCredential = read("answer", answer)?;
        let result = self.party.finish_passkey_authentication(&answer, &state)?;
        signed(&result, read_all(stored)?)
    }

    /// Begins a sign-in without a name: the browser offers the passkeys it has for this server.
    ///
    /// # Errors
    /// When the challenge cannot be made.
    pub fn start_sign_in(&self) -> Result<Challenge, PasskeyError> {
        let (mut question, state) = self.party.start_discoverable_authentication()?;
        question.mediation = None;
        challenge(&question, &state)
    }

    /// Who an answer to a sign-in without a name claims to be; nothing is proved yet.
    ///
    /// # Errors
    /// When the answer cannot be read or names nobody.
    pub fn claimed(&self, answer: &str) -> Result<[u8; 16], PasskeyError> {
        let answer: PublicKeyCredential = read("answer", answer)?;
        Ok(*self.party.identify_discoverable_authentication(&answer)?.0.as_bytes())
    }

    /// Ends a sign-in without a name, against the claimed person's passkeys.
    ///
    /// # Errors
    /// When the answer cannot be read or none of the passkeys made it.
    pub fn finish_sign_in(&self, state: &str, answer: &str, stored: &[String]) -> Result<Signed, PasskeyError> {
        let state: DiscoverableAuthentication = read("challenge", state)?;
        let answer: PublicKeyCredential = read("answer", answer)?;
        let (_, credential) = self.party.identify_discoverable_authentication(&answer)?;
        let keys = read_all(stored)?;
        let key = keys.iter().find(|key| key.cred_id().as_slice() == credential);
        let key = key.ok_or(PasskeyError::Unknown)?;
        let result = self.party.finish_discoverable_authentication_v2(&answer, state, key)?;
        signed(&result, keys)
    }
}

/// Moves the counter of the passkey that signed. It may have been removed, or have signed elsewhere, since the challenge:
/// then it does not count. A counter that does not rise belongs to a copy of the passkey.
fn signed(result: &AuthenticationResult, keys: Vec<Passkey>) -> Result<Signed, PasskeyError> {
    let credential = result.cred_id().clone();
    let mut key = keys.into_iter().find(|key| *key.cred_id() == credential).ok_or(PasskeyError::Unknown)?;
    let changed = key.update_credential(result) == Some(true);
    if result.counter() > 0 && !changed {
        return Err(WebauthnError::CredentialPossibleCompromise.into());
    }
    Ok(Signed { credential, changed: changed.then(|| write("key", &key)).transpose()? })
}

fn challenge(question: &impl Serialize, state: &impl Serialize) -> Result<Challenge, PasskeyError> {
    Ok(Challenge { question: write("question", question)?, state: write("challenge", state)? })
}

fn read_all(stored: &[String]) -> Result<Vec<Passkey>, PasskeyError> {
    stored.iter().map(|text| read("stored key", text)).collect()
}

fn read<T: DeserializeOwned>(what: &'static str, text: &str) -> Result<T, PasskeyError> {
    serde_json::from_str(text).map_err(|source| PasskeyError::Unreadable { what, source })
}

fn write(what: &'static str, value: &impl Serialize) -> Result<String, PasskeyError> {
    serde_json::to_string(value).map_err(|source| PasskeyError::Unreadable { what, source })
}

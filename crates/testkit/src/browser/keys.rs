//! Passkeys without a hand that touches them: WebAuthn's virtual authenticators (Web Authentication Level 3, 11).

use serde_json::{Value, json};

use super::Browser;
use super::driver::Endpoint;

/// An authenticator inside the browser: it holds passkeys and always says that the user was there and was verified.
#[derive(Clone, Debug)]
pub struct Authenticator(String);

/// A passkey as the authenticator holds it (its fields as in the specification's "Credential Parameters").
pub type Credential = Value;

impl Browser {
    /// Adds an authenticator like the one that is built into a telephone or computer.
    ///
    /// # Panics
    /// When the browser refuses.
    pub async fn add_authenticator(&self) -> Authenticator {
        let wish = json!({
            "protocol": "ctap2", "transport": "internal", "hasResidentKey": true, "hasUserVerification": true,
            "isUserConsenting": true, "isUserVerified": true,
        });
        let added = self.tell(Endpoint::post("webauthn/authenticator", wish)).await;
        Authenticator(added.expect("an authenticator").as_str().expect("its name").to_owned())
    }

    /// The passkeys that an authenticator holds.
    ///
    /// # Panics
    /// When the browser refuses.
    pub async fn credentials(&self, authenticator: &Authenticator) -> Vec<Credential> {
        let path = format!("webauthn/authenticator/{}/credentials", authenticator.0);
        let found = self.tell(Endpoint::get(path)).await.expect("the credentials of an authenticator");
        found.as_array().cloned().unwrap_or_default()
    }

    /// Whether the authenticator verifies its user from now on.
    ///
    /// # Panics
    /// When the browser refuses.
    pub async fn verify_user(&self, authenticator: &Authenticator, verified: bool) {
        let path = format!("webauthn/authenticator/{}/uv", authenticator.0);
        self.tell(Endpoint::post(path, json!({"isUserVerified": verified}))).await.expect("an answer");
    }

    /// Takes the authenticator away, as if it were lost.
    ///
    /// # Panics
    /// When the browser refuses.
    pub async fn remove_authenticator(&self, authenticator: Authenticator) {
        let path = format!("webauthn/authenticator/{}", authenticator.0);
        self.tell(Endpoint::delete(path)).await.expect("an answer");
    }
}

//! The secret of a webhook, and signatures by it as the Standard Webhooks specification has them.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;
use steadfast_store::{Id, Time, Webhook, kinds};
use steadfast_trust::seal::SealError;
use zeroize::Zeroizing;

use crate::vault::Vault;

/// What a receiver checks signatures with.
#[derive(Clone)]
pub(crate) struct SigningSecret(Zeroizing<[u8; 32]>);

impl SigningSecret {
    pub(crate) fn new(random: [u8; 32]) -> Self {
        Self(Zeroizing::new(random))
    }

    /// As the receiver is given it: `whsec_…`.
    pub(crate) fn text(&self) -> String {
        format!("whsec_{}", STANDARD.encode(*self.0))
    }

    /// One signature: `v1,…`.
    pub(crate) fn sign(&self, id: &str, seconds: i64, body: &str) -> String {
        // A key of 32 bytes is one block with zeros behind it (RFC 2104, section 2).
        let mut block = [0; 64];
        block[..32].copy_from_slice(&*self.0);
        let mut mac = Hmac::<Sha256>::new(&block.into());
        mac.update(format!("{id}.{seconds}.{body}").as_bytes());
        format!("v1,{}", STANDARD.encode(mac.finalize().into_bytes()))
    }

    pub(crate) fn seal(&self, vault: &Vault, id: Id<kinds::Webhook>, nonce: &[u8; 24]) -> Result<Vec<u8>, SealError> {
        vault.seal(&*self.0, &place(id), nonce)
    }

    fn unseal(vault: &Vault, id: Id<kinds::Webhook>, sealed: &[u8]) -> Result<Self, SealError> {
        let bytes = vault.unseal(sealed, &place(id))?;
        let bytes = <[u8; 32]>::try_from(bytes.as_slice()).map_err(|_| SealError::Short)?;
        Ok(Self::new(bytes))
    }
}

fn place(id: Id<kinds::Webhook>) -> String {
    format!("webhook/{id}")
}

/// Every signature that a delivery carries now: by the secret, and by the former one until its end.
pub(crate) fn signatures(
    vault: &Vault,
    webhook: &Webhook,
    id: &str,
    now: Time,
    body: &str,
) -> Result<String, SealError> {
    let former = webhook.former.iter().filter(|(_, until)| *until > now).map(|(sealed, _)| sealed);
    let secrets = std::iter::once(&webhook.secret).chain(former);
    let signed = secrets.map(|sealed| {
        SigningSecret::unseal(vault, webhook.id, sealed).map(|secret| secret.sign(id, seconds(now), body))
    });
    Ok(signed.collect::<Result<Vec<_>, _>>()?.join(" "))
}

/// A time as signatures have it: whole seconds.
pub(crate) fn seconds(time: Time) -> i64 {
    time.0.div_euclid(1_000_000)
}

//! Signature Version 4, as buckets ask for it.

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::{Digest as _, Sha256};
use steadfast_trust::encoding::hex;

/// Which headers are signed.
const SIGNED: &str = "host;x-amz-content-sha256;x-amz-date";

/// What is signed of a request.
#[derive(Clone, Copy, Debug)]
pub(super) struct Signed<'a> {
    pub(super) method: &'a str,
    pub(super) host: &'a str,
    /// Of letters that stand for themselves.
    pub(super) path: &'a str,
    /// Encoded, in the order of its names.
    pub(super) query: &'a str,
    /// The SHA-256 of the body, in digits.
    pub(super) body: &'a str,
    /// `20261127T190500Z`.
    pub(super) time: &'a str,
}

/// Whose signature it is.
#[derive(Clone, Copy, Debug)]
pub(super) struct Signer<'a> {
    pub(super) key: &'a str,
    pub(super) secret: &'a str,
    pub(super) region: &'a str,
}

/// The SHA-256 of bytes, in digits.
pub(super) fn digest(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

impl Signer<'_> {
    /// The header `authorization`.
    pub(super) fn authorization(&self, signed: &Signed<'_>) -> String {
        let Signed { method, host, path, query, body, time } = signed;
        let whole = format!(
            "{method}\n{path}\n{query}\nhost:{host}\nx-amz-content-sha256:{body}\nx-amz-date:{time}\n\n{SIGNED}\n{body}"
        );
        let day = time.get(..8).unwrap_or_default();
        let scope = format!("{day}/{}/s3/aws4_request", self.region);
        let text = format!("AWS4-HMAC-SHA256\n{time}\n{scope}\n{}", digest(whole.as_bytes()));
        let secret = format!("AWS4{}", self.secret);
        let key = [day, self.region, "s3", "aws4_request"]
            .into_iter()
            .fold(secret.into_bytes(), |key, part| code(&key, part.as_bytes()));
        let signature = hex(&code(&key, text.as_bytes()));
        format!("AWS4-HMAC-SHA256 Credential={}/{scope}, SignedHeaders={SIGNED}, Signature={signature}", self.key)
    }
}

fn code(key: &[u8], bytes: &[u8]) -> Vec<u8> {
    // A key may have any length.
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(key) else { return Vec::new() };
    mac.update(bytes);
    mac.finalize().into_bytes().to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// "GET Object" of the examples in "Signature Calculations for the Authorization Header" is signed with more headers; this
    /// is "GET Bucket Lifecycle" of the same page.
    #[test]
    fn the_example_of_the_service_itself_is_signed_as_it_says() {
        let signer = Signer {
            key: "AKIAIOSFODNN7EXAMPLE",
            secret: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
            region: "us-east-1",
        };
        let body = digest(b"");
        let said = signer.authorization(&Signed {
            method: "GET",
            host: "examplebucket.s3.amazonaws.com",
            path: "/",
            query: "lifecycle=",
            body: &body,
            time: "20130524T000000Z",
        });
        let signature = "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543";
        assert!(said.ends_with(&format!("Signature={signature}")), "{said}");
        assert!(said.contains("Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request, "), "{said}");
    }
}

//! The cookie by which a browser is known again that logged in before (a device cookie, as OWASP describes it). It lets
//! nobody in: it gives its browser a budget of tries that strangers cannot use up.

use std::fmt;

use hmac::{Hmac, KeyInit as _, Mac as _};
use minicbor::bytes::ByteArray;
use minicbor::decode::Error as DecodeError;
use minicbor::{Decode, Decoder, Encode};
use sha2::Sha256;
use steadfast_trust::encoding::{from_hex, hex};
use zeroize::{Zeroize, ZeroizeOnDrop};

use super::name::Name;
use crate::outside::{NoRandom, Random};

/// What the code is made over, so that it passes for nothing else made with the same secret.
const CONTEXT: &[u8] = b"steadfast device cookie v1\0";

/// A browser of an account: 8 random bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct BrowserId([u8; 8]);

impl BrowserId {
    /// A new one.
    ///
    /// # Errors
    /// When there is no randomness.
    pub fn random(random: &impl Random) -> Result<Self, NoRandom> {
        random.bytes().map(Self)
    }
}

impl<C> Encode<C> for BrowserId {
    fn encode<W: minicbor::encode::Write>(
        &self,
        encoder: &mut minicbor::Encoder<W>,
        _: &mut C,
    ) -> Result<(), minicbor::encode::Error<W::Error>> {
        encoder.bytes(&self.0)?.ok()
    }
}

impl<'b, C> Decode<'b, C> for BrowserId {
    fn decode(decoder: &mut Decoder<'b>, context: &mut C) -> Result<Self, DecodeError> {
        ByteArray::<8>::decode(decoder, context).map(|bytes| Self(*bytes))
    }
}

/// The unit's secret for cookies: 32 random bytes. A new one makes strangers of all browsers.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct CookieSecret([u8; 32]);

impl CookieSecret {
    /// A secret out of its bytes.
    #[must_use]
    pub fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    fn code(&self, account: &Name, browser: BrowserId) -> Hmac<Sha256> {
        let mut block = [0; 64];
        block[..32].copy_from_slice(&self.0);
        let mac = Hmac::<Sha256>::new(&block.into());
        block.zeroize();
        mac.chain_update(CONTEXT).chain_update(account.as_str()).chain_update([0]).chain_update(browser.0)
    }
}

impl fmt::Debug for CookieSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CookieSecret")
    }
}

/// A cookie that is the unit's own. There is none that was not checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cookie {
    account: Name,
    browser: BrowserId,
}

impl Cookie {
    /// A cookie for a browser of an account, as text: `v1.ACCOUNT.BROWSER.CODE`.
    #[must_use]
    pub fn text(account: &Name, browser: BrowserId, secret: &CookieSecret) -> String {
        let code = secret.code(account, browser).finalize().into_bytes();
        format!("v1.{account}.{}.{}", hex(&browser.0), hex(&code))
    }

    /// Reads what a browser sent; nothing unless it is exactly what [`text`](Self::text) wrote with this secret.
    #[must_use]
    pub fn open(text: &str, secret: &CookieSecret) -> Option<Self> {
        let (rest, code) = text.strip_prefix("v1.")?.rsplit_once('.')?;
        let (account, browser) = rest.rsplit_once('.')?;
        let account: Name = account.parse().ok()?;
        let browser = BrowserId(bytes(browser)?);
        secret.code(&account, browser).verify_slice(&bytes::<32>(code)?).ok()?;
        Some(Self { account, browser })
    }

    /// The account that the browser logged in to.
    #[must_use]
    pub fn account(&self) -> &Name {
        &self.account
    }

    /// Which browser it is.
    #[must_use]
    pub fn browser(&self) -> BrowserId {
        self.browser
    }
}

/// Bytes of lower-case hexadecimal, exactly so many.
fn bytes<const N: usize>(text: &str) -> Option<[u8; N]> {
    let is_plain = text.len() == 2 * N && text.bytes().all(|digit| matches!(digit, b'0'..=b'9' | b'a'..=b'f'));
    if is_plain { from_hex(text)?.try_into().ok() } else { None }
}

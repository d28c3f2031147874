//! To the unit that comes after this one: to its own pages, by a code that its owner had shown there.
//!
//! The archive goes in pieces that are forms' size, so that nothing about the other unit's door is special, and so that it can
//! say how much it has: what breaks off goes on from there. It answers at last what it took over, signed.

use std::io::Read as _;

use steadfast_protocol::{Envelope, TakenOver, decode};
use steadfast_trust::encoding::hex;
use steadfast_trust::key::UnitPublicKey;

use super::course::Load;
use super::failed::Failed;
use super::{Arrived, Order};
use crate::net::{Courier, Parcel, Receipted};

/// Where another unit is told of an archive.
pub const BEGIN: &str = "/take-over";

/// Where its pieces go.
pub const PIECE: &str = "/take-over/piece";

/// Where its end is told.
pub const END: &str = "/take-over/end";

/// Bytes of the largest piece.
pub const MOST_PIECE: usize = crate::http::MOST_BODY;

/// Bytes of the longest answer.
const MOST_SAID: u64 = 64 << 10;

/// Bytes of a public key, in front of what is signed.
const KEY: usize = 32;

/// Hands everything over, and believes that it arrived where the other unit signed so.
pub(super) fn hand_over(order: &Order, courier: &Courier, load: &mut Load<'_>) -> Result<Arrived, Failed> {
    let other = Other { order, courier };
    let begin = format!("{BEGIN}?mark={}&bytes={}", hex(&order.mark), load.size());
    let has = count(&other.says(&begin, &[])?)?;
    let passed = load.pass(has).map_err(|_| Failed::Short)?;
    if passed != has {
        return Err(Failed::Answer("the other device has more than there is"));
    }
    let mut piece = Vec::with_capacity(MOST_PIECE);
    while load.left() > 0 {
        let from = load.size() - load.left();
        piece.clear();
        load.by_ref().take(MOST_PIECE as u64).read_to_end(&mut piece).map_err(|_| Failed::Short)?;
        let has = count(&other.says(&format!("{PIECE}?from={from}"), &piece)?)?;
        if has != from + piece.len() as u64 {
            return Err(Failed::Answer("the other device lost a piece"));
        }
    }
    let arrived = load.arrived()?;
    let said = other.says(&format!("{END}?sha256={}", hex(&arrived.sha256)), &[])?;
    signed(&said.body, &arrived)
}

/// The other unit.
struct Other<'a> {
    order: &'a Order,
    courier: &'a Courier,
}

impl Other<'_> {
    fn says(&self, path: &str, piece: &[u8]) -> Result<Receipted, Failed> {
        let url = format!("{}{path}", self.order.target.address.trim_end_matches('/'));
        let parcel = Parcel::to("POST", &url).ok_or_else(|| Failed::Address(url.clone()))?;
        let parcel = parcel.with("content-type", "application/octet-stream");
        let parcel = parcel.with("authorization", &format!("Bearer {}", self.order.secret.text().trim()));
        let answer = self.courier.send(&parcel, &mut &*piece, piece.len() as u64, MOST_SAID)?;
        match answer.status {
            200 => Ok(answer),
            status => Err(Failed::of("the other device", status)),
        }
    }
}

fn count(answer: &Receipted) -> Result<u64, Failed> {
    let text = std::str::from_utf8(&answer.body).ok();
    text.and_then(|text| text.trim().parse().ok()).ok_or(Failed::Answer("the other device does not say what it has"))
}

/// What the other unit signed: that it took over what was sent.
fn signed(body: &[u8], sent: &Arrived) -> Result<Arrived, Failed> {
    let no = || Failed::Answer("what the other device signed does not hold");
    let (key, envelope) = body.split_first_chunk::<KEY>().ok_or_else(no)?;
    let key = UnitPublicKey::from_bytes(key).ok_or_else(no)?;
    let envelope: Envelope = decode(envelope).map_err(|_| no())?;
    let said: TakenOver = envelope.open(&key).map_err(|_| no())?;
    if *said.sha256 != sent.sha256 || said.bytes != sent.bytes {
        return Err(Failed::Corrupt);
    }
    Ok(Arrived { successor: Some(key.fingerprint().0), ..*sent })
}

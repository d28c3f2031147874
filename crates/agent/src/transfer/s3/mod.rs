//! To a bucket of S3 or of whatever speaks like it: path-style addresses, an upload in parts, Signature Version 4.
//!
//! The parts that were taken stay there, so that what breaks off goes on behind them.

mod sign;

use std::io::Read as _;

use ureq::http::Uri;

use super::course::Load;
use super::failed::Failed;
use super::{Came, MOST_ANSWER, Order, Time};
use crate::http::encoded;
use crate::net::{Courier, Parcel, Receipted};
use crate::zone;
use sign::{Signed, Signer, digest};

/// Bytes of a part but the last one. One is in memory at a time: its hash is signed before it is sent.
const PART: u64 = 8 << 20;

/// The most parts that an upload has.
const MOST_PARTS: u64 = 10_000;

/// The most letters of a part's mark, as it stands in XML: thirty-odd are usual.
const MOST_MARK: usize = 256;

/// A file in a bucket, and the key that opens it.
pub(super) struct Bucket<'a> {
    courier: &'a Courier,
    base: String,
    host: String,
    path: String,
    signer: Signer<'a>,
    time: Time,
}

/// A part that is there: its number, its bytes, and its mark as it stands in XML, which some lists leave away.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Part {
    number: u64,
    bytes: u64,
    mark: String,
}

impl Part {
    fn in_xml(&self) -> String {
        let Self { number, mark, .. } = self;
        let mark = if mark.is_empty() { String::new() } else { format!("<ETag>{mark}</ETag>") };
        format!("<Part><PartNumber>{number}</PartNumber>{mark}</Part>")
    }
}

impl<'a> Bucket<'a> {
    pub(super) fn of(order: &'a Order, courier: &'a Courier, time: Time) -> Result<Self, Failed> {
        let target = &order.target;
        let uri: Option<Uri> = target.address.parse().ok();
        let host = uri.as_ref().and_then(Uri::authority).map(ToString::to_string);
        Ok(Self {
            courier,
            base: target.address.trim_end_matches('/').to_owned(),
            host: host.ok_or_else(|| Failed::Address(target.address.clone()))?,
            path: format!("/{}/{}", target.bucket, order.name),
            signer: Signer { key: &target.user, secret: order.secret.text(), region: &target.region },
            time,
        })
    }

    /// Sends what is not there yet, reads the whole back, and compares. An upload that is new is only begun: its name has to
    /// be kept before anything is sent.
    pub(super) fn take(&self, order: &Order, load: &mut Load<'_>) -> Result<Came, Failed> {
        if load.size() > PART * MOST_PARTS {
            return Err(Failed::Large(load.size()));
        }
        let Some(upload) = &order.begun else { return self.begin() };
        let mut parts = match self.parts(upload, load.size())? {
            Some(parts) => parts,
            None if order.is_new => return Err(Failed::Answer("the bucket forgot an upload that it had just begun")),
            None => return self.begin(),
        };
        load.pass(parts.iter().map(|part| part.bytes).sum()).map_err(|_| Failed::Short)?;
        while load.left() > 0 {
            parts.push(self.put(upload, parts.len() as u64 + 1, load)?);
        }
        let arrived = load.arrived()?;
        self.end(upload, &parts)?;
        let mut back = load.back();
        super::read_back(self.courier.pour(&self.parcel("GET", "", b"")?, arrived.bytes, &mut back))?;
        if back.is(&arrived) { Ok(Came::Whole(arrived)) } else { Err(Failed::Corrupt) }
    }

    /// Has the parts thrown away that are there: they would lie there unseen, and cost.
    pub(super) fn give_up(&self, upload: &str) -> Result<(), Failed> {
        self.ask("DELETE", &format!("uploadId={}", encoded(upload)), b"").map(drop)
    }

    fn begin(&self) -> Result<Came, Failed> {
        let answer = good("POST", self.ask("POST", "uploads=", b"")?)?;
        let text = String::from_utf8_lossy(&answer.body);
        let upload = between(&text, "<UploadId>", "</UploadId>").filter(|id| !id.is_empty() && id.len() < 2048);
        upload.map(|id| Came::Begun(id.to_owned())).ok_or(Failed::Answer("the bucket names no upload"))
    }

    /// The parts that were taken, in their order, as far as they are those of a file of this size; nothing where there is no
    /// such upload any more. What else a bucket lists is not kept, and nothing behind it is asked for: no list is longer than
    /// the file has parts.
    fn parts(&self, upload: &str, size: u64) -> Result<Option<Vec<Part>>, Failed> {
        let mut parts: Vec<Part> = Vec::new();
        loop {
            let after = parts.len();
            let query = format!("part-number-marker={after}&uploadId={}", encoded(upload));
            let answer = self.ask("GET", &query, b"")?;
            if answer.status == 404 {
                return Ok(None);
            }
            let answer = good("GET", answer)?;
            let text = String::from_utf8_lossy(&answer.body);
            let listed = text.split("<Part>").skip(1).filter_map(part).zip(after as u64 + 1..);
            parts.extend(listed.take_while(|(part, number)| is_in_place(part, *number, size)).map(|(part, _)| part));
            if between(&text, "<IsTruncated>", "</IsTruncated>") != Some("true") || parts.len() == after {
                return Ok(Some(parts));
            }
        }
    }

    fn put(&self, upload: &str, number: u64, load: &mut Load<'_>) -> Result<Part, Failed> {
        let mut bytes = Vec::with_capacity(usize::try_from(load.left().min(PART)).unwrap_or_default());
        load.by_ref().take(PART).read_to_end(&mut bytes).map_err(|_| Failed::Short)?;
        let query = format!("partNumber={number}&uploadId={}", encoded(upload));
        let answer = good("PUT", self.ask("PUT", &query, &bytes)?)?;
        let mark: String = answer.mark.chars().filter(|letter| !"<>&".contains(*letter)).collect();
        if mark.len() > MOST_MARK {
            return Err(Failed::Answer("the bucket gives a part a mark that is too long"));
        }
        Ok(Part { number, bytes: bytes.len() as u64, mark })
    }

    fn end(&self, upload: &str, parts: &[Part]) -> Result<(), Failed> {
        let parts: String = parts.iter().map(Part::in_xml).collect();
        let body = format!("<CompleteMultipartUpload>{parts}</CompleteMultipartUpload>");
        let answer = good("POST", self.ask("POST", &format!("uploadId={}", encoded(upload)), body.as_bytes())?)?;
        // What goes wrong late is told in the body of a good answer.
        let is_error = String::from_utf8_lossy(&answer.body).contains("<Error>");
        if is_error { Err(Failed::Answer("the bucket does not put the parts together")) } else { Ok(()) }
    }

    fn ask(&self, method: &str, query: &str, body: &[u8]) -> Result<Receipted, Failed> {
        let parcel = self.parcel(method, query, body)?;
        let answer = match method {
            "GET" | "DELETE" => self.courier.ask(&parcel, MOST_ANSWER),
            _ => self.courier.send(&parcel, &mut &*body, body.len() as u64, MOST_ANSWER),
        };
        Ok(answer?)
    }

    fn parcel(&self, method: &str, query: &str, body: &[u8]) -> Result<Parcel, Failed> {
        let mark = if query.is_empty() { "" } else { "?" };
        let url = format!("{}{}{mark}{query}", self.base, self.path);
        let (body, time) = (digest(body), zone::compact(self.time.now()));
        let signed = Signed { method, host: &self.host, path: &self.path, query, body: &body, time: &time };
        let parcel = Parcel::to(method, &url).ok_or_else(|| Failed::Address(url.clone()))?;
        let parcel = parcel.with("host", &self.host).with("x-amz-content-sha256", &body).with("x-amz-date", &time);
        Ok(parcel.with("authorization", &self.signer.authorization(&signed)))
    }
}

fn good(what: &str, answer: Receipted) -> Result<Receipted, Failed> {
    match answer.status {
        200 | 204 => Ok(answer),
        status => Err(Failed::of(what, status)),
    }
}

/// Whether a part is the one that would be sent now as this one.
fn is_in_place(part: &Part, number: u64, size: u64) -> bool {
    let before = PART * (number - 1);
    part.number == number && part.bytes == PART.min(size.saturating_sub(before)) && part.bytes > 0
}

fn part(text: &str) -> Option<Part> {
    Some(Part {
        number: between(text, "<PartNumber>", "</PartNumber>")?.parse().ok()?,
        bytes: between(text, "<Size>", "</Size>")?.parse().ok()?,
        mark: between(text, "<ETag>", "</ETag>").filter(|mark| mark.len() <= MOST_MARK).unwrap_or_default().to_owned(),
    })
}

fn between<'t>(text: &'t str, before: &str, behind: &str) -> Option<&'t str> {
    let (_, rest) = text.split_once(before)?;
    rest.split_once(behind).map(|(inner, _)| inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_that_is_too_short_or_not_in_its_order_is_sent_again() {
        let part = |number, bytes| Part { number, bytes, mark: String::new() };
        assert!(is_in_place(&part(1, PART), 1, PART + 5));
        assert!(is_in_place(&part(2, 5), 2, PART + 5));
        assert!(!is_in_place(&part(1, PART - 1), 1, PART + 5), "its end is missing");
        assert!(!is_in_place(&part(3, PART), 2, 9 * PART), "one before it is missing");
        assert!(!is_in_place(&part(2, 0), 2, PART), "there is no more");
    }

    #[test]
    fn a_listing_is_read_and_what_is_none_of_its_parts_passed_over() {
        let text = "<Part><PartNumber>2</PartNumber><ETag>&quot;a&quot;</ETag><Size>7</Size></Part><Part>junk</Part>";
        let parts: Vec<_> = text.split("<Part>").skip(1).filter_map(part).collect();
        assert_eq!(parts, [Part { number: 2, bytes: 7, mark: "&quot;a&quot;".to_owned() }]);
    }
}

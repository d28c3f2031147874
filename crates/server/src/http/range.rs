//! Parts of a file (RFC 9110, sections 13 and 14): one range, several, or all of it.

use axum::body::Body;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use futures_util::stream::{self, BoxStream};
use futures_util::{StreamExt, TryStreamExt};
use steadfast_store::{BlobError, BlobHash, Blobs};

use super::problem::Problem;
use super::upload::unkept;

/// Ranges of one request: clients that fetch the blocks that they lack ask for many.
const MOST_RANGES: usize = 512;
/// What stands between two parts. It need not be secret: a part's length is said ahead of it.
const BOUNDARY: &str = "steadfast-5b1f0c7e";

/// A part: its first byte, and the one behind its last.
type Part = std::ops::Range<u64>;

/// What a request asks of a file.
#[derive(Debug, PartialEq, Eq)]
enum Wanted {
    All,
    Parts(Vec<Part>),
    /// It has the file already.
    Unchanged,
    /// It wants another file than this.
    Another,
    /// No part of it is there.
    Outside,
}

/// A file, or the parts of it that were asked for. `headers` are put on an answer that brings some of it.
pub(crate) async fn serve(
    blobs: &Blobs,
    blob: BlobHash,
    length: u64,
    asked: &HeaderMap,
    headers: &[(HeaderName, HeaderValue)],
) -> Result<Response, Problem> {
    let tag = format!("\"{blob}\"");
    let mut response = match wanted(asked, &tag, length) {
        Wanted::All => {
            let reading = blobs.get(blob).await.map_err(unreadable)?;
            ([(header::CONTENT_LENGTH, length)], Body::from_stream(reading.content)).into_response()
        }
        Wanted::Parts(parts) if parts.len() == 1 => one(blobs, blob, length, parts[0].clone()).await?,
        Wanted::Parts(parts) => several(blobs, blob, length, parts),
        Wanted::Unchanged => StatusCode::NOT_MODIFIED.into_response(),
        Wanted::Another => return Err(Problem::changed("the file is another than the one that was named")),
        Wanted::Outside => {
            let size = [(header::CONTENT_RANGE, format!("bytes */{length}"))];
            (StatusCode::RANGE_NOT_SATISFIABLE, size).into_response()
        }
    };
    let own = response.headers_mut();
    own.insert(header::ACCEPT_RANGES, HeaderValue::from_static("bytes"));
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        own.insert(header::ETAG, tag);
    }
    for (name, value) in headers {
        own.entry(name).or_insert_with(|| value.clone());
    }
    Ok(response)
}

fn unreadable(error: BlobError) -> Problem {
    match error {
        BlobError::NotFound(_) => Problem::not_found("the file is not here any more"),
        error => unkept(error),
    }
}

async fn one(blobs: &Blobs, blob: BlobHash, length: u64, part: Part) -> Result<Response, Problem> {
    let place = [(header::CONTENT_RANGE, range_of(&part, length)), (header::CONTENT_LENGTH, size(&part).to_string())];
    let reading = blobs.get_range(blob, part).await.map_err(unreadable)?;
    Ok((StatusCode::PARTIAL_CONTENT, place, Body::from_stream(reading.content)).into_response())
}

fn several(blobs: &Blobs, blob: BlobHash, length: u64, parts: Vec<Part>) -> Response {
    let end = format!("\r\n--{BOUNDARY}--\r\n");
    let all = parts.iter().map(|part| head(part, length).len() as u64 + size(part)).sum::<u64>() + end.len() as u64;
    let blobs = blobs.clone();
    let pieces = stream::iter(parts).then(move |part| {
        let blobs = blobs.clone();
        async move { piece(&blobs, blob, length, part).await }
    });
    let last = stream::once(async move { Ok(Bytes::from(end)) });
    let content = pieces.try_flatten().chain(last);
    let kind = format!("multipart/byteranges; boundary={BOUNDARY}");
    let headers = [(header::CONTENT_TYPE, kind), (header::CONTENT_LENGTH, all.to_string())];
    (StatusCode::PARTIAL_CONTENT, headers, Body::from_stream(content)).into_response()
}

async fn piece(
    blobs: &Blobs,
    blob: BlobHash,
    length: u64,
    part: Part,
) -> Result<BoxStream<'static, Result<Bytes, BlobError>>, BlobError> {
    let before = Bytes::from(head(&part, length));
    let reading = blobs.get_range(blob, part).await?;
    Ok(stream::once(async move { Ok(before) }).chain(reading.content).boxed())
}

fn head(part: &Part, length: u64) -> String {
    let range = range_of(part, length);
    format!("\r\n--{BOUNDARY}\r\nContent-Type: application/octet-stream\r\nContent-Range: {range}\r\n\r\n")
}

fn range_of(part: &Part, length: u64) -> String {
    format!("bytes {}-{}/{length}", part.start, part.end.saturating_sub(1))
}

fn size(part: &Part) -> u64 {
    part.end.saturating_sub(part.start)
}

fn wanted(asked: &HeaderMap, tag: &str, length: u64) -> Wanted {
    let text = |name| asked.get(name).and_then(|value: &HeaderValue| value.to_str().ok());
    if text(header::IF_MATCH).is_some_and(|known| !names(known, tag)) {
        return Wanted::Another;
    }
    if text(header::IF_NONE_MATCH).is_some_and(|known| names(known, tag)) {
        return Wanted::Unchanged;
    }
    let Some(range) = text(header::RANGE) else { return Wanted::All };
    // Parts of another version would not fit those that the client has (section 13.1.5).
    if text(header::IF_RANGE).is_some_and(|known| known.trim() != tag) {
        return Wanted::All;
    }
    match ranges(range, length) {
        Some(parts) if parts.is_empty() => Wanted::Outside,
        Some(parts) => Wanted::Parts(parts),
        // What is not understood is passed over (section 14.2).
        None => Wanted::All,
    }
}

fn names(known: &str, tag: &str) -> bool {
    known.split(',').map(str::trim).any(|one| one == "*" || one == tag)
}

/// The parts that a `Range` names and that are there, in its order; those that overlap a part before them, or touch it,
/// become one with it. Nothing where it is not understood, or asks for too many.
fn ranges(text: &str, length: u64) -> Option<Vec<Part>> {
    let (unit, list) = text.trim().split_once('=')?;
    if !unit.eq_ignore_ascii_case("bytes") {
        return None;
    }
    let mut parts: Vec<Part> = Vec::new();
    for (count, one) in list.split(',').enumerate() {
        if count >= MOST_RANGES {
            return None;
        }
        if let Some(part) = range(one.trim(), length)? {
            join(&mut parts, part);
        }
    }
    Some(parts)
}

/// Puts a part behind the others, or in the place of the first that it meets; none is sent twice.
fn join(parts: &mut Vec<Part>, mut part: Part) {
    let mut place = parts.len();
    while let Some(at) = parts.iter().position(|there| part.start <= there.end && there.start <= part.end) {
        let met = parts.remove(at);
        part = met.start.min(part.start)..met.end.max(part.end);
        place = place.min(at);
    }
    parts.insert(place.min(parts.len()), part);
}

/// One range: `a-b`, `a-` or `-n`; inside nothing where it begins behind the end, nothing where it is none.
#[expect(clippy::option_option, reason = "two different answers")]
fn range(text: &str, length: u64) -> Option<Option<Part>> {
    let (first, last) = text.split_once('-')?;
    if first.is_empty() {
        let count: u64 = last.parse().ok()?;
        return Some((count > 0 && length > 0).then(|| length.saturating_sub(count)..length));
    }
    let first: u64 = first.parse().ok()?;
    let last = if last.is_empty() { u64::MAX } else { last.parse().ok()? };
    if last < first {
        return None;
    }
    Some((first < length).then(|| first..last.saturating_add(1).min(length)))
}

#[cfg(test)]
#[expect(clippy::single_range_in_vec_init, reason = "parts are ranges, and there may be one")]
mod tests {
    use axum::http::HeaderMap;

    use super::{Wanted, ranges, wanted};

    #[test]
    fn ranges_are_those_of_the_standard() {
        assert_eq!(ranges("bytes=0-499", 10_000), Some(vec![0..500]));
        assert_eq!(ranges("bytes=9500-", 10_000), Some(vec![9500..10_000]));
        assert_eq!(ranges("bytes=-500", 10_000), Some(vec![9500..10_000]));
        assert_eq!(ranges("bytes=-20000", 10_000), Some(vec![0..10_000]));
        assert_eq!(ranges("bytes=0-0, -1", 10_000), Some(vec![0..1, 9999..10_000]));
        assert_eq!(ranges("bytes=0-99,50-149,150-199", 10_000), Some(vec![0..200]));
        assert_eq!(ranges("bytes=10-19,30-39,0-4,15-34", 10_000), Some(vec![10..40, 0..5]));
        assert_eq!(ranges("bytes=10000-", 10_000), Some(vec![]));
        assert_eq!(ranges("bytes=-0", 10_000), Some(vec![]));
        for odd in ["bytes=5-4", "bytes=a-b", "lines=1-2", "bytes=1", "bytes=99999999999999999999-"] {
            assert_eq!(ranges(odd, 10_000), None, "{odd}");
        }
        assert_eq!(ranges(&format!("bytes={}", vec!["0-0"; 513].join(",")), 10_000), None);
    }

    #[test]
    fn no_byte_is_sent_twice_however_it_is_asked_for() {
        let small: Vec<String> = (0..200).map(|at| format!("{}-{}", at * 10, at * 10 + 1)).collect();
        let large: Vec<String> = (0..200).rev().map(|at| format!("{}-", at * 10)).collect();
        let parts = ranges(&format!("bytes={},{}", small.join(","), large.join(",")), 1 << 34).expect("parts");
        assert_eq!(parts, [0..1 << 34]);
    }

    #[test]
    fn what_was_known_before_decides() {
        let asked = |pairs: &[(&'static str, &'static str)]| {
            let pairs =
                pairs.iter().map(|(name, value)| (name.parse().expect("a name"), value.parse().expect("a value")));
            wanted(&pairs.collect::<HeaderMap>(), "\"a\"", 100)
        };
        assert_eq!(asked(&[]), Wanted::All);
        assert_eq!(asked(&[("if-none-match", "\"b\", \"a\"")]), Wanted::Unchanged);
        assert_eq!(asked(&[("if-match", "\"b\"")]), Wanted::Another);
        assert_eq!(asked(&[("range", "bytes=1-2"), ("if-range", "\"a\"")]), Wanted::Parts(vec![1..3]));
        assert_eq!(asked(&[("range", "bytes=1-2"), ("if-range", "\"b\"")]), Wanted::All);
        assert_eq!(asked(&[("range", "bytes=100-")]), Wanted::Outside);
    }
}

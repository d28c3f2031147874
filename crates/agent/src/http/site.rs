//! Whether a request comes from a page of the unit itself.

use super::request::Request;

/// Browsers say with each form where its page came from. A client that says nothing is no browser, and carries no cookies
/// that somebody else could use. The unit's pages keep `referrer-policy: same-origin`: with `no-referrer` browsers would
/// send `origin: null` with the unit's own forms.
pub(super) fn is_foreign(request: &Request) -> bool {
    let says =
        |name: &'static str| request.headers.iter().filter(move |(known, _)| known == name).map(|(_, value)| value);
    let own = |origin: &String| origin.to_ascii_lowercase().strip_prefix("https://") == Some(request.host.as_str());
    let near = |site: &String| site == "same-origin" || site == "none";
    !says("origin").all(own) || !says("sec-fetch-site").all(near)
}

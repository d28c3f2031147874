//! Requests that change something come from our own pages, or from programs with a token.

use axum::extract::Request;
use axum::http::{HeaderMap, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::problem::Problem;

/// Refuses a request that changes something and that another site caused.
///
/// Browsers say where a request comes from in `Sec-Fetch-Site` (Fetch Metadata) or `Origin` (RFC 6454). A request with
/// neither comes from no browser that carries our cookie.
pub(crate) async fn guard(request: Request, next: Next) -> Response {
    let reads = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    if reads || is_own(request.headers()) {
        return next.run(request).await;
    }
    Problem::cross_site("send the request from this server's own pages, or with a token").into_response()
}

fn is_own(headers: &HeaderMap) -> bool {
    let text = |name: &str| headers.get(name).map(|value| value.to_str().unwrap_or("unreadable"));
    match (text("sec-fetch-site"), text(header::ORIGIN.as_str())) {
        (Some(site), _) => matches!(site, "same-origin" | "none"),
        (None, Some(origin)) => same_host(origin, text(header::HOST.as_str())),
        (None, None) => true,
    }
}

fn same_host(origin: &str, host: Option<&str>) -> bool {
    origin.split_once("://").is_some_and(|(_, named)| Some(named) == host)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        pairs.iter().map(|(name, value)| ((*name).parse().expect("a name"), value.parse().expect("a value"))).collect()
    }

    #[test]
    fn only_our_own_pages_and_programs_change_things() {
        let cases: &[(&[(&str, &str)], bool)] = &[
            (&[("sec-fetch-site", "same-origin")], true),
            (&[("sec-fetch-site", "none")], true),
            (&[("sec-fetch-site", "same-site")], false),
            (&[("sec-fetch-site", "cross-site")], false),
            (&[("origin", "https://a.example"), ("host", "a.example")], true),
            (&[("origin", "https://b.example"), ("host", "a.example")], false),
            (&[("origin", "null"), ("host", "a.example")], false),
            (&[("host", "a.example")], true),
        ];
        for (pairs, own) in cases {
            assert_eq!(is_own(&headers(pairs)), *own, "{pairs:?}");
        }
    }
}

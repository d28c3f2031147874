//! Requests out of bytes.

use proptest::prelude::*;
use steadfast_agent::http::{Body, Keep, MOST_BODY, MOST_HEAD, Method, Reader, Refused, Request, Response};

fn read(bytes: &[u8]) -> Result<Option<Request>, Refused> {
    let mut reader = Reader::default();
    reader.push(bytes);
    reader.next()
}

fn whole(text: &str) -> Request {
    read(text.as_bytes()).expect("it is a request").expect("it is whole")
}

fn status(text: &str) -> u16 {
    read(text.as_bytes()).expect_err(text).response().status()
}

fn get(target: &str) -> String {
    format!("GET {target} HTTP/1.1\r\nHost: unit.local\r\n\r\n")
}

fn post(headers: &str) -> Request {
    whole(&format!("POST / HTTP/1.1\r\nHost: Unit.local:8443\r\nContent-Length: 0\r\n{headers}\r\n"))
}

#[test]
fn a_request_is_read_with_its_path_query_and_cookies() {
    let text =
        "GET /log/a%20b?from=3&to=%C3%A9+x HTTP/1.1\r\nhost: Unit.Local\r\nCookie: a=1; b=2\r\ncookie: c=3\r\n\r\n";
    let request = whole(text);
    assert_eq!((request.method, request.path.as_str(), request.host.as_str()), (Method::Get, "/log/a b", "unit.local"));
    assert_eq!((request.query.get("from"), request.query.get("to")), (Some("3"), Some("é x")));
    assert_eq!(["a", "b", "c", "d"].map(|name| request.cookie(name)), [Some("1"), Some("2"), Some("3"), None]);
}

#[test]
fn what_is_there_twice_has_no_value() {
    let request = whole("GET /?a=1&a=2 HTTP/1.1\r\nHost: x\r\nX-Y: 1\r\nX-Y: 2\r\nCookie: s=1; s=2\r\n\r\n");
    assert_eq!((request.query.get("a"), request.header("x-y"), request.cookie("s")), (None, None, None));
}

#[test]
fn what_could_be_read_in_two_ways_is_refused() {
    for target in [
        "x",
        "//x",
        "/a//b",
        "/a/../b",
        "/%2e%2e/b",
        "/a%2fb",
        "/a%5cb",
        "/%zz",
        "/%00",
        "/?%",
        "*",
        "https://x/",
        "/\u{e9}",
    ] {
        assert_eq!(status(&get(target)), 400, "{target}");
    }
    let with = |headers: &str| status(&format!("POST / HTTP/1.1\r\n{headers}\r\n"));
    assert_eq!(with(""), 400, "no host");
    assert_eq!(with("Host: a\r\nHost: a\r\nContent-Length: 0\r\n"), 400);
    assert_eq!(with("Host: a/b\r\nContent-Length: 0\r\n"), 400);
    assert_eq!(with("Host: a\r\nContent-Length: 1\r\nContent-Length: 1\r\n"), 400);
    for length in ["", "+1", "-1", "1,1", "0x1"] {
        assert_eq!(with(&format!("Host: a\r\nContent-Length: {length}\r\n")), 400, "{length}");
    }
    assert_eq!(with("Host: a\r\n folded\r\nContent-Length: 0\r\n"), 400);
    assert_eq!(with("Host : a\r\nContent-Length: 0\r\n"), 400);
    assert_eq!(status("GET / HTTP/1.1\nHost: a\n\nGET / HTTP/1.1\r\nHost: a\r\n\r\n"), 400);
}

#[test]
fn what_is_not_spoken_here_is_refused_with_its_status() {
    for (text, expected) in [
        ("PUT / HTTP/1.1\r\nHost: a\r\n\r\n", 405),
        ("CONNECT a:1 HTTP/1.1\r\nHost: a\r\n\r\n", 405),
        ("GET / HTTP/1.0\r\nHost: a\r\n\r\n", 505),
        ("GET / HTTP/2.0\r\nHost: a\r\n\r\n", 505),
        ("POST / HTTP/1.1\r\nHost: a\r\n\r\n", 411),
        ("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n", 411),
        ("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n", 411),
        ("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 65537\r\n\r\n", 413),
        ("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999999999999999\r\n\r\n", 413),
    ] {
        assert_eq!(status(text), expected, "{text}");
    }
    let long = "a".repeat(MOST_HEAD);
    assert_eq!(status(&format!("GET /{long}")), 431, "it is refused before it is whole");
    let many = "X: y\r\n".repeat(65);
    assert_eq!(status(&format!("GET / HTTP/1.1\r\nHost: a\r\n{many}\r\n")), 431);
}

#[test]
fn a_form_of_another_page_is_foreign() {
    for own in
        ["", "Origin: https://unit.local:8443\r\n", "Sec-Fetch-Site: same-origin\r\n", "Sec-Fetch-Site: none\r\n"]
    {
        assert!(!post(own).is_foreign(), "{own}");
    }
    for foreign in [
        "Origin: https://unit.local\r\n",
        "Origin: http://unit.local:8443\r\n",
        "Origin: https://evil.example\r\n",
        "Origin: null\r\n",
        "Sec-Fetch-Site: cross-site\r\n",
        "Sec-Fetch-Site: same-site\r\n",
        "Origin: https://unit.local:8443\r\nSec-Fetch-Site: cross-site\r\n",
        "Origin: https://unit.local:8443\r\nOrigin: https://evil.example\r\n",
    ] {
        assert!(post(foreign).is_foreign(), "{foreign}");
    }
    let page = whole("GET / HTTP/1.1\r\nHost: a\r\nSec-Fetch-Site: cross-site\r\n\r\n");
    assert!(!page.is_foreign(), "a link from elsewhere is no form");
}

#[test]
fn no_secret_is_shown_where_a_request_is_printed() {
    let request = whole("POST /in?t=hush HTTP/1.1\r\nHost: a\r\nCookie: s=hush\r\nContent-Length: 6\r\n\r\np=hush");
    assert!(!format!("{request:?}").contains("hush"));
    assert!(!format!("{:?}", request.query).contains("hush"));
}

#[test]
fn an_answer_has_strict_headers_and_no_others_can_be_put_into_a_value() {
    let response = Response::see_other("/x\r\nset-cookie: a=b").cookie("__Host-s", "a;b\r\n", Some(9));
    let (head, body) = response.into_parts(Keep::Close);
    let head = String::from_utf8(head).expect("it is text");
    assert!(head.starts_with("HTTP/1.1 303 See Other\r\nlocation: /xset-cookie: a=b\r\n"), "{head}");
    for line in [
        "set-cookie: __Host-s=ab; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=9",
        "x-content-type-options: nosniff",
        "cache-control: no-store",
        "content-length: 0",
        "connection: close",
    ] {
        assert!(head.split("\r\n").any(|known| known == line), "{line} in {head}");
    }
    assert!(head.contains("content-security-policy: default-src 'none';") && !head.contains("strict-transport"));
    assert!(matches!(body, Body::Whole(body) if body.is_empty()) && head.ends_with("\r\n\r\n"));
}

#[test]
fn a_header_of_the_answer_stands_instead_of_the_usual_one() {
    let (head, _) = Response::text(200, "x").with("cache-control", "max-age=60").into_parts(Keep::Open);
    assert_eq!(String::from_utf8(head).expect("it is text").matches("cache-control").count(), 1);
}

proptest! {
    #[test]
    fn requests_are_the_same_however_their_bytes_come(pieces in proptest::collection::vec(1usize..40, 1..200), length in 0..200usize) {
        let body = "b".repeat(length);
        let one = format!("POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: {length}\r\n\r\n{body}");
        let bytes = format!("{one}{one}{}", get("/last")).into_bytes();
        let (mut reader, mut read, mut rest) = (Reader::default(), Vec::new(), &bytes[..]);
        for piece in pieces.into_iter().chain([usize::MAX]) {
            let (now, later) = rest.split_at(piece.min(rest.len()));
            reader.push(now);
            rest = later;
            while let Some(request) = reader.next().expect("all are good") {
                read.push((request.path, request.body.len()));
            }
        }
        prop_assert_eq!(read, [("/a".to_owned(), length), ("/a".to_owned(), length), ("/last".to_owned(), 0)]);
        prop_assert!(reader.is_empty());
    }

    #[test]
    fn no_bytes_break_the_reader(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let _ = read(&bytes);
        let head = [b"POST / HTTP/1.1\r\n", &bytes[..], b"\r\n\r\n"].concat();
        if let Ok(Some(request)) = read(&head) {
            prop_assert!(request.body.len() <= MOST_BODY && request.path.starts_with('/'));
        }
    }
}

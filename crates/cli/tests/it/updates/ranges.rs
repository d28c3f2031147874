//! Files of releases by HTTP: whole, in parts, and where they were cut off.

use std::io::{Read, Write};
use std::net::TcpStream;

use steadfast_trust::encoding::hex;
use steadfast_trust::hash::sha256;
use ureq::http::Response;
use ureq::{Agent, Body};

use super::maker::Maker;
use crate::serve::house::House;

/// A file whose every place looks different.
fn content() -> Vec<u8> {
    (0..400_000_u32).flat_map(u32::to_le_bytes).collect()
}

struct File {
    agent: Agent,
    url: String,
}

impl File {
    fn get(&self, headers: &[(&str, &str)]) -> Response<Body> {
        let request =
            headers.iter().fold(self.agent.get(&self.url), |request, (name, value)| request.header(*name, *value));
        request.call().expect("an answer")
    }

    fn body(&self, headers: &[(&str, &str)], status: u16) -> Vec<u8> {
        let mut answer = self.get(headers);
        assert_eq!(answer.status(), status, "{headers:?}");
        answer.body_mut().with_config().limit(1 << 30).read_to_vec().expect("a body")
    }
}

fn header<'a>(answer: &'a Response<Body>, name: &str) -> &'a str {
    answer.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
}

/// The parts of an answer in several: what each says of its place, and its bytes.
fn parts(kind: &str, body: &[u8]) -> Vec<(String, Vec<u8>)> {
    let boundary = kind.split_once("boundary=").expect("a boundary").1;
    let mark = format!("\r\n--{boundary}");
    let mut rest = body;
    let mut parts = Vec::new();
    while let Some(after) = rest.strip_prefix(mark.as_bytes()) {
        if after == b"--\r\n" {
            return parts;
        }
        let end = after.windows(4).position(|four| four == b"\r\n\r\n").expect("headers");
        let head = String::from_utf8_lossy(&after[..end]).into_owned();
        let place =
            head.lines().find_map(|line| line.strip_prefix("Content-Range: bytes ")).expect("a place").to_owned();
        let (from, to) = place.split_once('/').expect("a length").0.split_once('-').expect("a range");
        let length = to.parse::<usize>().expect("a number") + 1 - from.parse::<usize>().expect("a number");
        parts.push((place, after[end + 4..end + 4 + length].to_vec()));
        rest = &after[end + 4 + length..];
    }
    panic!("the parts do not end");
}

#[test]
fn a_file_comes_whole_in_parts_and_where_it_was_cut_off() {
    let maker = Maker::new(House::sqlite());
    let whole = content();
    maker.release("1.0", &whole);
    let hash = hex(&sha256(&[&whole]));
    let agent: Agent = Agent::config_builder().http_status_as_error(false).build().into();
    let file = File { agent, url: format!("{}/tuf/targets/gateway/1/{hash}.fw.bin", maker.address()) };

    let answer = file.get(&[]);
    let tag = header(&answer, "etag").to_owned();
    assert_eq!((answer.status().as_u16(), header(&answer, "accept-ranges")), (200, "bytes"));
    assert_eq!(header(&answer, "content-length"), whole.len().to_string());
    assert!(header(&answer, "cache-control").contains("immutable") && tag.len() == 66, "{tag}");
    assert_eq!(file.body(&[], 200), whole);

    let one = file.get(&[("range", "bytes=1000-1999")]);
    assert_eq!(header(&one, "content-range"), format!("bytes 1000-1999/{}", whole.len()));
    assert_eq!(header(&one, "etag"), tag);
    assert_eq!(file.body(&[("range", "bytes=1000-1999")], 206), whole[1000..2000]);
    assert_eq!(file.body(&[("range", "bytes=1599990-")], 206), whole[1_599_990..]);
    assert_eq!(file.body(&[("range", "bytes=-7")], 206), whole[whole.len() - 7..]);
    assert_eq!(file.body(&[("range", "bytes=1599990-9999999999")], 206), whole[1_599_990..]);

    let asked = [("range", "bytes=0-9, 500000-500099,-5")];
    let several = file.get(&asked);
    let kind = header(&several, "content-type").to_owned();
    let announced: usize = header(&several, "content-length").parse().expect("a length");
    let body = file.body(&asked, 206);
    assert_eq!(body.len(), announced);
    let found = parts(&kind, &body);
    let expected = [&whole[..10], &whole[500_000..500_100], &whole[whole.len() - 5..]];
    assert_eq!(found.iter().map(|(_, bytes)| bytes.as_slice()).collect::<Vec<_>>(), expected);
    assert_eq!(found[1].0, format!("500000-500099/{}", whole.len()));

    assert_eq!(file.body(&[("range", "bytes=0-9"), ("if-range", &tag)], 206), whole[..10]);
    assert_eq!(file.body(&[("range", "bytes=0-9"), ("if-range", "\"other\"")], 200).len(), whole.len());
    assert_eq!(file.body(&[("if-none-match", &tag)], 304), b"");
    assert_eq!(file.get(&[("if-match", "\"other\"")]).status(), 412);
    let outside = file.get(&[("range", "bytes=1600000-")]);
    assert_eq!((outside.status().as_u16(), header(&outside, "content-range")), (416, "bytes */1600000"));
    let many = format!("bytes={}", vec!["0-0"; 600].join(","));
    assert_eq!(file.body(&[("range", &many)], 200).len(), whole.len(), "so many are not answered one by one");

    resumed(&maker, &file, &whole, &tag);
    for (path, status) in [
        ("gateway/1/fw.bin", 404),
        ("gateway/1/00.fw.bin", 404),
        (&format!("gateway/2/{hash}.fw.bin"), 404),
        (&format!("{hash}.fw.bin"), 404),
        (&format!("gateway/1/{hash}.other"), 404),
        (&format!("gateway/1/{}.fw.bin", "0".repeat(64)), 404),
        (&format!("..%2f..%2f{hash}.master.key"), 404),
    ] {
        let other = File { agent: file.agent.clone(), url: format!("{}/tuf/targets/{path}", maker.address()) };
        assert_eq!(other.get(&[]).status(), status, "{path}");
    }
}

/// A connection that ends in the midst, and a second one that goes on there.
fn resumed(maker: &Maker, file: &File, whole: &[u8], tag: &str) {
    let mut stream = TcpStream::connect(("127.0.0.1", maker.house.port)).expect("a connection");
    let path = file.url.strip_prefix(&maker.address()).expect("a path");
    write!(stream, "GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n").expect("asked");
    let mut first = vec![0; 100_000];
    stream.read_exact(&mut first).expect("some of it");
    drop(stream);
    let head = first.windows(4).position(|four| four == b"\r\n\r\n").expect("headers") + 4;
    let mut had = first[head..].to_vec();
    let from = format!("bytes={}-", had.len());
    had.extend(file.body(&[("range", &from), ("if-range", tag)], 206));
    assert_eq!(had, whole);
}

#[test]
fn metadata_has_a_name_and_a_tag() {
    let maker = Maker::new(House::sqlite());
    let agent: Agent = Agent::config_builder().http_status_as_error(false).build().into();
    let of = |name: &str| File { agent: agent.clone(), url: format!("{}/tuf/metadata/{name}", maker.address()) };
    for name in ["1.root.json", "1.targets.json", "1.gateway.json", "1.snapshot.json", "timestamp.json"] {
        let file = of(name);
        let answer = file.get(&[]);
        assert_eq!((answer.status().as_u16(), header(&answer, "content-type")), (200, "application/json"), "{name}");
        let tag = header(&answer, "etag").to_owned();
        assert_eq!(file.body(&[("if-none-match", &tag)], 304), b"");
        assert_eq!(header(&answer, "cache-control").contains("immutable"), name != "timestamp.json", "{name}");
    }
    for name in
        ["2.root.json", "root.json", "0.root.json", "-1.root.json", "1.timestamp.json", "x", "1.none.json", "%2e%2e"]
    {
        assert_eq!(of(name).get(&[]).status(), 404, "{name}");
    }
    assert_eq!(of("1.root.json").body(&[], 200), maker.metadata("1.root.json"), "byte by byte as it was signed");
}

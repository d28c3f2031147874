//! Feeds by address.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::thread::JoinHandle;

use super::{INDEX, gate, import, zip};
use crate::advisories::{before, filler};
use crate::bills::bill_of;
use crate::program::{NOW, Program};

/// A server that answers so many requests, each by its path.
struct Server {
    port: u16,
    thread: JoinHandle<()>,
}

impl Server {
    fn new(requests: usize, answer: impl Fn(&str) -> Vec<u8> + Send + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let thread = std::thread::spawn(move || {
            for stream in listener.incoming().take(requests) {
                serve(stream.expect("a connection"), &answer);
            }
        });
        Self { port, thread }
    }

    fn address(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}/{path}", self.port)
    }

    fn end(self) {
        self.thread.join().expect("every request was answered");
    }
}

fn serve(mut stream: TcpStream, answer: &dyn Fn(&str) -> Vec<u8>) {
    let mut request = Vec::new();
    let mut byte = [0];
    while !request.ends_with(b"\r\n\r\n") && stream.read(&mut byte).expect("a request") == 1 {
        request.push(byte[0]);
    }
    let request = String::from_utf8_lossy(&request);
    let path = request.split(' ').nth(1).unwrap_or_default();
    stream.write_all(&answer(path)).expect("an answer");
}

fn found(body: &[u8], headers: &str) -> Vec<u8> {
    let mut answer =
        format!("HTTP/1.1 200 OK\r\n{headers}Content-Length: {}\r\nConnection: close\r\n\r\n", body.len()).into_bytes();
    answer.extend_from_slice(body);
    answer
}

const MISSING: &[u8] = b"HTTP/1.1 404 Not Found\r\nContent-Length: 4\r\nConnection: close\r\n\r\nnone";

#[test]
fn an_export_is_fetched_and_is_as_old_as_its_server_says() {
    let mut record = before("GHSA-1", "npm", "left-pad", "2.0.0");
    record["modified"] = "2020-01-01T00:00:00Z".into();
    record["published"] = "2020-01-01T00:00:00Z".into();
    let server =
        Server::new(1, move |_| found(&zip(&[record.clone()]), "Last-Modified: Wed, 01 Jul 2026 10:00:00 GMT\r\n"));
    let program = Program::new();
    let address = server.address("npm/all.zip");
    let run = import(&program, &[&address]).exits(0);
    server.end();
    assert!(run.words().contains("2026-07-01"), "{}", run.out);
    assert_eq!(gate(&program, &bill_of(&["pkg:npm/other@1.0.0"])), 0);
    assert_eq!(gate(&program, &bill_of(&["pkg:npm/left-pad@1.0.0"])), 1);
    assert_eq!(program.ask(&["scan", "bom.json"]).json()["snapshot"]["sources"][0]["name"], address);
}

/// Imports from a server that answers thus, over an index that is there, and nothing may change.
#[track_caller]
fn fails(code: i32, answer: Vec<u8>) {
    let program = Program::new();
    program.write_feed("feed", &[before("GHSA-1", "npm", "left-pad", "2.0.0")]);
    import(&program, &["feed"]).exits(0);
    let old = program.read(INDEX);
    let server = Server::new(1, move |_| answer.clone());
    let address = server.address("npm/all.zip");
    let run = import(&program, &[&address]).exits(code);
    server.end();
    assert!(run.err.contains(&address), "{}", run.err);
    assert_eq!(program.read(INDEX), old);
}

#[test]
fn a_missing_export_is_a_failure_and_nothing_changes() {
    fails(4, MISSING.to_vec());
}

#[test]
fn a_download_that_breaks_off_is_a_failure_and_nothing_changes() {
    let whole = found(&zip(&[filler("npm"), filler("npm")]), "");
    fails(4, whole[..whole.len() - 50].to_vec());
    fails(4, b"nonsense".to_vec());
}

#[test]
fn a_page_in_place_of_an_export_is_refused_and_nothing_changes() {
    fails(2, found(b"<!doctype html><title>Please log in</title>", ""));
}

#[test]
fn nobody_listening_is_a_failure() {
    let port = TcpListener::bind("127.0.0.1:0").expect("a port").local_addr().expect("an address").port();
    let program = Program::new();
    let run = import(&program, &[&format!("http://127.0.0.1:{port}/all.zip")]).exits(4);
    assert!(run.err.contains("cannot be fetched"), "{}", run.err);
    assert_eq!(program.files(), []);
}

#[test]
fn a_default_source_that_fails_is_told_and_the_others_are_used() {
    let server =
        Server::new(2, |path| if path == "/npm" { found(&zip(&[filler("npm")]), "") } else { MISSING.to_vec() });
    let program = Program::new();
    let sources = format!(
        "schema = 1\n[[source]]\nname = \"one\"\nurl = \"{}\"\n[[source]]\nname = \"other\"\nurl = \"{}\"\n",
        server.address("npm"),
        server.address("gone"),
    );
    program.write("sources.toml", sources);
    let run = program.run(&["feed", "import", "--sources", "sources.toml", "--now", NOW]).exits(4);
    assert!(run.words().contains("failed:") && run.out.contains(&server.address("gone")), "{}", run.out);
    server.end();
    assert_eq!(gate(&program, &bill_of(&["pkg:npm/other@1.0.0"])), 0);
}

#[test]
fn a_list_of_sources_that_cannot_be_understood_is_refused() {
    let program = Program::new();
    for (text, words) in [("schema = 2\n", "schema 2"), ("schema = 1\nsauce = 1\n", "sauce"), ("schema", "line 1")] {
        program.write("sources.toml", text);
        program.run(&["feed", "import", "--sources", "sources.toml"]).refuses(&["sources.toml", words]);
    }
}

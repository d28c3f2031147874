//! Servers that refuse, are none, are away, or break off: exit codes, words, and nothing half-written.

use std::io::{Read, Write};
use std::net::TcpListener;

use insta::assert_snapshot;

use super::served::Served;
use crate::program::{Program, Run};

#[test]
fn a_refusal_says_its_code_the_reason_and_what_to_do() {
    let served = Served::new();
    let token = served.token(&["people.read"]);
    let refused = served.ask(&token, &["record", "export", "--to", "ledger.jsonl"]).exits(1);
    assert_snapshot!(served.masked(&refused.err));
    assert!(served.program.read("ledger.jsonl").is_none());
    let stranger = served.ask("sft_none", &["user", "list"]).exits(2);
    assert_snapshot!(served.masked(&stranger.err));
    let reader = served.token(&["record.read"]);
    let absent = format!("rec_{}", "0".repeat(32));
    let absent = served.ask(&reader, &["record", "bundle", &absent]).exits(2);
    assert_snapshot!(served.masked(&absent.err));
}

#[test]
fn what_cannot_be_asked_is_refused_before_anything_is_sent() {
    let program = Program::new();
    let list = ["record", "list"];
    program.run(&list).refuses(&["STEADFAST_SERVER"]);
    program.run(&["record", "list", "--server", "http://127.0.0.1:9"]).refuses(&["STEADFAST_TOKEN is not set"]);
    program.run(&["record", "list", "--server", "http://steadfast.example.com"]).refuses(&["this machine alone"]);
    program.run(&["record", "list", "--server", "https://a.example/api/v1"]).refuses(&["without a path"]);
    program.run(&["record", "list", "--token", "sft_1"]).exits(2);
    let mut command = program.command(&["record", "show", "../people", "--server", "http://127.0.0.1:9"]);
    Run::of(command.env("STEADFAST_TOKEN", "sft_1").output().expect("it runs")).refuses(&["expected an id, rec_"]);
}

/// Answers the first request with these bytes, then closes.
fn answering(bytes: &'static [u8]) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = listener.local_addr().expect("its address");
    std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().expect("a client");
        let mut request = [0; 4096];
        let _ = stream.read(&mut request);
        let _ = stream.write_all(bytes);
    });
    format!("http://{address}")
}

fn export(program: &Program, server: &str) -> Run {
    let mut command = program.command(&["record", "export", "--to", "ledger.jsonl", "--server", server]);
    Run::of(command.env("STEADFAST_TOKEN", "sft_1").output().expect("it runs"))
}

#[test]
fn an_export_that_breaks_off_leaves_no_file() {
    let program = Program::new();
    let begun =
        b"HTTP/1.1 200 OK\r\ncontent-type: application/jsonl\r\ntransfer-encoding: chunked\r\n\r\n5\r\n{\"a\":\r\n";
    let run = export(&program, &answering(begun)).exits(4);
    assert!(run.err.contains("broke off"), "{}", run.err);
    assert!(program.files().is_empty(), "{:?}", program.files());
}

#[test]
fn other_servers_are_told_apart_and_redirects_are_not_followed() {
    let program = Program::new();
    let foreign = b"HTTP/1.1 302 Found\r\nlocation: http://127.0.0.1:9/\r\ncontent-length: 0\r\n\r\n";
    let run = export(&program, &answering(foreign)).exits(2);
    assert!(run.err.contains("no answer of a Steadfast server"), "{}", run.err);
    let run = export(&program, "http://127.0.0.1:9").exits(4);
    assert!(run.err.contains("cannot be reached"), "{}", run.err);
    assert!(program.files().is_empty(), "{:?}", program.files());
}

//! What the commands show, and the files that they write.

use insta::assert_snapshot;
use serde_json::{Value, json};

use super::served::{LONG, Served, start};
use crate::program::Program;

fn id_of(records: &Value, kind: &str) -> String {
    let items = records["items"].as_array().expect("a list");
    let found = items.iter().find(|record| record["kind"] == kind).expect("there is one");
    found["id"].as_str().expect("an id").to_owned()
}

#[test]
fn the_ledger_is_listed_shown_taken_out_and_verified() {
    let served = Served::new();
    let token = served.token(&["record.read", "record.content", "record.export"]);
    let ask = |arguments: &[&str]| served.ask(&token, arguments);
    let records = served.numbered(&token);

    let list = ask(&["record", "list"]).exits(0);
    assert_eq!(list.err, "");
    assert_snapshot!(served.masked(&list.out));
    let id = id_of(&records, "token-made");
    assert_snapshot!(
        served.masked(&ask(&["record", "show", &id]).exits(0).out).replace(&*expires(&served, &id, &token), "EXPIRES")
    );
    assert_eq!(
        ask(&["record", "list", "--kind", "set-up", "--format", "json"]).exits(0).json()["items"]
            .as_array()
            .map(Vec::len),
        Some(1)
    );
    let first = ask(&["record", "list", "--limit", "1", "--format", "json"]).exits(0).json();
    let cursor = first["next"].as_str().expect("there are more").to_owned();
    let second = ask(&["record", "list", "--limit", "1", "--cursor", &cursor]).exits(0);
    assert!(second.out.contains("There are more: go on with --cursor rec_"), "{}", second.out);

    let key = &served.ledger_key;
    let bundle = ask(&["record", "bundle", &id, "--to", "record.json"]).exits(0);
    assert!(bundle.out.contains("steadfast verify record.json --key FINGERPRINT"), "{}", bundle.out);
    served.program.run(&["verify", "record.json", "--key", key]).exits(0);
    ask(&["record", "export", "--to", "ledger.jsonl"]).exits(0);
    let verified = served.program.run(&["verify", "ledger.jsonl", "--key", key]).exits(0);
    assert!(verified.out.contains("all of 3 records"), "{}", verified.out);
    let printed = ask(&["record", "export"]).exits(0);
    assert_eq!(Some(printed.out.into_bytes()), served.program.read("ledger.jsonl"));
    let printed = ask(&["record", "bundle", &id]).exits(0);
    assert_eq!(Some(printed.out.into_bytes()), served.program.read("record.json"));
}

/// When the token ends: a time of this run inside the record.
fn expires(served: &Served, id: &str, token: &str) -> String {
    let record = served.ask(token, &["record", "show", id, "--format", "json"]).exits(0).json();
    record["facts"]["expires"].as_str().expect("a time").to_owned()
}

#[test]
fn without_the_right_the_content_is_not_shown_and_said_to_be_there() {
    let served = Served::new();
    let token = served.token(&["record.read"]);
    let id = id_of(&served.numbered(&token), "set-up");
    let shown = served.ask(&token, &["record", "show", &id]).exits(0);
    assert!(shown.words().contains("content not shown: it takes the right record.content"), "{}", shown.out);
}

#[test]
fn tokens_and_people_are_listed_and_what_they_are_called_cannot_steer_a_terminal() {
    let served = Served::new();
    let token = served.token(&["account.read", "people.read", "health.read"]);
    let guest = json!({"name": "Jo", "email": "jo@lumen.example", "role": "assessor"});
    let (link, _) = served.post("/invitations", &guest);
    let code = link["address"].as_str().and_then(|address| address.rsplit('/').next()).expect("a code").to_owned();
    served
        .post(&format!("/invitation/{code}"), &json!({"name": "J\u{202e}o", "password": "quartz ladder humming soup"}));
    assert_snapshot!(served.masked(&served.ask(&token, &["user", "list"]).exits(0).out));
    assert_snapshot!(served.masked(&served.ask(&token, &["token", "list"]).exits(0).out));
    assert_snapshot!(served.masked(&served.ask(&token, &["server", "health"]).exits(0).out));
    let health = served.ask("", &["server", "health", "--format", "json"]).exits(0).json();
    assert_eq!(
        health,
        json!({"schema": 1, "server": format!("http://{}", served.address), "healthy": true, "me": null})
    );
}

#[test]
fn a_job_is_listed_and_run() {
    let served = Served::new();
    let token = served.token(&["job.read", "job.run"]);
    let jobs = || {
        let jobs = served.ask(&token, &["job", "list", "--format", "json"]).exits(0).json();
        jobs["items"].as_array().filter(|jobs| jobs.iter().any(|job| job["state"] == "waiting")).cloned()
    };
    let jobs = steadfast_testkit::wait::poll(LONG, jobs).expect("the server has jobs");
    let waiting = jobs.iter().find(|job| job["state"] == "waiting").expect("one that waits");
    let (id, kind) = (waiting["id"].as_str().expect("an id"), waiting["kind"].as_str().expect("a kind"));
    let listed = served.ask(&token, &["job", "list", "--kind", kind]).exits(0);
    assert!(listed.out.contains(kind) && listed.out.contains(id), "{}", listed.out);
    let run = served.ask(&token, &["job", "run", id]).exits(0);
    assert!(run.out.contains("is due at once"), "{}", run.out);
    served.ask(&token, &["job", "list", "--state", "asleep"]).exits(2);
    let reader = served.token(&["job.read"]);
    served.ask(&reader, &["job", "run", id]).exits(1);
}

#[test]
fn health_that_is_told_elsewhere_is_unknown() {
    let program = Program::new();
    let (process, address) = start(&program, &["--listen", "127.0.0.1:0", "--listen-operations", "127.0.0.2:0"]);
    let server = if address.starts_with("127.0.0.1") { address.clone() } else { other(&process.log(), &address) };
    let run = program.run(&["server", "health", "--server", &format!("http://{server}")]).exits(3);
    assert!(run.out.contains("unknown"), "{}", run.out);
}

fn other(log: &str, first: &str) -> String {
    let mut addresses = log.lines().filter_map(|line| line.strip_prefix("steadfast: listening on "));
    addresses.rfind(|address| *address != first).expect("a second address").to_owned()
}

#[test]
fn a_certificate_that_the_server_made_is_trusted_by_its_fingerprint_alone() {
    let program = Program::new();
    let (mut process, address) = start(&program, &["--listen", "0.0.0.0:0"]);
    let is_fingerprint = |line: &str| line.trim().len() == 95 && line.matches(':').count() == 31;
    let fingerprint = process.find(LONG, |line| is_fingerprint(line).then(|| line.trim().to_owned()));
    let port = address.rsplit(':').next().expect("a port");
    let server = format!("https://127.0.0.1:{port}");
    let health = |more: &[&str]| program.run(&[&["server", "health", "--server", &server], more].concat());
    health(&["--certificate-fingerprint", &fingerprint]).exits(0);
    let mut command = program.command(&["server", "health", "--server", &server]);
    command.env("STEADFAST_CERTIFICATE_FINGERPRINT", fingerprint.replace(':', "").to_lowercase());
    assert!(command.status().expect("it runs").success());
    let unknown = health(&[]).exits(4);
    assert!(unknown.err.contains("give --certificate-fingerprint"), "{}", unknown.err);
    let other = health(&["--certificate-fingerprint", &"ab".repeat(32)]).exits(4);
    assert!(other.err.contains("another certificate") && other.err.contains(&fingerprint), "{}", other.err);
    health(&["--certificate-fingerprint", "ab"]).refuses(&["64 hexadecimal digits"]);
}

//! A server as a process, with its first person and tokens, and a program beside it that asks.

use std::time::Duration;

use serde_json::{Value, json};
use steadfast_testkit::program::Program as Process;

use crate::program::{Program, Run};

pub(super) const LONG: Duration = Duration::from_secs(60);

/// A running server.
pub(super) struct Served {
    pub(super) program: Program,
    pub(super) address: String,
    pub(super) ledger_key: String,
    cookie: String,
    _process: Process,
}

/// Starts a server on an address; the process, and where it listens.
pub(super) fn start(program: &Program, arguments: &[&str]) -> (Process, String) {
    let mut process = Process::spawn(program.command(&[&["serve", "--data", "server"], arguments].concat()));
    let address = process.find(LONG, |line| line.strip_prefix("steadfast: listening on ").map(str::to_owned));
    (process, address)
}

impl Served {
    pub(super) fn new() -> Self {
        let program = Program::new();
        let (mut process, address) = start(&program, &["--listen", "127.0.0.1:0"]);
        let ledger_key = process.find(LONG, |line| line.strip_prefix("steadfast: ledger key ").map(str::to_owned));
        let code = process.find(LONG, |line| line.split_once("/setup/").map(|(_, code)| code.to_owned()));
        let mut served = Self { program, address, ledger_key, cookie: String::new(), _process: process };
        let first = json!({
            "organisation": "Lumen Werke", "name": "Marta", "email": "marta@lumen.example",
            "password": "walnut gravel mosaic tepid",
        });
        let (_, cookie) = served.post(&format!("/setup/{code}"), &first);
        served.cookie = cookie;
        served
    }

    /// What the API answers to the first person, with the cookies that it sets.
    pub(super) fn post(&self, path: &str, body: &Value) -> (Value, String) {
        let request = ureq::post(format!("http://{}/api/v1{path}", self.address)).header("cookie", &self.cookie);
        let sent = request.header("content-type", "application/json").send(body.to_string());
        let mut answer = sent.expect("it is done");
        let cookies = answer.headers().get_all("set-cookie").into_iter().filter_map(|cookie| cookie.to_str().ok());
        let pairs: Vec<String> = cookies.filter_map(|cookie| cookie.split(';').next().map(str::to_owned)).collect();
        let text = answer.body_mut().read_to_string().expect("a body");
        (serde_json::from_str(&text).unwrap_or(Value::Null), pairs.join("; "))
    }

    pub(super) fn token(&self, scopes: &[&str]) -> String {
        let expires = jiff::Timestamp::from_second(seconds() + 86_400).expect("a time").to_string();
        let (made, _) = self.post("/tokens", &json!({"name": "build", "scopes": scopes, "expires": expires}));
        made["token"].as_str().expect("a token").to_owned()
    }

    /// Runs a command with this token.
    pub(super) fn ask(&self, token: &str, arguments: &[&str]) -> Run {
        let mut command = self.program.command(arguments);
        command.env("STEADFAST_SERVER", format!("http://{}", self.address)).env("STEADFAST_TOKEN", token);
        Run::of(command.output().expect("the program runs"))
    }

    /// Records, as soon as each has its number.
    pub(super) fn numbered(&self, token: &str) -> Value {
        let all =
            |records: &Value| records["items"].as_array().expect("a list").iter().all(|one| one["number"].is_u64());
        let numbered = || {
            let records = self.ask(token, &["record", "list", "--format", "json"]).exits(0).json();
            all(&records).then_some(records)
        };
        steadfast_testkit::wait::poll(LONG, numbered).expect("every record gets a number")
    }

    /// Text in which ids, times, ports and sizes are those of every run.
    pub(super) fn masked(&self, text: &str) -> String {
        let text = text.replace(&self.address, "ADDRESS");
        let mut masked = String::new();
        for word in text.split_inclusive(|character: char| " \n()\"".contains(character)) {
            masked.push_str(&mask(word));
        }
        masked
    }
}

/// Digits of ids, hashes and times become zeros, so that columns stay where they are.
fn mask(word: &str) -> String {
    let bare = word.trim_end();
    let digits = |text: &str| -> String {
        text.chars().map(|one| if one.is_ascii_alphanumeric() { '0' } else { one }).collect()
    };
    let rest = &word[bare.len()..];
    match bare.split_once('_') {
        Some((kind, id)) if kind.len() == 3 && (id.len() >= 32 || id.starts_with('…')) => {
            format!("{kind}_{}{rest}", digits(id))
        }
        _ if bare.len() >= 64 && bare.bytes().all(|byte| byte.is_ascii_hexdigit()) => "0".repeat(bare.len()) + rest,
        _ if bare.len() >= 8 && bare.bytes().all(|byte| byte.is_ascii_digit() || b"-:".contains(&byte)) => {
            format!("{}{rest}", digits(bare))
        }
        _ => word.to_owned(),
    }
}

#[expect(clippy::disallowed_methods, reason = "the server under test reads the clock too")]
fn seconds() -> i64 {
    jiff::Timestamp::now().as_second()
}

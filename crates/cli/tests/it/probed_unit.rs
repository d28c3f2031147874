//! `probe` at the agent as it ships: a unit that somebody has just set up.

use std::collections::BTreeMap;
use std::process::Command;
use std::sync::Arc;

use rustls::crypto::aws_lc_rs::default_provider;
use serde_json::Value;
use steadfast_testkit::free_port;
use steadfast_testkit::program::Program as Running;
use ureq::tls::TlsConfig;

use crate::program::{Program, Run};
use crate::real_unit::agent;
use crate::serve::house::LONG;
use crate::updates::maker::{keys, offline};

const PASSWORD: &str = "korrekt pferd batterie";

const SETTINGS: &str = "[unit]\nproduct = \"prd_1\"\nname = \"Gateway\"\nmaker = \"Lumen Werke\"\nversion = 1\n\
[unit.share]\npreset = false\nreason = { en = \"None.\", de = \"\" }\nbasis = { en = \"None.\", de = \"\" }\n\
[unit.support]\nuntil = \"2031-12-31\"\n";

/// A unit without a server, made and set up as at the line and in a living room.
struct Unit {
    program: Program,
    port: u16,
    _agent: Running,
}

impl Unit {
    fn made() -> (Self, String) {
        let (program, port) = (Program::new(), free_port());
        keys(&program, &["factory"]);
        program.write("steadfast.toml", SETTINGS);
        offline(&program, &["provision", "settings", "--key", "factory.key"]).exits(0);
        let (via, state) = (agent().display().to_string(), program.path("state").display().to_string());
        let line = ["provision", "unit", "GW-1", "--maker", "factory.key.pub", "--address", "https://localhost"];
        let more = ["--version", "1.0", "--via", &via, "--state", &state];
        let label = offline(&program, &[&line[..], &more].concat()).exits(0).out;
        let code = label.lines().find_map(|line| line.strip_prefix("Set-up code")).expect("the label has a code");
        let mut command = Command::new(agent());
        command.args(["--state", &state, "--listen", &format!("127.0.0.1:{port}")]);
        let mut running = Running::spawn(command);
        running.line(LONG, "system calls");
        (Self { program, port, _agent: running }, code.trim().to_owned())
    }

    /// Asks it everything that a stranger can ask, with the owner's password for the look afterwards.
    fn probed(&self, more: &[&str]) -> Run {
        let port = self.port.to_string();
        let all = ["probe", "127.0.0.1", "--mine", "--port", &port, "--declared", &port, "--rate", "1000"];
        let rest = ["--account", "anna", "--second-source", "127.0.0.2", "--core", &port, "--format", "json"];
        // On a busy machine an answer may take long, and is one all the same.
        let patient = ["--answer-within", "60"];
        let arguments = [&all[..], &rest, &patient, more].concat();
        let mut command = self.program.command(&arguments);
        Run::of(command.env("STEADFAST_PROBE_PASSWORD", PASSWORD).output().expect("the program runs"))
    }
}

/// A browser that keeps what it is told to.
struct Owner {
    agent: ureq::Agent,
    base: String,
    cookies: BTreeMap<String, String>,
}

impl Owner {
    fn of(unit: &Unit) -> Self {
        let tls = TlsConfig::builder().unversioned_rustls_crypto_provider(Arc::new(default_provider()));
        let config = ureq::Agent::config_builder().tls_config(tls.disable_verification(true).build());
        let agent = config.max_redirects(0).http_status_as_error(false).build().into();
        Self { agent, base: format!("https://127.0.0.1:{}", unit.port), cookies: BTreeMap::new() }
    }

    fn posts(&mut self, path: &str, fields: &[(&str, &str)]) -> (u16, String) {
        let cookies: Vec<_> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let request = self.agent.post(format!("{}{path}", self.base)).header("cookie", cookies.join("; "));
        let mut answer = request.send_form(fields.iter().copied()).expect("it answers");
        for cookie in answer.headers().get_all("set-cookie") {
            let pair = cookie.to_str().expect("text").split(';').next().unwrap_or_default();
            let (name, value) = pair.split_once('=').expect("a cookie has a name");
            self.cookies.insert(name.to_owned(), value.to_owned());
        }
        (answer.status().as_u16(), answer.body_mut().read_to_string().expect("text"))
    }

    fn sets_up(&mut self, code: &str) {
        let (_, page) = self.posts("/set-up", &[("code", code)]);
        let pass = page.split_once("name=\"pass\" value=\"").and_then(|(_, rest)| rest.split('"').next());
        let fields = [
            ("pass", pass.expect("the code opens it")),
            ("name", "anna"),
            ("new", PASSWORD),
            ("again", PASSWORD),
            ("record", "yes"),
            ("share", "no"),
            ("zone", "Europe/Berlin"),
        ];
        assert_eq!(self.posts("/set-up/choices", &fields).0, 200);
    }

    fn logs_in(&mut self) -> u16 {
        self.posts("/login", &[("name", "anna"), ("password", PASSWORD)]).0
    }
}

fn verdict<'a>(report: &'a Value, check: &str) -> (&'a str, &'a str) {
    let all = report["findings"].as_array().expect("findings");
    let found = all.iter().find(|one| one["check"] == check).unwrap_or_else(|| panic!("{check} in {report}"));
    (found["verdict"].as_str().expect("a verdict"), found["reason"].as_str().expect("a reason"))
}

#[test]
fn every_check_is_right_about_a_unit_that_was_just_set_up_and_its_owner_gets_in_afterwards() {
    let (unit, code) = Unit::made();
    let mut owner = Owner::of(&unit);
    owner.sets_up(&code);
    assert_eq!(owner.logs_in(), 303, "the owner is in, and known from then on");
    let report = unit.probed(&[]).exits(0).json();
    let passed =
        ["ports", "default-credentials", "lock-out", "owner-gets-in", "core-function", "plain-login", "old-tls"];
    for check in passed.into_iter().chain(["pages", "banners"]) {
        assert_eq!(verdict(&report, check).0, "passed", "{check}: {report}");
    }
    for check in ["set-up-open", "weak-password"] {
        let (verdict, reason) = verdict(&report, check);
        assert!(verdict == "not-applicable" && reason.contains("set up already"), "{check}: {report}");
    }
    assert!(a_day(&report, "a name that nobody has") <= 10_000, "{report}");
    // A real account is left alone at its first refusal: how long that lasts is known by its first word alone.
    assert!(a_day(&report, "a real account") < 1_000_000, "{report}");
    assert_eq!(owner.logs_in(), 303, "whoever was known gets in at the address that the guesses came from");
}

/// How many guesses a day a curve lets through, as it is told.
fn a_day(report: &Value, whom: &str) -> u64 {
    let facts = report["facts"].as_array().expect("facts");
    let fact = facts.iter().filter_map(Value::as_str).find(|fact| fact.contains(whom)).expect("a curve");
    assert!(fact.contains("guesses were judged, then refused for"), "{fact}");
    let (_, rest) = fact.split_once("at most ").expect("a number");
    rest.split(' ').next().expect("a word").replace(',', "").parse().unwrap_or_else(|_| panic!("{fact}"))
}

#[test]
fn of_a_unit_that_nobody_set_up_it_says_what_it_could_not_see() {
    let (unit, _) = Unit::made();
    let report = unit.probed(&["--may-change", "--seconds-of-patience", "1"]).exits(3).json();
    for check in ["ports", "plain-login", "old-tls", "pages", "banners"] {
        assert_eq!(verdict(&report, check).0, "passed", "{check}: {report}");
    }
    // The set-up asks for the code on the label first, which a stranger has not.
    for check in ["default-credentials", "lock-out", "owner-gets-in", "set-up-open", "weak-password"] {
        assert_eq!(verdict(&report, check).0, "unknown", "{check}: {report}");
    }
}

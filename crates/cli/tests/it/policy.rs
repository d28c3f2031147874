//! The product file's policy: what blocks, what must be known, what is accepted.

use serde_json::{Value, json};

use crate::advisories::{CRITICAL, MEDIUM, alias, before, epss, filler, kev, rated};
use crate::bills::{bill, bill_of, nameless, package};
use crate::program::{NOW, Program, Run};

/// Three packages with a critical, a medium and an unrated flaw, and a catalogue that lists none of them.
fn program() -> Program {
    let program = Program::new();
    program.write_feed(
        "feed",
        &[
            rated(alias(before("GHSA-1", "npm", "critical", "2.0.0"), &["CVE-2026-1"]), CRITICAL),
            rated(alias(before("GHSA-2", "npm", "medium", "2.0.0"), &["CVE-2026-2"]), MEDIUM),
            alias(before("GHSA-3", "npm", "unrated", "2.0.0"), &["CVE-2026-3"]),
            filler("npm"),
        ],
    );
    program.write_json("kev.json", &kev(NOW, &["CVE-2020-1"]));
    for name in ["critical", "medium", "unrated"] {
        program.write_json(&format!("{name}.json"), &bill_of(&[&format!("pkg:npm/{name}@1.0.0")]));
    }
    program.write_json("good.json", &bill_of(&["pkg:npm/good@1.0.0"]));
    program
}

fn policy(program: &Program, gate: &str) {
    program.write("steadfast.toml", format!("schema = 1\n\n[gate]\n{gate}\n"));
}

fn gate(program: &Program, bill: &str, more: &[&str]) -> Run {
    program.ask(&[&["gate", bill, "--advisories", "feed"], more].concat())
}

/// Codes of the reasons, in their order.
fn codes(run: &Run) -> Vec<String> {
    let answer = run.json();
    let reasons = answer["reasons"].as_array().expect("reasons").iter();
    reasons.map(|reason| reason["code"].as_str().expect("a code").to_owned()).collect()
}

#[test]
fn by_default_every_known_vulnerability_blocks_at_any_severity() {
    let program = program();
    for bill in ["critical.json", "medium.json", "unrated.json"] {
        assert_eq!(codes(&gate(&program, bill, &[]).exits(1)), ["severity"], "{bill}");
    }
}

#[test]
fn a_least_severity_lets_what_is_below_it_pass() {
    let program = program();
    let blocks = |least: &str, bill: &str| {
        policy(&program, &format!("block-severity = \"{least}\""));
        gate(&program, bill, &["--kev", "kev.json"]).code
    };
    assert_eq!(blocks("critical", "critical.json"), 1);
    assert_eq!(blocks("critical", "medium.json"), 0);
    assert_eq!(blocks("high", "medium.json"), 0);
    assert_eq!(blocks("medium", "medium.json"), 1);
    assert_eq!(blocks("low", "medium.json"), 1);
    assert_eq!(blocks("never", "critical.json"), 0);
}

#[test]
fn what_nobody_has_rated_cannot_be_decided_by_severity() {
    let program = program();
    policy(&program, "block-severity = \"critical\"");
    let run = gate(&program, "unrated.json", &["--kev", "kev.json"]).exits(3);
    assert_eq!(codes(&run), ["severity-unknown"]);
    policy(&program, "block-severity = \"never\"");
    gate(&program, "unrated.json", &["--kev", "kev.json"]).exits(0);
}

#[test]
fn an_exploited_flaw_blocks_at_any_severity_and_the_catalogue_is_missed() {
    let program = program();
    policy(&program, "block-severity = \"critical\"");
    assert_eq!(codes(&gate(&program, "medium.json", &[]).exits(3)), ["exploited-unknown"]);
    program.write_json("old.json", &kev("2026-01-01T00:00:00Z", &[]));
    program.write_json("future.json", &kev("2099-01-01T00:00:00Z", &[]));
    for untimely in ["old.json", "future.json"] {
        let run = gate(&program, "medium.json", &["--kev", untimely]).exits(3);
        assert_eq!(codes(&run), ["exploited-unknown"], "{untimely}");
    }
    program.write_json("listed.json", &kev(NOW, &["CVE-2026-2"]));
    assert_eq!(codes(&gate(&program, "medium.json", &["--kev", "listed.json"]).exits(1)), ["exploited"]);
    policy(&program, "block-severity = \"critical\"\nblock-exploited = false");
    gate(&program, "medium.json", &["--kev", "listed.json"]).exits(0);
}

#[test]
fn a_probable_exploitation_blocks_and_the_scores_are_missed() {
    let program = program();
    policy(&program, "block-severity = \"critical\"\nblock-epss = 0.5");
    program.write("high.csv", epss(NOW, &[("CVE-2026-2", 0.5)]));
    program.write("low.csv", epss(NOW, &[("CVE-2026-2", 0.499)]));
    program.write("old.csv", epss("2026-01-01T00:00:00Z", &[("CVE-2026-2", 0.1)]));
    program.write("other.csv", epss(NOW, &[("CVE-2026-9", 0.1)]));
    let with = |more: &[&str]| gate(&program, "medium.json", &[&["--kev", "kev.json"], more].concat());
    assert_eq!(codes(&with(&["--epss", "high.csv"]).exits(1)), ["epss"]);
    with(&["--epss", "low.csv"]).exits(0);
    for missed in [&["--epss", "old.csv"][..], &["--epss", "other.csv"], &[]] {
        assert_eq!(codes(&with(missed).exits(3)), ["epss-unknown"], "{missed:?}");
    }
}

#[test]
fn the_age_up_to_which_a_feed_is_fresh_is_set_in_days() {
    let program = program();
    let on = |day: &str| gate(&program, "good.json", &["--now", day]).code;
    assert_eq!((on("2026-07-08"), on("2026-07-30")), (0, 3));
    policy(&program, "max-feed-age-days = 30");
    assert_eq!((on("2026-07-31"), on("2026-08-01")), (0, 3));
    policy(&program, "max-feed-age-days = 0");
    assert_eq!((on("2026-07-01"), on("2026-07-02")), (0, 3));
}

#[test]
fn own_components_need_no_feed_but_their_findings_count() {
    let program = program();
    program
        .write_json("own.json", &bill(&[nameless("acme-core", "1"), nameless("acme-ui", "1"), nameless("other", "1")]));
    assert_eq!(codes(&gate(&program, "own.json", &[]).exits(3)).len(), 3);
    policy(&program, "[[gate.own]]\ncomponent = \"acme-*\"\n[[gate.own]]\ncomponent = \"other\"");
    let run = gate(&program, "own.json", &[]).exits(3);
    assert_eq!(codes(&run), ["nothing-checked"]);
    let answer = run.json();
    assert_eq!(
        (&answer["bom"]["own"], &answer["bom"]["unknown"], &answer["bom"]["checked"]),
        (&json!(3), &json!(0), &json!(0))
    );
    policy(&program, "[[gate.own]]\ncomponent = \"pkg:npm/critical*\"");
    gate(&program, "critical.json", &[]).exits(1);
}

fn accept(program: &Program, component: &str, more: &str) {
    policy(program, &format!("[[gate.accept]]\ncomponent = \"{component}\"\nreason = \"Reviewed by hand\"\n{more}"));
}

#[test]
fn an_accepted_unknown_passes_until_its_day_and_is_still_counted() {
    let program = program();
    program.write_json("secret.json", &bill(&[nameless("secret", "1.0")]));
    accept(&program, "secret", "expires = 2026-07-02");
    let run = gate(&program, "secret.json", &[]).exits(0);
    assert_eq!(codes(&run), ["unknown-accepted"]);
    let answer = run.json();
    assert_eq!((&answer["bom"]["unknown"], &answer["bom"]["checked"]), (&json!(1), &json!(0)));
    assert_eq!(answer["unknown_components"][0]["reason"], "no-identifier");
    let text = answer["reasons"][0]["text"].as_str().expect("a text");
    assert!(text.contains("Reviewed by hand") && text.contains("2026-07-02"), "{text}");
    assert!(answer["statement"].as_str().expect("a sentence").contains("1 could not be checked"));
    accept(&program, "secret", "expires = 2026-07-01");
    assert_eq!(codes(&gate(&program, "secret.json", &[]).exits(3)), ["acceptance-expired"]);
}

#[test]
fn an_acceptance_holds_for_the_component_and_version_it_names() {
    let program = program();
    program.write_json("secret.json", &bill(&[nameless("secret", "1.0")]));
    let decided = |component: &str, more: &str| {
        accept(&program, component, &format!("expires = 2026-12-31\n{more}"));
        gate(&program, "secret.json", &[]).code
    };
    assert_eq!(decided("secret", "version = \"1.0\""), 0);
    assert_eq!(decided("secret", "version = \"1.1\""), 3);
    assert_eq!(decided("secre", ""), 3);
    assert_eq!(decided("pkg:npm/secret@1.0", ""), 3);
}

#[test]
fn an_acceptance_of_the_unknown_accepts_no_known_flaw() {
    let program = program();
    accept(&program, "critical", "expires = 2026-12-31");
    gate(&program, "critical.json", &[]).exits(1);
}

#[test]
fn a_policy_may_let_the_unknown_pass_and_says_so() {
    let program = program();
    program.write_json("secret.json", &bill(&[nameless("secret", "1.0"), package("pkg:npm/good@1.0.0")]));
    policy(&program, "unknowns-block = false");
    let run = gate(&program, "secret.json", &[]).exits(0);
    assert_eq!(codes(&run), ["unknown-accepted"]);
    assert_eq!(run.json()["bom"]["unknown"], 1);
    program.write_json("empty.json", &bill(&[]));
    gate(&program, "empty.json", &[]).exits(3);
}

#[test]
fn the_product_file_here_is_used_unless_another_is_given() {
    let program = program();
    assert_eq!(gate(&program, "critical.json", &[]).exits(1).json().get("policy"), None);
    policy(&program, "block-severity = \"never\"");
    let answer = gate(&program, "critical.json", &["--kev", "kev.json"]).exits(0).json();
    assert_eq!(answer["policy"], "steadfast.toml");
    program.write("strict.toml", "schema = 1\n");
    let answer = gate(&program, "critical.json", &["--policy", "strict.toml"]).exits(1).json();
    assert_eq!(answer["policy"], "strict.toml");
}

#[test]
fn a_policy_that_cannot_be_understood_is_refused_with_its_line() {
    let program = program();
    let refused = |text: &str, words: &[&str]| {
        program.write("steadfast.toml", text);
        program.run(&["gate", "good.json", "--advisories", "feed"]).refuses(&[&["steadfast.toml"], words].concat());
    };
    refused("schema = 1\n[gate]\nblock-severty = \"high\"\n", &["line 3", "block-severty"]);
    refused("schema = 1\n[gate]\nblock-severity = \"fatal\"\n", &["line 3", "fatal"]);
    refused("schema = 1\n[gates]\n", &["line 2", "gates"]);
    refused("schema = 2\n", &["schema 2"]);
    refused("[gate]\n", &["schema"]);
    refused("schema = 1\n[gate\n", &["line 2"]);
    refused("schema = 1\n[gate]\nblock-epss = 50\n", &["block-epss", "0 to 1"]);
    refused("schema = 1\n[gate]\nblock-epss = nan\n", &["block-epss"]);
    refused("schema = 1\n[gate]\nmax-feed-age-days = -1\n", &["line 3"]);
    program.run(&["gate", "good.json", "--policy", "absent.toml"]).refuses(&["absent.toml"]);
}

#[test]
fn an_acceptance_needs_a_reason_and_an_end() {
    let program = program();
    let refused = |entry: &str, word: &str| {
        policy(&program, &format!("[[gate.accept]]\n{entry}"));
        gate(&program, "good.json", &[]).refuses(&["steadfast.toml", word]);
    };
    refused("component = \"secret\"\nexpires = 2026-12-31", "reason");
    refused("component = \"secret\"\nexpires = 2026-12-31\nreason = \"  \"", "reason");
    refused("component = \"secret\"\nreason = \"x\"", "expires");
    refused("component = \"secret\"\nreason = \"x\"\nexpires = \"some day\"", "line 7");
}

#[test]
fn a_name_that_would_take_in_everything_is_refused() {
    let program = program();
    for wide in ["*", "", " * ", "**", "p*", "pkg:*", "pkg:npm*", "pkg:npm/*"] {
        policy(&program, &format!("[[gate.own]]\ncomponent = \"{wide}\""));
        gate(&program, "good.json", &[]).refuses(&["steadfast.toml", "gate.own"]);
    }
    for wide in ["*", "", "secret-*", "pkg:npm/*"] {
        accept(&program, wide, "expires = 2026-12-31");
        gate(&program, "good.json", &[]).refuses(&["steadfast.toml", "gate.accept"]);
    }
}

#[test]
fn reasons_can_be_read_by_machines() {
    let program = program();
    let mut mixed = bill_of(&["pkg:npm/critical@1.0.0", "pkg:npm/good@1.0.0"]);
    mixed["components"].as_array_mut().expect("components").push(nameless("secret", "1.0"));
    program.write_json("mixed.json", &mixed);
    let answer = gate(&program, "mixed.json", &[]).exits(1).json();
    let reasons = answer["reasons"].as_array().expect("reasons");
    assert_eq!(reasons.len(), 2);
    assert_eq!((&reasons[0]["code"], &reasons[0]["finding"]), (&json!("severity"), &json!("GHSA-1")));
    assert_eq!(reasons[0]["component"]["purl"], "pkg:npm/critical@1.0.0");
    assert_eq!(
        (&reasons[1]["code"], &reasons[1]["component"]["name"]),
        (&json!("component-unknown"), &json!("secret"))
    );
    assert_eq!(reasons[1].get("finding"), None::<&Value>);
    assert_eq!(answer["requirement"]["id"], "I.1.2.a");
    assert_eq!((&answer["schema"], &answer["now"]), (&json!(1), &json!(NOW)));
}

#[test]
fn what_the_product_declares_of_the_network_is_read_and_refused_with_its_place() {
    let program = program();
    let declared = |endpoint: &str| {
        let network = format!("schema = 1\n\n[network]\nany-name-server = true\n\n[[network.endpoint]]\n{endpoint}\n");
        program.write("steadfast.toml", network);
        program.run(&["gate", "good.json", "--advisories", "feed", "--kev", "kev.json", "--now", NOW])
    };
    declared("host = \"updates.example.com\"\nports = [443]").exits(0);
    declared("host = \"300.1.1.1\"\nports = [443]").refuses(&["steadfast.toml", "line 3", "300.1.1.1"]);
}

#[test]
fn what_is_for_the_line_does_not_disturb_the_gate() {
    let program = program();
    program.write(
        "steadfast.toml",
        "schema = 1\n\n[unit]\nname = \"Example Gateway\"\n\n[gate]\nblock-severity = \"high\"\n",
    );
    gate(&program, "good.json", &["--kev", "kev.json"]).exits(0);
}

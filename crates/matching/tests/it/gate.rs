//! The gate's decisions as a table.

use jiff::civil::date;
use serde_json::{Value, json};
use steadfast_matching::bill::Bill;
use steadfast_matching::gate::{self, Acceptance, Answer, BlockSeverity, Declared, Policy, Verdict};

use crate::world::{NOW, World, openvex, osv, packaged, range, read_bom};

const CRITICAL: &str = "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H";
const LOW: &str = "CVSS:3.1/AV:L/AC:H/PR:H/UI:R/S:U/C:L/I:N/A:N";

fn flaw(vector: Option<&str>) -> Value {
    let mut record =
        osv("PYSEC-1", "PyPI", "thing", &json!({"ranges": [range("ECOSYSTEM", "introduced 0, fixed 2.0")]}));
    record["aliases"] = json!(["CVE-2026-0001"]);
    record["severity"] =
        json!(vector.map(|score| json!({"type": "CVSS_V3", "score": score})).into_iter().collect::<Vec<_>>());
    record
}

fn catalogue(cve: &str) -> Value {
    json!({"title": "CISA", "catalogVersion": "2026.11.20", "count": 1, "vulnerabilities": [{"cveID": cve, "dateAdded": "2026-11-20"}]})
}

fn decided(world: &World, bom: &steadfast_formats::bom::Bom, policy: &Policy, statements: &Value) -> Answer {
    let mut bill = Bill::new(bom);
    bill.declare_own(|component| policy.declares_own(component));
    let scan = world.scan(&bill, &openvex(statements), &[]);
    gate::decide(policy, &bill, &scan, &world.coverage(), date(2027, 1, 15))
}

/// Verdict and codes for `thing` 1.0.
fn gated(records: &[Value], policy: &Policy) -> String {
    told(&decided(&World::new(records), &packaged("pkg:pypi/thing@1.0"), policy, &json!([])))
}

fn told(answer: &Answer) -> String {
    let codes: Vec<&str> = answer.reasons.iter().map(|reason| reason.code.text()).collect();
    format!("{:?} {}", answer.verdict, codes.join(" ")).to_lowercase().trim_end().to_owned()
}

fn severity(block_severity: BlockSeverity) -> Policy {
    Policy { block_severity, ..Policy::default() }
}

#[test]
fn a_flaw_that_affects_the_release() {
    let kev = catalogue("CVE-2026-0001");
    let other = catalogue("CVE-2020-0001");
    let quiet = Policy { block_exploited: false, ..severity(BlockSeverity::Never) };
    let cases = [
        (vec![flaw(Some(LOW))], Policy::default(), "blocked severity"),
        (vec![flaw(None)], Policy::default(), "blocked severity"),
        (vec![flaw(Some(CRITICAL))], severity(BlockSeverity::High), "blocked severity"),
        (vec![flaw(Some(LOW)), kev.clone()], severity(BlockSeverity::High), "blocked exploited"),
        (vec![flaw(Some(LOW)), other.clone()], severity(BlockSeverity::High), "pass"),
        (vec![flaw(Some(LOW))], severity(BlockSeverity::High), "undecided exploited-unknown"),
        (vec![flaw(None), other.clone()], severity(BlockSeverity::High), "undecided severity-unknown"),
        (vec![flaw(None), other], severity(BlockSeverity::Never), "pass"),
        (vec![flaw(Some(CRITICAL)), kev], quiet.clone(), "pass"),
        (vec![flaw(Some(CRITICAL))], Policy { block_epss: Some(0.1), ..quiet }, "undecided epss-unknown"),
    ];
    for (records, policy, expected) in cases {
        assert_eq!(gated(&records, &policy), expected, "{policy:?}");
    }
}

#[test]
fn severities_block_from_the_least_named_on() {
    use steadfast_matching::finding::Severity::{Critical, High, Low, Medium, None, Unknown};
    let all = [Critical, High, Medium, Low, None, Unknown];
    let blocked = |least: BlockSeverity| all.map(|severity| u8::from(least.blocks(severity)));
    assert_eq!(blocked(BlockSeverity::Any), [1, 1, 1, 1, 1, 1]);
    assert_eq!(blocked(BlockSeverity::Low), [1, 1, 1, 1, 0, 0]);
    assert_eq!(blocked(BlockSeverity::Medium), [1, 1, 1, 0, 0, 0]);
    assert_eq!(blocked(BlockSeverity::High), [1, 1, 0, 0, 0, 0]);
    assert_eq!(blocked(BlockSeverity::Critical), [1, 0, 0, 0, 0, 0]);
    assert_eq!(blocked(BlockSeverity::Never), [0, 0, 0, 0, 0, 0]);
}

#[test]
fn prediction_scores_block_from_the_limit_on() {
    let world = |probability: &str| {
        let scores = format!(
            "#model_version:v2026.06.15,score_date:2026-11-20T00:00:00Z\ncve,epss,percentile\nCVE-2026-0001,{probability},0.5\n"
        );
        World::of_texts(&[flaw(Some(LOW)).to_string(), catalogue("CVE-2020-0001").to_string(), scores])
    };
    let policy = Policy { block_epss: Some(0.1), ..severity(BlockSeverity::High) };
    let verdict =
        |probability: &str| told(&decided(&world(probability), &packaged("pkg:pypi/thing@1.0"), &policy, &json!([])));
    assert_eq!(verdict("0.5"), "blocked epss");
    assert_eq!(verdict("0.09"), "pass");
}

#[test]
fn statements_lower_what_blocks() {
    let statement = |status: &str| {
        json!([{
            "vulnerability": {"name": "CVE-2026-0001"}, "products": [{"@id": "pkg:pypi/thing@1.0"}], "status": status,
            "justification": "vulnerable_code_not_present",
        }])
    };
    let verdict = |status: &str| {
        decided(&World::new(&[flaw(None)]), &packaged("pkg:pypi/thing@1.0"), &Policy::default(), &statement(status))
            .verdict
    };
    assert_eq!(verdict("not_affected"), Verdict::Pass);
    assert_eq!(verdict("fixed"), Verdict::Pass);
    assert_eq!(verdict("affected"), Verdict::Blocked);
    assert_eq!(verdict("under_investigation"), Verdict::Blocked);
}

#[test]
fn what_cannot_be_told_is_undecided_unless_the_policy_says_otherwise() {
    let commits = osv("PYSEC-1", "PyPI", "thing", &json!({"ranges": [range("GIT", "introduced 0")]}));
    let lenient = Policy { unknowns_block: false, ..Policy::default() };
    assert_eq!(gated(std::slice::from_ref(&commits), &Policy::default()), "undecided finding-unknown");
    assert_eq!(gated(&[commits], &lenient), "pass");
    let elsewhere = osv("RUSTSEC-1", "crates.io", "thing", &json!({}));
    assert_eq!(gated(std::slice::from_ref(&elsewhere), &Policy::default()), "undecided component-unknown");
    assert_eq!(gated(&[elsewhere], &lenient), "pass unknown-accepted");
}

#[test]
fn a_stale_feed_is_undecided() {
    let clean = osv("PYSEC-1", "PyPI", "other", &json!({}));
    let verdict = |oldest: i64| {
        let mut world = World::new(std::slice::from_ref(&clean));
        world.oldest = oldest;
        told(&decided(&world, &packaged("pkg:pypi/thing@1.0"), &Policy::default(), &json!([])))
    };
    assert_eq!(verdict(NOW), "pass");
    assert_eq!(verdict(NOW + 1), "undecided component-unknown");
}

#[test]
fn acceptances_hold_for_their_component_version_and_time() {
    let elsewhere = [osv("RUSTSEC-1", "crates.io", "thing", &json!({}))];
    let accepted = |component: &str, version: Option<&str>, expires| {
        let acceptance = Acceptance {
            component: component.to_owned(),
            version: version.map(str::to_owned),
            reason: "vendored".to_owned(),
            expires,
        };
        gated(&elsewhere, &Policy { accept: vec![acceptance], ..Policy::default() })
    };
    assert_eq!(accepted("thing", None, date(2027, 1, 15)), "pass unknown-accepted");
    assert_eq!(accepted("pkg:pypi/thing@1.0", None, date(2027, 1, 15)), "pass unknown-accepted");
    assert_eq!(accepted("thing", None, date(2027, 1, 14)), "undecided acceptance-expired");
    assert_eq!(accepted("other", None, date(2027, 1, 15)), "undecided component-unknown");
    assert_eq!(accepted("thing", Some("0.9"), date(2027, 1, 15)), "undecided component-unknown");
    assert_eq!(accepted("thin*", None, date(2027, 1, 15)), "undecided component-unknown", "no wildcard");
}

/// What is accepted is that a component cannot be checked; a flaw that is known blocks nevertheless.
#[test]
fn an_acceptance_covers_no_finding() {
    let acceptance = Acceptance {
        component: "thing".to_owned(),
        version: None,
        reason: "why not".to_owned(),
        expires: date(2030, 1, 1),
    };
    assert_eq!(gated(&[flaw(None)], &Policy { accept: vec![acceptance], ..Policy::default() }), "blocked severity");
}

#[test]
fn own_components_need_no_feed_but_a_bill_of_nothing_else_was_not_checked() {
    let elsewhere = [osv("RUSTSEC-1", "crates.io", "thing", &json!({}))];
    let own = |pattern: &str| {
        gated(&elsewhere, &Policy { own: vec![Declared { component: pattern.to_owned() }], ..Policy::default() })
    };
    assert_eq!(own("thing"), "undecided nothing-checked");
    assert_eq!(own("pkg:pypi/*"), "undecided nothing-checked");
    assert_eq!(own("other"), "undecided component-unknown");
}

#[test]
fn bills_that_say_nothing_are_undecided() {
    let world = World::new(&[flaw(None)]);
    let of = |components: Value| {
        let bom = json!({"bomFormat": "CycloneDX", "specVersion": "1.6", "components": components}).to_string();
        let bom = steadfast_formats::bom::read(bom.as_bytes(), &steadfast_formats::Limits::default()).expect("a bill");
        told(&decided(&world, &bom, &Policy::default(), &json!([])))
    };
    assert_eq!(of(json!([])), "undecided empty-bill");
    assert_eq!(of(json!(["no object"])), "undecided entries-not-understood");
    assert_eq!(told(&gate::without_advisories()), "undecided no-advisories");
}

/// A finding that blocks wins over any doubt, and the reasons that decide come first.
#[test]
fn blocked_wins_over_undecided() {
    let bom = read_bom(&json!({"bomFormat": "CycloneDX", "specVersion": "1.6", "components": [
        {"type": "library", "name": "dark"},
        {"type": "library", "name": "thing", "purl": "pkg:pypi/thing@1.0"},
    ]}));
    let answer = decided(&World::new(&[flaw(None)]), &bom, &Policy::default(), &json!([]));
    assert_eq!(told(&answer), "blocked severity component-unknown");
}

#[test]
fn informational_findings_decide_nothing() {
    let mut notice = osv("RUSTSEC-1", "crates.io", "thing", &json!({"ranges": [range("SEMVER", "introduced 0")]}));
    notice["affected"][0]["database_specific"] = json!({"informational": "unmaintained"});
    let world = World::new(&[notice]);
    let bom = packaged("pkg:cargo/thing@1.0.0");
    assert_eq!(world.findings(&bom).len(), 1);
    assert_eq!(told(&decided(&world, &bom, &Policy::default(), &json!([]))), "pass");
}

//! OSV records.

use steadfast_formats::advisory::{Affected, Event, Product, Range, RangeOrder, Rule, Severity};

use crate::shared::{only, partly};

const WHOLE: &str = r##"{
  "schema_version": "1.7.0", "id": "GHSA-1", "aliases": ["CVE-2024-1"], "upstream": ["CVE-2024-2"], "related": ["X-1"],
  "published": "2024-01-02T03:04:05Z", "modified": "2027-05-06T07:08:09Z", "withdrawn": "2024-02-01T00:00:00Z",
  "details": "\n# First line\nsecond line",
  "severity": [{"type": "CVSS_V3", "score": "CVSS:3.1/AV:N"}, {"type": "Ubuntu", "score": "low"}],
  "database_specific": {"severity": "Moderate"},
  "references": [{"type": "WEB", "url": "https://w"}, {"type": "ADVISORY", "url": "https://a"}, {"type": "FIX", "url": "https://f"}],
  "affected": [{
    "package": {"ecosystem": "Debian:12", "name": "openssl", "purl": "pkg:deb/debian/openssl"},
    "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "1.2"}, {"introduced": "2"}, {"last_affected": "2.5"}]}],
    "versions": ["1.0", "1.1"],
    "severity": [{"type": "CVSS_V4", "score": "CVSS:4.0/AV:N"}],
    "ecosystem_specific": {"severity": "high"}
  }]
}"##;

#[test]
fn a_record_keeps_everything_that_matters() {
    let advisory = only(WHOLE);
    assert_eq!(advisory.id, "GHSA-1");
    assert_eq!((advisory.aliases[0].as_str(), advisory.upstream[0].as_str()), ("CVE-2024-1", "CVE-2024-2"));
    assert_eq!(advisory.related, ["X-1"]);
    assert_eq!(advisory.summary, "First line");
    assert_eq!(advisory.withdrawn.unwrap().to_string(), "2024-02-01T00:00:00Z");
    let words = ["LOW", "MODERATE"].map(|word| Severity::Word(word.into()));
    assert_eq!(advisory.severities[0], Severity::Vector("CVSS:3.1/AV:N".into()));
    assert_eq!(advisory.severities[1..], words);
    assert_eq!(advisory.references, ["https://f", "https://a", "https://w"]);
    let event = |event: fn(String) -> Event, version: &str| event(version.to_owned());
    let events = vec![
        event(Event::Introduced, "0"),
        event(Event::Fixed, "1.2"),
        event(Event::Introduced, "2"),
        event(Event::LastAffected, "2.5"),
    ];
    let expected = Affected {
        product: Product::Package { ecosystem: "Debian:12".into(), name: "openssl".into() },
        rule: Rule::Osv {
            ranges: vec![Range { order: RangeOrder::Ecosystem, events }],
            versions: vec!["1.0".into(), "1.1".into()],
        },
        severities: vec![Severity::Vector("CVSS:4.0/AV:N".into()), Severity::Word("HIGH".into())],
        informational: None,
        program_files: vec![],
        enriched: false,
    };
    assert_eq!(advisory.affected, [expected]);
}

#[test]
fn a_future_date_is_kept_and_year_one_is_no_date() {
    let advisory = only(r#"{"id":"A","modified":"2027-03-01T00:00:00Z","published":"0001-01-01T00:00:00Z"}"#);
    assert_eq!(advisory.modified.unwrap().to_string(), "2027-03-01T00:00:00Z");
    assert_eq!(advisory.published, None);
}

#[test]
fn a_date_that_is_none_is_reported_and_the_record_kept() {
    let (advisories, problems) = partly("{\"id\":\"A\",\n\"modified\":\"yesterday\"}");
    assert_eq!(advisories.len(), 1);
    assert_eq!(problems, ["line 1, /modified: `yesterday` is not a date"]);
}

#[test]
fn lists_and_vulns_hold_many_records() {
    let record = |id: &str| format!(r#"{{"id":"{id}","modified":"2024-01-01T00:00:00Z"}}"#);
    let list = format!("[{},{}]", record("A"), record("B"));
    for text in [list.clone(), format!(r#"{{"vulns":{list}}}"#)] {
        let (advisories, problems) = partly(&text);
        assert_eq!(advisories.iter().map(|one| one.id.as_str()).collect::<Vec<_>>(), ["A", "B"]);
        assert!(problems.is_empty());
    }
}

#[test]
fn a_broken_record_costs_itself_alone() {
    let text = "[{\"id\":\"A\",\"modified\":\"\"},\n{\"id\":{},\"modified\":\"\"},\n{\"id\":\"C\"},\n[\"D\"]]";
    let (advisories, problems) = partly(text);
    assert_eq!(advisories.iter().map(|one| one.id.as_str()).collect::<Vec<_>>(), ["A", "C"]);
    let told = ["line 2, /1: invalid type: map, expected a string", "line 4, /3: a list where one entry is expected"];
    assert_eq!(problems, told);
}

#[test]
fn a_broken_entry_of_affected_costs_itself_alone() {
    let good = r#"{"package":{"ecosystem":"npm","name":"a"},"versions":["1"]}"#;
    let text = format!(r#"{{"id":"A","affected":[{good},{{"versions":7}},{{"package":{{}}}},{good}]}}"#);
    let (advisories, problems) = partly(&text);
    assert_eq!(advisories[0].affected.len(), 2);
    assert_eq!(
        problems,
        [
            "line 1, /affected/1: invalid type: integer `7`, expected a sequence",
            "line 1, /affected/2/package: neither a package nor a repository is named",
        ]
    );
}

#[test]
fn what_is_unknown_in_a_range_makes_it_one_from_which_nothing_follows() {
    for (range, told) in [
        (r#"{"type":"SEMVER","events":[{"introduced":"1"},{"abandoned":"2"}]}"#, "/events: unknown event `abandoned`"),
        (r#"{"type":"CALVER","events":[{"introduced":"1"}]}"#, "/type: unknown type of range `CALVER`"),
    ] {
        let text =
            format!(r#"{{"id":"A","affected":[{{"package":{{"ecosystem":"npm","name":"a"}},"ranges":[{range}]}}]}}"#);
        let (advisories, problems) = partly(&text);
        let Rule::Osv { ranges, .. } = &advisories[0].affected[0].rule else { panic!() };
        assert_eq!(ranges[0], Range { order: RangeOrder::NotUnderstood, events: vec![Event::Introduced("1".into())] });
        assert_eq!(problems, [format!("line 1, /affected/0/ranges/0{told}")]);
    }
}

#[test]
fn a_package_may_be_named_by_purl_alone_or_by_its_repository() {
    let affected = |entry: &str| only(&format!(r#"{{"id":"A","affected":[{entry}]}}"#)).affected[0].product.clone();
    let purl = affected(r#"{"package":{"purl":"pkg:npm/%40scope/name@1.2?x=y"}}"#);
    assert_eq!(purl, Product::Purl("pkg:npm/%40scope/name?x=y".into()));
    let repository = affected(r#"{"ranges":[{"type":"GIT","repo":"https://r","events":[{"introduced":"0"}]}]}"#);
    assert_eq!(repository, Product::Text("https://r".into()));
}

#[test]
fn informational_is_a_word_an_object_or_null() {
    let kind = |written: &str| {
        let entry = format!(
            r#"{{"package":{{"ecosystem":"crates.io","name":"a"}},"database_specific":{{"informational":{written}}}}}"#
        );
        only(&format!(r#"{{"id":"A","affected":[{entry}]}}"#)).informational
    };
    assert_eq!(kind(r#""unmaintained""#).as_deref(), Some("unmaintained"));
    assert_eq!(kind(r#"{"other":"odd"}"#).as_deref(), Some("odd"));
    assert_eq!(kind("null"), None);
}

#[test]
fn one_entry_that_is_more_than_informational_makes_the_record_so() {
    let entry = |name: &str, kind: &str| {
        format!(
            r#"{{"package":{{"ecosystem":"crates.io","name":"{name}"}},"database_specific":{{"informational":{kind}}}}}"#
        )
    };
    let advisory = only(&format!(r#"{{"id":"A","affected":[{},{}]}}"#, entry("a", r#""unsound""#), entry("b", "null")));
    assert_eq!(advisory.informational, None);
    assert_eq!(advisory.affected[0].informational.as_deref(), Some("unsound"));
}

#[test]
fn null_counts_as_absent_and_control_characters_are_kept() {
    let advisory = only(r#"{"id":"A","aliases":null,"affected":null,"summary":"a\u001b[31mb"}"#);
    assert_eq!(advisory.summary, "a\u{1b}[31mb");
}

#[test]
fn a_long_line_of_details_is_cut() {
    let advisory = only(&format!(r#"{{"id":"A","modified":"","details":"{}"}}"#, "ä".repeat(500)));
    assert_eq!(advisory.summary.chars().count(), 201);
    assert!(advisory.summary.ends_with("ä…"));
}

//! CVE records.

use steadfast_formats::advisory::{Advisory, CveEnd, CveStatus, CveVersion, Node, Product, Rule, Severity};

use crate::shared::{only, partly};

fn record(cna: &str, adp: &str) -> String {
    format!(
        r#"{{"dataType":"CVE_RECORD","dataVersion":"5.1",
        "cveMetadata":{{"cveId":"CVE-2024-1","state":"PUBLISHED","datePublished":"2024-01-02T03:04:05","dateUpdated":"2024-02-01T00:00:00.5Z"}},
        "containers":{{"cna":{{{cna}}},"adp":[{{{adp}}}]}}}}"#
    )
}

fn affected(entry: &str) -> Advisory {
    only(&record(&format!(r#""affected":[{entry}]"#), ""))
}

fn named(vendor: &str, product: &str) -> Product {
    Product::CpeName { vendor: vendor.into(), product: product.into() }
}

fn entries(advisory: &Advisory) -> &[CveVersion] {
    match &advisory.affected[0].rule {
        Rule::Cve { entries, .. } => entries,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_record_keeps_titles_dates_and_severities() {
    let advisory = only(&record(
        r#""title":"Overflow","descriptions":[{"lang":"de","value":"Überlauf"},{"lang":"en","value":"text"}],
        "metrics":[{"cvssV3_1":{"vectorString":"CVSS:3.1/AV:N"}},{"cvssV2_0":{"vectorString":"AV:N/AC:L"}}],
        "references":[{"url":"https://w"},{"url":"https://p","tags":["patch"]}]"#,
        r#""metrics":[{"cvssV3_1":{"vectorString":"CVSS:3.1/AV:N"}},
        {"other":{"type":"ssvc","content":{"options":[{"Exploitation":"active"},{"Automatable":"no"}]}}}]"#,
    ));
    assert_eq!((advisory.id.as_str(), advisory.summary.as_str()), ("CVE-2024-1", "Overflow"));
    assert_eq!(advisory.published.unwrap().to_string(), "2024-01-02T03:04:05Z");
    let vectors = ["CVSS:3.1/AV:N", "AV:N/AC:L"].map(|vector| Severity::Vector(vector.into()));
    assert_eq!(advisory.severities, vectors);
    assert_eq!(advisory.exploited.as_deref(), Some("ssvc-active"));
    assert_eq!(advisory.references, ["https://p", "https://w"]);
}

#[test]
fn exploitation_that_is_not_active_says_nothing() {
    let options = r#""metrics":[{"other":{"type":"ssvc","content":{"options":[{"Exploitation":"poc"}]}}}]"#;
    assert_eq!(only(&record("", options)).exploited, None);
}

#[test]
fn a_rejected_record_is_withdrawn() {
    let text = record(r#""rejectedReasons":[{"lang":"en","value":"Not a flaw"}]"#, "").replace("PUBLISHED", "REJECTED");
    let advisory = only(&text);
    assert_eq!(advisory.withdrawn.unwrap().to_string(), "2024-02-01T00:00:00.5Z");
    assert_eq!(advisory.summary, "Not a flaw");
    assert!(only(r#"{"cveMetadata":{"cveId":"CVE-1","state":"REJECTED"}}"#).withdrawn.is_some());
}

#[test]
fn vendor_and_product_are_spelled_as_cpe_names_spell_them() {
    let spelled = |vendor: &str, product: &str| {
        affected(&format!(r#"{{"vendor":"{vendor}","product":"{product}"}}"#)).affected[0].product.clone()
    };
    assert_eq!(spelled("Palo Alto Networks", "Cortex  XDR (Agent)"), named("palo_alto_networks", "cortex_xdr_agent"));
    assert_eq!(spelled("notepad-plus-plus", "Notepad++"), named("notepad-plus-plus", "notepad++"));
    assert_eq!(spelled("Linux", "Linux"), named("linux", "linux_kernel"));
    assert_eq!(spelled("n/a", "n/a"), Product::Text("n/a".into()));
    assert_eq!(spelled("n/a", "avahi"), Product::Text("avahi".into()));
}

#[test]
fn cpe_names_come_first_and_each_product_once() {
    let advisory = affected(
        r#"{"vendor":"Some Vendor","product":"Thing","versions":[{"version":"1","status":"affected"}],
        "cpes":["cpe:2.3:a:some:thing:1.0:*:*:*:*:*:*:*","cpe:2.3:a:some:thing:1.1:*:*:*:*:*:*:*","cpe:/o:some:os"]}"#,
    );
    let products: Vec<&Product> = advisory.affected.iter().map(|affected| &affected.product).collect();
    assert_eq!(products, [&named("some", "thing"), &named("some", "os"), &named("some_vendor", "thing")]);
    assert!(advisory.affected.iter().all(|affected| matches!(affected.rule, Rule::Cve { .. })));
}

#[test]
fn versions_inside_cpe_names_count_where_there_are_no_others() {
    let entry = |status: &str| {
        format!(
            r#"{{"cpes":["cpe:2.3:a:x:y:1.0:*:*:*:*:*:*:*","cpe:2.3:a:x:y:1.1:*:*:*:*:*:*:*"],"defaultStatus":"{status}"}}"#
        )
    };
    assert_eq!(affected(&entry("affected")).affected[0].rule, Rule::Exactly(vec!["1.0".into(), "1.1".into()]));
    let unaffected = Rule::Cve { default: CveStatus::Unaffected, entries: vec![] };
    assert_eq!(affected(&entry("unaffected")).affected[0].rule, unaffected);
}

#[test]
fn a_package_of_a_distribution_is_not_the_distribution() {
    let advisory = affected(
        r#"{"vendor":"Red Hat","product":"Red Hat Enterprise Linux 9","packageName":"avahi","defaultStatus":"affected",
        "collectionURL":"https://access.redhat.com/downloads/content/package-browser/","cpes":["cpe:/o:redhat:enterprise_linux:9"]}"#,
    );
    assert_eq!(advisory.affected.len(), 1);
    assert_eq!(advisory.affected[0].product, Product::Text("Red Hat Red Hat Enterprise Linux 9 avahi".into()));
}

#[test]
fn package_urls_and_program_files_are_kept() {
    let advisory =
        affected(r#"{"packageURL":"pkg:npm/left-pad@1.0","programFiles":["net/core.c"],"defaultStatus":"affected"}"#);
    assert_eq!(advisory.affected[0].product, Product::Purl("pkg:npm/left-pad".into()));
    assert_eq!(advisory.affected[0].rule, Rule::Exactly(vec!["1.0".into()]));
    assert_eq!(advisory.affected[0].program_files, ["net/core.c"]);
}

#[test]
fn ranges_changes_and_kinds_are_kept() {
    let advisory = affected(
        r#"{"vendor":"Linux","product":"Linux","defaultStatus":"affected","versions":[
        {"version":"1da177e4c3f4","lessThan":"1ff2302e8aee","status":"affected","versionType":"git"},
        {"version":" 5.4.133 ","lessThanOrEqual":"5.4.* ","status":"unaffected","versionType":"custom"},
        {"version":"unspecified","lessThan":"2","status":"affected","changes":[{"at":"1.5","status":"unaffected"}]}]}"#,
    );
    let [git, branch, changed] = entries(&advisory) else { panic!() };
    assert_eq!((git.kind.as_deref(), &git.end), (Some("git"), &CveEnd::Below("1ff2302e8aee".into())));
    assert_eq!((branch.version.as_str(), &branch.end), ("5.4.133", &CveEnd::UpTo("5.4.*".into())));
    assert_eq!((changed.version.as_str(), changed.status), ("0", CveStatus::Affected));
    assert_eq!(changed.changes, [("1.5".to_owned(), CveStatus::Unaffected)]);
}

#[test]
fn ranges_in_words_become_ranges_where_they_leave_no_doubt() {
    let range = |version: &str| {
        let advisory = affected(&format!(
            r#"{{"vendor":"x","product":"y","versions":[{{"version":"{version}","status":"affected"}}]}}"#
        ));
        let entry = entries(&advisory)[0].clone();
        match entry.end {
            CveEnd::Single => entry.version,
            CveEnd::Below(end) => format!("[{},{end})", entry.version),
            CveEnd::UpTo(end) => format!("[{},{end}]", entry.version),
        }
    };
    for (written, read) in [
        ("< 1.2.3", "[0,1.2.3)"),
        ("<1.2.3", "[0,1.2.3)"),
        ("<= 1.2.3", "[0,1.2.3]"),
        ("= 27.1.0", "27.1.0"),
        (">= 1.0, < 1.2.3", "[1.0,1.2.3)"),
        (">=4.14.0, <4.19.0", "[4.14.0,4.19.0)"),
        (">= 1.0, <= 1.2", "[1.0,1.2]"),
        (">= 8.0.0", "[8.0.0,*]"),
        ("< v9.1.0689", "[0,9.1.0689)"),
        ("Before v2.24.1", "[0,2.24.1)"),
        ("prior to 2.0", "[0,2.0)"),
        ("2.0 before 2.5", "[2.0,2.5)"),
        ("through 1.5", "[0,1.5]"),
        ("1.0 through 1.5", "[1.0,1.5]"),
        ("4.10 to 5.6", "[4.10,5.6]"),
        ("2.6.9 and earlier", "[0,2.6.9]"),
        ("Ver5.62 and earlier", "[0,5.62]"),
        ("9.18.0 and below", "[0,9.18.0]"),
    ] {
        assert_eq!(range(written), read, "{written}");
    }
    for kept in [
        "1.2.3",
        "n/a",
        "unspecified",
        "all",
        "*",
        "1.x",
        "> 1.0",
        "> 1.0, < 2.0",
        "all versions 4.11.x before 4.11.3",
        "4.x before 4.11.3",
        "FortiOS 6.2.0 and below.",
        "Snapdragon 8 Gen 1 Mobile Platform",
        "1.x < 1.22.4, 1.x < 1.20.7, 0.10.x",
        "samba 4.11.15, samba 4.12.9, samba 4.13.1",
        "Apache Flink 1.11.0 to 1.11.2",
    ] {
        assert_eq!(range(kept), kept);
    }
}

#[test]
fn what_an_adp_repeats_stands_once_and_what_it_adds_stands_too() {
    let same = r#"{"vendor":"x","product":"y","versions":[{"version":"1","status":"affected"}]}"#;
    let more = r#"{"vendor":"x","product":"y","versions":[{"version":"0","lessThan":"1.5","status":"affected"}]}"#;
    let advisory = only(&record(&format!(r#""affected":[{same}]"#), &format!(r#""affected":[{same},{more}]"#)));
    assert_eq!(advisory.affected.len(), 2);
}

#[test]
fn applicability_is_a_configuration() {
    let advisory = only(&record(
        r#""cpeApplicability":[{"operator":"AND","nodes":[
        {"operator":"OR","negate":false,"cpeMatch":[{"vulnerable":true,"criteria":"cpe:2.3:a:x:y:*:*:*:*:*:*:*:*","versionEndExcluding":"2"}]},
        {"operator":"OR","negate":true,"cpeMatch":[{"vulnerable":false,"criteria":"cpe:2.3:o:x:os:-:*:*:*:*:*:*:*"}]}]}]"#,
        "",
    ));
    let Rule::Configuration(Node::All(nodes)) = &advisory.affected[0].rule else { panic!("{advisory:?}") };
    assert!(matches!(nodes.as_slice(), [Node::Any(_), Node::Not(_)]));
}

#[test]
fn broken_parts_cost_themselves_alone() {
    let (advisories, problems) = partly(&record(
        r#""affected":[{"vendor":"x","product":"y","versions":[{"version":[],"status":"affected"},{"version":"1","status":"odd"}]},3]"#,
        r#""metrics":[{"cvssV3_1":"high"}]"#,
    ));
    assert_eq!(entries(&advisories[0]).len(), 1);
    assert_eq!(entries(&advisories[0])[0].status, CveStatus::Unknown);
    assert_eq!(problems.len(), 4, "{problems:?}");
    assert!(
        problems[0].starts_with("line 3, /containers/cna/affected/0/versions/0: invalid type: sequence"),
        "{problems:?}"
    );
}

#[test]
fn another_version_of_the_format_is_reported() {
    let (advisories, problems) =
        partly(r#"{"dataType":"CVE_RECORD","dataVersion":"6.0","cveMetadata":{"cveId":"CVE-1"}}"#);
    assert!(advisories.is_empty());
    assert_eq!(problems, ["line 1, /dataVersion: CVE record format 6.0 is not known (5.x is)"]);
}

#[test]
fn an_entry_with_very_many_products_is_cut_and_reported() {
    let cpes: Vec<String> = (0..100).map(|number| format!("\"cpe:2.3:a:x:y{number}:*:*:*:*:*:*:*:*\"")).collect();
    let (advisories, problems) = partly(&record(&format!(r#""affected":[{{"cpes":[{}]}}]"#, cpes.join(",")), ""));
    assert_eq!(advisories[0].affected.len(), 64);
    assert_eq!(problems, ["line 3, /containers/cna/affected/0/cpes: more than 64 products in one entry"]);
}

//! Hand-made bills and what is said of them.

use steadfast_cra::sbom_fields::COMPONENT_FIELDS;
use steadfast_formats::bom::{Bom, BomFormat, Component, Dependency, Hash, HashOf, Party};
use steadfast_formats::vex::{Statement, Status};

use super::report::{Coverage, Demand, State};
use super::table::table;
use super::{assess, component};

fn component(name: &str, version: &str) -> Component {
    let version = (!version.is_empty()).then(|| version.to_owned());
    Component { reference: name.to_owned(), name: name.to_owned(), version, ..Component::default() }
}

/// A component with every field that the guideline requires.
fn full(name: &str) -> Component {
    let properties = [
        ("bsi:component:filename", "file.so"),
        ("bsi:component:executable", "executable"),
        ("bsi:component:archive", "no archive"),
        ("bsi:component:structured", "unstructured"),
    ];
    Component {
        supplier: Some(Party { name: Some("Example".to_owned()), contact: Some("info@example.org".to_owned()) }),
        licences: vec!["MIT OR Apache-2.0".to_owned()],
        hashes: vec![Hash { of: HashOf::Component, algorithm: "SHA-512".to_owned(), value: "ab".repeat(64) }],
        properties: properties.map(|(name, value)| (name.to_owned(), value.to_owned())).to_vec(),
        ..component(name, "1.0")
    }
}

fn depends(from: &str, on: &[&str]) -> Dependency {
    Dependency { from: from.to_owned(), on: on.iter().map(|on| (*on).to_owned()).collect() }
}

fn bom(subject: Option<Component>, components: Vec<Component>, dependencies: Vec<Dependency>) -> Bom {
    Bom {
        format: BomFormat::CycloneDxJson,
        format_version: "1.6".to_owned(),
        serial: Some("urn:uuid:3e671687-395b-41f5-a30f-a58921a69b79".to_owned()),
        revision: Some(1),
        name: None,
        created: Some("2026-11-23T10:00:00Z".parse().expect("a time")),
        creators: vec!["psirt@example.org".to_owned()],
        tools: Vec::new(),
        subject,
        entries: components.len(),
        components,
        dependencies,
        statements: Vec::new(),
        reported: 0,
        problems: Vec::new(),
    }
}

fn good() -> Bom {
    let dependencies = vec![depends("firmware", &["libssl"]), depends("libssl", &["libc"]), depends("libc", &[])];
    bom(Some(full("firmware")), vec![full("libssl"), full("libc")], dependencies)
}

#[test]
fn every_component_field_of_the_guideline_has_a_rule() {
    let fields: Vec<_> = component::RULES.iter().map(|(field, _)| *field).collect();
    assert_eq!(fields, COMPONENT_FIELDS);
}

#[test]
fn a_good_bill_meets_the_minimum_and_lacks_nothing_that_can_be_told() {
    let report = assess(&good());
    assert_eq!(report.cra_minimum.verdict, Demand::Met);
    assert_eq!(report.tr_03183_2.verdict, Coverage::Unknown, "{:?}", report.tr_03183_2);
    assert_eq!(report.tr_03183_2.reasons, ["Completeness of dependencies: this statement is not read"]);
    assert!(report.components.iter().all(|component| component.required_gaps().count() == 0));
}

#[test]
fn totals_add_up_to_the_number_of_components() {
    let mut bom = good();
    bom.components.push(component("bare", ""));
    let report = assess(&bom);
    for total in &report.totals {
        assert_eq!(total.given + total.unfit + total.missing + total.unknown, 3, "{}", total.field.code);
    }
    let version = report.totals.iter().find(|total| total.field.code == "component-version").expect("a total");
    assert_eq!((version.given, version.missing), (2, 1));
    assert_eq!(report.tr_03183_2.verdict, Coverage::Incomplete);
}

#[test]
fn what_is_there_but_does_not_do_is_unfit_with_a_reason() {
    let mut poor = full("libssl");
    poor.hashes = vec![Hash { of: HashOf::Component, algorithm: "SHA-256".to_owned(), value: "ab".repeat(32) }];
    poor.licences = vec!["OpenSSL License".to_owned()];
    poor.supplier = Some(Party { name: Some("Example GmbH".to_owned()), contact: None });
    poor.properties = vec![("bsi:component:filename".to_owned(), "/usr/lib/libssl.so".to_owned())];
    let report = assess(&bom(None, vec![poor], Vec::new()));
    let of = |code| report.components[0].gaps.iter().find(|gap| gap.field.code == code).map(|gap| gap.state);
    assert_eq!(of("deployable-hash"), Some(State::Unfit("a hash, but no SHA-512")));
    assert_eq!(of("distribution-licences"), Some(State::Unfit("no SPDX identifier or expression")));
    assert_eq!(of("component-creator"), Some(State::Unfit("a name, but no e-mail or internet address")));
    assert_eq!(of("file-name"), Some(State::Unfit("a path, not a file name")));
    assert_eq!(of("executable-property"), Some(State::Missing));
    assert_eq!(of("component-version"), None);
}

#[test]
fn a_truncated_digest_is_no_sha_512() {
    let mut short = full("libssl");
    short.hashes[0].value.truncate(64);
    let report = assess(&bom(None, vec![short], Vec::new()));
    assert!(report.components[0].required_gaps().any(|gap| gap.field.code == "deployable-hash"));
}

fn verdict(bom: &Bom) -> (Demand, String) {
    let report = assess(bom);
    let rule = report.cra_minimum.rules.iter().find(|rule| rule.code == "top-level-dependencies").expect("the rule");
    (rule.verdict, rule.reason.clone())
}

#[test]
fn without_a_product_or_its_dependencies_the_minimum_cannot_be_told() {
    assert_eq!(verdict(&bom(None, vec![full("libc")], Vec::new())).0, Demand::Unknown);
    assert_eq!(verdict(&bom(Some(full("firmware")), vec![full("libc")], Vec::new())).0, Demand::Unknown);
}

#[test]
fn components_that_hang_on_nothing_leave_the_minimum_open() {
    let unlinked = bom(Some(full("firmware")), vec![full("libc")], vec![depends("firmware", &[])]);
    assert_eq!(verdict(&unlinked).0, Demand::Unknown);
    let alone = bom(Some(full("firmware")), Vec::new(), vec![depends("firmware", &[])]);
    assert_eq!(verdict(&alone).0, Demand::Met);
}

#[test]
fn a_top_level_dependency_without_an_entry_breaks_the_minimum() {
    let mut dangling = bom(Some(full("firmware")), vec![full("libc")], vec![depends("firmware", &["libc", "libssl"])]);
    assert_eq!(
        verdict(&dangling),
        (Demand::NotMet, "1 of 2 direct dependencies are named but not described".to_owned())
    );
    dangling.reported = 1;
    assert_eq!(verdict(&dangling).0, Demand::Unknown, "the entry may be the one that could not be read");
}

#[test]
fn a_top_level_dependency_without_a_version_leaves_the_minimum_open() {
    let bom = bom(Some(full("firmware")), vec![component("libc", "")], vec![depends("firmware", &["libc"])]);
    assert_eq!(verdict(&bom).0, Demand::Unknown);
}

#[test]
fn a_lock_file_is_no_bill_of_materials() {
    let mut lock = good();
    lock.format = BomFormat::CargoLock;
    let report = assess(&lock);
    assert_eq!(report.cra_minimum.verdict, Demand::NotMet);
    assert_eq!(report.tr_03183_2.verdict, Coverage::Incomplete);
}

#[test]
fn old_formats_and_vulnerabilities_inside_are_named() {
    let found = |bom: &Bom| assess(bom).tr_03183_2.reasons.join("; ");
    let mut old = good();
    old.format_version = "1.5".to_owned();
    assert!(found(&old).contains("older than CycloneDX 1.6"));
    old.format_version = "1.10".to_owned();
    assert!(!found(&old).contains("older"), "1.10 is newer than 1.6");
    let mut spdx = good();
    spdx.format = BomFormat::Spdx2Json;
    spdx.format_version = "SPDX-2.3".to_owned();
    assert!(found(&spdx).contains("older than SPDX 3.0.1"));
    let mut stating = good();
    stating.statements.push(statement());
    assert!(found(&stating).contains("the SBOM states vulnerabilities itself"));
}

fn statement() -> Statement {
    Statement {
        vulnerability: vec!["CVE-2026-0001".to_owned()],
        status: Status::Affected,
        justification: None,
        detail: None,
        time: None,
        products: Vec::new(),
        place: steadfast_formats::Place::default(),
    }
}

#[test]
fn what_spdx_3_states_on_files_is_unknown_rather_than_missing() {
    let mut spdx = bom(None, vec![component("libc", "2.41")], Vec::new());
    spdx.format = BomFormat::Spdx3JsonLd;
    spdx.format_version = "3.0.1".to_owned();
    let report = assess(&spdx);
    let archive = report.totals.iter().find(|total| total.field.code == "archive-property").expect("a total");
    assert_eq!((archive.missing, archive.unknown), (0, 1));
}

#[test]
fn a_hash_that_may_stand_on_a_distribution_reference_is_unknown() {
    let mut fetched = component("libc", "2.41");
    fetched.addresses = vec![("distribution".to_owned(), "https://example.org/libc.tar".to_owned())];
    let report = assess(&bom(None, vec![fetched, component("zlib", "1.3")], Vec::new()));
    let hash = report.totals.iter().find(|total| total.field.code == "deployable-hash").expect("a total");
    assert_eq!((hash.missing, hash.unknown), (1, 1));
}

#[test]
fn json_names_each_gap_with_its_state() {
    let report = assess(&bom(None, vec![component("libc", "")], Vec::new()));
    let value: serde_json::Value = serde_json::from_str(&crate::scan::to_json(&report)).expect("JSON");
    assert_eq!(value["schema"], 1);
    assert_eq!(value["cra_minimum"]["verdict"], "unknown");
    assert_eq!(value["tr_03183_2"]["verdict"], "incomplete");
    assert_eq!(value["totals"][2]["code"], "component-version");
    assert_eq!(value["totals"][2]["missing"], 1);
    let gap = &value["components"][0]["gaps"][0];
    assert_eq!(gap["code"], "component-creator");
    assert_eq!((&gap["state"], &gap["level"]), (&"missing".into(), &"required".into()));
}

#[test]
fn the_table_shows_twenty_components_and_counts_the_rest() {
    let bare = (0..1_200).map(|number| component(&format!("package-{number}"), "")).collect::<Vec<_>>();
    let mut components = vec![full("libssl")];
    components.extend(bare);
    let text = table(&assess(&bom(None, components, Vec::new())), Some(100));
    assert!(text.contains("1,201 components"), "{text}");
    assert!(text.contains("and 1,180 more (--format json lists all)"), "{text}");
    assert!(text.contains("package-19") && !text.contains("package-20 "), "{text}");
}

#[test]
fn text_of_the_document_cannot_steer_the_terminal() {
    let hostile = component("lib\x1b[2J\u{202e}cod", "1\r2");
    let mut bom = bom(Some(component("fw\x07", "\u{9b}31m")), vec![hostile, full("libc")], Vec::new());
    bom.format_version = "1.6\x1b]0;owned\x07".to_owned();
    let text = table(&assess(&bom), Some(80));
    assert!(!text.chars().any(|c| c.is_control() && c != '\n'), "{text:?}");
    assert!(!text.contains('\u{202e}'));
}

#[test]
fn tables_are_no_wider_than_the_terminal() {
    let mut components = vec![full("libssl"), component(&"long".repeat(60), "1.0")];
    components.push(component("libc", ""));
    let text = table(&assess(&bom(Some(full("firmware")), components, Vec::new())), Some(80));
    let tables: Vec<&str> = text.lines().filter(|line| line.contains('─') || line.contains("longlong")).collect();
    assert!(tables.len() > 6, "three rules and a name in several lines: {text}");
    assert!(tables.iter().all(|line| line.chars().count() <= 80), "{text}");
}

#[test]
fn the_description_names_every_code() {
    let page = include_str!("../../../../docs/sbom-check.md");
    let report = assess(&good());
    let fields = report.document.iter().map(|finding| finding.field.code);
    let fields = fields.chain(report.totals.iter().map(|total| total.field.code));
    let rules = report.cra_minimum.rules.iter().map(|rule| rule.code);
    for code in fields.chain(rules) {
        assert!(page.contains(&format!("`{code}`")), "{code} is not described");
    }
}

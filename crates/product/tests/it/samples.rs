//! The sample files: complete, but for what is truly open.

use steadfast_product::statement::Applies;
use steadfast_product::{Finding, Phase, ProductFile, Severity, check, statement};

use super::GATEWAY;

const CAMERA: &str = include_str!("../../../../fixtures/demo/camera.toml");
const ROUTER: &str = include_str!("../../../../fixtures/demo/router.toml");

fn read(text: &str) -> ProductFile {
    ProductFile::read(text.as_bytes()).expect("a sample")
}

fn codes(findings: &[Finding], severity: Severity) -> Vec<&str> {
    findings.iter().filter(|finding| finding.severity == severity).map(|finding| finding.code).collect()
}

#[test]
fn nothing_is_wrong_or_missing_in_the_gateways() {
    for phase in [Phase::Planning, Phase::Design, Phase::Delivery, Phase::Maintenance] {
        assert_eq!(check(&read(GATEWAY), phase), [], "{phase:?}");
    }
    let stated = statement(&read(GATEWAY));
    assert_eq!((stated.class.as_deref(), stated.route.as_deref()), (Some("default"), Some("A")));
    assert!(stated.requirements.values().all(|one| one.applies == Applies::Yes && !one.evidence.is_empty()));
    assert_eq!((stated.threats.open, stated.threats.without_control), (0, 0));
    assert_eq!(stated.due_diligence.complete, stated.due_diligence.components);
}

#[test]
fn camera_and_router_lack_a_certificate_and_know_little_of_a_blob() {
    for text in [CAMERA, ROUTER] {
        let found = check(&read(text), Phase::Delivery);
        assert_eq!(codes(&found, Severity::Wrong), Vec::<&str>::new());
        assert_eq!(codes(&found, Severity::Missing), ["certificate-missing"]);
        assert_eq!(codes(&found, Severity::Open), ["due-diligence-unknown"]);
        assert_eq!(statement(&read(text)).class.as_deref(), Some("important-1"));
    }
}

#[test]
fn statements_of_the_samples_are_whole() {
    for text in [GATEWAY, CAMERA, ROUTER] {
        let stated = statement(&read(text));
        assert_eq!(stated.shortened, None);
        assert_eq!(stated.requirements.len(), 22);
        assert_eq!(stated, statement(&read(text)));
    }
}

/// The project's own file, as if it were placed on the market.
#[test]
fn our_own_file_contradicts_nothing_and_its_open_points_are_true() {
    let own = read(include_str!("../../../../steadfast.toml"));
    let found = check(&own, Phase::Delivery);
    assert_eq!(codes(&found, Severity::Wrong), Vec::<&str>::new());
    let paths: Vec<&str> = found.iter().map(|finding| finding.path.as_str()).collect();
    // Nobody places it on the market: there is no manufacturer, no promise of support, nobody who approved the risks.
    for path in ["product.manufacturer", "support", "contact.address", "risk.approved-by", "phase.delivery"] {
        assert!(paths.contains(&path), "{path} is not open any more: say so here");
    }
    assert!(found.iter().any(|finding| finding.code == "accepted-by-nobody"));
}

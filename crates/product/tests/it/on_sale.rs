//! A product that is on sale already: what its scan and one of its units say become gaps.

use steadfast_cra::annex_i;
use steadfast_product::Severity;
use steadfast_product::guide::{
    CHECKS, Effort, Found, Gap, OnSale, OnSaleError, Scanned, SelfTest, Stake, gaps_on_sale,
};

/// The gaps of a unit that found this, all else as it should be.
fn of(check: &str, found: &str) -> Vec<Gap> {
    let checks =
        CHECKS.iter().filter(|one| **one != check).map(|one| format!("{{\"check\":\"{one}\",\"found\":\"passed\"}}"));
    let asked = format!("{{\"check\":\"{check}\",\"found\":\"{found}\",\"detail\":\"why\"}}");
    let checks: Vec<String> = checks.chain([asked]).collect();
    let document = format!("{{\"agent\":\"agent 1\",\"checks\":[{}]}}", checks.join(","));
    let self_test = Some(SelfTest::read(document.as_bytes()).expect("a self-test"));
    gaps_on_sale(&[], &OnSale { self_test, ..OnSale::default() })
}

#[test]
fn each_check_that_failed_names_requirement_risk_and_effort() {
    for (check, requirement, risk, effort) in [
        ("ports", "I.1.2.j", Stake::Medium, Effort::Small),
        ("credentials", "I.1.2.d", Stake::High, Effort::Medium),
        ("encryption", "I.1.2.e", Stake::High, Effort::Medium),
        ("debugging", "I.1.2.b", Stake::High, Effort::Small),
        ("updates", "I.1.2.c", Stake::High, Effort::Large),
        ("log", "I.1.2.l", Stake::Medium, Effort::Medium),
        ("throttle", "I.1.2.d", Stake::High, Effort::Medium),
    ] {
        let gaps = of(check, "failed");
        let [gap] = gaps.as_slice() else { panic!("{check}: {gaps:?}") };
        assert_eq!((gap.code, gap.severity), (format!("self-test-{check}").as_str(), Severity::Wrong));
        assert_eq!((gap.risk, gap.effort, gap.found.as_str()), (risk, effort, "why"), "{check}");
        assert!(gap.requirements.iter().any(|one| one == requirement), "{check}");
        assert!(gap.requirements.iter().all(|one| annex_i::requirement(one).is_some()), "{check}");
        assert!(!gap.clause.is_empty() && !gap.why.is_empty() && !gap.advice.is_empty());
    }
}

#[test]
fn what_could_not_be_looked_at_is_open_and_never_fine() {
    for found in ["unknown", "a-word-of-tomorrow"] {
        for check in CHECKS {
            let gaps = of(check, found);
            assert_eq!((gaps.len(), gaps[0].severity), (1, Severity::Open), "{check}");
            assert!(gaps[0].advice.starts_with("Run the self-test"), "{check}");
        }
    }
    for found in ["passed", "not-applicable"] {
        assert_eq!(of("log", found), []);
    }
}

#[test]
fn what_a_unit_did_not_look_at_is_open_too() {
    let self_test = Some(SelfTest::read(br#"{"checks":[{"check":"ports","found":"passed"}]}"#).expect("a self-test"));
    let gaps = gaps_on_sale(&[], &OnSale { self_test, ..OnSale::default() });
    assert_eq!(gaps.len(), CHECKS.len() - 1);
    assert!(gaps.iter().all(|gap| gap.severity == Severity::Open && gap.found.contains("did not look")));
    assert_eq!(gaps_on_sale(&[], &OnSale::default()), [], "without a self-test nothing is said of units");
}

#[test]
fn a_check_that_is_not_known_here_is_not_lost() {
    let gaps = of("secure-boot", "failed");
    assert_eq!((gaps[0].code, gaps[0].found.as_str()), ("self-test-other", "secure-boot: why"));
}

#[test]
fn a_self_test_is_read_from_a_unit_of_the_api_as_well() {
    let unit = br#"{"id":"unt_1","self_test":{"statement":"ust_1","time":"2026-11-01T00:00:00Z","verdict":"failed",
        "agent":"steadfast-agent 1","checks":[{"check":"ports","found":"failed","detail":"tcp 23"}]}}"#;
    let read = SelfTest::read(unit).expect("a unit");
    assert_eq!((read.agent.as_str(), read.checks[0].found), ("steadfast-agent 1", Found::Failed));
    assert!(matches!(SelfTest::read(br#"{"id":"unt_1"}"#), Err(OnSaleError::NoSelfTest)));
    assert!(matches!(SelfTest::read(b"receipt"), Err(OnSaleError::Json(_))));
    assert!(matches!(SelfTest::read(br#"{"checks":[{"check":"ports"}]}"#), Err(OnSaleError::Json(_))));
}

#[test]
fn what_is_exploited_comes_first() {
    let scan = br#"{"findings":[{"status":"affected","exploited":true},{"status":"affected","exploited":null},
        {"status":"unknown","exploited":true},{"status":"fixed","exploited":true},{"status":"not_affected"}]}"#;
    let scan = Scanned::read(scan).expect("a scan");
    assert_eq!(scan, Scanned { affected: 2, exploited: 1, unknown: 1 });
    let found: Vec<(&str, usize)> = gaps_on_sale(&[], &OnSale { scan: Some(scan), ..OnSale::default() })
        .iter()
        .map(|gap| (gap.code, gap.count))
        .collect();
    let expected =
        [("vulnerabilities-exploited", 1), ("vulnerabilities-affected", 1), ("vulnerabilities-undecided", 1)];
    assert_eq!(found, expected);
    assert!(matches!(Scanned::read(b"{}"), Err(OnSaleError::NoFindings)));
}

//! The good device and the eleven bad ones: each flaw is found by the check that is about it, and by no other.

use steadfast_probe::simulator::Flaw;
use steadfast_probe::{CHECKS, Verdict};

use crate::asked::{asked, device, owned, said, whole, with};

fn is_found_alone(flaw: Flaw) {
    let device = device(Some(flaw));
    let report = asked(&whole(&device));
    assert_eq!(with(&report, Verdict::Failed), [flaw.found_by()], "{flaw}: {:#?}", report.findings);
    assert_eq!(with(&report, Verdict::Unknown), [""; 0], "{flaw}: {:#?}", report.findings);
    assert_eq!(report.verdict(), Verdict::Failed);
}

macro_rules! flaws {
    ($($name:ident: $flaw:ident),* $(,)?) => {
        $(#[test] fn $name() { is_found_alone(Flaw::$flaw); })*
        const FLAWS: &[Flaw] = &[$(Flaw::$flaw),*];
    };
}

flaws! {
    a_port_that_nobody_declared_is_found: UndeclaredPort,
    a_default_password_is_found: DefaultPassword,
    endless_guessing_is_found: EndlessGuessing,
    an_owner_who_is_shut_out_is_found: OwnerShutOut,
    a_device_that_stops_working_is_found: StopsWorking,
    a_login_without_tls_is_found: PlainLogin,
    an_old_version_of_tls_is_found: OldTls,
    a_page_that_is_open_to_anybody_is_found: OpenPage,
    a_banner_with_a_version_is_found: VersionBanner,
    a_function_before_the_set_up_is_found: OpenBeforeSetUp,
    a_weak_password_at_the_set_up_is_found: WeakPassword,
}

#[test]
fn every_flaw_is_tried_and_every_check_has_one() {
    assert_eq!(FLAWS, Flaw::ALL);
    let found_by = Flaw::ALL.map(Flaw::found_by);
    assert_eq!(found_by, CHECKS.map(|check| check.name), "in the same order");
}

#[test]
fn the_good_device_passes_everything_fresh_and_set_up() {
    let device = device(None);
    let fresh = asked(&whole(&device));
    assert_eq!(with(&fresh, Verdict::Passed).len(), CHECKS.len(), "{:#?}", fresh.findings);
    let again = asked(&whole(&owned()));
    assert_eq!(with(&again, Verdict::NotApplicable), ["set-up-open", "weak-password"], "{:#?}", again.findings);
    assert_eq!(again.verdict(), Verdict::Passed, "{:#?}", again.findings);
    assert!(said(&again, "set-up-open").1.contains("set up already"));
}

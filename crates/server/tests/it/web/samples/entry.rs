//! Before sign-in.

use steadfast_server::web::pages::{setup, sign_in};
use steadfast_server::web::{Filled, Frame, Problem};

use super::{MINUTE, NOW, Sample};

pub(super) const FINGERPRINT: &str = "sha256:9f2c41d07be8a6153c0d92e47a18fb6605d3c7712e9ab84f5610dc3387ef2a94";

pub(super) fn pages(frame: &Frame) -> Vec<Sample> {
    vec![
        Sample { name: "setup", page: setup::setup(frame, &set_up(Filled::empty())) },
        Sample { name: "setup-errors", page: setup::setup(frame, &set_up(wrong())) },
        Sample { name: "setup-void", page: setup::link_void(frame) },
        Sample { name: "sign-in", page: sign_in::sign_in(frame, &sign_in::SignInView::default()) },
        Sample { name: "sign-in-throttled", page: sign_in::sign_in(frame, &throttled()) },
        Sample { name: "second-step", page: sign_in::second_step(frame, &second_step()) },
        Sample { name: "second-step-recovery", page: sign_in::second_step(frame, &only_recovery()) },
    ]
}

fn set_up(filled: Filled) -> setup::SetupView {
    setup::SetupView {
        code: "k7Qm2xV9".to_owned(),
        certificate: Some(FINGERPRINT.to_owned()),
        self_made: true,
        least_password: 15,
        filled,
    }
}

fn wrong() -> Filled {
    Filled::empty()
        .with("organisation", "Nordlicht Maschinenbau GmbH")
        .with("email", "katharina.brandt(at)nordlicht")
        .wrong("name", Problem::Missing)
        .wrong("email", Problem::NotAnEmail)
        .wrong("password", Problem::TooShort { least: 15 })
}

fn throttled() -> sign_in::SignInView {
    let filled = Filled::empty()
        .with("email", "k.brandt@nordlicht.example")
        .wrong("form", Problem::Throttled { until: NOW + 4 * MINUTE });
    sign_in::SignInView { back: "/proof-log".to_owned(), filled, ..Default::default() }
}

fn second_step() -> sign_in::SecondStepView {
    sign_in::SecondStepView {
        totp: true,
        passkey: true,
        recovery_codes: 7,
        filled: Filled::empty().wrong("code", Problem::CodeWrong),
        ..Default::default()
    }
}

fn only_recovery() -> sign_in::SecondStepView {
    sign_in::SecondStepView { recovery_codes: 1, ..Default::default() }
}

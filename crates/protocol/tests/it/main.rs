//! What units and servers of different ages understand of each other, and what nobody takes.

mod ages;
mod corpus;
mod crowd;
mod hostile;
mod signed;

use steadfast_protocol::{CheckIn, Consent, Outcome, Receipt, Runs, TreeHead};
use steadfast_trust::key::UnitKey;

fn key(seed: u8) -> UnitKey {
    UnitKey::from_seed(&[seed; 32])
}

fn receipt() -> Receipt {
    Receipt {
        unit: "unt_1".to_owned(),
        number: 3,
        time: 1_800_000_000,
        release: "rel_2".to_owned(),
        part: "prt_1".to_owned(),
        sequence: 2,
        image: Some([7; 32].into()),
        outcome: Some(Outcome::Installed),
        detail: None,
        starts: 5,
        before: Some(1),
    }
}

fn check_in() -> CheckIn {
    CheckIn {
        unit: "unt_1".to_owned(),
        counter: 9,
        time: 1_800_000_000,
        starts: 6,
        runs: vec![Runs {
            part: "prt_1".to_owned(),
            version: "1.1".to_owned(),
            sequence: Some(2),
            image: Some([7; 32].into()),
        }],
        consent: Some(Consent { automatic: true, features: false, since: None }),
        statements: vec![vec![1, 2, 3].into()],
        log: None,
        checkpoint: Some(TreeHead { size: 4, root: [8; 32].into() }),
        agent: Some("agent/1".to_owned()),
    }
}

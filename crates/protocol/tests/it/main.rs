//! What units and servers of different ages understand of each other, and what nobody takes.

mod ages;
mod corpus;
mod crowd;
mod hostile;
mod packed;
mod policies;
mod receipt_copy;
mod signed;

use steadfast_protocol::{CheckIn, ClassHead, Consent, EventBatch, Outcome, Receipt, Runs, SealedHead, TreeHead};
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
        ..Receipt::default()
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
        switches: None,
        fresh_code: None,
        policy: None,
    }
}

fn sealed_head() -> SealedHead {
    let head = |class, size| ClassHead { class, size, chain: [class + 1; 32].into() };
    SealedHead {
        unit: Some("unt_1".to_owned()),
        time: Some(1_800_000_000),
        starts: 6,
        classes: vec![head(0, 40), head(1, 0), head(2, 7)],
    }
}

fn event_batch() -> EventBatch {
    EventBatch {
        unit: "unt_1".to_owned(),
        class: 0,
        number: 3,
        first: 41,
        last: 42,
        starts: 6,
        time: None,
        events: vec![vec![1, 2, 3].into(), vec![4].into()],
        before: Some([1; 32].into()),
        after: Some([2; 32].into()),
        packed: None,
    }
}

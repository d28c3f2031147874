//! Password hashes and their gate.

use std::time::Duration;

use steadfast_server::access::argon::{Checked, Cost, Gate, GateError, check, hash};
use zeroize::Zeroizing;

const CHEAP: Cost = Cost { memory: 64, passes: 1, lanes: 1 };

fn secret(text: &str) -> Zeroizing<String> {
    Zeroizing::new(text.to_owned())
}

#[test]
fn a_hash_names_its_cost_and_holds_only_its_password() {
    let stored = hash("walnut gravel mosaic", &[7; 16], Cost::STANDARD).unwrap();
    assert!(stored.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{stored}");
    assert_eq!(check("walnut gravel mosaic", &stored, Cost::STANDARD).unwrap(), Checked::Right);
    assert_eq!(check("walnut gravel mosaiC", &stored, Cost::STANDARD).unwrap(), Checked::Wrong);
    assert_ne!(stored, hash("walnut gravel mosaic", &[8; 16], Cost::STANDARD).unwrap());
}

#[test]
fn a_hash_of_another_cost_is_right_but_old() {
    let stored = hash("p", &[7; 16], CHEAP).unwrap();
    let now = Cost { passes: 2, ..CHEAP };
    assert_eq!(check("p", &stored, now).unwrap(), Checked::RightButOld);
    assert_eq!(check("q", &stored, now).unwrap(), Checked::Wrong);
}

#[test]
fn a_broken_hash_is_an_error_and_not_a_wrong_password() {
    for broken in
        ["", "plain", "$argon2id$v=19$m=19456,t=2,p=1$c2FsdA", "$argon2id$v=19$m=1,t=0,p=0$c2FsdHNhbHQ$aGFzaGhhc2g"]
    {
        assert!(check("p", broken, CHEAP).is_err(), "{broken}");
    }
}

#[tokio::test]
async fn without_a_stored_hash_every_password_is_wrong() {
    let gate = Gate::new(1, 1, CHEAP, &[3; 32]).unwrap();
    assert_eq!(gate.check(secret("03030303030303030303030303030303"), None).await.unwrap(), Checked::Wrong);
    let stored = gate.hash(secret("p"), [1; 16]).await.unwrap();
    assert_eq!(gate.check(secret("p"), Some(stored)).await.unwrap(), Checked::Right);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn more_than_the_gate_takes_are_turned_away_and_the_rest_served() {
    let slow = Cost { memory: 8 * 1024, passes: 4, lanes: 1 };
    let gate = Gate::new(1, 3, slow, &[3; 32]).unwrap();
    let tries: Vec<_> = (0..20)
        .map(|_| {
            tokio::spawn({
                let gate = gate.clone();
                async move { gate.check(secret("p"), None).await }
            })
        })
        .collect();
    let mut answers = Vec::new();
    for attempt in tries {
        answers.push(attempt.await.unwrap());
    }
    let served = answers.iter().filter(|answer| matches!(answer, Ok(Checked::Wrong))).count();
    let busy = answers.iter().filter(|answer| matches!(answer, Err(GateError::Busy))).count();
    assert_eq!(served + busy, 20);
    assert!(served >= 4 && busy >= 1, "{served} served, {busy} turned away");
    tokio::time::timeout(Duration::from_secs(10), gate.check(secret("p"), None)).await.unwrap().unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_dropped_request_keeps_its_place_until_its_hash_is_done() {
    let slow = Cost { memory: 32 * 1024, passes: 8, lanes: 1 };
    let gate = Gate::new(1, 0, slow, &[3; 32]).unwrap();
    let dropped = tokio::time::timeout(Duration::from_millis(20), gate.check(secret("p"), None)).await;
    assert!(dropped.is_err(), "the hash was too quick for this test");
    assert!(matches!(gate.check(secret("p"), None).await, Err(GateError::Busy)));
}

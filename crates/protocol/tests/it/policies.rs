//! Policies: what is read, and what a reader who knows its product, its newest policy and the time says to one.

use proptest::prelude::*;
use steadfast_protocol::{
    Before, LONGEST_POLICY, MOST_PAUSED, MOST_POLICY, MOST_REASON, Message, Policy, PolicyError, PolicyReason,
    SignedPolicy, Tighter, decode, encode,
};
use steadfast_trust::held;
use steadfast_trust::tuf::Ed25519Key;

const NOW: i64 = 1_800_000_000;

fn policy() -> Policy {
    Policy {
        product: "prd_1".to_owned(),
        sequence: 3,
        issued: NOW,
        expires: NOW + 7 * 24 * 3600,
        reason: PolicyReason {
            en: "Somebody guesses passwords.".to_owned(), de: "Jemand rät Passwörter.".to_owned()
        },
        throttle: Some(Tighter { tries: Some(2), wait: Some(60) }),
        paused: vec!["remote-diagnosis".to_owned()],
    }
}

fn file(policy: &Policy) -> Vec<u8> {
    let envelope = held::sign(Policy::TYPE, encode(policy), &Ed25519Key::from_seed(&[1; 32])).expect("it signs");
    envelope.to_bytes().expect("it is short")
}

fn changed(change: impl FnOnce(&mut Policy)) -> Result<SignedPolicy, PolicyError> {
    let mut policy = policy();
    change(&mut policy);
    SignedPolicy::read(&file(&policy))
}

#[test]
fn what_a_policy_says_is_read_as_it_was_written() {
    let read = SignedPolicy::read(&file(&policy())).expect("a policy");
    assert_eq!(read.policy, policy());
    assert!(!read.policy.lifts_all());
    let lifts = changed(|policy| (policy.throttle, policy.paused) = (None, Vec::new())).expect("one that lifts");
    assert!(lifts.policy.lifts_all());
}

#[test]
fn seeds_of_the_fuzz_target_whose_name_starts_with_good_are_policies_and_others_are_none() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../fuzz/corpus/policy");
    let mut count = 0;
    for seed in std::fs::read_dir(folder).expect("a corpus").map(|entry| entry.expect("an entry")) {
        let name = seed.file_name().to_string_lossy().into_owned();
        let payload = std::fs::read(seed.path()).expect("a seed");
        let envelope = held::sign(Policy::TYPE, payload, &Ed25519Key::from_seed(&[1; 32])).expect("it signs");
        let read = SignedPolicy::read(&envelope.to_bytes().expect("it is short"));
        assert_eq!(read.is_ok(), name.starts_with("good"), "{name}: {read:?}");
        count += 1;
    }
    assert!(count > 15, "{folder} holds {count} seeds");
}

type Change = fn(&mut Policy);

#[test]
fn what_no_policy_may_say_is_refused() {
    let wrong: [(&str, Change); 14] = [
        ("another kind of id", |policy| policy.product = "rel_1".to_owned()),
        ("no sequence", |policy| policy.sequence = 0),
        ("an end before the beginning", |policy| policy.expires = policy.issued),
        ("no reason", |policy| policy.reason.en = " ".to_owned()),
        ("a reason of two lines", |policy| policy.reason.de = "a\nb".to_owned()),
        ("a reason without an end", |policy| policy.reason.en = "a".repeat(MOST_REASON + 1)),
        ("no try at all", |policy| policy.throttle = Some(Tighter { tries: Some(0), wait: None })),
        ("more tries than ever", |policy| policy.throttle = Some(Tighter { tries: Some(6), wait: None })),
        ("a wait of a day", |policy| policy.throttle = Some(Tighter { tries: None, wait: Some(86_400) })),
        ("a throttle of nothing", |policy| policy.throttle = Some(Tighter::default())),
        ("a name that is none", |policy| policy.paused = vec!["../x".to_owned()]),
        ("the same twice", |policy| policy.paused = vec!["a".to_owned(), "a".to_owned()]),
        ("another order", |policy| policy.paused = vec!["b".to_owned(), "a".to_owned()]),
        ("too many", |policy| policy.paused = (0..=MOST_PAUSED).map(|at| format!("f{at:03}")).collect()),
    ];
    for (what, change) in wrong {
        let found = changed(change);
        assert!(matches!(found, Err(PolicyError::Form(_))), "{what}: {found:?}");
    }
}

#[test]
fn none_counts_for_more_than_thirty_days() {
    changed(|policy| policy.expires = policy.issued + LONGEST_POLICY).expect("thirty days");
    let longer = changed(|policy| policy.expires = policy.issued + LONGEST_POLICY + 1);
    assert!(matches!(longer, Err(PolicyError::TooLong(_))), "{longer:?}");
    let endless = changed(|policy| policy.expires = i64::MAX);
    assert!(matches!(endless, Err(PolicyError::TooLong(_))), "{endless:?}");
}

#[test]
fn other_bytes_are_no_policy() {
    assert!(matches!(SignedPolicy::read(&vec![b' '; MOST_POLICY + 1]), Err(PolicyError::Large(_))));
    assert!(matches!(SignedPolicy::read(b"{}"), Err(PolicyError::Envelope(_))));
    let signed = |kind: &str, payload: Vec<u8>| {
        held::sign(kind, payload, &Ed25519Key::from_seed(&[1; 32])).expect("it signs").to_bytes().expect("short")
    };
    let other = SignedPolicy::read(&signed("application/x-other", encode(&policy())));
    assert!(matches!(other, Err(PolicyError::Envelope(_))), "{other:?}");
    let more = [encode(&policy()), vec![0]].concat();
    assert!(matches!(SignedPolicy::read(&signed(Policy::TYPE, more)), Err(PolicyError::Payload(_))));
}

#[test]
fn whoever_knows_a_newer_one_goes_back_to_none() {
    let read = SignedPolicy::read(&file(&policy())).expect("a policy");
    let judge = |product, newest, now| read.judge(&Before { product, newest, now });
    judge("prd_1", None, NOW).expect("the first");
    judge("prd_1", Some((2, [0; 32].into())), NOW).expect("a newer one");
    judge("prd_1", Some((3, read.digest)), NOW).expect("the same again");
    assert!(matches!(judge("prd_2", None, NOW), Err(PolicyError::Product(_))));
    assert!(matches!(judge("prd_1", Some((4, read.digest)), NOW), Err(PolicyError::Back { newest: 4, found: 3 })));
    assert!(matches!(judge("prd_1", Some((3, [0; 32].into())), NOW), Err(PolicyError::Back { .. })), "another of 3");
    assert!(matches!(judge("prd_1", None, read.policy.expires), Err(PolicyError::Over)));
}

proptest! {
    #[test]
    fn whatever_is_read_is_within_what_a_policy_may_say(
        sequence in any::<u64>(),
        issued in any::<i64>(),
        life in any::<i64>(),
        tries in any::<Option<u8>>(),
        wait in any::<Option<u32>>(),
        paused in proptest::collection::vec("[a-c/-]{0,2}", 0..4),
        en in "\\PC{0,20}",
    ) {
        let throttle = Some(Tighter { tries, wait });
        let reason = PolicyReason { en, de: String::new() };
        let expires = issued.saturating_add(life);
        let said = Policy { sequence, issued, expires, throttle, paused, reason, ..policy() };
        match SignedPolicy::read(&file(&said)) {
            Ok(read) => {
                prop_assert!(read.policy.check().is_ok());
                prop_assert!(read.policy.expires - read.policy.issued <= LONGEST_POLICY);
                prop_assert_eq!(read.policy, said);
            }
            Err(_) => prop_assert!(said.check().is_err()),
        }
    }

    #[test]
    fn a_damaged_payload_is_a_policy_or_an_error(at in any::<prop::sample::Index>(), bit in 0_u8..8) {
        let mut bytes = encode(&policy());
        let at = at.index(bytes.len());
        bytes[at] ^= 1 << bit;
        if let Ok(read) = decode::<Policy>(&bytes) {
            let _ = read.check();
        }
    }
}

//! People and their access, on both engines.

use steadfast_store::{
    Approval, ApprovalState, Id, Invitation, NewPerson, Passkey, Store, StoreError, Throttle, Time, Token, Tx, kinds,
};

use crate::engines::on_both;

fn id<K>(random: u8) -> Id<K> {
    Id::new(second(1), [random; 10])
}

fn second(number: i64) -> Time {
    Time(number * 1_000_000)
}

fn write<T: Send + 'static>(
    store: &Store,
    work: impl Fn(&mut Tx<'_>) -> Result<T, StoreError> + Send + 'static,
) -> Result<T, StoreError> {
    store.write(work).wait()
}

fn new_person(id: Id<kinds::Person>) -> NewPerson {
    NewPerson {
        id,
        email: "marta@lumen.example".into(),
        name: "Marta".into(),
        role: "admin".into(),
        password: "$argon2id$".into(),
        password_alone: true,
    }
}

fn marta(store: &Store) -> Id<kinds::Person> {
    let marta = id(1);
    write(store, move |tx| tx.person_insert(&new_person(marta), second(1))).expect("made");
    marta
}

#[test]
fn an_address_belongs_to_one_person() {
    on_both(|store| {
        let marta = marta(store);
        let twice = |tx: &mut Tx<'_>| tx.person_insert(&new_person(id(2)), second(2));
        assert!(write(store, twice).unwrap_err().is_duplicate());
        let found = write(store, |tx| tx.person_by_email("marta@lumen.example")).unwrap().expect("there");
        assert_eq!((found.id, found.active, found.version), (marta, true, 1));
        assert_eq!(write(store, |tx| tx.person_by_email("Marta@lumen.example")).unwrap(), None);
        assert_eq!(write(store, |tx| tx.person_count()).unwrap(), 1);
    });
}

#[test]
fn every_change_of_a_person_raises_the_version() {
    on_both(|store| {
        let marta = marta(store);
        let changed = write(store, move |tx| {
            tx.person_set_name(marta, "M.")?;
            tx.person_set_role(marta, "viewer")?;
            tx.person_set_active(marta, false)?;
            tx.person_set_password(marta, "new", false)?;
            tx.person(marta)
        });
        let person = changed.unwrap().expect("there");
        assert_eq!((person.name.as_str(), person.role.as_str(), person.active), ("M.", "viewer", false));
        assert_eq!((person.password.as_deref(), person.password_alone, person.version), (Some("new"), false, 5));
        assert_eq!(write(store, |tx| tx.person_active_count("viewer")).unwrap(), 0);
        assert_eq!(write(store, |tx| tx.person_list(None, 10)).unwrap(), [person]);
        assert_eq!(write(store, move |tx| tx.person_list(Some(marta), 10)).unwrap(), []);
    });
}

#[test]
fn a_second_factor_is_taken_once_and_a_recovery_code_too() {
    on_both(|store| {
        let marta = marta(store);
        write(store, move |tx| tx.person_propose_totp(marta, &[7; 40])).unwrap();
        write(store, move |tx| tx.person_take_totp(marta, 100)).unwrap();
        let person = write(store, move |tx| tx.person(marta)).unwrap().expect("there");
        assert_eq!((person.totp, person.totp_proposed, person.totp_step), (Some(vec![7; 40]), None, 100));
        let take = move |step| write(store, move |tx| tx.person_take_step(marta, step)).unwrap();
        assert_eq!([take(100), take(101), take(101), take(99)], [false, true, false, false]);
        assert_eq!([take(98), take(98)], [true, false], "the last one was of a clock that ran ahead");
        write(store, move |tx| tx.recovery_codes_replace(marta, &[[1; 32], [2; 32]])).unwrap();
        let code = move |code| write(store, move |tx| tx.recovery_code_take(marta, &[code; 32])).unwrap();
        assert_eq!([code(1), code(1), code(3)], [true, false, false]);
        assert_eq!(write(store, move |tx| tx.recovery_code_count(marta)).unwrap(), 1);
    });
}

#[test]
fn sessions_are_found_by_hash_until_they_end() {
    on_both(|store| {
        let marta = marta(store);
        for number in [1, 2, 3] {
            write(store, move |tx| tx.session_insert(id(number), &[number; 32], marta, "Firefox", second(10))).unwrap();
        }
        let first: Id<kinds::Session> = id(1);
        assert!(write(store, move |tx| tx.session_prove(first, &[9; 32], second(20))).unwrap());
        assert_eq!(write(store, |tx| tx.session_by_hash(&[1; 32])).unwrap(), None, "the secret was changed");
        let (found, whose) = write(store, |tx| tx.session_by_hash(&[9; 32])).unwrap().expect("there");
        assert_eq!((found.id, found.proved, found.ended, whose.id), (first, second(20), None, marta));
        assert_eq!(write(store, move |tx| tx.session_with_person(first)).unwrap(), Some((found, whose)));
        let listed = write(store, move |tx| tx.session_list(marta, second(0), second(0))).unwrap();
        assert_eq!(listed.len(), 3);
        assert_eq!(write(store, move |tx| tx.session_end_all(marta, Some(first), second(30))).unwrap(), 2);
        assert!(write(store, move |tx| tx.session_end(first, second(31))).unwrap());
        assert!(!write(store, move |tx| tx.session_end(first, second(32))).unwrap());
        assert_eq!(write(store, |tx| tx.session_sweep(second(11), second(0), 100)).unwrap(), 3);
    });
}

#[test]
fn a_sign_in_counts_its_tries_and_ends_once() {
    on_both(|store| {
        let marta = marta(store);
        let hash = [5; 32];
        write(store, move |tx| tx.sign_in_insert(&hash, Some(marta), None, second(1))).unwrap();
        write(store, move |tx| tx.sign_in_try(&hash)).unwrap();
        write(store, move |tx| tx.sign_in_challenge(&hash, Some("{}"))).unwrap();
        let found = write(store, move |tx| tx.sign_in(&hash)).unwrap().expect("there");
        assert_eq!((found.person, found.tries, found.challenge.as_deref()), (Some(marta), 1, Some("{}")));
        assert!(write(store, move |tx| tx.sign_in_end(&hash)).unwrap());
        assert!(!write(store, move |tx| tx.sign_in_end(&hash)).unwrap());
    });
}

#[test]
fn browsers_are_remembered_and_forgotten() {
    on_both(|store| {
        let marta = marta(store);
        write(store, move |tx| tx.browser_put(&[4; 32], marta, second(1))).unwrap();
        write(store, move |tx| tx.browser_put(&[4; 32], marta, second(2))).unwrap();
        assert_eq!(write(store, |tx| tx.browser(&[4; 32])).unwrap(), Some(marta));
        write(store, move |tx| tx.browsers_drop(marta)).unwrap();
        assert_eq!(write(store, |tx| tx.browser(&[4; 32])).unwrap(), None);
    });
}

#[test]
fn a_budget_is_kept_whole() {
    on_both(|store| {
        let budget = Throttle { tries: 7, wall: -1, steady: i64::MAX, run: i64::MIN };
        assert_eq!(write(store, |tx| tx.throttle("unknown/1")).unwrap(), None);
        write(store, |tx| tx.throttle_put("unknown/1", &Throttle { tries: 1, wall: 2, steady: 3, run: 4 })).unwrap();
        write(store, move |tx| tx.throttle_put("unknown/1", &budget)).unwrap();
        assert_eq!(write(store, |tx| tx.throttle("unknown/1")).unwrap(), Some(budget));
        write(store, |tx| tx.throttle_drop("unknown/1")).unwrap();
        assert_eq!(write(store, |tx| tx.throttle("unknown/1")).unwrap(), None);
    });
}

#[test]
fn tokens_are_found_by_hash_and_end_once() {
    on_both(|store| {
        let token = Token {
            id: id(1),
            person: marta(store),
            name: "build".into(),
            scopes: "people.read job.read".into(),
            made: second(1),
            expires: second(100),
            used: None,
            ended: None,
            held: None,
        };
        let (kept, person) = (token.clone(), token.person);
        write(store, move |tx| tx.token_insert(&kept, &[8; 32])).unwrap();
        let (found, whose) = write(store, |tx| tx.token_by_hash(&[8; 32])).unwrap().expect("there");
        assert_eq!((&found, whose.id), (&token, person));
        assert_eq!(write(store, |tx| tx.token_with_person(id(1))).unwrap(), Some((found, whose)));
        assert_eq!(write(store, move |tx| tx.token_list(Some(person), None, 5)).unwrap(), std::slice::from_ref(&token));
        assert_eq!(write(store, |tx| tx.token_list(None, Some(id(1)), 5)).unwrap(), []);
        write(store, |tx| tx.token_touch(id(1), second(7))).unwrap();
        assert!(write(store, |tx| tx.token_end(id(1), second(8))).unwrap());
        assert_eq!(write(store, move |tx| tx.token_end_all(person, second(9))).unwrap(), 0);
        let ended = write(store, |tx| tx.token(id(1))).unwrap().expect("there");
        assert_eq!((ended.used, ended.ended), (Some(second(7)), Some(second(8))));
    });
}

fn invitation(number: u8, kind: &str) -> Invitation {
    Invitation {
        id: id(number),
        kind: kind.into(),
        person: None,
        email: Some("jo@lumen.example".into()),
        name: Some("Jo".into()),
        role: Some("viewer".into()),
        maker: None,
        made: second(1),
        expires: second(100),
        used: None,
        ended: None,
    }
}

#[test]
fn a_link_is_used_once_and_in_time() {
    on_both(|store| {
        let marta = marta(store);
        for number in [1, 2, 3] {
            write(store, move |tx| tx.invitation_insert(&invitation(number, "invitation"), &[number; 32])).unwrap();
        }
        let used = move |number, at| write(store, move |tx| tx.invitation_use(id(number), marta, second(at))).unwrap();
        assert_eq!([used(1, 99), used(1, 99), used(2, 100)], [true, false, false]);
        assert!(write(store, |tx| tx.invitation_end(id(3), second(5))).unwrap());
        assert!(!used(3, 6));
        let open = write(store, |tx| tx.invitation_open(10)).unwrap();
        assert_eq!(open.iter().map(|link| link.id).collect::<Vec<_>>(), [id(2)]);
        assert_eq!(write(store, |tx| tx.invitation_end_for("jo@lumen.example", second(7))).unwrap(), 1);
        write(store, |tx| tx.invitation_forget(id(1))).unwrap();
        let link = write(store, |tx| tx.invitation_by_hash(&[1; 32])).unwrap().expect("there");
        assert_eq!((link.email, link.name, link.person, link.used), (None, None, Some(marta), Some(second(99))));
    });
}

#[test]
fn a_new_set_up_link_ends_the_earlier_ones() {
    on_both(|store| {
        write(store, |tx| tx.invitation_insert(&invitation(1, "set-up"), &[1; 32])).unwrap();
        assert_eq!(write(store, |tx| tx.invitation_end_kind("set-up", second(2))).unwrap(), 1);
        assert_eq!(write(store, |tx| tx.invitation_end_kind("set-up", second(2))).unwrap(), 0);
    });
}

#[test]
fn a_credential_belongs_to_one_passkey() {
    on_both(|store| {
        let marta = marta(store);
        let key = move |number: u8| Passkey {
            id: id(number),
            person: marta,
            credential: vec![1, 2, 3],
            name: "laptop".into(),
            key: "{}".into(),
            made: second(1),
            used: None,
        };
        write(store, move |tx| tx.passkey_insert(&key(1))).unwrap();
        assert!(write(store, move |tx| tx.passkey_insert(&key(2))).unwrap_err().is_duplicate());
        write(store, move |tx| tx.passkey_used(marta, &[1, 2, 3], Some("{1}"), second(5))).unwrap();
        write(store, move |tx| tx.passkey_used(marta, &[1, 2, 3], None, second(6))).unwrap();
        let kept = write(store, move |tx| tx.passkey_list(marta)).unwrap();
        assert_eq!((kept.len(), kept[0].key.as_str(), kept[0].used), (1, "{1}", Some(second(6))));
        assert!(!write(store, move |tx| tx.passkey_drop(id(1), id(9))).unwrap(), "not theirs");
        assert!(write(store, move |tx| tx.passkey_drop(id(1), marta)).unwrap());
    });
}

#[test]
fn a_challenge_is_taken_once() {
    on_both(|store| {
        let marta = marta(store);
        write(store, move |tx| tx.session_insert(id(1), &[1; 32], marta, "", second(1))).unwrap();
        for state in ["a", "b"] {
            write(store, move |tx| tx.passkey_challenge_put(id(1), "laptop", state, second(2))).unwrap();
        }
        let take = || write(store, |tx| tx.passkey_challenge_take(id(1))).unwrap();
        assert_eq!(take(), Some(("laptop".into(), "b".into(), second(2))));
        assert_eq!(take(), None);
    });
}

#[test]
fn an_approval_is_decided_once() {
    on_both(|store| {
        let marta = marta(store);
        let new = move |number: u8| Approval {
            id: id(number),
            action: "record.erase".into(),
            subject: "rec_1".into(),
            proposal: "{}".into(),
            proposer: marta,
            reason: "asked to".into(),
            state: ApprovalState::Waiting,
            made: second(1),
            alone: None,
            due: None,
            decider: None,
            decision: None,
            decided: None,
        };
        for number in [1, 2] {
            write(store, move |tx| tx.approval_insert(&new(number))).unwrap();
        }
        assert_eq!(write(store, |tx| tx.approval(id(1))).unwrap(), Some(new(1)));
        let decide = move |number, from, to| {
            write(store, move |tx| tx.approval_decide(id(number), from, to, marta, "yes", second(5))).unwrap()
        };
        assert!(decide(1, ApprovalState::Waiting, ApprovalState::Approved));
        assert!(!decide(1, ApprovalState::Waiting, ApprovalState::Refused));
        assert!(write(store, |tx| tx.approval_alone(id(2), second(6), second(9), "fire")).unwrap());
        assert!(!write(store, |tx| tx.approval_alone(id(2), second(6), second(9), "fire")).unwrap());
        let open = write(store, |tx| tx.approval_open(10)).unwrap();
        assert_eq!((open.len(), open[0].due, open[0].reason.as_str()), (1, Some(second(9)), "fire"));
        assert!(decide(2, ApprovalState::Alone, ApprovalState::Confirmed));
        assert_eq!(write(store, |tx| tx.approval_list(None, 10)).unwrap().len(), 2);
    });
}

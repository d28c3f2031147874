//! The list of people: filter, order and pages.

use steadfast_store::{Id, NewPerson, Roster, RosterKey, RosterPage, Store, StoreError, Time, kinds};

use crate::engines::on_both;

const NAMES: [(&str, &str); 6] = [
    ("Öse Zander", "admin"),
    ("anna", "viewer"),
    ("Berta", "security"),
    ("berta", "viewer"),
    ("50%_off", "viewer"),
    ("Zoë", "release"),
];

fn id(number: usize) -> Id<kinds::Person> {
    Id::from_bytes([u8::try_from(number).expect("a small number") + 1; 16])
}

fn fill(store: &Store) {
    for (number, (name, role)) in NAMES.iter().enumerate() {
        let new = NewPerson {
            id: id(number),
            email: format!("p{number}@lumen.example"),
            name: (*name).to_owned(),
            role: (*role).to_owned(),
            password: "phc".to_owned(),
            password_alone: true,
        };
        let seen = Time(i64::try_from(number % 3).expect("small") * 1_000_000);
        let done = store.write::<_, StoreError, _>(move |tx| {
            tx.person_insert(&new, Time(1))?;
            tx.session_insert(Id::from_bytes(new.id.bytes()), &[new.id.bytes()[0]; 32], new.id, "", seen)
        });
        done.wait().expect("written");
    }
}

fn page(store: &Store, which: &Roster, page: RosterPage, limit: i64) -> Vec<String> {
    let which = which.clone();
    let found = store.read::<_, StoreError, _>(move |tx| tx.roster(&which, page, limit)).wait().expect("read");
    found.into_iter().map(|person| person.name).collect()
}

fn all(store: &Store, which: &Roster) -> Vec<String> {
    page(store, which, RosterPage::First, 100)
}

#[test]
fn every_order_is_walked_forth_and_back_without_a_gap() {
    on_both(|store| {
        fill(store);
        for key in [RosterKey::Name, RosterKey::Role, RosterKey::Seen] {
            for descending in [false, true] {
                let which = Roster { key, descending, ..Roster::default() };
                let whole = all(store, &which);
                assert_eq!(whole.len(), NAMES.len());
                let place = |name: &str| id(NAMES.iter().position(|(known, _)| *known == name).expect("known"));
                for (at, name) in whole.iter().enumerate() {
                    let behind = page(store, &which, RosterPage::After(place(name)), 2);
                    assert_eq!(behind, whole[at + 1..].iter().take(2).cloned().collect::<Vec<_>>());
                    let before = page(store, &which, RosterPage::Before(place(name)), 2);
                    assert_eq!(before, whole[at.saturating_sub(2)..at].to_vec(), "{key:?} {descending}");
                }
            }
        }
        assert_eq!(
            all(store, &Roster::default()),
            ["50%_off", "anna", "Berta", "berta", "Öse Zander", "Zoë"],
            "letters of both sizes together, marks aside"
        );
    });
}

#[test]
fn people_are_found_by_parts_of_name_and_address_by_role_and_by_state() {
    on_both(|store| {
        fill(store);
        let sought = |sought: &str| all(store, &Roster { sought: sought.to_owned(), ..Roster::default() });
        assert_eq!(sought("BERTA"), ["Berta", "berta"]);
        assert_eq!(sought("öse"), ["Öse Zander"]);
        assert_eq!(sought("ose"), ["Öse Zander"]);
        assert_eq!(sought("p5@lumen"), ["Zoë"]);
        assert_eq!(sought("0%_"), ["50%_off"]);
        assert!(sought("\\").is_empty());
        store.write::<_, StoreError, _>(|tx| tx.person_set_active(id(1), false)).wait().expect("closed");
        let viewers = Roster { role: "viewer".to_owned(), active: Some(true), ..Roster::default() };
        assert_eq!(all(store, &viewers), ["50%_off", "berta"]);
        let count = store.read::<_, StoreError, _>(move |tx| tx.roster_count(&viewers)).wait().expect("counted");
        assert_eq!(count, 2);
        store.write::<_, StoreError, _>(|tx| tx.person_set_name(id(1), "Ärmel")).wait().expect("renamed");
        assert_eq!(sought("armel"), ["Ärmel"]);
    });
}

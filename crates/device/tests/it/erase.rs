//! The end of an owner's time: what opens the unit afterwards, what it states, and what lies beside its storage.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use steadfast_device::data::Data;
use steadfast_device::outside::{Beside, BesideError, Entry, Folder, Listing, Progress, Storage as _};
use steadfast_device::reset::ResetError;
use steadfast_device::set_up::{Opened, SetUp};
use steadfast_protocol::{Purpose, ReceiptCopy, Remains, Wiped, code};

use crate::made::{Draws, NOW, Whole, choices, each_cut, line, owned, start, start_beside, statements, try_start};
use crate::power::Outage;

const NEW: &str = "8Q2M-0000-1111-2222";

/// A unit of somebody's who has things sealed, and who decided on updates.
fn theirs() -> Outage {
    let storage = owned();
    let data = Data::open(&&storage, &Draws::new(50)).expect("open");
    data.put(&&storage, &Draws::new(51), "photo", b"private").expect("kept");
    storage.replace("update-choices", b"not on Sundays").expect("kept");
    storage.replace("update-state", b"how far they came").expect("kept");
    storage
}

/// The code on the label of every unit here.
fn label() -> String {
    line(&Outage::new(0)).code.to_string()
}

fn hash() -> Option<[u8; 32]> {
    Some(code::owner_hash(NEW))
}

fn one_statement(unit: &Whole<'_>, when: &str) -> Wiped {
    let mut said = statements::<Wiped>(unit);
    assert_eq!(said.len(), 1, "{when}: {said:?}");
    said.remove(0)
}

/// What must hold once the unit went to somebody else, or out of use.
fn is_over(left: &Outage, purpose: Purpose, when: &str) {
    let unit = start(left);
    assert!(unit.owner().is_none() && !unit.is_locked(), "{when}");
    assert_eq!(unit.identity.opens(NEW), purpose == Purpose::Handover, "{when}");
    assert!(!unit.identity.opens(&label()) && !unit.identity.opens(""), "{when}: the label opens it still");
    let wiped = one_statement(&unit, when);
    let code = hash().filter(|_| purpose == Purpose::Handover).map(Into::into);
    assert_eq!((wiped.purpose, wiped.keys, wiped.found), (Some(purpose), Some(1), 0), "{when}");
    assert_eq!((wiped.code, wiped.resets, wiped.time, unit.life.resets), (code, 1, NOW, 1), "{when}");
    assert_eq!(unit.wiped.as_ref(), Some(&wiped), "{when}");
    let names: Vec<String> = left.contents().into_keys().collect();
    assert!(!names.iter().any(|name| name == "update-choices" || name.starts_with("data-")), "{when}: {names:?}");
    assert!(names.iter().any(|name| name == "update-state"), "{when}");
    for copy in [unit.erased(), start(&left.restart()).erased()] {
        let copy = copy.expect("it is shown after every start");
        assert_eq!(ReceiptCopy::read(copy.line().as_bytes()).expect("a receipt"), copy, "{when}");
        assert!(copy.text().contains("keys destroyed: 1\n"), "{when}: {}", copy.text());
    }
}

#[test]
fn wherever_the_power_goes_a_unit_that_goes_to_somebody_else_opens_by_one_code_alone() {
    let before = theirs();
    for purpose in [Purpose::Handover, Purpose::EndOfLife] {
        let script = |storage: &Outage| {
            if let Ok(mut unit) = try_start(storage) {
                drop(unit.erase(purpose, hash()));
            }
        };
        each_cut(&before, script, |left, when| {
            let unit = start(left);
            if unit.owner().is_some() {
                assert!(
                    unit.identity.opens(&label()) && !unit.identity.opens(NEW) && unit.erased().is_none(),
                    "{when}"
                );
                return;
            }
            is_over(left, purpose, when);
        });
    }
}

#[test]
fn one_that_stands_still_goes_on_for_what_it_was_begun_for() {
    let before = theirs();
    let calls = {
        let storage = before.copy(0);
        let mut unit = start(&storage);
        let from = storage.calls();
        unit.erase(Purpose::Handover, hash()).expect("erased");
        from..storage.calls()
    };
    assert!(calls.end - calls.start > 8, "steps: {calls:?}");
    for call in calls {
        let storage = before.copy(call);
        storage.fail_at(call);
        let mut unit = start(&storage);
        let done = unit.erase(Purpose::Handover, hash());
        if done.is_err() && unit.owner().is_some() {
            continue;
        }
        if done.is_err() {
            assert!(unit.is_locked() && unit.erased().is_none(), "call {call}");
            let other = unit.erase(Purpose::Handover, Some(code::owner_hash("another")));
            let out_of_use = unit.erase(Purpose::EndOfLife, None);
            assert!(
                matches!((other, out_of_use), (Err(ResetError::UnderWay), Err(ResetError::UnderWay))),
                "call {call}"
            );
            unit.reset().expect("it goes on");
        }
        is_over(&storage, Purpose::Handover, &format!("call {call} failed"));
    }
}

#[test]
fn out_of_use_nothing_but_presence_opens_it() {
    let storage = theirs();
    let mut unit = start(&storage);
    unit.erase(Purpose::EndOfLife, None).expect("erased");
    let mut set_up = SetUp::new(unit.steady());
    for typed in [label().as_str(), NEW, "", "0000-0000-0000-0000"] {
        let opened = set_up.open(&unit.identity, typed, unit.steady(), &unit.random).expect("random");
        assert_eq!(opened, Opened::Wrong, "{typed:?}");
    }
    set_up.present(unit.steady());
    let opened = set_up.open(&unit.identity, "", unit.steady(), &unit.random).expect("random");
    assert!(matches!(opened, Opened::Pass(_)));
    unit.set_up(choices(true, true)).expect("somebody is there");
}

#[test]
fn a_new_code_is_told_once_and_kept_nowhere_in_clear() {
    let storage = theirs();
    let mut unit = start(&storage);
    let (text, hash) = unit.new_code().expect("random");
    let (other, _) = unit.new_code().expect("random");
    assert!(text != other && code::owner_hash(&text) == hash);
    unit.erase(Purpose::Handover, Some(hash)).expect("erased");
    assert!(unit.identity.opens(&text));
    let plain = code::letters(&text);
    for (name, bytes) in storage.contents() {
        let holds = |wanted: &str| bytes.windows(wanted.len()).any(|part| part == wanted.as_bytes());
        assert!(!holds(&text) && !holds(&plain), "{name}");
    }
}

#[test]
fn a_receipt_names_what_stays_and_at_a_server_only_where_one_knows_the_unit() {
    for is_known in [true, false] {
        let storage = theirs();
        let mut unit = start(&storage);
        unit.life.unit = is_known.then(|| "unt_1".to_owned());
        unit.erase(Purpose::Reset, hash()).expect("erased");
        let wiped = unit.wiped.clone().expect("said");
        let remains = wiped.remains.expect("said");
        assert!(remains.contains(&Remains::Identity) && remains.contains(&Remains::Statements));
        let elsewhere = [Remains::Registration, Remains::Hashes, Remains::Backups];
        assert!(elsewhere.iter().all(|one| remains.contains(one) == is_known), "{remains:?}");
        assert_eq!((wiped.code, unit.identity.opens(&label())), (None, true), "a reset keeps the label's code");
    }
}

#[test]
fn where_there_was_no_key_none_is_said_to_be_destroyed_and_of_a_damaged_mark_nothing() {
    let storage = owned();
    start(&storage).reset().expect("reset");
    assert_eq!(start(&storage).wiped.expect("said").keys, Some(0));
    let storage = theirs();
    storage.tamper("reset", |bytes| *bytes = b"half a mark".to_vec());
    let unit = start(&storage);
    let wiped = unit.wiped.as_ref().expect("it came to its end");
    assert_eq!((wiped.keys, wiped.purpose, wiped.resets), (None, None, 1));
    assert!(unit.identity.opens(&label()));
}

#[test]
fn the_last_receipt_is_there_until_somebody_has_the_unit_and_gives_way_to_the_next() {
    let storage = theirs();
    for round in 1..=3 {
        let mut unit = start(&storage);
        unit.erase(Purpose::Handover, hash()).expect("erased");
        let wiped = start(&storage).wiped.expect("shown");
        assert_eq!(wiped.resets, round);
        unit.set_up(choices(true, true)).expect("set up");
        assert!(unit.erased().is_none() && unit.wiped.is_none());
        assert!(start(&storage).wiped.is_none() && !storage.contents().contains_key("wiped"));
    }
}

/// Things beside the storage that go one by one, as far as the power lasts.
#[derive(Debug)]
struct Shelf {
    things: Mutex<Vec<u8>>,
    /// How many more go.
    power: AtomicU64,
}

impl Shelf {
    fn with(power: u64) -> Arc<Self> {
        Arc::new(Self { things: Mutex::new(vec![1, 2, 3]), power: AtomicU64::new(power) })
    }
}

impl Beside for Shelf {
    fn list(&self) -> Result<Listing, BesideError> {
        Ok(Listing::default())
    }

    fn open(&self, entry: &Entry) -> Result<Box<dyn std::io::Read + Send>, BesideError> {
        Err(BesideError::Changed(entry.path.clone()))
    }

    fn is_as_listed(&self, entry: &Entry) -> Result<(), BesideError> {
        Err(BesideError::Changed(entry.path.clone()))
    }

    fn destroy(&self) -> Result<Progress, BesideError> {
        let mut things = self.things.lock().expect("one thread");
        if things.is_empty() {
            return Ok(Progress::Done);
        }
        if self.power.load(Ordering::SeqCst) == 0 {
            return Err(BesideError::Many(0));
        }
        self.power.fetch_sub(1, Ordering::SeqCst);
        things.pop();
        Ok(if things.is_empty() { Progress::Done } else { Progress::More })
    }

    fn count(&self) -> Result<u64, BesideError> {
        Ok(self.things.lock().expect("one thread").len() as u64)
    }
}

#[test]
fn what_lies_beside_goes_too_however_often_the_power_goes_meanwhile() {
    let before = theirs();
    let there = before.contents().len() as u64;
    for power in 0..=3 {
        let (storage, shelf) = (before.copy(0), Shelf::with(power));
        let mut unit = start_beside(&storage, shelf.clone());
        let done = unit.erase(Purpose::Handover, hash());
        assert_eq!(done.is_ok(), power == 3);
        assert_eq!(storage.read("owner-key").expect("power"), None, "the key goes first");
        assert!(power == 3 || unit.why_locked().is_some_and(|why| !why.is_empty()));
        drop(unit);
        shelf.power.store(1, Ordering::SeqCst);
        for _ in 0..3 {
            let unit = start_beside(&storage, shelf.clone());
            assert!(unit.owner().is_none());
            assert_eq!(unit.is_locked(), unit.is_erasing(), "it goes on, and nothing failed");
            shelf.power.store(1, Ordering::SeqCst);
        }
        assert_eq!(shelf.count().expect("counted"), 0);
        is_over(&storage, Purpose::Handover, &format!("{power} of 3 things"));
        assert!(one_statement(&start(&storage), "").destroyed > there.saturating_sub(12) + 3);
    }
}

#[test]
fn what_comes_again_while_it_is_erased_is_found_and_said() {
    #[derive(Debug)]
    struct Stubborn;
    impl Beside for Stubborn {
        fn list(&self) -> Result<Listing, BesideError> {
            Ok(Listing::default())
        }
        fn open(&self, entry: &Entry) -> Result<Box<dyn std::io::Read + Send>, BesideError> {
            Err(BesideError::Changed(entry.path.clone()))
        }
        fn is_as_listed(&self, _: &Entry) -> Result<(), BesideError> {
            Ok(())
        }
        fn destroy(&self) -> Result<Progress, BesideError> {
            Ok(Progress::Done)
        }
        fn count(&self) -> Result<u64, BesideError> {
            Ok(2)
        }
    }
    let storage = theirs();
    let mut unit = start_beside(&storage, Arc::new(Stubborn));
    unit.erase(Purpose::EndOfLife, None).expect("erased");
    assert_eq!(unit.wiped.as_ref().expect("said").found, 2);
    assert!(unit.erased().expect("kept").text().contains("2 things were found"));
}

#[test]
fn a_folder_beside_is_empty_afterwards_and_a_key_for_it_is_another_one() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::create_dir(folder.path().join("photos")).expect("made");
    std::fs::write(folder.path().join("photos/1"), b"private").expect("written");
    let storage = theirs();
    let key = |purpose: &str| *Data::open(&&storage, &Draws::new(90)).expect("open").key_for(purpose);
    let before = key("photos");
    assert!(before == key("photos") && before != key("films"), "the same for the same purpose alone");
    let mut unit = start_beside(&storage, Arc::new(Folder::open(folder.path())));
    unit.reset().expect("reset");
    assert_eq!(std::fs::read_dir(folder.path()).expect("it stays").count(), 0);
    assert_ne!(key("photos"), before);
}

#[test]
fn a_unit_whose_erasure_goes_piece_by_piece_is_nobodys_until_it_ends_wherever_the_power_goes() {
    let before = theirs();
    let piecewise = |storage: &Outage| {
        let mut unit = start_beside(storage, Shelf::with(u64::MAX));
        if unit.begin_erasure(Purpose::Handover, hash()).is_ok() {
            while unit.is_erasing() {
                drop(unit.go_on_erasing());
            }
        }
    };
    each_cut(&before, piecewise, |left, when| {
        let mut unit = start_beside(left, Shelf::with(u64::MAX));
        if unit.owner().is_some() {
            assert!(!unit.is_erasing() && unit.erased().is_none(), "{when}");
            return;
        }
        while unit.is_erasing() {
            assert!(unit.is_locked() && unit.erased().is_none() && !unit.records(), "{when}");
            assert!(unit.set_up(choices(true, true)).is_err(), "{when}: it is nobody's to take");
            unit.go_on_erasing().map(drop).expect("it goes on");
        }
        drop(unit);
        is_over(left, Purpose::Handover, when);
    });
}

#[test]
fn going_on_with_no_erasure_opens_no_locked_unit() {
    let storage = theirs();
    storage.tamper("owner", |bytes| bytes.truncate(9));
    let mut unit = start(&storage);
    assert!(unit.is_locked() && !unit.is_erasing());
    let why = unit.why_locked().map(str::to_owned);
    unit.go_on_erasing().map(drop).expect("there is none");
    assert!(unit.is_locked() && unit.why_locked().map(str::to_owned) == why);
}

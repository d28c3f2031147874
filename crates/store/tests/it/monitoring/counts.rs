//! What is counted where it is written is what one finds who counts, whatever happened in which order.

use std::collections::{BTreeMap, BTreeSet};

use steadfast_store::{
    Coverage, EndedBy, EventBatch, ExpiredBatch, HowItCame, KeptClass, Location, Store, Time, UnitSwitches, UnitWatch,
    every_statement,
};

use super::{product, read, write};
use crate::engines::on_both;
use crate::fleet::new;

const DAY: i64 = 86_400_000_000;

/// A unit as somebody remembers it who saw everything that was done.
#[derive(Clone, Copy, Debug)]
struct Known {
    product: u8,
    ended: Option<EndedBy>,
    silent: bool,
    switches: Option<(bool, bool)>,
}

/// Everything, remembered.
#[derive(Default)]
struct Model {
    chance: u64,
    units: BTreeMap<i64, Known>,
    /// Unit, class, first number and day.
    batches: BTreeSet<(i64, i64, i64, i64)>,
    waiting: BTreeSet<(i64, i64, i64, i64)>,
    watched: BTreeSet<i64>,
}

fn batch((unit, class, first, day): (i64, i64, i64, i64)) -> EventBatch {
    let (log, number, taken, last) = (0, 1, Time(day * DAY), first + unit);
    EventBatch { unit, log, class, first, last, number, taken, digest: [7; 32], content: Vec::new(), deflated: false }
}

impl Model {
    fn draw(&mut self, below: i64) -> i64 {
        self.chance = self.chance.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        i64::try_from(self.chance >> 33).expect("31 bits") % below
    }

    fn act(&mut self, store: &Store) {
        let unit = 1 + self.draw(20);
        let Some(mut known) = self.units.get(&unit).copied() else { return self.enter(store, unit) };
        match self.draw(12) {
            0 => {
                let silent = self.draw(2) == 1;
                write(store, move |tx| tx.unit_set_silent(unit, silent));
                known.silent = silent;
            }
            1 => {
                write(store, move |tx| tx.unit_seen(unit, Time(9)));
                known.silent &= known.ended.is_some();
            }
            2 | 3 => {
                let (record, share) = (self.draw(3) > 0, self.draw(3) > 0);
                write(store, move |tx| tx.unit_switch(unit, UnitSwitches { record, share, remote: false }, Time(9)));
                known.switches = Some((record, share));
            }
            4 => {
                let by = if self.draw(2) == 0 { EndedBy::Unit } else { EndedBy::Staff };
                write(store, move |tx| tx.unit_decommission(unit, by, Time(9)));
                known.silent = true;
                known.ended = if known.ended == Some(EndedBy::Staff) { known.ended } else { known.ended.max_by(by) };
                self.forget(unit);
            }
            5 => {
                if write(store, move |tx| tx.unit_revive(unit)) {
                    (known.ended, known.silent) = (None, false);
                }
            }
            6 => {
                if write(store, move |tx| tx.unit_set_key(unit, None, None)) {
                    known.switches = None;
                }
            }
            7 => {
                write(store, move |tx| tx.unit_events_erase(unit));
                self.forget(unit);
            }
            8 => {
                let state = UnitWatch { log: 0, alert: None, state: vec![1] };
                write(store, move |tx| tx.unit_watch_put(unit, &state, Time(9)));
                self.watched.insert(unit);
            }
            9 => self.leaves(store),
            _ => self.comes(store, unit),
        }
        self.units.insert(unit, known);
    }

    fn enter(&mut self, store: &Store, unit: i64) {
        let of = u8::try_from(1 + self.draw(2)).expect("small");
        write(store, move |tx| tx.unit_insert(unit, &new(unit, product(of)), Time(0)));
        self.units.insert(unit, Known { product: of, ended: None, silent: true, switches: None });
    }

    fn comes(&mut self, store: &Store, unit: i64) {
        let place = (unit, self.draw(3), 1 + self.draw(50), self.draw(4));
        if self.batches.insert(place) {
            self.waiting.insert(place);
            let kept = batch(place);
            write(store, move |tx| {
                tx.event_batch_insert(&kept)?;
                tx.event_wait(&kept, HowItCame::default())?;
                tx.event_wait(&kept, HowItCame::default())
            });
        }
    }

    /// A batch was looked at, or expires.
    fn leaves(&mut self, store: &Store) {
        let which = usize::try_from(self.draw(9)).expect("small");
        let Some(place) = self.batches.iter().nth(which).copied() else { return };
        let kept = batch(place);
        if self.draw(2) == 0 {
            write(store, move |tx| tx.event_looked_at(&kept));
            self.waiting.retain(|(unit, class, first, _)| (*unit, *class, *first) != (place.0, place.1, place.2));
            return;
        }
        let expired = [place.3, kept.unit, 0, kept.class, kept.first, kept.last];
        write(store, move |tx| tx.event_batch_erase(&ExpiredBatch { place: expired, digest: [7; 32] }));
        self.batches.remove(&place);
        self.waiting.retain(|(unit, class, first, _)| (*unit, *class, *first) != (place.0, place.1, place.2));
    }

    fn forget(&mut self, unit: i64) {
        self.batches.retain(|place| place.0 != unit);
        self.waiting.retain(|place| place.0 != unit);
        self.watched.remove(&unit);
    }

    fn classes(&self) -> Vec<KeptClass> {
        let of = |class: i64| self.batches.iter().filter(move |place| place.1 == class);
        let kept = |class| KeptClass {
            class,
            batches: i64::try_from(of(class).count()).expect("few"),
            events: of(class).map(|place| place.0 + 1).sum(),
            oldest: of(class).map(|place| place.3).min().unwrap_or(0),
        };
        (0..3).map(kept).filter(|kept| kept.batches > 0).collect()
    }

    fn coverage(&self, of: u8) -> Coverage {
        let mut all = Coverage::default();
        for known in self.units.values().filter(|known| known.product == of && known.ended.is_none()) {
            match known.switches {
                None => all.unknown += 1,
                Some((true, true)) if known.silent => all.silent += 1,
                Some((true, true)) => all.shares += 1,
                Some(_) => all.off += 1,
            }
        }
        all
    }

    fn compare(&self, store: &Store) {
        assert_eq!(read(store, |tx| tx.event_classes()), self.classes());
        // What came twice on different days waits once: its numbers are the same.
        let waiting: BTreeSet<_> = self.waiting.iter().map(|(unit, class, first, _)| (unit, class, first)).collect();
        assert_eq!(read(store, |tx| tx.events_waiting_count()), i64::try_from(waiting.len()).expect("few"));
        let shards: BTreeSet<i64> = self.waiting.iter().map(|place| place.0).collect();
        assert_eq!(read(store, |tx| tx.shards_waiting()), Vec::from_iter(shards));
        assert_eq!(read(store, |tx| tx.unit_watch_count()), i64::try_from(self.watched.len()).expect("few"));
        let found = read(store, |tx| tx.coverage());
        let told: Vec<_> = found.iter().map(|one| (one.product, one.units)).collect();
        let wanted = [1, 2].map(|of| (product(of), self.coverage(of)));
        assert_eq!(told, wanted.into_iter().filter(|(_, units)| units.in_use() > 0).collect::<Vec<_>>());
    }
}

trait Later {
    /// What staff say is final.
    fn max_by(self, by: EndedBy) -> Option<EndedBy>;
}

impl Later for Option<EndedBy> {
    fn max_by(self, by: EndedBy) -> Self {
        if by == EndedBy::Staff { Some(by) } else { self.or(Some(by)) }
    }
}

#[test]
fn counts_are_what_one_finds_who_counts_after_random_acts() {
    on_both(|store| {
        write(store, |tx| {
            tx.sample_product([1; 16], "A", None)?;
            tx.sample_product([2; 16], "B", None)
        });
        let mut model = Model { chance: 42, ..Model::default() };
        for step in 0..900 {
            model.act(store);
            if step % 30 == 0 {
                model.compare(store);
            }
        }
        model.compare(store);
        assert!(model.units.len() == 20 && !model.batches.is_empty() && !model.waiting.is_empty());
    });
}

/// What a count is read from: a few rows for each class or product, and the first entry of an index.
const FEW: [&str; 4] = ["event_count", "watch_count", "coverage_count", "product"];

#[test]
fn no_count_walks_through_units_or_batches() {
    let directory = tempfile::tempdir().expect("a directory");
    drop(Store::open(&Location::in_directory(directory.path())).expect("opened"));
    let database = rusqlite::Connection::open(directory.path().join("steadfast.sqlite")).expect("opened");
    let counts = every_statement().map(|sql| sql.text()).filter(|text| {
        let is_count = FEW[..3].iter().any(|table| text.contains(&format!("FROM {table}")));
        is_count || text.contains("FROM event_batch WHERE class = ?1 ORDER BY day LIMIT 1")
    });
    let mut looked_at = 0;
    for text in counts {
        looked_at += 1;
        let mut statement = database.prepare(&format!("EXPLAIN QUERY PLAN {text}")).expect("prepared");
        let values = vec![0; statement.parameter_count()];
        let steps = statement.query_map(rusqlite::params_from_iter(values), |row| row.get::<_, String>(3));
        for step in steps.expect("a plan").map(|step| step.expect("a step")) {
            let table = step.strip_prefix("SCAN ").and_then(|rest| rest.split(' ').next());
            let is_few = table.is_none_or(|table| ["c", "p"].contains(&table) || FEW.contains(&table));
            assert!(is_few, "{text}: {step}");
        }
    }
    assert_eq!(looked_at, 6, "statements that count");
}

//! Whose events are seen, and whose are not.

use steadfast_store::{Coverage, EndedBy, NewUnit, Store, Time, UnitSwitches};

use super::{product, read, write};
use crate::engines::on_both;
use crate::fleet::new;

fn made(store: &Store, number: i64, of: u8, silent: bool) {
    write(store, move |tx| {
        let unit: NewUnit = new(number, product(of));
        tx.unit_insert(number, &unit, Time(0))?;
        tx.unit_set_silent(number, silent)
    });
}

fn switched(store: &Store, number: i64, record: bool, share: bool) {
    write(store, move |tx| tx.unit_switch(number, UnitSwitches { record, share, remote: false }, Time(1)));
}

#[test]
fn each_unit_in_use_is_counted_once_and_what_nobody_said_is_not_opted_out() {
    on_both(|store| {
        write(store, |tx| {
            tx.sample_product([1; 16], "Gateway", None)?;
            tx.sample_product([2; 16], "Camera", None)?;
            tx.sample_product([3; 16], "Lamp", None)
        });
        assert_eq!(read(store, |tx| tx.coverage()), []);
        for number in 1..=6 {
            made(store, number, 1, number == 2 || number == 5);
        }
        for (number, record, share) in
            [(1, true, true), (2, true, true), (3, true, false), (4, false, true), (6, true, true)]
        {
            switched(store, number, record, share);
        }
        write(store, |tx| tx.unit_decommission(6, EndedBy::Staff, Time(2)));
        made(store, 7, 2, false);
        made(store, 8, 2, true);
        switched(store, 8, false, false);
        write(store, |tx| tx.unit_log_grow(7, &steadfast_store::LogHead { size: 3, root: [3; 32], starts: 1 }));
        let found = read(store, |tx| tx.coverage());
        let told: Vec<_> = found.iter().map(|one| (one.name.as_str(), one.units)).collect();
        let camera = Coverage { shares: 0, silent: 0, off: 1, unknown: 1 };
        let gateway = Coverage { shares: 1, silent: 1, off: 2, unknown: 1 };
        assert_eq!(told, [("Camera", camera), ("Gateway", gateway)], "no lamp is in use");
        let mut all = Coverage::default();
        found.iter().for_each(|one| all += one.units);
        assert_eq!((all.in_use(), all.off), (7, 3));
    });
}

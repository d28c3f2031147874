//! Who is heard next.

use proptest::prelude::*;
use steadfast_device::accounts::{Place, Queue};

fn place() -> impl Strategy<Value = Place> {
    prop_oneof![Just(Place::Here), Just(Place::Known), Just(Place::Stranger)]
}

proptest! {
    #[test]
    fn they_are_heard_by_place_and_then_by_age(places in proptest::collection::vec(place(), 0..40)) {
        let mut queue = Queue::default();
        let mut let_in = Vec::new();
        for (age, place) in places.into_iter().enumerate() {
            let room = let_in.iter().filter(|(other, _)| *other == place).count() < place.room();
            prop_assert_eq!(queue.push(place, (place, age)).is_ok(), room);
            if room {
                let_in.push((place, age));
            }
        }
        prop_assert_eq!(queue.len(), let_in.len());
        let_in.sort_unstable();
        let heard: Vec<_> = std::iter::from_fn(|| queue.pop()).collect();
        prop_assert_eq!(heard, let_in);
        prop_assert!(queue.is_empty());
    }
}

#[test]
fn a_flood_of_strangers_is_turned_away() {
    let mut queue = Queue::default();
    let let_in = (0..1000).filter(|number| queue.push(Place::Stranger, *number).is_ok()).count();
    assert_eq!(let_in, 4);
    queue.push(Place::Known, 2000).unwrap();
    queue.push(Place::Here, 3000).unwrap();
    assert_eq!((queue.pop(), queue.pop(), queue.pop()), (Some(3000), Some(2000), Some(0)));
}

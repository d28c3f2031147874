//! Recording an event allocates nothing: counted in a binary of its own, whose allocator counts.

use steadfast_device::log::{Log, Sizes};
use steadfast_device::outside::Files;
use steadfast_monitor::event::{Attempt, Authentication, Event, Moment, What};

#[test]
fn recording_an_event_allocates_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let moment = Moment { time: Some(1_800_000_000), uptime: 1, starts: 1 };
    let mut log = Log::open(Files::open(folder.path()).expect("a folder"), &Sizes::default(), moment);
    let account = Some("anna".into());
    let what = Authentication { attempt: Some(Attempt::Wrong), account, ..Authentication::default() };
    let event = Event::new(moment, What::Authentication(what));
    // The first one begins a segment and opens its file.
    log.append(&event);
    let counted = allocation_counter::measure(|| {
        (0..500).for_each(|_| assert!(log.append(&event).is_some()));
    });
    assert_eq!(counted.count_total, 0, "{counted:?}");
    let opened = allocation_counter::measure(|| drop(vec![0_u8; 8]));
    assert_eq!(opened.count_total, 1, "the allocator counts");
}

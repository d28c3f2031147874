//! To a bucket of a real server.

use steadfast_protocol::Way;
use steadfast_testkit::s3::{ACCESS_KEY, BUCKET, S3, SECRET_KEY};

use super::place::{Fault, Place};
use super::relay::Relay;
use super::{ARRIVES, MEGA, THERE, assert_receipt_is_of, begin, ends, keeps, log_in, receipts, with_data};

/// A recipient of age's.
const KEY: &str = "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj";

/// The files that lie in a bucket, whole.
fn objects(s3: &S3) -> Vec<Vec<u8>> {
    let Ok(entries) = std::fs::read_dir(s3.bucket().join("units")) else { return Vec::new() };
    entries.map(|entry| std::fs::read(entry.expect("a file").path()).expect("it is read")).collect()
}

#[test]
fn the_power_goes_in_the_middle_and_the_parts_that_were_taken_are_not_sent_again() {
    let Some(s3) = S3::start() else { return };
    let relay = Relay::to(s3.endpoint().trim_start_matches("http://").parse().expect("an address"));
    let (unit, agent, mut owner) = with_data(9);
    let (address, bucket) = (format!("http://{}", relay.address), format!("{BUCKET}/units"));
    let fields = [
        ("way", "s3"),
        ("address", &*address),
        ("bucket", &bucket),
        ("user", ACCESS_KEY),
        ("secret", SECRET_KEY),
        ("to", KEY),
    ];
    relay.carries(8 * MEGA as u64 + MEGA as u64 / 2);
    begin(&mut owner, &fields);
    relay.waits_until_held(ARRIVES);
    agent.kill();
    relay.cut();
    relay.is_free();
    assert!(!keeps(&unit, SECRET_KEY), "the secret is written down");
    assert!(objects(&s3).is_empty(), "half of it is nothing");
    let (agent, before) = (unit.start(), relay.carried());
    owner.goes_to(&agent.door);
    log_in(&mut owner);
    owner.submit("/data/transfer/go-on", "/data/transfer", &[("secret", SECRET_KEY)]).expect("it is heard");
    let page = ends(&mut owner);
    assert!(page.contains(THERE), "{page}");
    let [object] = <[Vec<u8>; 1]>::try_from(objects(&s3)).expect("there is one file");
    let receipt = assert_receipt_is_of(&mut owner, &object);
    assert_eq!(receipt.way, Some(Way::S3));
    let again = relay.carried() - before;
    assert!(again < 2 * MEGA as u64, "{again} bytes were sent once more");
}

#[test]
fn a_bucket_that_lists_without_end_takes_no_memory_and_gets_nothing() {
    let (place, (_unit, agent, mut owner)) = (Place::plain(), with_data(1));
    let address = format!("http://{}", place.address);
    let fields = [
        ("way", "s3"),
        ("address", &*address),
        ("bucket", BUCKET),
        ("user", ACCESS_KEY),
        ("secret", SECRET_KEY),
        ("to", KEY),
    ];
    let before = agent.memory();
    for fault in [Fault::Lists, Fault::ListsOn] {
        place.has(fault);
        begin(&mut owner, &fields);
        let page = ends(&mut owner);
        assert!(!page.contains(THERE), "{fault:?}: {page}");
        let lists = place.asked().iter().filter(|line| line.contains("part-number-marker")).count();
        assert!((1..3).contains(&lists), "{fault:?}: it asked for {lists} lists");
    }
    let grown = agent.memory() - before;
    assert!(grown < 12 * 1024, "it grew by {grown} KiB");
    assert_eq!(receipts(&mut owner), []);
}

#[test]
fn a_wrong_secret_is_told_and_gets_no_receipt() {
    let Some(s3) = S3::start() else { return };
    let (_unit, _agent, mut owner) = with_data(0);
    let endpoint = s3.endpoint();
    let fields = |bucket, secret| {
        [
            ("way", "s3"),
            ("address", &*endpoint),
            ("bucket", bucket),
            ("user", ACCESS_KEY),
            ("secret", secret),
            ("to", KEY),
        ]
    };
    begin(&mut owner, &fields(BUCKET, "another"));
    assert!(ends(&mut owner).contains("does not let the device in"));
    assert!(begin(&mut owner, &fields("../up", SECRET_KEY)).contains("A bucket has letters"));
    assert_eq!(receipts(&mut owner), []);
}

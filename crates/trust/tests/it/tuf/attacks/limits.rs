//! How much a client takes, where it begins, and how it goes on.

use steadfast_trust::tuf::{ClientError, Distrust};

use super::super::world::{CONTENT, LINE, ONLINE, PATH, ROOTS, Stopped, World, edited, publics, target};
use super::{in_place_of, key_id};
use crate::key;

#[test]
fn more_than_is_taken_is_not_taken() {
    let long = |stopped: &Stopped, name: &str| matches!(stopped, ClientError::Long { file, .. } if file == name);
    for (name, most) in [("2.root.json", 512_000), ("timestamp.json", 16_384)] {
        let world = World::believed();
        world.put(name, vec![b' '; most + 1]);
        let stopped = world.refresh().expect_err(name);
        assert!(long(&stopped, name), "{stopped:?}");
    }
    // What was announced is the limit of what was announced, whatever the file would be otherwise.
    let mut world = World::believed();
    world.next_line(LINE);
    let mut longer = world.get("2.gateway.json");
    longer.push(b'\n');
    world.put("2.gateway.json", longer);
    let stopped = world.refresh().expect_err("it is longer");
    assert!(long(&stopped, "2.gateway.json"), "{stopped:?}");
    // And where no length was announced there is one all the same.
    let mut world = World::believed();
    world.limits.targets = 1000;
    in_place_of(&mut world, "gateway", 2, vec![b' '; 5000]);
    let stopped = world.refresh().expect_err("it is longer");
    assert!(matches!(&stopped, ClientError::Long { file, most: 1000 } if file == "2.gateway.json"), "{stopped:?}");
}

#[test]
fn a_repository_that_lacks_a_file_is_no_repository() {
    for (name, gone) in [("timestamp.json", "timestamp.json"), ("2.snapshot.json", "2.snapshot.json")] {
        let mut world = World::believed();
        world.next();
        world.shared.0.borrow_mut().files.remove(gone);
        let stopped = world.refresh().expect_err(name);
        assert!(matches!(&stopped, ClientError::Missing(file) if file == name), "{stopped:?}");
    }
}

#[test]
fn a_client_begins_with_a_root_or_not_at_all() {
    let world = World::new();
    world.shared.0.borrow_mut().kept.clear();
    assert!(matches!(world.refresh(), Err(ClientError::NoRoot)));
    let own = world.get("1.root.json");
    let halved = edited(&own, |value| value["signatures"].as_array_mut().expect("signatures").truncate(2));
    world.shared.0.borrow_mut().kept.insert("root".to_owned(), halved);
    let refused = world.refresh().expect_err("one of two signed it");
    let few = matches!(&refused, ClientError::Distrust(Distrust::Signatures { have: 1, need: 2, .. }));
    assert!(few, "{refused:?}");
}

#[test]
fn versions_that_a_thief_used_up_are_free_again_when_the_servers_key_is_another() {
    let mut world = World::believed();
    (world.snapshot.version, world.timestamp.version) = (u64::MAX - 1, u64::MAX - 1);
    world.next();
    world.refresh().expect("the thief's are believed: the key is right");
    (world.snapshot.version, world.timestamp.version) = (2, 2);
    world.put_snapshot(ONLINE);
    world.put_timestamp(ONLINE);
    assert!(world.refresh().is_err(), "by the same key nothing comes after");
    world.root.version = 2;
    world.root.assign("snapshot", &publics(&[7]), 1);
    world.root.assign("timestamp", &publics(&[7]), 1);
    world.put_root(ROOTS);
    world.put_snapshot(&[7]);
    world.put_timestamp(&[7]);
    assert_eq!(world.refresh().expect("by the new key it goes on").path, PATH);
    // What the thief signs now is nothing.
    (world.snapshot.version, world.timestamp.version) = (u64::MAX, u64::MAX);
    world.put_snapshot(ONLINE);
    world.put_timestamp(ONLINE);
    assert!(matches!(world.refresh(), Err(ClientError::Distrust(Distrust::Signatures { .. }))));
}

#[test]
fn a_client_that_was_away_follows_every_root_to_the_newest() {
    let mut world = World::believed();
    for (version, lost, new) in [(2, 1, 11), (3, 2, 12), (4, 3, 13)] {
        let mut holders = world.root.holders("root");
        holders.retain(|holder| holder.id() != key_id(lost));
        holders.push(publics(&[new])[0].clone());
        let old: Vec<u8> = (1..=3).chain(11..=13).filter(|number| named(&world, *number)).collect();
        world.root.version = version;
        world.root.assign("root", &holders, 2);
        let new: Vec<u8> = (1..=3).chain(11..=13).filter(|number| named(&world, *number)).collect();
        let both: Vec<u8> = old.iter().copied().filter(|number| new.contains(number)).collect();
        world.put_root(&both);
    }
    world.shared.0.borrow_mut().asked.clear();
    world.refresh().expect("it follows");
    let asked = world.shared.0.borrow().asked.clone();
    assert_eq!(asked, ["2.root.json", "3.root.json", "4.root.json", "5.root.json", "timestamp.json"]);
    world.limits.rotations = 1;
    world.refresh().expect("nothing is new");
}

fn named(world: &World, number: u8) -> bool {
    world.root.content.roles["root"].keyids.contains(&key_id(number))
}

#[test]
fn a_target_is_the_one_that_was_signed_and_nothing_longer_or_shorter() {
    use steadfast_trust::tuf::Check;
    let of = |content: &[u8]| {
        let mut check = Check::target(PATH, &target(CONTENT))?;
        content.chunks(3).try_for_each(|piece| check.update(piece))?;
        check.finish()
    };
    of(CONTENT).expect("it is the one");
    assert!(matches!(of(b"firmwarE"), Err(Distrust::Hash { algorithm: "sha256", .. })));
    assert!(matches!(of(b"firmwar"), Err(Distrust::Length { found: 7, announced: 8, .. })));
    assert!(matches!(of(b"firmware and no end of it"), Err(Distrust::Length { found: 9, announced: 8, .. })));
    let mut both = target(CONTENT);
    both.hashes.insert("sha512".to_owned(), "00".repeat(64));
    let mut check = Check::target(PATH, &both).expect("known hashes");
    check.update(CONTENT).expect("its length");
    assert!(matches!(check.finish(), Err(Distrust::Hash { algorithm: "sha512", .. })), "every hash must fit");
    for odd in ["", "zz", "00"] {
        let mut file = target(CONTENT);
        file.hashes = [("sha256".to_owned(), odd.to_owned())].into();
        let mut check = Check::target(PATH, &file).expect("a hash that nothing has");
        check.update(CONTENT).expect("its length");
        assert!(check.finish().is_err(), "{odd:?}");
    }
}

#[test]
fn a_key_that_was_opened_is_not_shown() {
    let shown = format!("{:?} {:?}", key(4), steadfast_trust::tuf::Ed25519Key::from_seed(&[4; 32]));
    assert!(!shown.contains("04040404"), "{shown}");
}

//! What a server publishes of what people signed, and what it does not.

use std::collections::BTreeMap;

use serde_json::Map;
use steadfast_trust::key::SigningError;
use steadfast_trust::tuf::{
    Distrust, Document, Malformed, Public, Published, Repository, Sign, Signed, Snapshot, Targets, Timestamp,
    Unpublishable,
};

use super::world::{
    CONTENT, LINE, ONLINE, PATH, ROOTS, TARGETS, World, expires, file, later, now, public, publics, target,
};
use crate::key;

/// A world whose first files a repository has taken.
fn begun() -> (World, Repository) {
    let world = World::new();
    let mut repository = Repository::begin(&world.get("1.root.json"), now()).expect("it begins");
    repository.take_targets("targets", &world.get("1.targets.json"), now()).expect("it is taken");
    repository.take_targets("gateway", &world.get("1.gateway.json"), now()).expect("it is taken");
    repository.settle().expect("it settles");
    (world, repository)
}

/// The same, as it stands in a database.
fn opened(world: &World) -> Repository {
    reopened(world, (0, 0))
}

fn reopened(world: &World, versions: (u64, u64)) -> Repository {
    let targets = ["targets", "gateway"].map(|role| (role.to_owned(), world.get(&format!("1.{role}.json")))).into();
    Repository::open(&world.get("1.root.json"), &targets, versions).expect("it opens")
}

/// Publishes snapshot and timestamp where clients look.
fn publish(world: &World, repository: &mut Repository) -> (Published, Published) {
    let snapshot = repository.next_snapshot(&key(6), later()).expect("a snapshot");
    let timestamp = repository.next_timestamp(&key(6), &snapshot, later()).expect("a timestamp");
    world.put(&format!("{}.snapshot.json", snapshot.version), snapshot.bytes.clone());
    world.put("timestamp.json", timestamp.bytes.clone());
    (snapshot, timestamp)
}

#[test]
fn what_is_published_is_believed_and_goes_on_where_it_stopped() {
    let (mut world, mut repository) = begun();
    let (snapshot, timestamp) = publish(&world, &mut repository);
    assert_eq!((snapshot.version, timestamp.version), (1, 1));
    assert_eq!(world.refresh().expect("it is believed").path, PATH);
    world.line.version = 2;
    world.line.content.targets.insert("gateway/2/fw.bin".to_owned(), target(b"newer"));
    world.put_line(LINE);
    let mut opened = reopened(&world, (1, 1));
    opened.take_targets("gateway", &world.get("2.gateway.json"), now()).expect("it is taken");
    let reached = opened.settle().expect("it settles");
    assert_eq!(reached.into_iter().collect::<Vec<_>>(), ["gateway", "targets"]);
    let (snapshot, timestamp) = publish(&world, &mut opened);
    assert_eq!((snapshot.version, timestamp.version), (2, 2));
    assert_eq!(world.ask("gateway/2/fw.bin").expect("it is believed").role, "gateway");
    let again = opened.next_timestamp(&key(6), &snapshot, later()).expect("a timestamp alone");
    assert_eq!((again.version, again.role.as_str()), (3, "timestamp"));
}

#[test]
fn snapshot_and_timestamp_have_both_hashes_and_whole_seconds() {
    let (world, mut repository) = begun();
    let until = expires("2026-06-02T00:00:00.75Z");
    let snapshot = repository.next_snapshot(&key(6), until).expect("a snapshot");
    let read = Document::<Snapshot>::read(&snapshot.bytes).expect("a snapshot");
    let said = &read.signed.content.meta["gateway.json"];
    let hashes = said.hashes.as_ref().expect("hashes");
    assert_eq!(hashes.keys().collect::<Vec<_>>(), ["sha256", "sha512"]);
    assert_eq!(said.length, Some(world.get("1.gateway.json").len() as u64));
    let timestamp = repository.next_timestamp(&key(6), &snapshot, until).expect("a timestamp");
    let read = Document::<Timestamp>::read(&timestamp.bytes).expect("a timestamp");
    assert_eq!(read.signed.content.meta.keys().collect::<Vec<_>>(), ["snapshot.json"]);
    assert!(String::from_utf8(timestamp.bytes).expect("text").contains("\"2026-06-02T00:00:00Z\""));
}

#[test]
fn a_repository_begins_with_its_first_root() {
    let mut world = World::new();
    let begin = |bytes: &[u8], at: &str| Repository::begin(bytes, super::world::moment(at)).map(drop);
    let one = world.get("1.root.json");
    begin(&one, "2026-06-01T00:00:00Z").expect("it begins");
    let over = begin(&one, "2028-01-01T00:00:00Z");
    assert!(matches!(over, Err(Unpublishable::Distrust(Distrust::Expired { .. }))), "{over:?}");
    world.root.version = 2;
    let second = begin(&file(&world.root, ROOTS), "2026-06-01T00:00:00Z");
    assert!(matches!(second, Err(Unpublishable::Version { before: 0, found: 2, .. })), "{second:?}");
    let few = begin(&file(&world.root, &[1]), "2026-06-01T00:00:00Z");
    assert!(matches!(few, Err(Unpublishable::Distrust(Distrust::Signatures { have: 1, need: 2, .. }))), "{few:?}");
    let other = begin(&world.get("1.targets.json"), "2026-06-01T00:00:00Z");
    let malformed = matches!(other, Err(Unpublishable::Distrust(Distrust::Malformed { .. })));
    assert!(malformed, "{other:?}");
}

#[test]
fn a_root_follows_the_one_before() {
    let (mut world, mut repository) = begun();
    let mut take = |world: &World, by: &[u8]| repository.take_root(&file(&world.root, by), now());
    let same = take(&world, ROOTS);
    assert!(matches!(same, Err(Unpublishable::Version { before: 1, found: 1, .. })), "{same:?}");
    world.root.version = 3;
    assert!(matches!(take(&world, ROOTS), Err(Unpublishable::Version { before: 1, found: 3, .. })));
    world.root.version = 2;
    world.root.assign("root", &publics(&[8, 9]), 2);
    for by in [&[8, 9][..], &[1, 2], &[1, 8, 9]] {
        assert!(matches!(take(&world, by), Err(Unpublishable::Distrust(Distrust::Signatures { .. }))), "{by:?}");
    }
    world.root.expires = expires("2026-06-01T00:00:00Z");
    assert!(matches!(take(&world, &[1, 2, 8, 9]), Err(Unpublishable::Distrust(Distrust::Expired { .. }))));
    world.root.expires = later();
    take(&world, &[1, 2, 8, 9]).expect("the old and the new ones signed it");
    world.root.version = 3;
    assert!(take(&world, ROOTS).is_err(), "the old ones are nobody now");
    take(&world, &[8, 9]).expect("the new ones are");
}

#[test]
fn targets_go_on_and_do_not_run_away() {
    let (mut world, mut repository) = begun();
    for (version, fits) in
        [(1, false), (2, true), (2, false), (5, true), (1005, true), (2006, false), (u64::MAX, false)]
    {
        world.line.version = version;
        let taken = repository.take_targets("gateway", &file(&world.line, LINE), now());
        match taken {
            Ok(()) => assert!(fits, "{version}"),
            Err(Unpublishable::Version { found, .. }) => assert!(!fits && found == version, "{version}"),
            Err(other) => panic!("{version}: {other:?}"),
        }
    }
    world.line.version = 1006;
    world.line.expires = expires("2026-06-01T00:00:00Z");
    let over = repository.take_targets("gateway", &file(&world.line, LINE), now());
    assert!(matches!(over, Err(Unpublishable::Distrust(Distrust::Expired { .. }))), "{over:?}");
    let other = repository.take_targets("gateway", &world.get("1.root.json"), now());
    let malformed =
        matches!(other, Err(Unpublishable::Distrust(Distrust::Malformed { reason: Malformed::Json(_), .. })));
    assert!(malformed, "{other:?}");
}

#[test]
fn what_clients_would_be_led_to_is_there_and_rightly_signed() {
    let world = World::new();
    let fresh = || Repository::begin(&world.get("1.root.json"), now()).expect("it begins");
    let missing = |repository: &Repository, role: &str| {
        let refused = repository.settle().expect_err("it is missing");
        assert!(matches!(&refused, Unpublishable::Missing(name) if name == role), "{refused:?}");
    };
    let mut repository = fresh();
    missing(&repository, "targets");
    repository.take_targets("targets", &world.get("1.targets.json"), now()).expect("it is taken");
    missing(&repository, "gateway");
    let signed_by = |top: &[u8], line: &[u8]| {
        let mut repository = fresh();
        repository.take_targets("targets", &file(&world.targets, top), now()).expect("it is taken");
        repository.take_targets("gateway", &file(&world.line, line), now()).expect("it is taken");
        repository.settle()
    };
    let refused = |settled: Result<_, Unpublishable>, of: &str| {
        let few = matches!(&settled,
            Err(Unpublishable::Distrust(Distrust::Signatures { role, have: 0, need: 1 })) if role == of);
        assert!(few, "{settled:?}");
    };
    refused(signed_by(LINE, LINE), "targets");
    refused(signed_by(ONLINE, LINE), "targets");
    refused(signed_by(TARGETS, TARGETS), "gateway");
    refused(signed_by(TARGETS, &[]), "gateway");
    signed_by(TARGETS, LINE).expect("each by its own");
}

#[test]
fn nothing_is_taken_that_nobody_delegates_to() {
    let (mut world, mut repository) = begun();
    let mut own = Signed::new(Targets::default(), later());
    own.content.targets.insert("stray/1/fw.bin".to_owned(), target(b"evil"));
    repository.take_targets("stray", &file(&own, &[9]), now()).expect("it is metadata");
    let refused = repository.settle().expect_err("nobody delegates to it");
    let stray = matches!(&refused, Unpublishable::Distrust(Distrust::Undelegated(role)) if role == "stray");
    assert!(stray, "{refused:?}");
    // A line that was withdrawn stays where it is, and takes nothing new.
    let mut repository = opened(&world);
    world.targets.version = 2;
    assert!(world.targets.withdraw("gateway") && !world.targets.withdraw("gateway"));
    repository.take_targets("targets", &file(&world.targets, TARGETS), now()).expect("it is taken");
    assert_eq!(repository.settle().expect("it settles").len(), 1);
    world.line.version = 2;
    repository.take_targets("gateway", &file(&world.line, LINE), now()).expect("it is metadata");
    assert!(matches!(repository.settle(), Err(Unpublishable::Distrust(Distrust::Undelegated(_)))));
}

#[test]
fn a_client_that_knew_a_withdrawn_line_goes_on_and_finds_nothing_of_it() {
    let (mut world, mut repository) = begun();
    publish(&world, &mut repository);
    world.refresh().expect("it is believed");
    world.targets.version = 2;
    world.targets.withdraw("gateway");
    world.put_targets(TARGETS);
    repository.take_targets("targets", &world.get("2.targets.json"), now()).expect("it is taken");
    publish(&world, &mut repository);
    assert!(matches!(world.refresh(), Err(steadfast_trust::tuf::ClientError::Unknown(path)) if path == PATH));
}

#[test]
fn a_repository_whose_versions_cannot_be_told_apart_is_not_published() {
    let mut world = World::new();
    world.root.content.consistent_snapshot = false;
    let mut repository = Repository::begin(&file(&world.root, ROOTS), now()).expect("it begins");
    repository.take_targets("targets", &world.get("1.targets.json"), now()).expect("it is taken");
    repository.take_targets("gateway", &world.get("1.gateway.json"), now()).expect("it is taken");
    assert!(matches!(repository.settle(), Err(Unpublishable::Inconsistent)));
}

#[test]
fn roles_that_lead_to_each_other_settle_too() {
    let (mut world, mut repository) = begun();
    world.line.version = 2;
    world.line.delegate("gateway", &["gateway/*/*".to_owned()], &publics(LINE), 1);
    repository.take_targets("gateway", &file(&world.line, LINE), now()).expect("it is taken");
    repository.settle().expect("it settles");
    assert_eq!(repository.speaker(PATH), Some("gateway"));
    assert_eq!(repository.speaker("gateway/9/none"), None);
}

#[test]
fn the_speaker_for_a_path_is_the_one_whom_clients_hear() {
    let (mut world, mut repository) = begun();
    assert_eq!((repository.speaker(PATH), repository.speaker("sensor/1/x")), (Some("gateway"), None));
    world.targets.version = 2;
    world.targets.content.targets.insert(PATH.to_owned(), target(CONTENT));
    repository.take_targets("targets", &file(&world.targets, TARGETS), now()).expect("it is taken");
    assert_eq!(repository.speaker(PATH), Some("targets"));
    world.targets.version = 3;
    world.targets.content.targets.clear();
    world.targets.delegate("first", &["*/*/*".to_owned()], &publics(LINE), 1);
    world.targets.content.delegations.as_mut().expect("delegations").roles.rotate_right(1);
    repository.take_targets("targets", &file(&world.targets, TARGETS), now()).expect("it is taken");
    repository.take_targets("first", &file(&Signed::new(Targets::default(), later()), LINE), now()).expect("taken");
    assert_eq!(repository.speaker(PATH), None, "the first is the last that is asked, and says nothing");
}

#[test]
fn the_servers_key_is_the_one_that_the_root_names() {
    let named = |edit: &dyn Fn(&mut World)| {
        let mut world = World::new();
        edit(&mut world);
        let repository = Repository::begin(&file(&world.root, ROOTS), now()).expect("it begins");
        repository.names_online(&key(6))
    };
    named(&|_| {}).expect("it is named");
    named(&|world| drop(world.root.pq.remove(&public(6).id()))).expect("half of it is enough where a root says so");
    let refused = |edit: &dyn Fn(&mut World), role: &str| {
        let refused = named(edit).expect_err(role);
        assert!(matches!(refused, Unpublishable::OnlineKey(name) if name == role), "{refused:?}");
    };
    refused(&|world| world.root.assign("timestamp", &publics(&[7]), 1), "timestamp");
    refused(&|world| world.root.assign("snapshot", &publics(&[6, 7]), 1), "snapshot");
    refused(&|world| world.root.assign("snapshot", &publics(&[6, 7]), 2), "snapshot");
    let foreign = |world: &mut World| {
        let other = public(7);
        let second = steadfast_trust::encoding::base64(other.ml_dsa().expect("a pair"));
        world.root.pq.insert(public(6).id(), second);
    };
    refused(&foreign, "snapshot");
}

/// A device that does not sign.
struct Broken;

impl Sign for Broken {
    fn public(&self) -> Public {
        public(6)
    }

    fn ed25519(&self, _: &[u8]) -> Result<[u8; 64], SigningError> {
        Err(SigningError::MlDsa)
    }

    fn ml_dsa(&self, _: &[u8]) -> Result<Option<Vec<u8>>, SigningError> {
        Err(SigningError::MlDsa)
    }
}

#[test]
fn a_key_that_does_not_sign_uses_no_version_up() {
    let (world, mut repository) = begun();
    assert!(matches!(repository.next_snapshot(&Broken, later()), Err(Unpublishable::Draft(_))));
    let (snapshot, _) = publish(&world, &mut repository);
    assert_eq!(snapshot.version, 1);
    assert!(matches!(repository.next_timestamp(&Broken, &snapshot, later()), Err(Unpublishable::Draft(_))));
    assert_eq!(repository.next_timestamp(&key(6), &snapshot, later()).expect("it signs").version, 2);
}

#[test]
fn words_name_the_role_and_what_comes_next() {
    let (mut world, mut repository) = begun();
    world.line.version = 1;
    let refused = repository.take_targets("gateway", &file(&world.line, LINE), now()).expect_err("it is there");
    assert_eq!(refused.to_string(), "gateway: version 1; after 1 comes 2");
    assert_eq!(
        Unpublishable::Missing("sensor".to_owned()).to_string(),
        "sensor: it is delegated to, but there is no metadata of it"
    );
    let meta = Snapshot { meta: BTreeMap::new(), more: Map::new() };
    let unsigned = Document::<Snapshot>::read(&file(&Signed::new(meta, later()), &[])).expect("a snapshot");
    assert!(unsigned.signatures.is_empty());
}

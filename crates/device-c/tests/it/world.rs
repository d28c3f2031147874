//! What others make, as files: factory settings, a server's answers, a repository with a signed image. All keys are pairs of
//! Ed25519 and ML-DSA-65.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use steadfast_device::factory::{Factory, Share, TYPE, Words};
use steadfast_device::update::Settings;
use steadfast_protocol::{Answer, Enrolled, Kind, KnownPart, Offer, encode};
use steadfast_trust::encoding::hex;
use steadfast_trust::hash::sha256;
use steadfast_trust::held;
use steadfast_trust::key::SigningKey;
use steadfast_trust::tuf::{
    BundleHead, Content, Custom, Draft, Expires, MetaFile, Root, Sign, Signed, Snapshot, Target, TargetFile, Targets,
    Timestamp, UpdateKind, file_name,
};
use tempfile::TempDir;

/// The target of the update.
pub(crate) const PATH: &str = "gateway/2/firmware.bin";

/// What runs, and what the update brings.
const OLD: &[u8] = b"the old firmware";

/// The new image: longer than a piece that is read at once.
pub(crate) fn image() -> Vec<u8> {
    (0..100_000_u32).flat_map(u32::to_le_bytes).collect()
}

fn key(number: u8) -> SigningKey {
    SigningKey::from_seeds(&[number; 32], &[number ^ 0xff; 32]).expect("a key")
}

fn later() -> Expires {
    Expires::at("2099-01-01T00:00:00Z".parse().expect("a moment"))
}

/// A folder with all of it.
pub(crate) fn made() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let world = folder.path();
    let (root, bundle) = repository(&world.join("repository"));
    fs::write(world.join("bundle"), bundle).expect("written");
    fs::write(world.join("factory.json"), factory(root)).expect("written");
    fs::write(world.join("maker"), Sign::public(&key(9)).fingerprint().to_string()).expect("written");
    fs::write(world.join("enrolled.cbor"), encode(&enrolled())).expect("written");
    fs::write(world.join("answer.cbor"), encode(&answer())).expect("written");
    for (place, content) in [("images/image-a", OLD), ("owner/photo", b"of somebody")] {
        let place = world.join(place);
        fs::create_dir_all(place.parent().expect("a folder")).expect("made");
        fs::write(place, content).expect("written");
    }
    folder
}

fn factory(root: String) -> Vec<u8> {
    let key = key(9);
    let said = |text: &str| Words { en: text.to_owned(), de: String::new() };
    let updates = Settings {
        root,
        line: "gateway".into(),
        channel: "stable".into(),
        hardware: "B".into(),
        automatic: Default::default(),
        reason: None,
        window: Default::default(),
        safe_within: None,
        healthy_within: None,
    };
    let factory = Factory {
        product: "prd_gateway".into(),
        name: "Gateway".into(),
        maker: "Example".into(),
        version: 1,
        key: Sign::public(&key).to_string(),
        server: None,
        share: Share { preset: false, reason: said("so that we can warn you"), basis: said("consent") },
        remote: None,
        settings: Vec::new(),
        ports: Vec::new(),
        updates: Some(updates),
        network: None,
        functions: Vec::new(),
        support: None,
    };
    let payload = serde_json::to_vec(&factory).expect("JSON");
    held::sign(TYPE, payload, &key).expect("signed").to_bytes().expect("JSON")
}

fn enrolled() -> Enrolled {
    let parts = vec![KnownPart { id: "prt_firmware".into(), name: "firmware".into() }];
    Enrolled { unit: "unt_1".into(), counter: 0, parts, time: 1_800_000_000 }
}

fn answer() -> Answer {
    let offer = Offer {
        release: "rel_2".into(),
        part: "prt_firmware".into(),
        version: "2.0.0".into(),
        targets: vec![PATH.into()],
        kind: Some(Kind::Security),
        install: true,
        sequence: 2,
        ..Offer::default()
    };
    Answer { time: 1_800_000_000, again: 300, offers: vec![offer], ..Answer::default() }
}

fn custom() -> Custom {
    Custom {
        schema: Custom::SCHEMA,
        product: "prd_gateway".into(),
        part: "prt_firmware".into(),
        release: "rel_2".into(),
        version: "2.0.0".into(),
        sequence: 2,
        least: 1,
        hardware: vec!["B".into()],
        channel: "stable".into(),
        kind: UpdateKind::Security,
        reason: None,
        notes: "It mends the door.".into(),
        fixes: vec!["CVE-2027-0001".into()],
        network: None,
        delta: None,
    }
}

/// Writes the repository; gives its first root, and the update as a bundle.
fn repository(folder: &Path) -> (String, Vec<u8>) {
    let publics = |numbers: &[u8]| numbers.iter().map(|number| Sign::public(&key(*number))).collect::<Vec<_>>();
    let mut root = Signed::<Root>::empty(later());
    root.assign("root", &publics(&[1, 2]), 2);
    root.assign("targets", &publics(&[4]), 1);
    root.assign("snapshot", &publics(&[6]), 1);
    root.assign("timestamp", &publics(&[6]), 1);
    let mut targets = Signed::new(Targets::default(), later());
    targets.delegate("gateway", &["gateway/*/*".to_owned()], &publics(&[5]), 1);
    let mut line = Signed::new(Targets::default(), later());
    let target = target();
    line.content.targets.insert(PATH.to_owned(), target.clone());
    let mut metadata = BTreeMap::new();
    metadata.insert(file_name("root", Some(1)), signed(&root, &[1, 2]));
    let of_bundle = signed(&line.for_bundle(PATH, later()).expect("the line names it"), &[5]);
    let (targets, line) = (signed(&targets, &[4]), signed(&line, &[5]));
    let head = BundleHead {
        roots: (1, &[signed(&root, &[1, 2])]),
        targets: &targets,
        line: ("gateway", &of_bundle),
        image: (PATH, target.length),
    };
    let bundle = [head.to_bytes().expect("a head"), image()].concat();
    let meta = [("targets.json", &targets), ("gateway.json", &line)];
    let meta = meta.into_iter().map(|(name, bytes)| (name.to_owned(), said(bytes))).collect();
    let snapshot = signed(&Signed::new(Snapshot { meta, more: Default::default() }, later()), &[6]);
    let meta = [("snapshot.json".to_owned(), said(&snapshot))].into();
    let timestamp = signed(&Signed::new(Timestamp { meta, more: Default::default() }, later()), &[6]);
    metadata.insert(file_name("targets", Some(1)), targets);
    metadata.insert(file_name("gateway", Some(1)), line);
    metadata.insert(file_name("snapshot", Some(1)), snapshot);
    metadata.insert("timestamp.json".to_owned(), timestamp);
    fs::create_dir_all(folder.join("metadata")).expect("made");
    for (name, bytes) in &metadata {
        fs::write(folder.join("metadata").join(name), bytes).expect("written");
    }
    let target = Target { path: PATH.to_owned(), role: "gateway".to_owned(), file: target };
    let place = folder.join("targets").join(target.address(true));
    fs::create_dir_all(place.parent().expect("a folder")).expect("made");
    fs::write(place, image()).expect("written");
    (String::from_utf8(metadata.remove("1.root.json").expect("there")).expect("JSON"), bundle)
}

fn signed<T: Content>(signed: &Signed<T>, by: &[u8]) -> Vec<u8> {
    let mut draft = Draft::new(signed).expect("it can be written");
    for number in by {
        draft.sign(&key(*number)).expect("it signs");
    }
    draft.to_bytes().expect("it can be written")
}

fn target() -> TargetFile {
    let image = image();
    let hashes = [("sha256".to_owned(), hex(&sha256(&[&image])))].into();
    let custom = Some(custom().to_value().expect("JSON"));
    TargetFile { length: image.len() as u64, hashes, custom, more: Default::default() }
}

fn said(bytes: &[u8]) -> MetaFile {
    let hashes = [("sha256".to_owned(), hex(&sha256(&[bytes])))].into();
    MetaFile { version: 1, length: Some(bytes.len() as u64), hashes: Some(hashes), more: Default::default() }
}

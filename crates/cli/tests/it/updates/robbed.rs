//! A stolen server: somebody has its whole data directory, database, files and master key, and with them the key that
//! signs snapshot and timestamp. What they can make of it, a client refuses.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde_json::json;
use steadfast_store::{Location, Metadata, Store, StoreError};
use steadfast_testkit::feeds::FeedServer;
use steadfast_trust::encoding::{from_hex, hex};
use steadfast_trust::hash::sha256;
use steadfast_trust::key::{HeldKey, Seeds};
use steadfast_trust::seal::MasterKey;
use steadfast_trust::tuf::{Expires, Repository};

use super::maker::{FIRST, Maker, Reader, edited, keys, seconds};
use super::refused::resigned;
use crate::serve::house::House;

/// What a thief took, and a server of their own.
pub(super) struct Thief {
    metadata: Vec<Metadata>,
    /// The version of the next snapshot and timestamp: a thief only goes up.
    next: Cell<u64>,
    /// The server's own key.
    pub(super) key: HeldKey,
}

/// Every file below a folder, copied.
fn copied(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder") {
        let entry = entry.expect("an entry");
        let (path, to) = (entry.path(), to.join(entry.file_name()));
        if path.is_dir() { copied(&path, &to) } else { drop(fs::copy(&path, &to)) }
    }
}

impl Thief {
    /// Takes everything from a running server, and opens it with the master key that lies there.
    pub(super) fn enter(maker: &Maker) -> Self {
        let loot = maker.program().path("loot");
        drop(fs::remove_dir_all(&loot));
        copied(&maker.house.data(), &loot);
        let master = fs::read_to_string(loot.join("master.key")).expect("the master key");
        let master: [u8; 32] = from_hex(master.trim()).and_then(|key| key.try_into().ok()).expect("32 bytes");
        let store = Store::open(&Location::in_directory(&loot)).expect("it opens");
        let read = store.read::<_, StoreError, _>(|tx| {
            let roles: Vec<String> = tx.metadata_newest_of_each()?.into_iter().map(|found| found.role).collect();
            let mut all = Vec::new();
            for role in roles {
                for version in 1..20 {
                    all.extend(tx.metadata(&role, version)?);
                }
            }
            Ok((all, tx.secret("tuf-online-key/1")?))
        });
        let (metadata, sealed) = read.wait().expect("it is read");
        let opened = MasterKey::new(&master).open(&sealed.expect("the key"), b"tuf-online-key/1").expect("it opens");
        let seeds: [u8; 64] = opened.as_slice().try_into().expect("64 bytes");
        Self { metadata, next: Cell::new(1000), key: Seeds::Hybrid(seeds.into()).key().expect("a key") }
    }

    /// A file that the server had.
    pub(super) fn had(&self, role: &str, version: i64) -> Vec<u8> {
        let found = self.metadata.iter().find(|one| one.role == role && one.version == version);
        found.unwrap_or_else(|| panic!("there is no {version}.{role}.json")).content.clone()
    }

    fn newest(&self, role: &str) -> Vec<u8> {
        let found = self.metadata.iter().filter(|one| one.role == role).max_by_key(|one| one.version);
        found.expect("it was published").content.clone()
    }

    /// Serves all that was taken, with these files in the place of the newest, under a new snapshot and timestamp that
    /// the stolen key signs; its address.
    pub(super) fn serve(&self, instead: &[(&str, u64, &[u8])]) -> String {
        self.next.set(self.next.get() + 1);
        self.serve_at(self.next.get(), instead)
    }

    /// The same, with snapshot and timestamp of this version.
    pub(super) fn serve_at(&self, version: u64, instead: &[(&str, u64, &[u8])]) -> String {
        let server = FeedServer::start();
        let put = |name: &str, content: &[u8]| server.put(&format!("/metadata/{name}.json"), content);
        for one in self.metadata.iter().filter(|one| one.role != "timestamp") {
            put(&format!("{}.{}", one.version, one.role), &one.content);
        }
        let lines = self.metadata.iter().map(|one| one.role.clone()).filter(|role| !ABOVE.contains(&role.as_str()));
        let mut targets: BTreeMap<String, Vec<u8>> = lines.map(|role| (role.clone(), self.newest(&role))).collect();
        for (role, version, content) in instead {
            put(&format!("{version}.{role}"), content);
            targets.insert((*role).to_owned(), content.to_vec());
        }
        let root = targets.remove("root").unwrap_or_else(|| self.newest("root"));
        let mut repository =
            Repository::open(&root, &targets, (version - 1, version - 1)).unwrap_or_else(|error| panic!("{error}"));
        let until = Expires::at(jiff::Timestamp::from_second(seconds() + 86_400).expect("a time"));
        let snapshot = repository.next_snapshot(&self.key, until).expect("a snapshot");
        put(&format!("{version}.snapshot"), &snapshot.bytes);
        put("timestamp", &repository.next_timestamp(&self.key, &snapshot, until).expect("a timestamp").bytes);
        server.url("")
    }
}

const ABOVE: [&str; 3] = ["root", "snapshot", "timestamp"];

/// Two lines, two releases of the first, one of the second, and a client that knows all of it.
fn world() -> Maker {
    let maker = Maker::new(House::sqlite());
    maker.release("1.0", b"firmware 1");
    maker.release("1.1", b"firmware 2");
    keys(maker.program(), &["sensor"]);
    maker.go("root line sensor --key sensor.key.pub");
    maker.go("root sign --key targets.key --key sensor.key");
    maker.go("root publish");
    maker.go("product create --name Sensor --designation S-1 --manufacturer Lumen --part device=Firmware");
    let id = maker.enter("Sensor", "1.0");
    maker.program().write("fw.bin", "sensor 1");
    maker.go(&format!("release sign fw.bin --line sensor --key sensor.key --release {id} --kind security"));
    maker.go("release publish");
    maker
}

const SECOND: &str = "gateway/2/fw.bin";

fn knows(maker: &Maker) -> Reader<'_> {
    let reader = maker.reader("client");
    reader.download(SECOND).exits(0);
    reader.download("sensor/1/fw.bin").exits(0);
    fs::remove_dir_all(maker.program().path("client-targets")).expect("what was downloaded goes");
    reader
}

#[test]
fn the_stolen_key_really_signs_and_forges_nothing() {
    let maker = world();
    let reader = knows(&maker);
    let thief = Thief::enter(&maker);
    let gateway = thief.newest("gateway");
    // Whatever follows fails for its own reason: what the thief only hands on is believed.
    reader.at(&thief.serve_at(500, &[])).refresh().exits(0);

    let other = hex(&sha256(&[b"malware"]));
    let forged = |signed: &mut serde_json::Value| {
        signed["version"] = 9.into();
        signed["targets"][SECOND]["hashes"] = json!({ "sha256": other });
        signed["targets"][SECOND]["length"] = 7.into();
    };
    let altered = edited(&gateway, |value| forged(&mut value["signed"]));
    let signed = resigned(&gateway, &thief.key, forged);
    for content in [&altered, &signed] {
        let at = reader.at(&thief.serve(&[("gateway", 9, content)]));
        reader.distrusts(at.download(SECOND), "gateway: signed by 0 of its keys, 1 must");
    }
    // The line given to the stolen key, by targets that it signs, by a root that it signs.
    let own = steadfast_trust::tuf::Sign::public(&thief.key);
    let line_to_thief = |signed: &mut serde_json::Value| {
        signed["version"] = 9.into();
        signed["delegations"]["keys"][own.id()] = serde_json::to_value(own.key()).expect("a key");
        signed["delegations"]["roles"][0]["keyids"] = json!([own.id()]);
    };
    let targets = resigned(&thief.newest("targets"), &thief.key, line_to_thief);
    let at = reader.at(&thief.serve(&[("targets", 9, &targets), ("gateway", 9, &signed)]));
    reader.distrusts(at.download(SECOND), "targets: signed by 0 of its keys, 1 must");
    let root = resigned(&thief.newest("root"), &thief.key, |signed| {
        signed["version"] = 2.into();
        signed["roles"]["targets"]["keyids"] = json!([own.id()]);
    });
    let at = reader.at(&thief.serve(&[("root", 2, &root), ("targets", 9, &targets), ("gateway", 9, &signed)]));
    reader.distrusts(at.download(SECOND), "root: signed by 0 of its keys, 2 must");
    assert!(reader.has(SECOND).is_none(), "nothing of it arrived");
}

#[test]
fn other_content_at_the_address_of_a_target_does_not_arrive() {
    let maker = world();
    let reader = knows(&maker);
    let thief = Thief::enter(&maker);
    let right = hex(&sha256(&[b"firmware 2"]));
    for (content, reason) in [
        (&b"firmware X"[..], "its sha256 is not the announced one"),
        (b"firmware 2 and more", "bytes, announced were 10"),
        (b"firm", "4 bytes, announced were 10"),
        (b"sensor 1", "8 bytes, announced were 10"),
    ] {
        let server = FeedServer::start();
        server.put(&format!("/targets/gateway/2/{right}.fw.bin"), content);
        let metadata = format!("{}/metadata", thief.serve(&[]));
        let (targets, words) = (server.url("/targets"), "--metadata-dir client --target-dir client-targets download");
        let mut command = maker.program().command(&["tuf", "--metadata-url", &metadata, "--target-base-url", &targets]);
        command.args(["--target-name", SECOND]).args(words.split(' '));
        let run = crate::program::Run::of(command.output().expect("the program runs"));
        reader.distrusts(run, reason);
        assert!(reader.has(SECOND).is_none());
    }
}

#[test]
fn an_older_release_does_not_come_back_as_a_newer_one() {
    let maker = world();
    let reader = knows(&maker);
    let thief = Thief::enter(&maker);
    // As it was: the line before its second release, under a newer snapshot.
    let old = thief.had("gateway", 2);
    let at = reader.at(&thief.serve(&[("gateway", 2, &old)]));
    reader.distrusts(at.download(FIRST), "gateway.json: version 2, 3 was believed before: it would go back");
    // The whole repository as it was: old targets, old line, even old snapshot and timestamp.
    let at = reader.at(&thief.serve(&[("targets", 1, &thief.had("targets", 1))]));
    reader.distrusts(at.refresh(), "targets.json: version 1, 2 was believed before");
    let at = reader.at(&thief.serve_at(2, &[]));
    reader.distrusts(at.refresh(), "it would go back");
    // Renumbered: an old release said to be the third. The number is under the line's signature.
    let renumbered = edited(&thief.newest("gateway"), |value| {
        let targets = &mut value["signed"]["targets"];
        let mut first = targets[FIRST].clone();
        first["custom"]["steadfast"]["sequence"] = 3.into();
        targets["gateway/3/fw.bin"] = first;
        value["signed"]["version"] = 9.into();
    });
    let at = reader.at(&thief.serve(&[("gateway", 9, &renumbered)]));
    reader.distrusts(at.download("gateway/3/fw.bin"), "gateway: signed by 0 of its keys, 1 must");
    // Old bytes under a new number, which is nobody's signature either.
    let relabelled = edited(&old, |value| value["signed"]["version"] = 9.into());
    let at = reader.at(&thief.serve(&[("gateway", 9, &relabelled)]));
    reader.distrusts(at.download(FIRST), "gateway: signed by 0 of its keys, 1 must");
    // What the client believed of the line is still what it believes.
    assert_eq!(maker.program().read("client/gateway.json"), Some(thief.newest("gateway")));
}

#[test]
fn a_target_of_another_line_is_none_of_this_one() {
    let maker = world();
    let reader = knows(&maker);
    let thief = Thief::enter(&maker);
    let sensor = thief.newest("sensor");
    let at = reader.at(&thief.serve(&[("gateway", 2, &sensor)]));
    reader.distrusts(at.download(SECOND), "gateway.json: version 2, 3 was believed before: it would go back");
    let renumbered = edited(&sensor, |value| value["signed"]["version"] = 9.into());
    let at = reader.at(&thief.serve(&[("gateway", 9, &renumbered)]));
    reader.distrusts(at.download(SECOND), "gateway: signed by 0 of its keys, 1 must");
    // A client that never saw the line is not taken in either.
    let fresh = maker.reader("fresh");
    let at = fresh.at(&thief.serve(&[("gateway", 2, &sensor)]));
    fresh.distrusts(at.download(SECOND), "gateway: signed by 0 of its keys, 1 must");
    // Nor does the sensor's own key speak for paths of the gateway.
    let own = super::refused::key(&maker, "sensor.key");
    let reaching = resigned(&sensor, &own, |signed| {
        signed["version"] = 9.into();
        let file = signed["targets"]["sensor/1/fw.bin"].clone();
        signed["targets"]["gateway/3/fw.bin"] = file;
    });
    let other = maker.reader("other");
    let at = other.at(&thief.serve(&[("sensor", 9, &reaching)]));
    at.download("sensor/1/fw.bin").exits(1);
    assert!(maker.program().path("other/sensor.json").is_file(), "the line itself is believed");
    other.distrusts(at.download("gateway/3/fw.bin"), "no trusted role names this target");
}

//! A repository that lies, and one that speaks of other things: nothing of it is believed, and nothing is brought.

use serde_json::json;
use steadfast_device::update::{FetchError, Rule, Unfit, bring, find};
use steadfast_monitor::event::{Finding, SwitchKind};
use steadfast_protocol::Seconds;
use steadfast_trust::tuf::{ClientError, CustomError, Delta, Distrust, RoleKeys, Signed, Targets};

use super::house::{House, SEVEN, believed, look, rule};
use super::repository::{Away, LINE, Repository, custom, expires, image, path, public, signed};
use crate::made::NOW;
use crate::power::Outage;

type Failed = FetchError<Away>;

/// What somebody does to a repository that a unit believed, and the reason for which it must be refused.
struct Attack {
    name: &'static str,
    mount: fn(&mut Repository),
    reason: fn(&Failed) -> bool,
}

const PAST: &str = "2026-12-31T00:00:00Z";

fn distrust(failed: &Failed) -> Option<&Distrust> {
    let FetchError::Client(error) = failed else { return None };
    if let ClientError::Distrust(distrust) = &**error { Some(distrust) } else { None }
}

fn unsigned(failed: &Failed, of: &str) -> bool {
    matches!(distrust(failed), Some(Distrust::Signatures { role, .. }) if role == of)
}

fn old(failed: &Failed, of: &str) -> bool {
    matches!(distrust(failed), Some(Distrust::Version { role, .. }) if role == of)
}

fn expired(failed: &Failed, of: &str) -> bool {
    matches!(distrust(failed), Some(Distrust::Expired { role, .. }) if role == of)
}

/// The line says something else of release 7 from now on.
fn says(repository: &mut Repository, change: impl FnOnce(&mut steadfast_trust::tuf::Custom)) {
    let mut said = custom(7);
    change(&mut said);
    repository.put(&path(7), &said, &image(7));
    repository.next();
}

/// Another line names release 7 of our product, at paths that match this.
fn another_line(repository: &mut Repository, pattern: &str, path: &str, is_first: bool) {
    repository.targets.delegate("other", &[pattern.to_owned()], &[public(7)], 1);
    if is_first {
        repository.targets.content.delegations.as_mut().expect("delegations").roles.reverse();
    }
    let mut other = Signed::new(Targets::default(), expires("2028-01-01T00:00:00Z"));
    other.content.targets.insert(path.to_owned(), Repository::file(&custom(7), &image(7)));
    repository.place("other", 1, signed(&other, 7));
    repository.next();
}

const METADATA: &[Attack] = &[
    Attack {
        name: "a timestamp by another key",
        mount: |repository| {
            repository.timestamp.version += 1;
            repository.put_timestamp(7);
        },
        reason: |failed| unsigned(failed, "timestamp"),
    },
    Attack {
        name: "a snapshot by another key",
        mount: |repository| {
            repository.snapshot.version += 1;
            repository.timestamp.version += 1;
            repository.put_snapshot(7);
            repository.put_timestamp(6);
        },
        reason: |failed| unsigned(failed, "snapshot"),
    },
    Attack {
        name: "an old timestamp",
        mount: |repository| {
            repository.timestamp.version -= 1;
            repository.put_timestamp(6);
        },
        reason: |failed| old(failed, "timestamp"),
    },
    Attack {
        name: "a snapshot that names an old line",
        mount: |repository| {
            let before = repository.snapshot.content.meta[&format!("{LINE}.json")].clone();
            repository.next();
            look(repository, &mut believed()).expect("it is believed");
            let mut named = before;
            named.version -= 1;
            repository.snapshot.content.meta.insert(format!("{LINE}.json"), named);
            (repository.snapshot.version, repository.timestamp.version) =
                (repository.snapshot.version + 1, repository.timestamp.version + 1);
            repository.put_snapshot(6);
            repository.put_timestamp(6);
        },
        reason: |failed| old(failed, "gateway.json"),
    },
    Attack {
        name: "a line by the server's key",
        mount: |repository| replaced_line(repository, 6),
        reason: |failed| unsigned(failed, LINE),
    },
    Attack {
        name: "a line by the key of targets, which names others for it",
        mount: |repository| replaced_line(repository, 4),
        reason: |failed| unsigned(failed, LINE),
    },
    Attack {
        name: "a line of another moment",
        mount: |repository| {
            let before = repository.files[&format!("{}.{LINE}.json", repository.line.version)].clone();
            repository.next();
            repository.files.insert(format!("{}.{LINE}.json", repository.line.version), before);
        },
        reason: |failed| matches!(distrust(failed), Some(Distrust::Hash { name, .. } | Distrust::Length { name, .. }) if name == LINE),
    },
    Attack {
        name: "a root by the server's key",
        mount: |repository| {
            repository.root.version += 1;
            repository.put_root(6);
        },
        reason: |failed| unsigned(failed, "root"),
    },
    Attack {
        name: "a root by half of a pair",
        mount: |repository| {
            repository.root.version += 1;
            repository.put_root(1);
            let name = format!("{}.root.json", repository.root.version);
            let mut root: serde_json::Value = serde_json::from_slice(&repository.files[&name]).expect("JSON");
            let signatures = root["signatures"].as_array_mut().expect("signatures");
            assert_eq!(signatures.len(), 2, "a pair signed it");
            signatures.pop();
            repository.files.insert(name, serde_json::to_vec(&root).expect("JSON"));
        },
        reason: |failed| unsigned(failed, "root"),
    },
    Attack {
        name: "a root that wants nobody's signature",
        mount: |repository| {
            repository.root.version += 1;
            let nobody = RoleKeys::new(Vec::new(), 0);
            repository.root.content.roles.insert("timestamp".to_owned(), nobody);
            repository.put_root(1);
        },
        reason: |failed| matches!(distrust(failed), Some(Distrust::Malformed { role, .. }) if role == "root"),
    },
    Attack {
        name: "a line that is over",
        mount: |repository| {
            repository.line.expires = expires(PAST);
            repository.next();
        },
        reason: |failed| expired(failed, LINE),
    },
    Attack {
        name: "a timestamp that is over",
        mount: |repository| {
            repository.timestamp.expires = expires(PAST);
            repository.next();
        },
        reason: |failed| expired(failed, "timestamp"),
    },
    Attack {
        name: "a timestamp without an end",
        mount: |repository| drop(repository.files.insert("timestamp.json".to_owned(), vec![b' '; 20_000])),
        reason: |failed| {
            is_client(failed, |error| matches!(error, ClientError::Long { file, .. } if file == "timestamp.json"))
        },
    },
    Attack {
        name: "a timestamp that is nothing",
        mount: |repository| drop(repository.files.insert("timestamp.json".to_owned(), b"<html>".to_vec())),
        reason: |failed| matches!(distrust(failed), Some(Distrust::Malformed { .. })),
    },
    Attack {
        name: "a file that is missing",
        mount: |repository| {
            repository.next();
            repository.files.remove(&format!("{}.{LINE}.json", repository.line.version));
        },
        reason: |failed| is_client(failed, |error| matches!(error, ClientError::Missing(_))),
    },
    Attack {
        name: "a line that forgets the release",
        mount: |repository| {
            repository.line.content.targets.clear();
            repository.next();
        },
        reason: |failed| is_client(failed, |error| matches!(error, ClientError::Unknown(_))),
    },
];

fn is_client(failed: &Failed, is_it: fn(&ClientError<Away>) -> bool) -> bool {
    matches!(failed, FetchError::Client(error) if is_it(error))
}

/// The next line is another one's.
fn replaced_line(repository: &mut Repository, by: u8) {
    repository.line.version += 1;
    repository.place(LINE, repository.line.version, signed(&repository.line, by));
    repository.snapshot.version += 1;
    repository.timestamp.version += 1;
    repository.put_snapshot(6);
    repository.put_timestamp(6);
}

const UNFIT: &[Attack] = &[
    Attack {
        name: "for another product",
        mount: |repository| says(repository, |said| said.product = "prd_other".to_owned()),
        reason: |failed| matches!(failed, FetchError::Unfit(Unfit::Product(_))),
    },
    Attack {
        name: "for another part",
        mount: |repository| says(repository, |said| said.part = "prt_other".to_owned()),
        reason: |failed| matches!(failed, FetchError::Unfit(Unfit::Part(_))),
    },
    Attack {
        name: "for other hardware",
        mount: |repository| says(repository, |said| said.hardware = vec!["A".to_owned()]),
        reason: |failed| matches!(failed, FetchError::Unfit(Unfit::Hardware)),
    },
    Attack {
        name: "for another channel",
        mount: |repository| says(repository, |said| said.channel = "beta".to_owned()),
        reason: |failed| matches!(failed, FetchError::Unfit(Unfit::Channel(_))),
    },
    Attack {
        name: "the same again",
        mount: |repository| says(repository, |said| said.sequence = 5),
        reason: |failed| matches!(failed, FetchError::Unfit(Unfit::NotNewer { runs: 5, offered: 5 })),
    },
    Attack {
        name: "what is older",
        mount: |repository| says(repository, |said| said.sequence = 4),
        reason: |failed| matches!(failed, FetchError::Unfit(Unfit::NotNewer { runs: 5, offered: 4 })),
    },
    Attack {
        name: "what starts from something newer",
        mount: |repository| says(repository, |said| said.least = 6),
        reason: |failed| matches!(failed, FetchError::Unfit(Unfit::TooFar { .. })),
    },
    Attack {
        name: "a patch as an image",
        mount: |repository| {
            says(repository, |said| {
                said.delta = Some(Delta { from: String::new(), to: String::new(), image: path(7) });
            });
        },
        reason: |failed| matches!(failed, FetchError::Unfit(Unfit::Delta)),
    },
    Attack {
        name: "another product's line that names ours, and is asked before our own",
        mount: |repository| another_line(repository, "gateway/*/*", &path(7), true),
        reason: |failed| matches!(failed, FetchError::Unfit(Unfit::Line(line)) if line == "other"),
    },
    Attack {
        name: "the key of targets, which names the image itself",
        mount: |repository| {
            let file = Repository::file(&custom(7), &image(7));
            repository.targets.content.targets.insert(path(7), file);
            repository.next();
        },
        reason: |failed| matches!(failed, FetchError::Unfit(Unfit::Line(line)) if line == "targets"),
    },
    Attack {
        name: "an image of which nobody says for whom it is",
        mount: |repository| {
            repository.line.content.targets.get_mut(&path(7)).expect("it is named").custom = None;
            repository.next();
        },
        reason: |failed| matches!(failed, FetchError::Custom(_, CustomError::Absent)),
    },
    Attack {
        name: "a form that this program does not know",
        mount: |repository| {
            let file = repository.line.content.targets.get_mut(&path(7)).expect("it is named");
            file.custom.as_mut().expect("something is said")["steadfast"]["schema"] = json!(2);
            repository.next();
        },
        reason: |failed| matches!(failed, FetchError::Custom(_, CustomError::Schema(2))),
    },
];

/// Everything in the folder of the images.
fn files(house: &House) -> Vec<(String, Vec<u8>)> {
    let all = std::fs::read_dir(house.folder()).expect("a folder").map(|entry| {
        let entry = entry.expect("a file");
        (entry.file_name().into_string().expect("text"), std::fs::read(entry.path()).expect("a file"))
    });
    let mut all: Vec<_> = all.collect();
    all.sort();
    all
}

fn version(bytes: &[u8]) -> u64 {
    let value: serde_json::Value = serde_json::from_slice(bytes).expect("JSON");
    value["signed"]["version"].as_u64().expect("a version")
}

#[test]
fn every_attack_is_refused_for_its_own_reason_and_nothing_is_brought() {
    for Attack { name, mount, reason } in METADATA.iter().chain(UNFIT) {
        let (mut repository, mut metadata, house) = (SEVEN.clone(), believed(), House::new());
        look(&mut repository, &mut metadata).expect("it is believed");
        let before = metadata.clone();
        mount(&mut repository);
        repository.asked.clear();
        let (found, laid) = (look(&mut repository, &mut metadata).expect_err(name), files(&house));
        assert!(reason(&found), "{name}: {found:?}");
        let brought = bring(&mut metadata, &mut repository, &rule(), &house.images, &path(7), NOW).expect_err(name);
        assert!(reason(&brought), "{name}: {brought:?}");
        assert_eq!((repository.asked.as_slice(), files(&house)), (&[][..], laid), "{name}: something came");
        for role in ["root", "timestamp", "snapshot", "targets", LINE] {
            let [now, then] = [&metadata, &before].map(|metadata| version(metadata.of(role).expect("it is kept")));
            assert!(now >= then, "{name}: {role} went back");
        }
    }
}

#[test]
fn what_is_not_for_this_unit_is_over_and_a_repository_that_is_not_believed_is_asked_again() {
    for (attacks, passes) in [(METADATA, true), (UNFIT, false)] {
        for Attack { name, mount, .. } in attacks {
            let mut repository = SEVEN.clone();
            mount(&mut repository);
            // One that knows nothing yet believes what is old.
            let may_pass = look(&mut repository, &mut believed()).map_or_else(|failed| failed.may_pass(), |_| true);
            assert_eq!(may_pass, passes, "{name}");
        }
    }
}

#[test]
fn our_own_line_is_heard_beside_another_that_names_the_same_elsewhere() {
    let mut repository = SEVEN.clone();
    another_line(&mut repository, "other/*/*", "other/app/7.img", true);
    look(&mut repository, &mut believed()).expect("our own says it");
    let other = find(&mut believed(), &mut repository, &rule(), "other/app/7.img", NOW);
    assert!(matches!(other, Err(FetchError::Unfit(Unfit::Line(line))) if line == "other"));
    let theirs = Rule { line: "other".to_owned(), ..rule() };
    let ours = find(&mut believed(), &mut repository, &theirs, &path(7), NOW);
    assert!(matches!(ours, Err(FetchError::Unfit(Unfit::Line(line))) if line == LINE));
}

#[test]
fn a_path_that_leads_out_is_not_even_asked_for() {
    for path in ["../7.img", "gateway/../../7.img", "/gateway/app/7.img", "gateway/./7.img"] {
        let failed = find(&mut believed(), &mut SEVEN.clone(), &rule(), path, NOW).expect_err(path);
        assert!(matches!(failed, FetchError::Climbs(_)), "{path}: {failed:?}");
    }
}

#[test]
fn once_everything_is_over_or_no_time_is_known_nothing_is_believed() {
    for now in [NOW + 366 * 86_400, Seconds::MAX, Seconds::MIN] {
        assert!(find(&mut believed(), &mut SEVEN.clone(), &rule(), &path(7), now).is_err(), "{now}");
    }
}

#[test]
fn what_is_believed_outlives_every_power_loss_and_never_goes_back() {
    let mut repository = SEVEN.clone();
    let root = repository.settings().root;
    let load = |storage: &Outage| steadfast_device::update::Metadata::load(&storage, &root).expect("power");
    let before = Outage::new(0);
    let mut metadata = load(&before);
    look(&mut repository, &mut metadata).expect("it is believed");
    metadata.keep(&&before).expect("kept");
    // From now on another key signs for the server: what the old one says counts no more.
    repository.root.version += 1;
    for role in ["snapshot", "timestamp"] {
        repository.root.assign(role, &[public(7)], 1);
    }
    repository.put_root(1);
    (repository.snapshot.version, repository.timestamp.version) = (1, 1);
    repository.put_snapshot(7);
    repository.put_timestamp(7);
    let calls = 3;
    for call in 0..=calls {
        let storage = before.copy(call);
        storage.cut_at(call);
        let mut metadata = load(&storage);
        look(&mut repository, &mut metadata).expect("it is believed");
        let kept = metadata.keep(&&storage);
        assert_eq!(kept.is_ok(), call == calls, "call {call}");
        let left = storage.restart();
        look(&mut repository, &mut load(&left)).unwrap_or_else(|error| panic!("call {call}: {error}"));
        let [now, then] = [&left, &before].map(|storage| version(load(storage).of("root").expect("a root")));
        assert!(now >= then && (call == 0 || now == 2), "call {call}: the root is kept first");
    }
}

#[test]
fn a_damaged_root_gives_way_to_the_factory_s_and_what_else_was_believed_holds() {
    let mut repository = SEVEN.clone();
    let root = repository.settings().root;
    let storage = super::house::home();
    let load = || steadfast_device::update::Metadata::load(&&storage, &root).expect("power");
    let old = repository.clone();
    repository.root.version += 1;
    repository.put_root(1);
    repository.timestamp.version += 1;
    repository.put_timestamp(6);
    let mut metadata = load();
    look(&mut repository, &mut metadata).expect("it is believed");
    metadata.keep(&&storage).expect("kept");
    storage.tamper(&super::house::kept_root(), |bytes| {
        let middle = bytes.len() / 2;
        bytes[middle] ^= 1;
    });
    let mut metadata = load();
    assert!(metadata.is_damaged() && metadata.of("root") == Some(root.as_bytes()));
    let failed = look(&mut old.clone(), &mut load()).expect_err("what was believed later holds");
    assert!(failed.to_string().contains("timestamp"), "{failed}");
    look(&mut repository, &mut metadata).expect("it walks up from the factory's");
    assert_eq!(version(metadata.of("root").expect("a root")), 2);
    let mut unit = super::house::started(&storage).expect("it starts");
    unit.switch(SwitchKind::Record, true, "anna").expect("kept");
    unit.keep_metadata(&mut metadata).expect("kept");
    assert_eq!(super::levels::findings(&unit, "trust-root"), [Finding::FileDamaged, Finding::FileRepaired]);
    let metadata = load();
    assert!(!metadata.is_damaged() && version(metadata.of("root").expect("a root")) == 2, "once, and for good");
}

//! What a server sees to by itself: snapshot and timestamp are signed anew before they end, and every file that was
//! promised is read again.

use std::path::PathBuf;

use steadfast_store::{Metadata, StoreError, Time};
use steadfast_trust::encoding::hex;
use steadfast_trust::hash::sha256;

use super::maker::{FIRST, Maker, seconds};
use crate::serve::house::{House, on_both};

/// As if a role's newest file had been signed long ago: it ends in so many hours.
fn ends_in(maker: &Maker, role: &'static str, hours: i64) {
    let until = Time((seconds() + hours * 3600) * 1_000_000);
    let aged = maker.house.store().write::<_, StoreError, _>(move |tx| {
        let newest = tx.metadata_newest(role)?.expect("it was published");
        let content = newest.content.clone();
        // The row goes, and comes back with another end.
        let others: Vec<Metadata> = (1..newest.version)
            .map(|version| tx.metadata(role, version))
            .collect::<Result<Vec<_>, _>>()?
            .into_iter()
            .flatten()
            .collect();
        tx.metadata_forget(role, newest.version + 1)?;
        for other in &others {
            tx.metadata_insert(other)?;
        }
        tx.metadata_insert(&Metadata { expires: until, content, ..newest })
    });
    aged.wait().expect("it is aged");
}

fn versions(maker: &Maker) -> (u64, u64) {
    let roles = maker.get("/repository")["roles"].clone();
    let of = |role: &str| {
        let found = roles.as_array().expect("roles").iter().find(|one| one["role"] == role).expect("a role");
        found["version"].as_u64().expect("a version")
    };
    (of("snapshot"), of("timestamp"))
}

#[test]
fn what_ends_soon_is_signed_anew_and_clients_follow() {
    on_both(|house| {
        let maker = Maker::new(house);
        let reader = maker.reader("client");
        reader.refresh().exits(0);
        maker.work_off("metadata-renewal");
        assert_eq!(versions(&maker), (1, 1), "nothing ends soon");
        ends_in(&maker, "timestamp", 11);
        maker.work_off("metadata-renewal");
        assert_eq!(versions(&maker), (1, 2));
        reader.refresh().exits(0);
        ends_in(&maker, "snapshot", 71);
        maker.work_off("metadata-renewal");
        assert_eq!(versions(&maker), (2, 3));
        reader.refresh().exits(0);
        maker.work_off("metadata-renewal");
        assert_eq!(versions(&maker), (2, 3));
    });
}

/// Where a content lies in the data directory.
pub(super) fn lies(maker: &Maker, content: &[u8]) -> PathBuf {
    let name = hex(&sha256(&[content]));
    let files = maker.program().files();
    let found = files.iter().find(|(path, _)| path.contains("/blobs/") && path.replace('/', "").contains(&name));
    maker.program().path(&found.unwrap_or_else(|| panic!("{name} is not among {files:?}")).0)
}

#[test]
fn a_file_that_is_damaged_is_noticed_and_mended_by_handing_it_in_again() {
    on_both(|house| {
        let maker = Maker::new(house);
        let content = b"firmware 1".repeat(1000);
        maker.release("1.0", &content);
        let sha256 = hex(&sha256(&[&content]));
        let file = || maker.get(&format!("/artifacts/{sha256}"));
        let faults = || {
            let found = maker.get("/records?kind=artifact-fault");
            found["items"].as_array().expect("records").len()
        };
        maker.work_off("artifact-proof");
        assert!(file()["proved"].is_string() && file()["fault"].is_null(), "{}", file());

        let path = lies(&maker, &content);
        let mut damaged = content.clone();
        damaged[5000] ^= 1;
        std::fs::write(&path, &damaged).expect("damaged");
        maker.work_off("artifact-proof");
        assert!(file()["fault"].is_null(), "it was looked at a moment ago");
        doubted(&maker);
        maker.work_off("artifact-proof");
        assert!(file()["fault"].is_string(), "{}", file());
        doubted(&maker);
        maker.work_off("artifact-proof");
        assert_eq!(faults(), 1, "the same fault is recorded once");
        let reader = maker.reader("client");
        assert_ne!(reader.download(FIRST).code, 0);
        assert!(reader.has(FIRST).is_none(), "nothing that is not right is left there");

        let mended = maker.go("release publish");
        assert_eq!(mended.out, format!("{FIRST}: sent\nThe server has everything now.\n"));
        assert_eq!(maker.go("release publish").out.lines().count(), 2, "until it was proved it is sent again");
        maker.work_off("artifact-proof");
        assert!(file()["fault"].is_null() && file()["proved"].is_string(), "{}", file());
        reader.download(FIRST).exits(0);
        assert_eq!(maker.go("release publish").out, "The server has everything already.\n");

        std::fs::remove_file(lies(&maker, &content)).expect("removed");
        doubted(&maker);
        maker.work_off("artifact-proof");
        assert!(file()["fault"].is_string(), "{}", file());
        assert_eq!(faults(), 2);
    });
}

/// Has every file looked at again, as a restore does.
fn doubted(maker: &Maker) {
    let doubt = maker.house.store().write::<_, StoreError, _>(|tx| tx.artifact_file_doubt().map(drop));
    doubt.wait().expect("it is doubted");
}

#[test]
fn a_copy_that_is_not_what_was_signed_is_not_sent() {
    let maker = Maker::new(House::sqlite());
    maker.sign("1.0", b"firmware 1");
    maker.program().write("repository/targets/gateway/1/fw.bin", "another");
    let refused = maker.say("release publish").exits(2);
    assert!(refused.err.contains("fw.bin: is no longer the file that was signed"), "{}", refused.err);
    maker.program().write("repository/targets/gateway/1/fw.bin", "firmware 1");
    maker.go("release publish");
}

#[test]
fn after_a_restore_every_file_is_doubted_and_the_repository_goes_on() {
    let mut maker = Maker::new(House::sqlite());
    maker.release("1.0", b"firmware 1");
    maker.work_off("artifact-proof");
    let sha256 = hex(&sha256(&[b"firmware 1"]));
    let reader = "client";
    maker.reader(reader).download(FIRST).exits(0);
    maker.program().run(&["backup", "--data", "server", "--to", "backup"]).exits(0);
    maker.house.kill();
    let new = maker.program().path("new");
    std::fs::create_dir(&new).expect("a folder");
    std::fs::copy(maker.house.data().join("master.key"), new.join("master.key")).expect("the key");
    maker.program().run(&["restore", "backup", "--data", "new"]).exits(0);
    std::fs::rename(maker.house.data(), maker.program().path("gone")).expect("the old one is gone");
    std::fs::rename(new, maker.house.data()).expect("the new one in its place");
    maker.house.start();
    let proved = || maker.get(&format!("/artifacts/{sha256}"))["proved"].is_string();
    maker.work_off("artifact-proof");
    assert!(proved(), "it was read again");
    maker.reader("fresh").download(FIRST).exits(0);
    maker.release("1.1", b"firmware 2");
    maker.reader("later").download("gateway/2/fw.bin").exits(0);
}

//! A repository on a real server, published and read back by commands.

use super::maker::{FIRST, Maker};
use crate::serve::house::{House, on_both};

#[test]
fn a_release_travels_from_its_key_to_a_client() {
    on_both(|house| {
        let maker = Maker::new(house);
        let reader = maker.reader("client");
        reader.refresh().exits(0);
        reader.distrusts(reader.download(FIRST), "no trusted role names this target");
        let id = maker.sign("1.0", b"firmware 1");
        let published = maker.go("release publish");
        assert!(published.out.contains(&format!("{FIRST}: sent")), "{}", published.out);
        assert!(published.out.contains("2.gateway.json: published\nsnapshot 2: 1 new files, 0 no longer offered"));
        reader.download(FIRST).exits(0);
        assert_eq!(reader.has(FIRST).expect("a target"), b"firmware 1");
        assert_eq!(maker.go("release publish").out, "The server has everything already.\n");
        let files = maker.get(&format!("/releases/{id}/artifacts"));
        assert_eq!((&files[0]["path"], &files[0]["kind"]), (&FIRST.into(), &"security".into()));
        assert!(files[0]["available_until"].as_str().is_some_and(|day| day > "2036"), "{files}");
        // A client that has it does not fetch it again: nothing would come from here.
        let elsewhere = reader.at(&format!("{}/nothing", maker.address()));
        assert_eq!(elsewhere.download(FIRST).code, 1);
        reader.download(FIRST).exits(0);
    });
}

#[test]
fn who_signs_several_times_before_publishing_publishes_the_last() {
    let maker = Maker::new(House::sqlite());
    maker.sign("1.0", b"firmware 1");
    maker.sign("1.1", b"firmware 2");
    let published = maker.go("release publish");
    assert!(published.out.contains("3.gateway.json: published"), "{}", published.out);
    let reader = maker.reader("client");
    for path in [FIRST, "gateway/2/fw.bin"] {
        reader.download(path).exits(0);
    }
}

#[test]
fn what_is_withdrawn_is_no_longer_found_and_still_lies_there() {
    let maker = Maker::new(House::sqlite());
    maker.release("1.0", b"firmware 1");
    let reader = maker.reader("client");
    reader.refresh().exits(0);
    maker.go(&format!("release sign --withdraw {FIRST} --line gateway --key gateway.key"));
    let published = maker.go("release publish");
    assert!(published.out.contains("0 new files, 1 no longer offered"), "{}", published.out);
    reader.distrusts(reader.download(FIRST), "no trusted role names this target");
    let known = maker.get("/artifacts");
    assert!(known["items"][0]["withdrawn"].is_string(), "{known}");
    // Named again, it is the same as before.
    maker.program().write("fw.bin", "firmware 1");
    let id = known["items"][0]["release"].as_str().expect("an id").to_owned();
    maker.go(&format!("release sign fw.bin --line gateway --key gateway.key --release {id} --kind security"));
    maker.go("release publish");
    reader.download(FIRST).exits(0);
    assert!(maker.get("/artifacts")["items"][0]["withdrawn"].is_null());
}

#[test]
fn a_line_that_is_taken_back_offers_nothing_any_more() {
    let maker = Maker::new(House::sqlite());
    maker.release("1.0", b"firmware 1");
    let reader = maker.reader("client");
    reader.download(FIRST).exits(0);
    maker.go("root line gateway --remove");
    maker.go("root sign --key targets.key");
    let published = maker.go("root publish");
    assert!(published.out.contains("1 no longer offered"), "{}", published.out);
    reader.distrusts(reader.download(FIRST), "no trusted role names this target");
    assert!(maker.get("/artifacts")["items"][0]["withdrawn"].is_string());
    let shown = maker.go("root show");
    assert!(shown.out.contains("2.gateway.json: nobody delegates to it any more"), "{}", shown.out);
    // What its key signs is nothing from now on, for the server too.
    let mut after = maker.metadata("2.gateway.json");
    after = super::maker::edited(&after, |value| value["signed"]["version"] = 3.into());
    let (status, said) = maker.hand_in("/api/v1/repository/releases", &[("3.gateway.json", &after)]);
    assert!(status == 422 && said.contains("gateway: nobody delegates to it"), "{status} {said}");
}

#[test]
fn a_build_machine_begins_with_the_root_and_fetches_the_rest() {
    let maker = Maker::new(House::sqlite());
    maker.release("1.0", b"firmware 1");
    let program = maker.program();
    program.write("ci/1.root.json", maker.metadata("1.root.json"));
    let fetched = maker.go("root fetch --dir ci");
    assert_eq!(fetched.out, "ci/2.gateway.json: fetched\nci/1.targets.json: fetched\n");
    assert_eq!(maker.go("root fetch --dir ci").out, "The folder has everything already.\n");
    assert_eq!(program.read("ci/2.gateway.json"), program.read("repository/2.gateway.json"));
    let id = maker.enter("Gateway", "1.1");
    program.write("fw.bin", "firmware 2");
    let sign = format!("release sign fw.bin --dir ci --line gateway --key gateway.key --release {id} --kind feature");
    maker.go(&sign);
    let only = maker.token(&["repository.read", "release.publish"]);
    maker.run_as(&only, &["release", "publish", "--dir", "ci"]).exits(0);
    maker.reader("client").download("gateway/2/fw.bin").exits(0);

    // Who signed meanwhile elsewhere is told, and not passed over.
    let late = maker.sign("1.2", b"firmware 3");
    let refused = maker.say("release publish").exits(2);
    assert!(refused.err.contains("repository/3.gateway.json: the server published another one"), "{}", refused.err);
    let refused = maker.say("root fetch").exits(2);
    assert!(refused.err.contains("move yours away"), "{}", refused.err);
    std::fs::remove_file(program.path("repository/3.gateway.json")).expect("moved away");
    maker.go("root fetch");
    program.write("fw.bin", "firmware 3");
    maker.go(&format!("release sign fw.bin --line gateway --key gateway.key --release {late} --kind security"));
    maker.go("release publish");
    maker.reader("other").download("gateway/3/fw.bin").exits(0);
}

#[test]
fn a_folder_believes_what_it_fetches_by_its_own_root_alone() {
    let maker = Maker::new(House::sqlite());
    let program = maker.program();
    super::maker::words(program, "key new foreign.key").exits(0);
    let init =
        "root init --dir foreign --root-key foreign.key.pub --targets-key foreign.key.pub --online-key server.pub";
    maker.go(init);
    maker.go("root sign --dir foreign --key foreign.key");
    std::fs::remove_file(program.path("foreign/1.targets.json")).expect("removed");
    let refused = maker.say("root fetch --dir foreign").exits(1);
    assert!(refused.err.contains("targets: signed by 0 of its keys, 1 must"), "{}", refused.err);
    assert!(!program.path("foreign/1.targets.json").exists());
    let empty = maker.say("root fetch --dir nowhere").exits(2);
    assert!(empty.err.contains("nowhere"), "{}", empty.err);
}

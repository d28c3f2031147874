//! A key that was stolen: it is replaced, and what the thief signs from then on is refused by server and clients.

use serde_json::json;

use super::maker::{FIRST, Maker, keys};
use super::refused::{key, resigned};
use super::robbed::Thief;
use crate::serve::house::House;

#[test]
fn a_stolen_key_of_targets_gives_lines_to_nobody_any_more() {
    let maker = Maker::new(House::sqlite());
    maker.release("1.0", b"firmware 1");
    let reader = maker.reader("client");
    reader.download(FIRST).exits(0);
    keys(maker.program(), &["targets-2"]);
    maker.go("root rotate --remove-targets-key targets.key.pub --add-targets-key targets-2.key.pub");
    maker.go("root sign --key root-a.key --key root-c.key --key targets-2.key");
    maker.go("root publish");
    reader.refresh().exits(0);
    // The thief hands the line to a key of their own.
    let thief = key(&maker, "targets.key");
    let forged = resigned(&maker.metadata("2.targets.json"), &thief, |signed| {
        signed["version"] = 3.into();
        signed["delegations"]["roles"][0]["threshold"] = 1.into();
    });
    let (status, said) = maker.hand_in("/api/v1/repository", &[("3.targets.json", &forged)]);
    assert!(status == 422 && said.contains("targets: signed by 0 of its keys, 1 must"), "{status} {said}");
    let robbed = Thief::enter(&maker);
    let base = robbed.serve(&[("targets", 3, &forged)]);
    let other = maker.reader("other");
    other.distrusts(other.at(&base).refresh(), "targets: signed by 0 of its keys, 1 must");
    reader.download(FIRST).exits(0);
}

#[test]
fn a_stolen_key_of_a_line_is_replaced_and_what_it_signed_is_withdrawn() {
    let maker = Maker::new(House::sqlite());
    maker.release("1.0", b"firmware 1");
    let reader = maker.reader("client");
    // The thief publishes a release of their own from elsewhere, with a token that they stole too.
    maker.program().write("thief/1.root.json", maker.metadata("1.root.json"));
    maker.go("root fetch --dir thief");
    let id = maker.enter("Gateway", "6.6.6");
    maker.program().write("fw.bin", "malware");
    maker.go(&format!(
        "release sign fw.bin --dir thief --line gateway --key gateway.key --release {id} --kind security"
    ));
    maker.go("release publish --dir thief");
    let evil = "gateway/2/fw.bin";
    reader.download(evil).exits(0);

    // The maker fetches what was published, gives the line to another key and takes the release back.
    keys(maker.program(), &["gateway-2"]);
    assert_eq!(maker.go("root fetch").out, "repository/3.gateway.json: fetched\n");
    maker.go("root line gateway --key gateway-2.key.pub");
    maker.go(&format!("release sign --withdraw {evil} --line gateway --key gateway-2.key"));
    maker.go("root sign --key targets.key");
    let published = maker.go("root publish");
    assert!(published.out.contains("1 no longer offered"), "{}", published.out);
    reader.distrusts(reader.download(evil), "no trusted role names this target");
    reader.download(FIRST).exits(0);

    // What the thief signs now is nothing, for the server and, if that is stolen as well, for clients.
    let again = resigned(&maker.metadata("4.gateway.json"), &key(&maker, "gateway.key"), |signed| {
        signed["version"] = 5.into();
        signed["targets"][evil] = json!({"length": 7, "hashes": {"sha256": "00"}});
    });
    let (status, said) = maker.hand_in("/api/v1/repository/releases", &[("5.gateway.json", &again)]);
    assert!(status == 422 && said.contains("gateway: signed by 0 of its keys, 1 must"), "{status} {said}");
    let robbed = Thief::enter(&maker);
    let base = robbed.serve(&[("gateway", 5, &again)]);
    let other = maker.reader("other");
    other.distrusts(other.at(&base).download(evil), "gateway: signed by 0 of its keys, 1 must");
    // Undoing takes a higher sequence.
    let id = maker.enter("Gateway", "1.0.1");
    maker.program().write("fw.bin", "firmware 1");
    maker.go(&format!("release sign fw.bin --line gateway --key gateway-2.key --release {id} --kind security"));
    maker.go("release publish");
    reader.download("gateway/3/fw.bin").exits(0);
}

#[test]
fn a_stolen_key_of_the_server_is_replaced_and_signs_nothing_any_more() {
    let maker = Maker::new(House::sqlite());
    maker.release("1.0", b"firmware 1");
    let reader = maker.reader("client");
    reader.download(FIRST).exits(0);
    let robbed = Thief::enter(&maker);
    // The thief uses the numbers up, and a client believes it: the key is right.
    let far = robbed.serve_at(u64::MAX - 1, &[]);
    reader.at(&far).refresh().exits(0);
    reader.distrusts(reader.refresh(), "it would go back");

    let made = maker.marta.post("/api/v1/repository/key", &json!(null)).expect("an answer").is(200).json();
    let shown = maker.go("root online-key --to server-2.pub");
    assert!(shown.out.contains(made["fingerprint"].as_str().expect("a fingerprint")), "{}", shown.out);
    // The old key goes on until a root names the new one.
    maker.release("1.1", b"firmware 2");
    maker.go("root rotate --online-key server-2.pub");
    maker.go("root sign --key root-a.key --key root-b.key");
    maker.go("root publish");
    reader.download("gateway/2/fw.bin").exits(0);
    reader.distrusts(reader.at(&far).refresh(), "timestamp: signed by 0 of its keys, 1 must");
    reader.distrusts(reader.at(&robbed.serve(&[])).refresh(), "timestamp: signed by 0 of its keys");
    maker.release("1.2", b"firmware 3");
    reader.download("gateway/3/fw.bin").exits(0);
}

//! A key that was lost: what others still hold is enough to name another.

use super::maker::{FIRST, Maker, keys};
use crate::serve::house::House;

#[test]
fn a_lost_root_key_is_replaced_by_the_two_that_are_left() {
    let maker = Maker::new(House::sqlite());
    maker.release("1.0", b"firmware 1");
    let reader = maker.reader("client");
    reader.download(FIRST).exits(0);
    std::fs::remove_file(maker.program().path("root-c.key")).expect("lost");
    keys(maker.program(), &["root-d"]);
    maker.go("root rotate --remove-root-key root-c.key.pub --add-root-key root-d.key.pub");
    let one = maker.go("root sign --key root-a.key");
    assert!(one.out.contains("1 of 2 by the word of root 1, 1 of 2 by the word of root 2"), "{}", one.out);
    let waiting = maker.say("root publish").exits(2);
    assert!(waiting.err.contains("repository/2.root.json: waits for signatures"), "{}", waiting.err);
    let new = maker.go("root sign --key root-d.key");
    assert!(new.out.contains("waits for signatures: 1 of 2 by the word of root 1"), "{}", new.out);
    maker.go("root sign --key root-b.key");
    maker.go("root publish");
    reader.refresh().exits(0);
    assert_eq!(maker.program().read("client/root.json").expect("kept"), maker.metadata("2.root.json"));
    // The new one counts from now on.
    maker.go("root rotate --renew-targets");
    maker.go("root sign --key root-a.key --key root-d.key --key targets.key");
    let published = maker.go("root publish");
    assert!(published.out.contains("2.targets.json: published"), "{}", published.out);
    reader.download(FIRST).exits(0);
    assert_eq!(maker.program().read("client/root.json").expect("kept"), maker.metadata("3.root.json"));
    maker.reader("fresh").download(FIRST).exits(0);
}

#[test]
fn lost_keys_of_targets_and_of_a_line_are_replaced_by_those_above_them() {
    let maker = Maker::new(House::sqlite());
    maker.release("1.0", b"firmware 1");
    let reader = maker.reader("client");
    reader.download(FIRST).exits(0);
    for lost in ["targets.key", "gateway.key"] {
        std::fs::remove_file(maker.program().path(lost)).expect("lost");
    }
    keys(maker.program(), &["targets-2", "gateway-2"]);
    maker.go("root rotate --remove-targets-key targets.key.pub --add-targets-key targets-2.key.pub");
    maker.go("root sign --key root-a.key --key root-b.key --key targets-2.key");
    maker.go("root line gateway --key gateway-2.key.pub");
    maker.go("root sign --key targets-2.key --key gateway-2.key");
    maker.go("root show");
    maker.go("root publish");
    reader.download(FIRST).exits(0);
    let id = maker.enter("Gateway", "1.1");
    maker.program().write("fw.bin", "firmware 2");
    maker.go(&format!("release sign fw.bin --line gateway --key gateway-2.key --release {id} --kind security"));
    maker.go("release publish");
    reader.download("gateway/2/fw.bin").exits(0);
}

#[test]
fn too_few_root_keys_are_not_enough_whatever_they_sign() {
    let maker = Maker::new(House::sqlite());
    keys(maker.program(), &["root-d"]);
    maker.go(
        "root rotate --remove-root-key root-b.key.pub --remove-root-key root-c.key.pub --add-root-key root-d.key.pub",
    );
    maker.go("root sign --key root-a.key --key root-d.key");
    let waiting = maker.say("root publish").exits(2);
    assert!(waiting.err.contains("waits for signatures"), "{}", waiting.err);
    let shown = maker.say("root show").exits(1);
    assert!(shown.out.contains("waits for signatures: 1 of 2 by the word of root 1"), "{}", shown.out);
    let (status, said) = maker.hand_in("/api/v1/repository", &[("2.root.json", &maker.metadata("2.root.json"))]);
    assert!(status == 422 && said.contains("root: signed by 1 of its keys, 2 must"), "{status} {said}");
}

//! Rollouts and owners' decisions by commands, and `docs/rollouts.md` as it stands.

use std::process::Command;

use serde_json::json;
use steadfast_testkit::workspace;

use super::field::Field;
use crate::operate::page::{Block, blocks};
use crate::serve::house::{House, on_both};

/// One wave to all in Germany, which one person may approve.
const ONE: &str = "--market DE --wave 100:100:50";

#[test]
fn a_rollout_goes_its_way_by_commands() {
    on_both(|house| {
        let field = Field::new(house);
        let devices = ["SN-1", "SN-2", "SN-3"].map(|serial| field.device(serial));
        let release = field.published("1.0");
        let id = field.planned(&release, ONE);
        assert!(field.say(&format!("rollout start {id}")).exits(3).err.contains("a draft cannot be started"));
        field.go(&format!("rollout approve {id}"));
        let before = field.go(&format!("rollout show {id}")).words();
        assert!(before.contains("security update 1.0: approved for devices in DE"), "{before}");
        assert!(before.contains("wave 1 to 100 % opens at the start"), "{before}");
        assert!(before.contains("No device was told of it yet"), "{before}");
        field.go(&format!("rollout start {id}"));
        let paused = field.go(&format!("rollout pause {id}"));
        assert!(paused.out.contains("is paused"), "{}", paused.out);
        assert!(field.go(&format!("rollout show {id}")).out.contains("paused by staff in wave 1"));
        field.go(&format!("rollout resume {id}"));

        field.go(&format!("unit decide SN-3 refuse --release {release}"));
        devices[0].installs("1.0");
        devices[2].told();
        let halfway = field.say(&format!("rollout watch {id} --timeout 1")).exits(3).words();
        assert!(halfway.contains("running, wave 1: 1 of 3 run it"), "{halfway}");
        devices[1].installs("1.0");
        let done = field.go(&format!("rollout watch {id}")).words();
        assert!(done.contains("security update 1.0: done"), "{done}");
        assert!(done.contains("2 of 3 run it, 1 waiting for owners"), "{done}");
        assert!(done.contains("Owners 1 refused it"), "{done}");
        let shown = field.rollout(&id);
        assert_eq!((&shown["state"], &shown["decisions"]["refused"]), (&json!("done"), &json!(1)), "{shown}");
        assert_eq!(shown["states"], json!({"declined": 1, "proven": 2}), "{shown}");
        let listed = field.go("rollout list --product Gateway --state done").out;
        assert!(listed.contains(&id), "{listed}");
        assert!(field.go("rollout list --state draft").out.contains("There are none"));
    });
}

#[test]
fn what_fails_halts_it_and_is_told_in_the_words_of_the_device() {
    let field = Field::new(House::sqlite());
    let device = field.device("SN-1");
    let id = field.planned(&field.published("1.0"), ONE);
    field.go(&format!("rollout approve {id}"));
    field.go(&format!("rollout start {id}"));
    device.says(&device.update(), "failure", "no room\u{1b}[2J on the flash");
    let halted = field.say(&format!("rollout watch {id}")).exits(1).words();
    assert!(halted.contains("halted by failures in wave 1"), "{halted}");
    assert!(halted.contains("Why, as devices say it 1 no room") && !halted.contains('\u{1b}'), "{halted}");
    field.go(&format!("rollout stop {id}"));
    let stopped = field.say(&format!("rollout watch {id} --format json")).exits(1);
    assert_eq!(stopped.json()["state"], "stopped", "{}", stopped.out);
    field.say(&format!("rollout start {id}")).exits(3);
}

#[test]
fn one_that_reaches_every_device_is_left_to_two_people() {
    let field = Field::new(House::sqlite());
    let release = field.published("1.0");
    let planned = field.go(&format!("rollout plan {release}"));
    let id = planned.out.split_whitespace().next().expect("an id");
    let page = format!("{}/approvals/propose?kind=approve-rollout&subject={id}", field.maker.address());
    assert!(planned.out.contains("a draft in 3 waves") && planned.out.contains(&page), "{}", planned.out);
    let said = field.say(&format!("rollout approve {id}")).exits(3);
    assert!(said.out.contains(&page), "{}", said.out);
    let shown = field.rollout(id);
    assert_eq!(shown["state"], "draft", "{shown}");
    let shares: Vec<_> = shown["plan"]["waves"].as_array().expect("waves").iter().map(|wave| &wave["share"]).collect();
    assert_eq!(shares, [5, 30, 100], "{shown}");
    let drawn = field.go(&format!("rollout show {id}")).words();
    assert!(drawn.contains("opens when 95 % of wave 1 run it, after 24 hours at the earliest"), "{drawn}");
}

#[test]
fn plans_that_make_no_sense_are_refused() {
    let field = Field::new(House::sqlite());
    let release = field.published("1.0");
    let plan = |more: &str| field.say(&format!("rollout plan {release} {more}"));
    plan("--wave 5:95").refuses(&["5:95", "SHARE:SUCCESS:FAILURE"]);
    plan("--wave 50:95:5").refuses(&["the last wave reaches all"]);
    plan("--wave 50:95:5 --wave 20:95:5").refuses(&["wave 2: its share"]);
    plan("--longest-postponement 91").refuses(&["0 to 90 days"]);
    field.say("rollout plan rel_1").refuses(&["rel_1: expected an id"]);
    field.say("rollout show ../x").refuses(&["../x: expected an id"]);
    let unsigned = field.go("release create --product Gateway --version 2.0 --no-wait --format json").json();
    let unsigned = unsigned["id"].as_str().expect("an id");
    assert!(field.say(&format!("rollout plan {unsigned}")).exits(3).err.contains("was not checked"));
    let reader = field.maker.token(&["rollout.read"]);
    field.maker.run_as(&reader, &["rollout", "plan", &release]).exits(1);
}

#[test]
fn what_an_owner_told_staff_is_kept_and_holds() {
    let field = Field::new(House::sqlite());
    let device = field.device("SN-1");
    let release = field.published("1.0");
    let id = field.planned(&release, ONE);
    field.go(&format!("rollout approve {id}"));
    field.go(&format!("rollout start {id}"));
    field.say("unit decide SN-1").refuses(&["required"]);
    field.say("unit decide SN-1 refuse").refuses(&["--release"]);
    field.say(&format!("unit decide SN-1 postpone --release {release}")).refuses(&["--until"]);
    field.say(&format!("unit decide SN-1 refuse --release {release} --until 2030-01-01")).refuses(&["postpone"]);
    field.say(&format!("unit decide SN-1 postpone --release {release} --until 2099-01-01")).refuses(&["put off until"]);
    field.go("unit decide SN-1 --features on");
    let off = field.go("unit decide SN-1 --automatic off");
    assert!(
        off.out.contains("security updates wait for the owner, feature updates install by themselves"),
        "{}",
        off.out
    );
    device.runs("0.9");
    assert_eq!(device.told(), None);
    let shown = field.go(&format!("rollout show {id}")).words();
    assert!(shown.contains("Owners 1 let no update install by itself"), "{shown}");
    let now = field.go(&format!("unit decide SN-1 agree --release {release}"));
    assert!(now.out.contains("this update, now"), "{}", now.out);
    device.installs("1.0");
    field.go(&format!("rollout watch {id}"));
}

fn page() -> String {
    std::fs::read_to_string(workspace().join("docs/rollouts.md")).expect("the page")
}

#[test]
fn every_command_of_the_page_does_what_it_says() {
    let field = Field::new(House::sqlite());
    let program = field.maker.program();
    std::os::unix::fs::symlink(env!("CARGO_BIN_EXE_steadfast"), program.path("steadfast")).expect("the program");
    let _device = field.device("SN-1");
    let release = field.published("1.0");
    let blocks = blocks(&page());
    let commands: Vec<&Block> = blocks.iter().filter(|block| block.language == "sh").collect();
    assert!(commands.len() >= 5, "the page has commands");
    let mut rollout = String::new();
    for block in commands {
        run(&field, block, &release, &rollout);
        let listed = field.go("rollout list --format json").json();
        listed["items"][0]["id"].as_str().unwrap_or_default().clone_into(&mut rollout);
    }
}

fn run(field: &Field, block: &Block, release: &str, rollout: &str) {
    let mut command = Command::new("sh");
    let folder = field.maker.program().path("");
    let path = std::env::var("PATH").expect("a search path");
    command.args(["-euc", &block.text]).current_dir(&folder).env_clear().env("HOME", &folder);
    command.env("PATH", format!("{}:{path}", folder.display()));
    command.env("STEADFAST_SERVER", field.maker.address()).env("STEADFAST_TOKEN", field.token());
    command.env("release", release).env("rollout", rollout);
    let output = command.output().expect("it runs");
    let said = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    let code = (0..=4).find(|code| block.is(&format!("exits-{code}"))).unwrap_or(0);
    assert_eq!(output.status.code(), Some(code), "{}\n{said}", block.text);
}

#[test]
fn every_member_of_the_json_is_on_the_page() {
    let field = Field::new(House::sqlite());
    let id = field.planned(&field.published("1.0"), "");
    let page = page();
    for name in field.rollout(&id).as_object().expect("an object").keys() {
        assert!(page.contains(&format!("`{name}`")), "{name} is not on the page");
    }
}

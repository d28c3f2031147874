//! What people do with a unit, through its real program.

use serde_json::{Value, json};

use crate::browser::Browser;
use crate::unit::{OWNER, PASSWORD, Unit};

const NEW: &str = "seventeen quiet lanterns";

/// What the log's page shows.
fn log(owner: &mut Browser) -> String {
    owner.get("/log").expect("it answers").body
}

#[test]
fn a_new_password_leaves_the_browser_known_in_which_it_was_chosen_and_ends_everything_else() {
    let unit = Unit::make(None);
    let (agent, mut owner) = unit.with_owner(false);
    let mut other = Browser::of(&agent.door);
    assert_eq!(other.log_in(OWNER, PASSWORD).expect("it hears").status, 303);
    let new = [("current", PASSWORD), ("new", NEW), ("again", NEW)];
    let changed = owner.submit("/people/password", "/people", &new).expect("it hears");
    assert_eq!((changed.status, changed.head.contains("__Host-known")), (303, true));
    assert_eq!(owner.get("/").expect("it answers").status, 200, "this session goes on");
    assert_eq!(other.get("/").expect("it answers").status, 303, "others end");
    let mut stranger = Browser::of(&agent.door);
    for _ in 0..6 {
        stranger.log_in(OWNER, "wrong but long enough").expect("it hears");
    }
    assert_eq!(stranger.log_in(OWNER, NEW).expect("it hears").status, 429, "strangers wait");
    assert_eq!(owner.log_in(OWNER, NEW).expect("it hears").status, 303, "the owner does not");
}

#[test]
fn the_button_serves_one_who_lost_a_password_and_the_log_says_who_that_was() {
    let unit = Unit::make(None);
    let (agent, mut owner) = unit.with_owner(false);
    let (mut first, mut second) = (Browser::of(&agent.door), Browser::of(&agent.door));
    let recover = |browser: &mut Browser| browser.post("/recover", &[]).expect("it hears");
    assert!(recover(&mut first).hidden("pass").is_none(), "nobody is here");
    assert_eq!(unit.says(r#"{"present":true}"#), r#"{"taken":true}"#);
    let page = recover(&mut first);
    let pass = page.hidden("pass").expect("the way in").to_owned();
    assert!(recover(&mut second).hidden("pass").is_none(), "it counts once");
    let with = |pass: &str| {
        [("pass", pass), ("name", OWNER), ("new", NEW), ("again", NEW)]
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
    };
    let post = |browser: &mut Browser, pass: &str| {
        let form = with(pass);
        let form: Vec<_> = form.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        browser.post("/recover/password", &form).expect("it hears").status
    };
    assert_eq!(post(&mut second, "00"), 200, "the page that says how");
    assert_eq!(post(&mut first, &pass), 303);
    assert_eq!(post(&mut first, &pass), 200, "and no second time");
    assert_eq!(owner.get("/").expect("it answers").status, 303, "the session from before has ended");
    assert_eq!(first.log_in(OWNER, PASSWORD).expect("it hears").status, 403);
    assert_eq!(first.log_in(OWNER, NEW).expect("it hears").status, 303);
    assert!(log(&mut first).contains("127.0.0.1 went on after the button was pressed"));
}

#[test]
fn whoever_types_at_the_unit_itself_has_tries_that_no_network_uses_up() {
    let unit = Unit::make(None);
    let (agent, mut owner) = unit.with_owner(false);
    let mut stranger = Browser::of(&agent.door);
    for _ in 0..6 {
        stranger.log_in(OWNER, "wrong but long enough").expect("it hears");
    }
    let typed = |password: &str| {
        let said = json!({ "login": { "name": OWNER, "password": password } });
        serde_json::from_str::<Value>(&unit.says(&said.to_string())).expect("JSON")
    };
    assert_eq!(typed("wrong but long enough"), json!({ "login": "wrong" }));
    assert_eq!(typed(PASSWORD), json!({ "login": { "as": [OWNER, "owner"] } }));
    let mut tries = 0;
    while typed("wrong but long enough") == json!({ "login": "wrong" }) {
        tries += 1;
        assert!(tries < 10, "its own budget ends as well");
    }
    assert!(typed(PASSWORD)["login"]["wait"].is_u64(), "and then the right one waits too");
    assert!(log(&mut owner).contains("logged in from the device itself"));
}

#[test]
fn what_is_asked_for_and_cannot_be_is_said_and_changes_nothing() {
    let unit = Unit::make(None);
    let agent = unit.start();
    let mut owner = Browser::of(&agent.door);
    let pass = owner.post("/set-up", &[("code", &unit.code)]).expect("it hears");
    let pass = pass.hidden("pass").expect("it opens").to_owned();
    let shared = [("pass", pass.as_str()), ("name", OWNER), ("new", PASSWORD), ("again", PASSWORD), ("share", "yes")];
    let refused = owner.post("/set-up/choices", &shared).expect("it hears");
    assert!(refused.status == 422 && refused.body.contains("What is not recorded cannot be shared"), "{refused:?}");
    owner.set_up(&unit.code, PASSWORD, false).expect("it hears");
    owner.log_in(OWNER, PASSWORD).expect("it hears");
    let half = [("set-ssh", "on"), ("set-telnet", "maybe")];
    assert_eq!(owner.submit("/settings", "/settings", &half).expect("it hears").status, 400);
    assert!(!owner.get("/settings").expect("it answers").body.contains("differs from the secure value"));
    let zone = owner.submit("/settings/zone", "/settings", &[("zone", "Europe/Lisbon")]).expect("it hears");
    assert_eq!(zone.status, 303);
    let page = owner.get("/settings").expect("it answers").body;
    assert!(page.contains("value=\"Europe/Lisbon\" selected"), "{page}");
    let twice = [("name", OWNER), ("first", NEW), ("role", "user")];
    let refused = owner.submit("/people/add", "/people", &twice).expect("it hears");
    assert!(refused.status == 422 && refused.body.contains("There is somebody of this name already"));
}

#[test]
fn a_server_that_does_not_answer_stands_on_the_overview_and_why() {
    let unit = Unit::make(Some("http://127.0.0.1:9"));
    let (_agent, mut owner) = unit.with_owner(false);
    let mut tries = 0;
    while !owner.get("/").expect("it answers").body.contains("does not answer as it should") {
        tries += 1;
        assert!(tries < 400, "it asks within its first seconds");
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
}

#[test]
fn a_unit_that_cannot_read_whose_it_is_tells_no_program_that_it_is_nobodys() {
    let unit = Unit::make(None);
    let (agent, _owner) = unit.with_owner(false);
    assert!(agent.end());
    let mut owner = unit.document("owner").expect("it has one");
    owner[5] ^= 1;
    std::fs::write(unit.state().join("owner"), owner).expect("there is room");
    let agent = unit.start();
    let states: Value = serde_json::from_str(&unit.says(r#"{"states":true}"#)).expect("JSON");
    let states = &states["states"];
    assert_eq!([&states["set-up"], &states["locked"], &states["record"]], [&json!(true), &json!(true), &json!(false)]);
    let page = Browser::of(&agent.door).get("/").expect("it answers").body;
    assert!(page.contains("This device is locked") && page.contains("For the maker"), "{page}");
}

#[test]
fn a_form_that_is_none_is_no_wrong_password() {
    let unit = Unit::make(None);
    let (agent, _owner) = unit.with_owner(false);
    let mut browser = Browser::of(&agent.door);
    for _ in 0..10 {
        assert_eq!(browser.send("/login", "name=olivia&password=%zz").expect("it hears"), 400);
    }
    assert_eq!(browser.log_in(OWNER, PASSWORD).expect("it hears").status, 303, "no try was counted");
}

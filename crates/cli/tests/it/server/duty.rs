//! The duty from a terminal: set, handed over, rung by a test, acknowledged.

use super::served::Served;

const RIGHTS: [&str; 4] = ["duty.read", "duty.change", "duty.hand-over", "alarm.answer"];

#[test]
fn a_duty_is_set_and_a_test_is_begun_and_acknowledged() {
    let served = Served::new();
    let token = served.token(&RIGHTS);
    let ask = |arguments: &[&str]| served.ask(&token, arguments);
    let nobody = ask(&["duty", "show"]).exits(0).out;
    assert!(nobody.contains("everybody who may assess is rung") && nobody.contains("Nothing runs"), "{nobody}");
    assert!(nobody.contains("No weekly test") && nobody.contains("No watcher outside"), "{nobody}");
    ask(&["duty", "set", "usr_00000000000000000000000000000000"]).exits(2);
    let begun = ask(&["duty", "test"]).exits(0).out;
    let id = begun.split_whitespace().next().expect("an id").to_owned();
    let runs = ask(&["duty", "show"]).exits(0).out;
    assert!(runs.contains("Test alarm: answer due in") && runs.contains(&id), "{runs}");
    let said = ask(&["duty", "acknowledge", &id]).exits(0).out;
    assert!(said.ends_with("you are on it\n"), "{said}");
    let again = ask(&["duty", "acknowledge", &id]).exits(0).out;
    assert!(again.contains("is on it already"), "{again}");
    ask(&["duty", "acknowledge", "alm_1"]).exits(2);
    let alone = ask(&["duty", "hand-over", "usr_00000000000000000000000000000000"]).exits(3);
    assert!(alone.err.contains("you are not on duty"), "{}", alone.err);
    assert_eq!(ask(&["duty", "set"]).exits(0).out, "0 on duty\n");
}

//! What is given up.

use std::fs;

use steadfast_agent::sandbox::{Held, Reachable, forbid_paths};
use steadfast_agent::transfer::AUTHORITIES;

#[test]
fn only_the_state_is_written_and_little_is_read() {
    let folder = tempfile::tempdir().expect("there is room");
    let [state, other] = ["state", "other"].map(|name| folder.path().join(name));
    [&state, &other].iter().for_each(|path| fs::create_dir(path).expect("there is room"));
    fs::write(other.join("secret"), "x").expect("there is room");
    let has_authorities = fs::exists(AUTHORITIES).expect("it is looked for");
    // It holds for the thread that asks and all that it starts, and not for the other tests.
    let inside = std::thread::spawn(move || {
        let held = forbid_paths(&Reachable { written: vec![state.clone()], read: Vec::new() });
        if held == Held::NotThere {
            return;
        }
        fs::write(state.join("a"), "y").expect("the state is written");
        fs::rename(state.join("a"), state.join("b")).expect("and renamed");
        fs::remove_file(state.join("b")).expect("and removed");
        assert!(fs::read(other.join("secret")).is_err());
        assert!(fs::write(other.join("new"), "z").is_err());
        fs::read("/etc/hosts").expect("names are read");
        assert_eq!(fs::read(AUTHORITIES).is_ok(), has_authorities, "whom the machine believes is read");
    });
    inside.join().expect("nothing broke");
    assert!(folder.path().join("other/secret").exists());
}

//! To an account of a real SSH server.

use std::path::PathBuf;

use steadfast_protocol::Way;
use steadfast_testkit::sshd::{Sshd, user};

use super::relay::Relay;
use super::{ARRIVES, MEGA, THERE, assert_receipt_is_of, begin, ends, log_in, opened, receipts, with_data};
use crate::browser::Browser;

/// The line that lets the unit in, as its page shows it.
fn own_key(owner: &mut Browser) -> String {
    let page = owner.get("/data/transfer?way=sftp").expect("it is heard").body;
    let line = page.split("<p class=\"mono\">ssh-ed25519 ").nth(1).and_then(|rest| rest.split('<').next());
    format!("ssh-ed25519 {}", line.unwrap_or_else(|| panic!("no key: {page}")))
}

fn sends(owner: &mut Browser, address: &str, key: &str) -> String {
    begin(owner, &[("way", "sftp"), ("address", address), ("user", &user()), ("pin", key)])
}

/// What lies in a folder.
fn files(folder: &std::path::Path) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    entries.map(|entry| entry.expect("a file").path()).collect()
}

#[test]
fn the_power_goes_in_the_middle_and_it_goes_on_behind_what_is_there_without_a_word_typed() {
    let Some(server) = Sshd::start() else { return };
    let relay = Relay::to(server.address());
    let (unit, agent, mut owner) = with_data(6);
    server.lets_in(&own_key(&mut owner));
    relay.carries(3 * MEGA as u64);
    let folder = server.files().join("of/mine");
    sends(&mut owner, &format!("sftp://{}{}/", relay.address, folder.display()), &server.key());
    relay.waits_until_held(ARRIVES);
    agent.kill();
    relay.cut();
    relay.is_free();
    let before = relay.carried();
    let [part] = <[PathBuf; 1]>::try_from(files(&folder)).expect("there is one file");
    assert!(part.extension().is_some_and(|ending| ending == "part"), "what is not whole has no name: {part:?}");
    let agent = unit.start();
    owner.goes_to(&agent.door);
    log_in(&mut owner);
    owner.submit("/data/transfer/go-on", "/data/transfer", &[]).expect("it is heard");
    let page = ends(&mut owner);
    assert!(page.contains(THERE), "{page}");
    let [file] = <[PathBuf; 1]>::try_from(files(&folder)).expect("there is one file");
    assert!(file.extension().is_some_and(|ending| ending == "tar"), "{file:?}");
    let archive = std::fs::read(file).expect("it is read");
    assert_eq!(assert_receipt_is_of(&mut owner, &archive).way, Some(Way::Sftp));
    assert_eq!(opened(&archive).data().count(), 6);
    let again = relay.carried() - before;
    assert!(again < 4 * MEGA as u64 + MEGA as u64 / 2, "{again} bytes were sent once more");
}

#[test]
fn a_machine_that_damages_what_it_took_gets_no_receipt_and_all_of_it_anew() {
    let Some(server) = Sshd::start() else { return };
    let relay = Relay::to(server.address());
    let (_unit, _agent, mut owner) = with_data(6);
    server.lets_in(&own_key(&mut owner));
    relay.carries(3 * MEGA as u64);
    sends(&mut owner, &format!("sftp://{}{}", relay.address, server.files().display()), &server.key());
    relay.waits_until_held(ARRIVES);
    let [part] = <[PathBuf; 1]>::try_from(files(&server.files())).expect("there is one file");
    let damaged = std::fs::File::options().write(true).open(&part).expect("it is ours");
    std::os::unix::fs::FileExt::write_all_at(&damaged, b"damage", 100).expect("it is written");
    relay.is_free();
    let page = ends(&mut owner);
    assert!(page.contains("something else came back"), "{page}");
    assert_eq!((receipts(&mut owner), files(&server.files())), (Vec::new(), Vec::new()));
    owner.submit("/data/transfer/go-on", "/data/transfer", &[]).expect("it is heard");
    let page = ends(&mut owner);
    assert!(page.contains(THERE), "{page}");
    assert_eq!(receipts(&mut owner).len(), 1);
}

#[test]
fn another_machine_gets_nothing_and_a_key_that_was_not_let_in_is_told() {
    let (Some(server), Some(other)) = (Sshd::start(), Sshd::start()) else { return };
    let (_unit, _agent, mut owner) = with_data(0);
    let address = format!("sftp://{}{}", server.address(), server.files().display());
    sends(&mut owner, &address, &other.key());
    let page = ends(&mut owner);
    assert!(page.contains("is not the place that you named"), "{page}");
    sends(&mut owner, &address, &server.key());
    let page = ends(&mut owner);
    assert!(page.contains("does not let the device in"), "{page}");
    server.lets_in(&own_key(&mut owner));
    owner.submit("/data/transfer/go-on", "/data/transfer", &[]).expect("it is heard");
    assert!(ends(&mut owner).contains(THERE), "once it is let in it goes on");
    sends(&mut owner, "sftp://127.0.0.1:1/", &server.key());
    let page = ends(&mut owner);
    assert!(page.contains("does not answer"), "{page}");
    assert_eq!(receipts(&mut owner).len(), 1);
}

#[test]
fn nothing_that_a_program_could_take_for_a_word_of_its_own_goes_to_it() {
    let Some(server) = Sshd::start() else { return };
    let (_unit, _agent, mut owner) = with_data(0);
    let (key, there) = (server.key(), format!("sftp://{}/", server.address()));
    let refused = [
        (there.as_str(), "-oProxyCommand=id", key.as_str(), "no name of an account"),
        (&there, "me or you", &key, "no name of an account"),
        (&there, "", &key, "no name of an account"),
        ("sftp://-oProxyCommand=id/", "me", &key, "no address that can be used"),
        ("sftp://there/%0Ax", "me", &key, "no address that can be used"),
        ("https://there/", "me", &key, "no address that can be used"),
        (&there, "me", "ssh-ed25519 AAAA", "no public key"),
        (&there, "me", "ssh-ed25519", "no public key"),
        (&there, "me", "", "no public key"),
    ];
    for (address, user, pin, says) in refused {
        let page = begin(&mut owner, &[("way", "sftp"), ("address", address), ("user", user), ("pin", pin)]);
        assert!(page.contains(says), "{address} {user} {pin}: {page}");
    }
}

#[test]
fn a_call_that_could_not_be_begun_is_told_and_the_next_one_goes_through() {
    let Some(server) = Sshd::start() else { return };
    let (unit, agent, mut owner) = with_data(1);
    agent.kill();
    let programs = unit.beside("programs");
    let real = std::env::split_paths(&std::env::var_os("PATH").expect("there is one"))
        .map(|folder| folder.join("ssh"))
        .find(|file| file.is_file())
        .expect("ssh is there");
    let links = || std::os::unix::fs::symlink(&real, programs.join("ssh")).expect("there is room");
    links();
    let agent = unit.start_with_programs(&programs);
    owner.goes_to(&agent.door);
    log_in(&mut owner);
    server.lets_in(&own_key(&mut owner));
    // As while somebody puts another version of it there.
    std::fs::remove_file(programs.join("ssh")).expect("it is ours");
    sends(&mut owner, &format!("sftp://{}{}", server.address(), server.files().display()), &server.key());
    let page = ends(&mut owner);
    assert!(page.contains("ssh: No such file") && !page.contains(THERE), "{page}");
    links();
    owner.submit("/data/transfer/go-on", "/data/transfer", &[]).expect("it is heard");
    let page = ends(&mut owner);
    assert!(page.contains(THERE), "{page}");
    assert_eq!(receipts(&mut owner).len(), 1);
}

#[test]
fn a_machine_without_the_program_says_so() {
    let (unit, agent, mut owner) = with_data(0);
    agent.kill();
    let agent = unit.start_without_programs();
    owner.goes_to(&agent.door);
    log_in(&mut owner);
    let page = owner.get("/data/transfer?way=sftp").expect("it is heard").body;
    assert!(page.contains("no program that speaks SSH") && !page.contains("name=\"address\""), "{page}");
}

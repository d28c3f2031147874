//! A program of the maker's.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

use rustix::process::{Pid, Signal, kill_process, test_kill_process};
use steadfast_testkit::wait::{poll, until};

use super::Hooks;
use crate::world::PATIENT;

/// Hooks with a script of this text beside the images.
fn script(text: &str) -> Hooks {
    let folder = tempfile::Builder::new().prefix("images of a unit ").tempdir().expect("there is room");
    Hooks::in_folder(folder, |folder| {
        let file = folder.join("the installer");
        fs::write(&file, format!("#!/bin/sh\n{text}\n")).expect("there is room");
        fs::set_permissions(&file, fs::Permissions::from_mode(0o755)).expect("it is ours");
        (file.display().to_string(), Vec::new())
    })
}

/// The process whose number a script wrote into a file.
fn process(file: &Path) -> Pid {
    let number = || fs::read_to_string(file).ok()?.trim().parse().ok().and_then(Pid::from_raw);
    poll(PATIENT, number).expect("the installer wrote its number")
}

#[test]
fn it_hears_the_verb_and_the_image_whatever_blanks_are_in_its_path() {
    let mut hooks = script("printf '%s|' \"$@\" > heard; cat \"$2\" > flash");
    assert_eq!(hooks.installs(b"the image"), Ok(String::new()));
    let heard = fs::read_to_string(hooks.folder.path().join("heard")).expect("it was called");
    assert_eq!(heard, format!("install|{}|", hooks.image().display()));
    assert_eq!(fs::read(hooks.folder.path().join("flash")).expect("it wrote"), b"the image");
    for verb in ["started", "good", "back", "restart"] {
        assert!(hooks.asks(verb).is_ok(), "{verb}");
        let heard = fs::read_to_string(hooks.folder.path().join("heard")).expect("it was called");
        assert!(heard.starts_with(&format!("{verb}|")), "{heard}");
    }
}

#[test]
fn what_runs_is_told_by_its_first_output_alone() {
    let mut hooks = script("echo 'asking the boot loader'; echo new; sleep 0.05; echo 'it is old firmware' >&2");
    assert_eq!(hooks.asks("started").as_deref(), Ok("asking the boot loader; new"));
}

#[test]
fn one_that_fails_is_told_with_its_code_and_what_it_said_on_either_output() {
    let mut hooks = script("echo 'erasing'; echo 'block 7 is bad' >&2; exit 3");
    let said = hooks.installs(b"x").expect_err("it fails");
    assert!(said.ends_with("the installer: exit status: 3: erasing; block 7 is bad"), "{said}");
    let mut hooks = script("echo 'no room in the flash'; exit 1");
    let said = hooks.installs(b"x").expect_err("it fails");
    assert!(said.ends_with("exit status: 1: no room in the flash"), "{said}");
}

#[test]
fn one_that_says_much_is_told_by_its_end_with_its_name_and_code() {
    let mut hooks = script("seq 100000; echo 'it is over' >&2; exit 9");
    let said = hooks.installs(b"x").expect_err("it fails");
    assert!(said.contains("the installer: exit status: 9: ") && said.ends_with("100000; it is over"), "{said}");
    assert!(said.len() < 700, "{said}");
}

#[test]
fn one_that_is_not_there_is_told_and_the_next_one_is_run_all_the_same() {
    let mut hooks = Hooks::start("/nowhere/at all");
    let said = hooks.installs(b"x").expect_err("it is not there");
    assert!(said.starts_with("/nowhere/at all: "), "{said}");
    assert!(hooks.asks("nonsense").is_err());
    assert!(hooks.asks("install").is_err(), "the process beside is there still");
}

#[test]
fn one_that_is_killed_is_told_and_may_be_tried_again() {
    let mut hooks = script("if [ -e once ]; then echo fine; exit; fi; touch once; echo $$ > number; sleep 600");
    fs::write(hooks.image(), "x").expect("there is room");
    hooks.says("install");
    kill_process(process(&hooks.folder.path().join("number")), Signal::KILL).expect("it runs");
    let mut line = String::new();
    std::io::BufRead::read_line(&mut hooks.from, &mut line).expect("it is text");
    assert!(line.starts_with("failed ") && line.contains("signal: 9"), "{line}");
    assert_eq!(hooks.asks("install").as_deref(), Ok("fine"));
}

#[test]
fn an_installation_ends_with_the_agent_that_asked_for_it() {
    let mut hooks = script("echo $$ > number; sleep 600");
    fs::write(hooks.image(), "x").expect("there is room");
    hooks.says("install");
    let installer = process(&hooks.folder.path().join("number"));
    // The agent is killed: all that its process beside hears is the end of its input.
    hooks.to = None;
    assert!(
        until(PATIENT, || test_kill_process(installer).is_err()),
        "a second agent would begin a second one beside it"
    );
    assert!(until(PATIENT, || hooks.child.try_wait().is_ok_and(|ended| ended.is_some())), "it goes too");
}

#[test]
fn what_restarts_the_machine_outlives_the_agent() {
    let mut hooks = script("touch began; while [ ! -e go ]; do sleep 0.05; done; touch restarted");
    hooks.says("restart");
    let at = |name: &str| hooks.folder.path().join(name);
    assert!(until(PATIENT, || at("began").exists()));
    hooks.to = None;
    fs::write(at("go"), "").expect("there is room");
    assert!(until(PATIENT, || at("restarted").exists()), "it stops the agent itself, before it restarts");
}

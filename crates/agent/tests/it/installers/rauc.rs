//! The real RAUC, with its service, on a bus of its own.

use steadfast_testkit::rauc::Rauc;

use super::Hooks;

#[test]
fn what_its_maker_signed_is_installed_started_and_kept_or_left() {
    let Some(mut rauc) = Rauc::start() else { return };
    let mut hooks = Hooks::start_with("rauc", &[("DBUS_SYSTEM_BUS_ADDRESS", &rauc.bus())]);
    let said = hooks.installs(&rauc.bundle(b"the second image"));
    assert!(said.is_ok(), "{said:?}");
    assert_eq!((rauc.slot("B", 16), rauc.next()), (b"the second image".to_vec(), "B".to_owned()));
    assert_eq!(hooks.asks("started").as_deref(), Ok("not"), "nothing was restarted");
    hooks.restarted();
    assert_eq!(hooks.asks("started").as_deref(), Ok("old"), "the boot loader took the first slot again");
    rauc.boots("B");
    assert_eq!(hooks.asks("started").as_deref(), Ok("new"));
    let said = hooks.asks("good");
    assert!(said.is_ok(), "{said:?}");
    assert_eq!(rauc.state("B"), "good");
    let said = hooks.asks("back");
    assert!(said.is_ok(), "{said:?}");
    assert_eq!((rauc.state("A"), rauc.state("B")), ("good".to_owned(), "bad".to_owned()));
}

#[test]
fn what_was_altered_or_is_no_bundle_is_refused_and_the_reason_told() {
    let Some(rauc) = Rauc::start() else { return };
    let mut hooks = Hooks::start_with("rauc", &[("DBUS_SYSTEM_BUS_ADDRESS", &rauc.bus())]);
    let mut bundle = rauc.bundle(b"the second image");
    bundle[100] ^= 1;
    let said = hooks.installs(&bundle).expect_err("it is not what was signed");
    assert!(said.contains("LastError: ") && said.contains("signature"), "{said}");
    let said = hooks.installs(b"no bundle at all").expect_err("it is none");
    assert!(said.starts_with("rauc: exit status: 1: ") && said.contains("LastError: "), "{said}");
    assert_eq!((rauc.slot("B", 4), rauc.next()), (vec![0; 4], "A".to_owned()));
}

#[test]
fn without_its_service_nothing_is_begun_and_the_reason_told() {
    let Some(rauc) = Rauc::start() else { return };
    let bundle = rauc.bundle(b"the second image");
    let mut hooks = Hooks::start_with("rauc", &[("DBUS_SYSTEM_BUS_ADDRESS", "unix:path=/nowhere")]);
    let said = hooks.installs(&bundle).expect_err("nobody is there");
    assert!(said.starts_with("rauc: exit status: 1: ") && said.contains("Could not connect"), "{said}");
}

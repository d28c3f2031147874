//! The product's settings: what differs from the factory's is seen, and goes back.

use steadfast_device::factory::{Factory, Server};
use steadfast_device::settings::{SettingError, drift, value};
use steadfast_device::unit::ChangeError;
use steadfast_monitor::event::{Event, Setting, What};

use crate::made::{Whole, each_cut, events, fingerprint, owned, signed_by, start, try_start};

fn drifted(unit: &Whole<'_>) -> Vec<(String, String)> {
    let changed = &unit.owner().expect("owned").changed;
    drift(&unit.factory, changed).map(|(setting, value)| (setting.name.clone(), value.to_owned())).collect()
}

fn told(unit: &Whole<'_>) -> Vec<(Option<Setting>, String)> {
    let mut told = Vec::new();
    for (_, _, bytes) in events(unit).iter().rev() {
        let event: Event<'_> = minicbor::decode(bytes).expect("an event");
        if let Some(What::Configuration(it)) = event.what {
            told.push((it.change, it.setting.map(|name| name.to_string()).unwrap_or_default()));
        }
    }
    told
}

#[test]
fn what_is_not_as_the_factory_left_it_is_seen_after_a_restart_and_goes_back() {
    let storage = owned();
    let mut unit = start(&storage);
    assert_eq!(drifted(&unit), []);
    unit.set(&[("telnet", "on")], "anna").expect("set");
    unit.set(&[("telnet", "on")], "anna").expect("nothing new");
    unit.set(&[("discovery", "loud")], "anna").expect("set");
    unit.seal().expect("sealed");
    let mut unit = start(&storage);
    assert_eq!(drifted(&unit), [("telnet".into(), "on".into()), ("discovery".into(), "loud".into())]);
    let setting = unit.factory.setting("telnet").expect("there").clone();
    assert_eq!(value(&setting, &unit.owner().expect("owned").changed), "on");
    unit.set(&[("telnet", "off")], "anna").expect("back");
    assert_eq!(drifted(&unit), [("discovery".into(), "loud".into())]);
    unit.secure("anna").expect("back");
    assert_eq!(drifted(&unit), []);
    let (off, on) = (Some(Setting::Restored), Some(Setting::Drifted));
    let names = [(on, "telnet"), (on, "discovery"), (off, "telnet"), (off, "all")];
    assert_eq!(told(&unit), names.map(|(change, name)| (change, name.to_owned())));
    assert_eq!(drifted(&start(&storage)), []);
}

#[test]
fn a_setting_or_a_choice_that_there_is_not_is_refused_and_changes_nothing() {
    let storage = owned();
    let mut unit = start(&storage);
    let (before, lines, calls) = (unit.owner().expect("owned").clone(), events(&unit).len(), storage.calls());
    let wrong = |done| match done {
        Err(ChangeError::Setting(error)) => error,
        other => panic!("{other:?}"),
    };
    let unknown = SettingError::Unknown("shell".into());
    assert_eq!(wrong(unit.set(&[("shell", "on")], "anna")), unknown);
    assert_eq!(wrong(unit.set(&[("telnet", "on"), ("shell", "on")], "anna")), unknown, "all of them or none");
    for value in ["", "On", "maybe"] {
        let choice = SettingError::Choice { name: "telnet".into(), value: value.into() };
        assert_eq!(wrong(unit.set(&[("telnet", value)], "anna")), choice);
    }
    let after = unit.owner().expect("owned");
    assert_eq!((after, events(&unit).len(), storage.calls()), (&before, lines, calls));
}

#[test]
fn a_choice_that_newer_factory_settings_no_longer_have_counts_as_the_secure_one() {
    let storage = owned();
    let mut unit = start(&storage);
    unit.set(&[("telnet", "on")], "anna").expect("set");
    let newer = crate::made::signed_by(9, |it| {
        it.version = 4;
        it.settings[0].choices = vec!["off".into()];
    });
    storage.tamper("factory", |bytes| *bytes = newer);
    assert_eq!(drifted(&start(&storage)), []);
}

#[test]
fn a_setting_that_loses_power_is_the_old_one_or_the_new_one() {
    each_cut(
        &owned(),
        |storage| {
            let Ok(mut unit) = try_start(storage) else { return };
            drop(unit.set(&[("telnet", "on")], "anna").and_then(|()| unit.secure("anna")));
        },
        |left, when| {
            let left = drifted(&start(left));
            assert!(left.is_empty() || left == [("telnet".to_owned(), "on".to_owned())], "{when}: {left:?}");
        },
    );
}

#[test]
fn a_server_that_nothing_tells_from_another_one_is_taken_on_this_machine_alone() {
    let bare = |url: &str| {
        let server = Server { url: url.to_owned(), certificates: Vec::new(), authorities: String::new() };
        Factory::open(&signed_by(9, |factory| factory.server = Some(server)), fingerprint()).is_ok()
    };
    for url in ["http://127.0.0.1", "http://localhost:8443/", "http://[::1]:80", "http://127.1.2.3/path"] {
        assert!(bare(url), "{url}");
    }
    let elsewhere = [
        "http://localhost.example:80",
        "http://127.0.0.1.example",
        "http://user@example",
        "http://127.0.0.1:80@example/",
        "http://10.0.0.1",
        "https://example",
        "http://",
    ];
    for url in elsewhere {
        assert!(!bare(url), "{url}");
    }
}

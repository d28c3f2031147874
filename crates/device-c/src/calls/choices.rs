//! What the owner chooses at any time. `by` is who did it, by the name of their account.
#![expect(unsafe_code, reason = "names that C links by")]

use steadfast_device::settings;
use steadfast_monitor::event::SwitchKind;

use crate::border::{SizeOut, Text, TextOut};
use crate::code::SfCode;
use crate::failure::Failure;
use crate::handles::{Handle, with_home};
use crate::words::{SfSwitch, is_set};

/// Turns a switch (SfSwitch) on (1) or off (0). Off holds before this returns, whatever the medium does: nothing more is
/// recorded, what waited to be sent is gone. Where it answers SF_STORAGE, what was to be off is off until the next start.
#[unsafe(no_mangle)]
pub extern "C" fn sf_switch(unit: Handle, which: u32, on: u32, by: Text) -> SfCode {
    with_home(unit, |home| {
        let kind = match SfSwitch::of(which)? {
            SfSwitch::Record => SwitchKind::Record,
            SfSwitch::Share => SwitchKind::Share,
            SfSwitch::Remote => SwitchKind::RemoteAction,
        };
        let (on, by) = (is_set(on)?, by.read()?);
        if !on {
            // A batch that was made and not handed over leaves no more.
            home.talk.batch = None;
        }
        Ok(home.unit.switch(kind, on, &by)?)
    })
}

/// The owner decides once for all whether security updates, and other ones, install by themselves (1) or not (0).
#[unsafe(no_mangle)]
pub extern "C" fn sf_agree(unit: Handle, automatic: u32, features: u32, by: Text) -> SfCode {
    with_home(unit, |home| {
        let (automatic, features, by) = (is_set(automatic)?, is_set(features)?, by.read()?);
        Ok(home.unit.agree(automatic, features, &by)?)
    })
}

/// Changes a setting of the product to one of its choices.
#[unsafe(no_mangle)]
pub extern "C" fn sf_set(unit: Handle, name: Text, value: Text, by: Text) -> SfCode {
    with_home(unit, |home| {
        let (name, value, by) = (name.read()?, value.read()?, by.read()?);
        Ok(home.unit.set(&[(name.as_str(), value.as_str())], &by)?)
    })
}

/// How a setting of the product stands: the secure value of the factory, unless the owner chose another one.
#[unsafe(no_mangle)]
pub extern "C" fn sf_setting(unit: Handle, name: Text, buffer: TextOut, capacity: usize, length: SizeOut) -> SfCode {
    with_home(unit, |home| {
        let name = name.read()?;
        let unknown = || Failure::new(SfCode::Setting, format!("this product has no setting {name:?}"));
        let setting = home.unit.factory.setting(&name).ok_or_else(unknown)?;
        let value = match home.unit.owner() {
            Some(owner) => settings::value(setting, &owner.changed),
            None => &setting.value,
        };
        buffer.give(value, capacity, length)
    })
}

/// Sets every setting of the product back to its secure value.
#[unsafe(no_mangle)]
pub extern "C" fn sf_secure(unit: Handle, by: Text) -> SfCode {
    with_home(unit, |home| {
        let by = by.read()?;
        Ok(home.unit.secure(&by)?)
    })
}

/// Sets the owner's time zone: `Europe/Berlin`.
#[unsafe(no_mangle)]
pub extern "C" fn sf_set_zone(unit: Handle, zone: Text, by: Text) -> SfCode {
    with_home(unit, |home| {
        let (zone, by) = (zone.read()?, by.read()?);
        Ok(home.unit.set_zone(&zone, &by)?)
    })
}

/// Sets when updates install by themselves, in the owner's time: `02:00-05:00`, or empty for any time.
#[unsafe(no_mangle)]
pub extern "C" fn sf_set_window(unit: Handle, window: Text, by: Text) -> SfCode {
    with_home(unit, |home| {
        let (window, by) = (window.read()?, by.read()?);
        let window = window.parse().map_err(|_| Failure::range("window (02:00-05:00)", &*window))?;
        Ok(home.unit.set_window(window, &by)?)
    })
}

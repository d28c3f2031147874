//! The event log, and what is to be done now and then.
#![expect(unsafe_code, reason = "names that C links by")]

use steadfast_device::log::LogError;
use steadfast_monitor::event::{Event, Product, Severity, What};

use crate::border::{Context, Text};
use crate::code::SfCode;
use crate::failure::Failure;
use crate::handles::{Handle, with_home};
use crate::reader::{SfWrite, Writer};
use crate::words::SfSeverity;

/// Records an event of the product, where the owner has that on (else SF_NOT_RECORDED): a name in kebab-case, at most 64
/// bytes, and a text that is cut after 128, or null. `severity` is a SfSeverity. Name no person. It is on the medium after the
/// next sf_tick.
#[unsafe(no_mangle)]
pub extern "C" fn sf_event(unit: Handle, name: Text, text: Text, severity: u32) -> SfCode {
    with_home(unit, |home| {
        let (name, text) = (name.read()?, text.read_if_there()?.unwrap_or_default());
        let severity = SfSeverity::of(severity)?;
        if !Product::is_name(&name) {
            return Err(Failure::range("name of an event: kebab-case, at most 64 bytes", &*name));
        }
        if !home.unit.records() {
            return Err(Failure::new(SfCode::NotRecorded, "recording is switched off"));
        }
        let what = Product { name: Some(name.as_str().into()), text: Some(text.as_str().into()) };
        let mut event = Event::new(home.unit.moment(), What::Product(what));
        event.severity = severity.given().or(event.severity);
        let failed = || Failure::new(SfCode::Log, "the event log cannot be written now; the event is counted");
        home.unit.log.append(&event).map(drop).ok_or_else(failed)
    })
}

/// What is to be done once a minute, and before the program ends: signs how far the event log is, and keeps what could not be
/// kept before.
#[unsafe(no_mangle)]
pub extern "C" fn sf_tick(unit: Handle) -> SfCode {
    with_home(unit, |home| {
        home.door.throttle().settle();
        let settled = home.unit.settle();
        home.unit.conclude();
        home.unit.settle_concluded();
        home.unit.seal()?;
        Ok(settled?)
    })
}

/// Writes the whole event log for its owner, as lines of JSON, which `steadfast verify` checks. It is sealed before.
#[unsafe(no_mangle)]
pub extern "C" fn sf_export_log(unit: Handle, write: SfWrite, context: Context) -> SfCode {
    with_home(unit, |home| {
        let mut writer = Writer::new(write, context)?;
        home.unit.seal()?;
        home.unit.log.export(&home.unit.identity.public(), &mut writer).map_err(|error| match error {
            LogError::Output(error) => Failure::new(SfCode::Callback, error.to_string()),
            error => error.into(),
        })
    })
}

/// Erases the event log. One line remains that says so, and who did it.
#[unsafe(no_mangle)]
pub extern "C" fn sf_erase_log(unit: Handle, by: Text) -> SfCode {
    with_home(unit, |home| {
        let by = by.read()?;
        Ok(home.unit.erase_log(&by)?)
    })
}

impl SfSeverity {
    fn given(self) -> Option<Severity> {
        u8::try_from(self as u32).ok().and_then(Severity::of)
    }
}

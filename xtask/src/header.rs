//! `cargo xtask header`: the header of the device SDK for C, made of the sources of its calls.

use std::fs;
use std::path::PathBuf;

use cbindgen::{Builder, Config};

use crate::workspace::root;

/// The crate.
const CRATE: &str = "crates/device-c";

/// The sources that C sees, in the order of the header.
const SOURCES: [&str; 17] = [
    "code",
    "words",
    "reader",
    "calls/library",
    "calls/start",
    "calls/line",
    "calls/reading",
    "calls/set_up",
    "calls/people",
    "calls/events",
    "calls/choices",
    "calls/data",
    "calls/server",
    "calls/updates",
    "calls/receipts",
    "calls/export",
    "calls/erase",
];

/// Writes the header.
///
/// # Errors
/// When it cannot be made of the sources, or not be written.
pub(crate) fn write() -> Result<(), String> {
    let place = place();
    let made = made()?;
    fs::write(&place, made).map_err(|error| format!("{}: {error}", place.display()))
}

/// Whether the header is what the sources give.
///
/// # Errors
/// When it is not.
pub(crate) fn check() -> Result<(), String> {
    let found = fs::read_to_string(place()).unwrap_or_default();
    if found == made()? {
        println!("    it is what the sources give");
        return Ok(());
    }
    Err(format!("{} is not what the sources give: cargo xtask header", place().display()))
}

fn place() -> PathBuf {
    root().join(CRATE).join("include/steadfast_device.h")
}

fn made() -> Result<String, String> {
    let folder = root().join(CRATE);
    let config = Config::from_file(folder.join("cbindgen.toml"))?;
    let sources = SOURCES.iter().map(|source| folder.join("src").join(format!("{source}.rs")));
    let begun = Builder::new().with_config(config);
    let builder = sources.fold(begun, |builder, source| builder.with_src(source));
    let mut bytes = Vec::new();
    builder.generate().map_err(|error| error.to_string())?.write(&mut bytes);
    let header = String::from_utf8(bytes).map_err(|error| error.to_string())?;
    // Codes are in every program, and need no word for what they are.
    Ok(header.replace("SF_CODE_", "SF_").replace("SF_SIZE", "SF_CODE_SIZE"))
}

#[cfg(test)]
mod tests {
    use std::fs;

    #[test]
    fn the_header_is_what_the_sources_give() {
        let found = fs::read_to_string(super::place()).expect("it is there");
        assert!(found == super::made().expect("made"), "cargo xtask header");
    }

    #[test]
    fn what_c_must_not_see_is_not_in_it() {
        let made = super::made().expect("made");
        assert!(made.contains("SfCode sf_close(SfUnit* unit);"), "a handle is a pointer to nothing");
        for foreign in ["Handle ", "TextOut", "NumberOut", "Context "] {
            assert!(!made.contains(foreign), "{foreign}");
        }
    }
}

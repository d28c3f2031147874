//! Bills of materials: every format, real documents, broken and hostile ones.

mod build_only;
mod cargo_lock;
mod cyclonedx;
mod hostile;
mod quality;
mod shared;
mod spdx2;
mod spdx3;
mod yocto;

use steadfast_formats::bom::{Bom, Component, read};
use steadfast_formats::{Limits, ReadError};

/// Reads a bill that is expected to be fine, and checks what holds for every bill.
fn bill(text: &str) -> Bom {
    let bom = read(text.as_bytes(), &Limits::default()).unwrap();
    assert_eq!(bom.entries, bom.components.len() + bom.reported);
    bom
}

fn refusal(bytes: impl AsRef<[u8]>) -> ReadError {
    read(bytes.as_ref(), &Limits::default()).unwrap_err()
}

/// The component of this name.
fn named<'a>(bom: &'a Bom, name: &str) -> &'a Component {
    bom.components.iter().find(|component| component.name == name).unwrap()
}

/// The problems as text.
fn problems(bom: &Bom) -> Vec<String> {
    bom.problems.iter().map(ToString::to_string).collect()
}

/// What the component of this reference depends on.
fn needs<'a>(bom: &'a Bom, reference: &str) -> Vec<&'a str> {
    let dependency = bom.dependencies.iter().find(|dependency| dependency.from == reference);
    dependency.map(|dependency| dependency.on.iter().map(String::as_str).collect()).unwrap_or_default()
}

//! A QR code as one path, dark on white in both themes, since scanners want it so.

use std::fmt::Write as _;

use maud::{Markup, html};
use qrcode::{Color, EcLevel, QrCode};

/// The code of a text with its quiet zone; nothing where the text is too long for any.
#[must_use]
pub(super) fn qr(text: &str, title: &str) -> Option<Markup> {
    let code = QrCode::with_error_correction_level(text, EcLevel::L).ok()?;
    let width = code.width();
    let (path, side) = (dark(&code.to_colors(), width), width + 8);
    Some(html! {
        svg.qr viewBox={ "-4 -4 " (side) " " (side) } role="img" aria-label=(title) shape-rendering="crispEdges" {
            title { (title) }
            rect x="-4" y="-4" width=(side) height=(side) fill="#ffffff" {}
            path d=(path) fill="#000000" {}
        }
    })
}

/// One rectangle for each run of dark modules in a row.
fn dark(colors: &[Color], width: usize) -> String {
    let mut path = String::new();
    for (y, row) in colors.chunks(width.max(1)).enumerate() {
        let mut x = 0;
        for run in row.chunk_by(PartialEq::eq) {
            if run.first() == Some(&Color::Dark) {
                let _ = write!(path, "M{x} {y}h{}v1h-{}z", run.len(), run.len());
            }
            x += run.len();
        }
    }
    path
}

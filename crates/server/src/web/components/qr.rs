//! A QR code as our own SVG: one path, dark on white in both themes, since scanners want it so.

use std::fmt::Write as _;

use maud::{Markup, html};
use qrcode::{Color, QrCode};

/// The code of `text` with its quiet zone; nothing when the text is too long for any code, and then the text beside it
/// must do.
#[must_use]
pub fn qr(text: &str, title: &str) -> Option<Markup> {
    let code = QrCode::new(text).ok()?;
    let width = code.width();
    let path = dark_modules(&code.to_colors(), width);
    let side = width + 8;
    Some(html! {
        svg.qr viewBox={ "-4 -4 " (side) " " (side) } role="img" aria-label=(title) shape-rendering="crispEdges" {
            title { (title) }
            rect x="-4" y="-4" width=(side) height=(side) fill="#ffffff" {}
            path d=(path) fill="#000000" {}
        }
    })
}

/// One rectangle per horizontal run of dark modules.
fn dark_modules(colors: &[Color], width: usize) -> String {
    let mut path = String::new();
    for (y, row) in colors.chunks(width.max(1)).enumerate() {
        let mut x = 0;
        for run in row.chunk_by(|left, right| left == right) {
            if run.first() == Some(&Color::Dark) {
                let _ = write!(path, "M{x} {y}h{}v1h-{}z", run.len(), run.len());
            }
            x += run.len();
        }
    }
    path
}

//! What is taken over from another device.

use maud::html;
use steadfast_device::unit::Taken;

use super::form::{hidden, submit};
use super::frame::Frame;

/// What the page shows.
#[derive(Clone, Debug)]
pub struct ReceptionView<'a> {
    /// The code, the one time that it is shown.
    pub code: Option<&'a str>,
    /// The fingerprint of this device's certificate.
    pub certificate: &'a str,
    /// While another device sends: bytes that came, and bytes of the whole.
    pub comes: Option<(u64, u64)>,
    /// What came of the last one, and the serial number of the other device.
    pub taken: Option<(&'a Taken, &'a str)>,
    /// Why it was not taken over.
    pub failed: Option<&'a str>,
}

/// The page.
#[must_use]
pub fn take_over(frame: &Frame<'_>, view: &ReceptionView<'_>) -> Vec<u8> {
    let content = html! {
        p { (frame.t("take-over-text")) }
        @if let Some((taken, serial)) = view.taken {
            @let [things, settings, files] = [taken.things, taken.settings, taken.files].map(|count| count.to_string());
            @let places = [("things", things.as_str()), ("settings", &settings), ("serial", serial)];
            p.note.good { (frame.language.with("take-over-taken", &places)) }
            @if taken.files > 0 { p.note.bad { (frame.language.with("take-over-files", &[("files", &files)])) } }
        }
        @if let Some(why) = view.failed { p.note.bad { (frame.t("take-over-failed")) } p.hint.mono { (why) } }
        @if let Some((came, whole)) = view.comes {
            @let said = frame.language.with("take-over-comes", &[("done", &came.to_string()), ("total", &whole.to_string())]);
            p { (said) }
            p { progress max=(whole) value=(came) aria-label=(said) {} }
        }
        @if let Some(code) = view.code {
            div.card {
                p { (frame.t("take-over-code")) }
                p.mono { strong { (code) } }
                p { (frame.t("take-over-certificate")) }
                p.mono { (view.certificate) }
                p.hint { (frame.t("take-over-lasts")) }
            }
        }
        form.card method="post" action="/data/take-over" {
            (hidden(frame))
            (submit(frame, "take-over-open"))
        }
        p { a href="/data" { (frame.t("back")) } }
    };
    frame.page(frame.t("take-over-title"), &content)
}

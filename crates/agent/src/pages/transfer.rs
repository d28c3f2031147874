//! The owner's data on its way to a place of their own.

use maud::{Markup, html};
use steadfast_protocol::Way;

use super::form::{Wrong, field, hidden, secret, submit};
use super::frame::Frame;
use crate::transfer::{Target, word};

/// The ways, and the keys of their names.
const WAYS: [(Way, &str); 5] = [
    (Way::WebDav, "transfer-webdav"),
    (Way::Http, "transfer-http"),
    (Way::S3, "transfer-s3"),
    (Way::Sftp, "transfer-ssh"),
    (Way::Successor, "transfer-successor"),
];

/// What the page shows.
#[derive(Clone, Debug)]
pub struct TransferView<'a> {
    /// Of one that runs: bytes of the whole, those that were sent, those that were read back.
    pub running: Option<[u64; 3]>,
    /// One that was begun and does not run, and whether it is asked for what opens the place.
    pub waits: Option<(&'a Target, bool)>,
    /// The number of the receipt of one that is there.
    pub there: Option<u64>,
    /// Why it is not: the key of what to say, and what was found.
    pub failed: Option<(&'static str, &'a str)>,
    /// The line that lets this unit into accounts elsewhere, where it is asked for and there is one.
    pub own_key: Option<String>,
    /// What was typed.
    pub typed: &'a Target,
    /// The owner's key, as it was typed.
    pub to: &'a str,
    /// What is wrong with it.
    pub wrong: Wrong<'a>,
}

/// The page.
#[must_use]
pub fn transfer(frame: &Frame<'_>, view: &TransferView<'_>) -> Vec<u8> {
    let content = html! {
        p { (frame.t("transfer-text")) }
        @if let Some(number) = view.there {
            p.note.good { (frame.t("transfer-there")) " " a href={ "/receipt?number=" (number) } { (frame.t("receipt-title")) } }
        }
        @if let Some((key, why)) = view.failed {
            p.note.bad { (frame.t(key)) }
            @if !why.is_empty() { p.hint.mono { (why) } }
        }
        @match (view.running, view.waits) {
            (Some(counts), waits) => (runs(frame, counts, waits.map(|(target, _)| target))),
            (None, waits) => {
                @if let Some((target, asks)) = waits { (goes_on(frame, target, asks)) }
                (form(frame, view))
            }
        }
        p { a href="/data" { (frame.t("back")) } }
    };
    frame.page(frame.t("transfer-title"), &content)
}

fn runs(frame: &Frame<'_>, [total, sent, checked]: [u64; 3], target: Option<&Target>) -> Markup {
    let (key, done) = if checked > 0 { ("transfer-checks", checked) } else { ("transfer-sends", sent) };
    let said = frame.language.with(key, &[("done", &done.to_string()), ("total", &total.to_string())]);
    html! {
        div.card {
            @if let Some(target) = target { h2 { (target.address) } }
            p { (said) }
            p { progress max=(total) value=(done) aria-label=(said) {} }
            form method="post" action="/data/transfer/stop" { (hidden(frame)) p { button.plain { (frame.t("transfer-stop")) } } }
            p.hint { (frame.t("transfer-leave")) }
        }
    }
}

fn goes_on(frame: &Frame<'_>, target: &Target, asks: bool) -> Markup {
    let key = if matches!(target.way, Way::S3 | Way::Sftp | Way::Successor) {
        "transfer-waits-parts"
    } else {
        "transfer-waits-anew"
    };
    html! {
        div.card {
            h2 { (frame.language.with("transfer-waits", &[("address", &target.address)])) }
            p { (frame.t(key)) }
            form method="post" action="/data/transfer/go-on" {
                (hidden(frame))
                @if asks { (secret(frame, "secret", [secret_key(target.way), "transfer-secret-again"], &[])) }
                (submit(frame, "transfer-go-on"))
            }
            form method="post" action="/data/transfer/stop" { (hidden(frame)) p { button.plain { (frame.t("transfer-stop")) } } }
        }
    }
}

fn secret_key(way: Way) -> &'static str {
    match way {
        Way::S3 => "transfer-secret-key",
        Way::Successor => "transfer-code",
        _ => "transfer-secret",
    }
}

fn form(frame: &Frame<'_>, view: &TransferView<'_>) -> Markup {
    let way = view.typed.way;
    html! {
        p { @for (at, (other, key)) in WAYS.into_iter().enumerate() {
            @if at > 0 { " · " }
            @if other == way { strong { (frame.t(key)) } } @else { a href={ "/data/transfer?way=" (word(other)) } { (frame.t(key)) } }
        } }
        @if way == Way::Sftp && view.own_key.is_none() { p.note { (frame.t("transfer-no-ssh")) } } @else {
            form.card method="post" action="/data/transfer" {
                (hidden(frame))
                input type="hidden" name="way" value=(word(way));
                (fields(frame, view))
                @if way != Way::Successor { (field(frame, "to", ["transfer-to", "transfer-to-hint"], view.to, view.wrong)) }
                (submit(frame, "transfer-go"))
            }
        }
    }
}

/// The address of a place, and what is said there.
fn fields(frame: &Frame<'_>, view: &TransferView<'_>) -> Markup {
    let (target, wrong, way) = (view.typed, view.wrong, view.typed.way);
    let [address, text] = match way {
        Way::S3 => ["transfer-endpoint", "transfer-s3-text"],
        Way::Sftp => ["transfer-account", "transfer-ssh-text"],
        Way::Successor => ["transfer-device", "transfer-successor-text"],
        Way::Http => ["transfer-address", "transfer-http-text"],
        _ => ["transfer-folder", "transfer-webdav-text"],
    };
    let [pin, hint] = match way {
        Way::Sftp => ["transfer-host-key", "transfer-host-key-hint"],
        Way::Successor => ["transfer-pin", "transfer-pin-device"],
        _ => ["transfer-pin", "transfer-pin-hint"],
    };
    html! {
        p { (frame.t(text)) }
        @if let Some(line) = &view.own_key { p.mono { (line) } }
        (field(frame, "address", [address, ""], &target.address, wrong))
        @match way {
            Way::S3 => {
                (field(frame, "bucket", ["transfer-bucket", ""], &target.bucket, wrong))
                (field(frame, "region", ["transfer-region", ""], &target.region, wrong))
                (field(frame, "user", ["transfer-key", ""], &target.user, wrong))
            }
            Way::Successor => {}
            _ => (field(frame, "user", ["transfer-user", ""], &target.user, wrong)),
        }
        @if way != Way::Sftp { (secret(frame, "secret", [secret_key(way), "transfer-secret-kept"], wrong)) }
        (field(frame, "pin", [pin, hint], target.pin.as_deref().unwrap_or_default(), wrong))
    }
}

/// The way to this page, and to the one of whoever takes over.
#[must_use]
pub(super) fn leads_elsewhere(frame: &Frame<'_>) -> Markup {
    html! {
        div.card {
            h2 { (frame.t("transfer-title")) }
            p { (frame.t("transfer-text")) }
            p { a href="/data/transfer" { (frame.t("transfer-choose")) } " · " a href="/data/take-over" { (frame.t("take-over-title")) } }
        }
    }
}

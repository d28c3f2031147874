//! The owner's data: taken along, erased, handed over; and what the device signed of all that.

use maud::{Markup, html};
use steadfast_protocol::ReceiptCopy;

use super::form::{Wrong, field, hidden, secret};
use super::frame::Frame;
use super::qr::qr;
use super::transfer::leads_elsewhere;

/// A receipt in the list.
#[derive(Clone, Debug)]
pub struct ReceiptLine {
    /// Its number.
    pub number: u64,
    /// When, as text.
    pub time: String,
    /// The key of what it is about.
    pub kind: &'static str,
    /// What it says in a few words.
    pub says: String,
}

/// How an export stands.
#[derive(Clone, Copy, Debug, Default)]
pub struct ExportView {
    /// Bytes of the one that was prepared.
    pub size: Option<u64>,
    /// Whether it is encrypted.
    pub sealed: bool,
}

/// The page of the owner's data.
#[must_use]
pub fn data(frame: &Frame<'_>, export: &ExportView, receipts: &[ReceiptLine], may: bool) -> Vec<u8> {
    let content = html! {
        @if may {
            (take_along(frame, export))
            div.card {
                h2 { (frame.t("data-leave")) }
                p { (frame.t("data-leave-text")) }
                p { a href="/data/hand-over" { (frame.t("data-hand-over")) } " · " a href="/data/end" { (frame.t("data-end")) } " · "
                    a href="/reset" { (frame.t("menu-reset")) } }
            }
            (leads_elsewhere(frame))
            form.card method="post" action="/data/self-test" {
                (hidden(frame))
                h2 { (frame.t("data-self-test")) }
                p { (frame.t("data-self-test-text")) }
                p { button.plain { (frame.t("data-self-test-go")) } }
            }
        }
        h2 { (frame.t("data-receipts")) }
        p { (frame.t("data-receipts-text")) }
        @if receipts.is_empty() { p.hint { (frame.t("data-receipts-none")) } } @else {
            ul.entries { @for receipt in receipts { li {
                time { (receipt.time) } " "
                a href={ "/receipt?number=" (receipt.number) } { (frame.t(receipt.kind)) }
                @if !receipt.says.is_empty() { ": " (receipt.says) }
            } } }
        }
    };
    frame.page(frame.t("data-title"), &content)
}

fn take_along(frame: &Frame<'_>, export: &ExportView) -> Markup {
    html! {
        div.card {
            h2 { (frame.t("export-title")) }
            p { (frame.t("export-text")) }
            @if let Some(size) = export.size {
                p.note {
                    (frame.language.with("export-ready", &[("size", &shown_size(size))])) " "
                    @if export.sealed { (frame.t("export-sealed")) } @else { (frame.t("export-open")) } " "
                    a href="/data/export" { strong { (frame.t("export-download")) } }
                }
                p.hint { (frame.t("export-then")) }
            }
            form method="post" action="/data/export" {
                (hidden(frame))
                (field(frame, "recipient", ["export-recipient-label", "export-recipient-hint"], "", &[]))
                p { button.plain { (frame.t(if export.size.is_some() { "export-anew" } else { "export-go" })) } }
            }
        }
    }
}

/// Bytes as people read them.
fn shown_size(bytes: u64) -> String {
    match bytes {
        0..1_000_000 => format!("{} kB", bytes.div_ceil(1000)),
        1_000_000..1_000_000_000 => format!("{}.{} MB", bytes / 1_000_000, bytes / 100_000 % 10),
        _ => format!("{}.{} GB", bytes / 1_000_000_000, bytes / 100_000_000 % 10),
    }
}

/// One receipt: what it says, the code for somebody's phone, and the file.
#[must_use]
pub fn receipt(frame: &Frame<'_>, copy: &ReceiptCopy, number: Option<u64>) -> Vec<u8> {
    frame.page(frame.t("receipt-title"), &shown(frame, copy, number))
}

/// A receipt within a page.
#[must_use]
pub(super) fn shown(frame: &Frame<'_>, copy: &ReceiptCopy, number: Option<u64>) -> Markup {
    let file = number.map_or_else(|| "/erased.txt".to_owned(), |number| format!("/receipt.txt?number={number}"));
    html! {
        div.card lang="en" {
            dl { @for (name, value) in copy.said().lines() { dt { (name) } dd { (value) } } }
            p { (copy.said().meaning()) }
            p.hint.mono { (copy.fingerprint()) }
        }
        p { a href=(file) { (frame.t("receipt-keep")) } }
        p.hint { (frame.t("receipt-how")) }
        @if let Some(code) = qr(&copy.line(), frame.t("receipt-code")) { (code) }
    }
}

/// What remains to be asked before everything of the owner's goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leaving<'a> {
    /// It goes to somebody else, who gets this code; and what is kept of it, by which the form is known.
    HandOver(&'a str, &'a str),
    /// It goes out of use.
    End,
}

/// The page that asks for the password before the device is erased for somebody else, or for good.
#[must_use]
pub fn leave(frame: &Frame<'_>, leaving: Leaving<'_>, totp: bool, wrong: Wrong<'_>) -> Vec<u8> {
    let (title, text, action) = match leaving {
        Leaving::HandOver(..) => ("data-hand-over", "hand-over-text", "/data/hand-over"),
        Leaving::End => ("data-end", "end-text", "/data/end"),
    };
    let content = html! {
        p { (frame.t(text)) }
        p { (frame.t("data-take-first")) }
        @if let Leaving::HandOver(code, _) = leaving {
            div.card { p { (frame.t("hand-over-code")) } p.mono { strong { (code) } } p.hint { (frame.t("hand-over-once")) } }
        }
        p.note { (frame.t("reset-what")) }
        form.card method="post" action=(action) {
            (hidden(frame))
            @if let Leaving::HandOver(_, kept) = leaving { input type="hidden" name="shown" value=(kept); }
            (secret(frame, "password", ["reset-sure", ""], wrong))
            @if totp { (field(frame, "code", ["login-code", ""], "", &[])) }
            p { button.bad { (frame.t("leave-go")) } }
        }
    };
    frame.page(frame.t(title), &content)
}

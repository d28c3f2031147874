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

/// The page of the owner's data.
#[must_use]
pub fn data(frame: &Frame<'_>, receipts: &[ReceiptLine], may: bool) -> Vec<u8> {
    let content = html! {
        @if may {
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
    /// It goes to somebody else, who gets this code.
    HandOver(&'a str),
    /// It goes out of use.
    End,
}

/// The page that asks for the password before the device is erased for somebody else, or for good.
#[must_use]
pub fn leave(frame: &Frame<'_>, leaving: Leaving<'_>, totp: bool, wrong: Wrong<'_>) -> Vec<u8> {
    let (title, text, action) = match leaving {
        Leaving::HandOver(_) => ("data-hand-over", "hand-over-text", "/data/hand-over"),
        Leaving::End => ("data-end", "end-text", "/data/end"),
    };
    let content = html! {
        p { (frame.t(text)) }
        p { (frame.t("data-take-first")) }
        @if let Leaving::HandOver(code) = leaving {
            div.card { p { (frame.t("hand-over-code")) } p.mono { strong { (code) } } p.hint { (frame.t("hand-over-once")) } }
        }
        p.note { (frame.t("reset-what")) }
        form.card method="post" action=(action) {
            (hidden(frame))
            (secret(frame, "password", ["reset-sure", ""], wrong))
            @if totp { (field(frame, "code", ["login-code", ""], "", &[])) }
            p { button.bad { (frame.t("leave-go")) } }
        }
    };
    frame.page(frame.t(title), &content)
}

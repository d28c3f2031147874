//! Keys of build servers that sign reports of tests for a product.

use maud::{Markup, html};
use steadfast_trust::key::Fingerprint;

use crate::t;
use crate::web::components::{
    Confirm, Input, Look, badge, button_link, card, columns, empty, error_summary, form, page_heading_with, submit,
    time,
};
use crate::web::layout::Page;
use crate::web::{Filled, Frame, Section, Texts, Tone, urls};

/// A key.
#[derive(Clone, Debug)]
pub struct SignerRow {
    /// Of its bytes.
    pub fingerprint: Fingerprint,
    /// Which build server has it.
    pub name: String,
    /// When it was added.
    pub added: i64,
    /// Since when nothing that it signs is taken.
    pub revoked: Option<i64>,
}

/// The page.
#[derive(Clone, Debug)]
pub struct SignersView {
    /// `prd_…` and its name.
    pub product: (String, String),
    /// The newest first.
    pub rows: Vec<SignerRow>,
    /// Whether the reader's role may change them.
    pub may_change: bool,
    /// Whether the reader showed lately enough that it is them.
    pub is_ready: bool,
    /// Fields `name`, `key`.
    pub filled: Filled,
}

impl SignersView {
    fn at(&self, pattern: &str) -> String {
        urls::with(pattern, &[&self.product.0])
    }
}

/// The page.
#[must_use]
pub fn signers(frame: &Frame, view: &SignersView) -> Markup {
    let texts = frame.texts;
    let title = t!(texts, "signers-of", product = view.product.1.as_str());
    let body = html! {
        (page_heading_with(&title, &html! { (t!(texts, "signers-lead")) }, &html! {}))
        (error_summary(texts, &view.filled))
        (columns(
            &card(&t!(texts, "signers"), &list(frame, view)),
            &html! { @if view.may_change { (card(&t!(texts, "signer-add"), &add(texts, view))) } },
        ))
    };
    Page::new(title, body)
        .section(Section::Products)
        .under(view.at(urls::REGISTER), t!(texts, "register"))
        .render(frame)
}

fn list(frame: &Frame, view: &SignersView) -> Markup {
    let texts = frame.texts;
    html! {
        @if view.rows.is_empty() { (empty(&t!(texts, "signers-none"), &t!(texts, "signers-none-hint"))) }
        @else { ul.rows { @for row in &view.rows { li { (signer(frame, row)) @if may_revoke(view, row) { (revoke(texts, view, row)) } } } } }
    }
}

fn signer(frame: &Frame, row: &SignerRow) -> Markup {
    let texts = frame.texts;
    html! {
        div.row-main {
            p { strong { (row.name) } @if row.revoked.is_some() { " " (badge(Tone::Neutral, &t!(texts, "signer-is-revoked"))) } }
            p { code.digest { (row.fingerprint.grouped()) } }
            p.hint {
                (t!(texts, "signer-since")) " " (time(frame, row.added))
                @if let Some(at) = row.revoked { " · " (t!(texts, "signer-revoked-at")) " " (time(frame, at)) }
            }
        }
    }
}

fn may_revoke(view: &SignersView, row: &SignerRow) -> bool {
    view.is_ready && row.revoked.is_none()
}

fn revoke(texts: Texts, view: &SignersView, row: &SignerRow) -> Markup {
    let key = row.fingerprint.to_string();
    Confirm {
        id: &key.replace(':', "-"),
        opener: t!(texts, "signer-revoke"),
        title: t!(texts, "signer-revoke-title", name = &row.name),
        explanation: t!(texts, "signer-revoke-effect"),
        fields: html! { input type="hidden" name="key" value=(key); },
        action: view.at(urls::EVIDENCE_KEY_REVOKE),
        button: t!(texts, "signer-revoke"),
        look: Look::Danger,
        cancel: t!(texts, "cancel"),
        open: false,
    }
    .render()
}

fn add(texts: Texts, view: &SignersView) -> Markup {
    let back = view.at(urls::EVIDENCE_KEYS);
    let confirm = urls::query(urls::CONFIRM, &[("back", back.as_str())]);
    html! {
        p { (t!(texts, "signer-add-hint")) }
        @if view.is_ready {
            (form(&back, &html! {
                (Input::text("name", t!(texts, "signer-name")).hint(t!(texts, "signer-name-hint")).render(texts, &view.filled))
                (Input::area("key", t!(texts, "signer-key"), 4).hint(t!(texts, "signer-key-hint")).render(texts, &view.filled))
                (submit(&t!(texts, "signer-add"), Look::Primary))
            }))
        } @else { (button_link(&confirm, &t!(texts, "signer-confirm"), Look::Plain)) }
    }
}

//! One record with its proof, and what the proof is worth.

use maud::{Markup, html};

use super::proof_log::{ActorView, SubjectView, actor_words, subject_words};
use crate::t;
use crate::web::charts::{Inclusion, inclusion_path};
use crate::web::components::{
    Confirm, Definitions, Look, badge, button_link, card, code_block, columns, copyable, fingerprint, notice,
    notice_with, page_heading_with, reason, time, unknown,
};
use crate::web::layout::Page;
use crate::web::{Filled, Frame, Section, Texts, Tone, urls};

/// The record's content.
#[derive(Clone, Debug)]
pub enum RecordContent {
    /// As it was recorded.
    Open {
        /// Who.
        actor: ActorView,
        /// About what.
        subject: SubjectView,
        /// What else was recorded: key and value as text.
        facts: Vec<(String, String)>,
        /// The signed envelope, JSON.
        envelope: String,
        /// The salt, hexadecimal.
        salt: String,
        /// The key that signed the envelope.
        key: String,
    },
    /// The reader's role may only see what kind it is, and its hash.
    Hidden,
    /// What lies in the database is no record that can be read.
    Unreadable,
    /// Erased.
    Erased {
        /// When; none where it is not known.
        at: Option<i64>,
        /// The record of the erasure, `rec_…`.
        by_record: Option<String>,
    },
}

/// The place in the log.
#[derive(Clone, Debug)]
pub enum RecordProof {
    /// No checkpoint covers it yet: it has no proof yet.
    Waiting,
    /// The record or the log is not what was written.
    Broken {
        /// What the check found, in the words of `steadfast verify`.
        found: String,
    },
    /// Under a checkpoint. Only for what was checked just now: record, path, root and signature.
    Included {
        /// Index, size, leaf, path and root.
        inclusion: Inclusion,
        /// The checkpoint as signed text.
        checkpoint: String,
        /// When the checkpoint was signed; none where it is not known.
        time: Option<i64>,
        /// Fingerprint of the key that signed it.
        key: String,
    },
}

/// One record.
#[derive(Clone, Debug)]
pub struct RecordView {
    /// `rec_…`.
    pub id: String,
    /// Kind in kebab-case.
    pub kind: String,
    /// When it happened.
    pub time: i64,
    /// The content.
    pub content: RecordContent,
    /// The place in the log.
    pub proof: RecordProof,
    /// Whether the reader may propose to erase the content.
    pub may_erase: bool,
}

/// One record with its proof.
#[must_use]
pub fn record(frame: &Frame, view: &RecordView) -> Markup {
    let texts = frame.texts;
    let title = texts.named("record", &view.kind);
    let download = html! {
        @if matches!(view.proof, RecordProof::Included { .. }) {
            (button_link(&urls::with(urls::RECORD_BUNDLE, &[&view.id]), &t!(texts, "record-download"), Look::Plain))
        }
    };
    let body = html! {
        (page_heading_with(&title, &time(frame, view.time), &download))
        (verdict(frame, view))
        (columns(&content(frame, view), &proof(frame, view)))
    };
    Page::new(title, body).section(Section::ProofLog).under(urls::PROOF_LOG, t!(texts, "proof-log")).render(frame)
}

/// What is proved, and what is not. The sentence in strong letters is said only where it was checked.
fn verdict(frame: &Frame, view: &RecordView) -> Markup {
    let texts = frame.texts;
    match &view.proof {
        RecordProof::Waiting => notice(Tone::Unknown, &t!(texts, "proof-waiting")),
        RecordProof::Broken { found } => notice_with(
            Tone::Bad,
            &html! {
                p { strong { (t!(texts, "proof-broken")) } }
                p lang="en" { (found) }
                p { (t!(texts, "proof-broken-hint")) }
            },
        ),
        RecordProof::Included { inclusion, key, .. } => notice_with(
            Tone::Good,
            &html! {
                p { strong { (t!(texts, "proof-unaltered", size = inclusion.size.to_string(), key = key.as_str())) } }
                p { (t!(texts, "proof-checked-here")) }
            },
        ),
    }
}

fn content(frame: &Frame, view: &RecordView) -> Markup {
    let texts = frame.texts;
    html! {
        @match &view.content {
            RecordContent::Open { actor, subject, facts, envelope, salt, key } => {
                (card(&t!(texts, "record-content"), &open_facts(texts, view, actor, subject, facts)))
                section.card {
                    h2 { (t!(texts, "record-envelope")) }
                    p.hint { (t!(texts, "record-envelope-hint")) }
                    (code_block(texts, "envelope", &t!(texts, "record-envelope"), envelope))
                    (code_block(texts, "salt", &t!(texts, "record-salt"), salt))
                    (Definitions::new().row(t!(texts, "record-signed-by"), html! { code { (key) } }).render())
                }
                @if view.may_erase { (erase(texts, &view.id)) }
            }
            RecordContent::Unreadable => (card(&t!(texts, "record-content"), &html! { p { (t!(texts, "record-unreadable")) } })),
            RecordContent::Hidden => (card(&t!(texts, "record-content"), &html! { p { (t!(texts, "record-hidden-explained")) } })),
            RecordContent::Erased { at, by_record } => (card(&t!(texts, "record-content"), &erased(frame, *at, by_record.as_deref()))),
        }
    }
}

fn open_facts(
    texts: Texts,
    view: &RecordView,
    actor: &ActorView,
    subject: &SubjectView,
    facts: &[(String, String)],
) -> Markup {
    let list = Definitions::new()
        .row(t!(texts, "record-kind"), html! { (texts.named("record", &view.kind)) " " code.quiet { (view.kind) } })
        .row(t!(texts, "record-who"), actor_words(texts, actor))
        .row(t!(texts, "record-about"), subject_words(subject))
        .row(t!(texts, "identifier"), copyable(texts, "record-id", &t!(texts, "identifier"), &view.id));
    facts.iter().fold(list, |list, (key, value)| list.text(texts.named("fact", key), &fact(texts, key, value))).render()
}

/// A fact's value in words, where it is a key that has some.
fn fact(texts: Texts, key: &str, value: &str) -> String {
    match key {
        "action" => texts.named("action", value),
        "role" | "from" | "to" => texts.named("role", value),
        "job-kind" => texts.named("job-kind", value),
        _ => value.to_owned(),
    }
}

fn erased(frame: &Frame, at: Option<i64>, by_record: Option<&str>) -> Markup {
    let texts = frame.texts;
    html! {
        p { (badge(Tone::Neutral, &t!(texts, "record-erased"))) }
        p { (t!(texts, "record-erased-explained")) }
        p { (t!(texts, "record-erased-at")) " " @match at { Some(at) => (time(frame, at)), None => (unknown(texts)) } }
        @if let Some(id) = by_record { p { a href=(urls::with(urls::RECORD, &[id])) { (t!(texts, "record-erased-by")) } } }
    }
}

/// The content is erased when a second person agrees: the form makes a proposal.
fn erase(texts: Texts, id: &str) -> Markup {
    let fields = html! {
        input type="hidden" name="kind" value="erase-record";
        input type="hidden" name="subject" value=(id);
        (reason(texts, "erase", &Filled::empty()))
    };
    let confirm = Confirm {
        id: "erase",
        opener: t!(texts, "record-erase"),
        title: t!(texts, "record-erase-title"),
        explanation: t!(texts, "record-erase-effect"),
        fields,
        action: urls::APPROVAL_PROPOSE.to_owned(),
        button: t!(texts, "record-erase"),
        look: Look::Danger,
        cancel: t!(texts, "cancel"),
        open: false,
    };
    card(&t!(texts, "record-erase-heading"), &html! { p { (t!(texts, "record-erase-hint")) } (confirm.render()) })
}

/// What a stranger does to check it without this server.
fn check_yourself(texts: Texts, view: &RecordView) -> Markup {
    let command = format!("steadfast verify {}.json --key sha256:…", view.id);
    card(
        &t!(texts, "check-yourself"),
        &html! {
            ol {
                li { a href=(urls::with(urls::RECORD_BUNDLE, &[&view.id])) { (t!(texts, "record-download")) } }
                li { (t!(texts, "check-key")) }
                li { (t!(texts, "check-run")) }
            }
            (code_block(texts, "check-command", &t!(texts, "check-command"), &command))
            p.hint { (t!(texts, "check-answer")) }
            @if matches!(view.content, RecordContent::Hidden) { p.hint { (t!(texts, "check-without-content")) } }
        },
    )
}

fn proof(frame: &Frame, view: &RecordView) -> Markup {
    let texts = frame.texts;
    let RecordProof::Included { inclusion, checkpoint, time: signed, key } = &view.proof else {
        let waits = matches!(view.proof, RecordProof::Waiting);
        let hint = if waits { t!(texts, "proof-waiting-hint") } else { t!(texts, "proof-broken-none") };
        return card(&t!(texts, "proof"), &html! { p { (hint) } });
    };
    let place = Definitions::new()
        .text(t!(texts, "record-number"), &texts.number(inclusion.index))
        .text(t!(texts, "checkpoint-size"), &texts.number(inclusion.size))
        .row(t!(texts, "checkpoint-signed"), signed.map_or_else(|| unknown(texts), |signed| time(frame, signed)));
    html! {
        (card(&t!(texts, "proof"), &html! {
            (place.render())
            (inclusion_path(texts, inclusion))
        }))
        (check_yourself(texts, view))
        section.card {
            h2 { (t!(texts, "checkpoint")) }
            (code_block(texts, "checkpoint", &t!(texts, "checkpoint"), checkpoint))
            (fingerprint(texts, "checkpoint-key", &t!(texts, "checkpoint-key"), key))
        }
    }
}

//! Records as rows of a page.

use steadfast_store::RecordRow;
use steadfast_trust::encoding::hex;

use crate::ledger::names::Names;
use crate::web::pages::proof_log::{self, ActorView, Content, SubjectView};
use crate::web::urls;

/// Rows for somebody who may read contents, or may not.
pub(crate) fn rows(found: &[RecordRow], names: &Names, may_read: bool) -> Vec<proof_log::RecordRow> {
    found.iter().map(|row| shown(row, names, may_read)).collect()
}

fn shown(row: &RecordRow, names: &Names, may_read: bool) -> proof_log::RecordRow {
    let content = match row.content {
        None => Content::Erased,
        Some(_) if may_read => Content::Open,
        Some(_) => Content::Hidden,
    };
    let open = content == Content::Open;
    proof_log::RecordRow {
        id: row.id.to_string(),
        index: row.place.map(|(number, _)| number),
        time: row.time.0,
        kind: row.kind.clone(),
        leaf: row.place.map(|(_, leaf)| hex(&leaf)),
        content,
        actor: open.then(|| actor(&row.actor, names)),
        subject: open.then(|| subject(&row.subject, names)),
    }
}

/// Who, by an actor's id.
pub(super) fn actor(id: &str, names: &Names) -> ActorView {
    let (kind, id) = match id {
        "host" | "nobody" => (id, ""),
        id if id.starts_with("usr_") => ("person", id),
        id if id.starts_with("tok_") => ("token", id),
        id => ("job", id),
    };
    ActorView { kind: kind.to_owned(), id: id.to_owned(), name: names.get(id).cloned() }
}

/// About what, by its id, with its page where it has one.
pub(super) fn subject(id: &str, names: &Names) -> SubjectView {
    let page = match id.split('_').next() {
        Some("usr") => Some(urls::PERSON),
        Some("rec") => Some(urls::RECORD),
        Some("hok") => Some(urls::WEBHOOK),
        Some("rcv") => Some(urls::RECEIVER),
        Some("job") => Some(urls::JOB),
        Some("prd") => Some(urls::PRODUCT),
        Some("rel") => Some(urls::RELEASE),
        Some("alt") => Some(urls::ALERT),
        _ => None,
    };
    let page = page.filter(|_| id.contains('_')).map(|page| urls::with(page, &[id]));
    SubjectView { id: id.to_owned(), name: names.get(id).cloned(), page }
}

//! The ledger: how far it is, and what its check of itself says.

use std::time::Duration;

use steadfast_store::{Head, Job, StoreError, Time, Tx};

use super::Part;
use crate::app::App;
use crate::jobs::kind::Kind;
use crate::ledger::check;
use crate::web::pages::health::{Condition, Value};

/// A record that waits longer for its number waits for somebody to look.
const LONG: Duration = Duration::from_secs(60);

struct Read {
    head: Option<Head>,
    waiting: u64,
    oldest: Option<Time>,
    check: Option<Job>,
    fault: Option<String>,
}

pub(super) async fn look(app: &App, now: Time) -> Part {
    match app.store.read::<_, StoreError, _>(read).await {
        Ok(read) => shown(read, now),
        Err(_) => Part::unknown("ledger", "no-answer"),
    }
}

fn read(tx: &mut Tx<'_>) -> Result<Read, StoreError> {
    Ok(Read {
        head: tx.ledger_head()?,
        waiting: tx.ledger_waiting_count()?,
        oldest: tx.ledger_waiting(1)?.first().map(|(id, _)| id.made()),
        check: tx.job_scheduled(Kind::LedgerCheck.as_str())?,
        fault: check::fault(tx)?,
    })
}

fn shown(read: Read, now: Time) -> Part {
    let checked = read.check.and_then(|check| check.succeeded);
    let stands = read.oldest.is_some_and(|oldest| now.since(oldest) > LONG);
    let often = Kind::LedgerCheck.every().unwrap_or_default();
    let old = checked.is_some_and(|checked| now.since(checked) > often * 3);
    let part = Part::good("ledger")
        .but_if(checked.is_none(), Condition::Unknown, "ledger-not-checked")
        .but_if(old, Condition::Unknown, "ledger-check-old")
        .but_if(stands, Condition::Warning, "ledger-stands")
        .but_if(read.fault.is_some(), Condition::Bad, "ledger-fault");
    let part = part
        .figure_or_unknown("records", read.head.as_ref(), |head| Value::Count(head.size))
        .figure("records-waiting", Value::Count(read.waiting))
        .figure_or_unknown("checkpoint", read.head.as_ref(), |head| Value::Count(head.signed))
        .figure_or_unknown("signed", read.head.and_then(|head| head.signed_time), |at| Value::At(at.0))
        .figure_or_unknown("self-check", checked, |at| Value::At(at.0));
    match read.fault {
        Some(fault) => part.figure("fault", Value::Plain(fault)),
        None => part,
    }
}

//! Files that were promised to devices: whether each still is what signed metadata says.

use steadfast_store::{FilesStanding, StoreError, Time};

use super::Part;
use crate::app::App;
use crate::web::pages::health::{Condition, Value};

/// Each is looked at at least so often, in microseconds: 30 days.
const AGE: i64 = 30 * 86_400_000_000;
/// Damaged files that are named.
const NAMED: i64 = 5;

pub(super) async fn look(app: &App, now: Time) -> Part {
    let read =
        app.store.read::<_, StoreError, _>(|tx| Ok((tx.artifact_file_standing()?, tx.artifact_file_faults(NAMED)?)));
    let Ok((standing, faults)) = read.await else { return Part::unknown("artifacts", "no-answer") };
    let FilesStanding { promised, faulty, oldest } = standing;
    let never = oldest == Some(Time(0));
    let old = oldest.is_some_and(|oldest| now.0 - oldest.0 > AGE);
    let part = Part::good("artifacts")
        .figure("promised", Value::Count(count(promised)))
        .figure("damaged", Value::Count(count(faulty)))
        .figure_or_unknown("oldest-proof", oldest.filter(|_| !never), |time| Value::At(time.0))
        .but_if(never, Condition::Unknown, "artifacts-unproved")
        .but_if(old && !never, Condition::Warning, "artifacts-old")
        .but_if(faulty > 0, Condition::Bad, "artifacts-damaged");
    let told = faults.into_iter().map(|file| file.fault.unwrap_or_else(|| file.blob.to_string()));
    told.fold(part, |part, fault| part.figure("fault", Value::Plain(fault)))
}

/// How many there are, and how many of them are damaged, for `/metrics`.
///
/// # Errors
/// When the database fails.
pub(crate) async fn gauge(app: &App) -> Result<(), StoreError> {
    let standing = app.store.read::<_, StoreError, _>(|tx| tx.artifact_file_standing()).await?;
    app.metrics.artifacts(Some((standing.promised, standing.faulty)));
    Ok(())
}

fn count(number: i64) -> u64 {
    u64::try_from(number).unwrap_or(0)
}

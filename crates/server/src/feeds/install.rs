//! Putting a new index in force: its blob first, then one transaction with everything that it means.

use steadfast_store::{Advisories, Tx};

use super::compile::Compiled;
use super::shelf::Loaded;
use crate::act::{At, Fact};
use crate::exposure;
use crate::jobs::work::{Work, WorkError};

/// Puts an index in force that was compiled from `base`. `effect` says what else happens in the same transaction, and
/// adds to the record.
pub(super) async fn install<F>(work: &Work, base: &Loaded, compiled: &Compiled, effect: F) -> Result<(), WorkError>
where
    F: Fn(&mut Tx<'_>, &At, Fact) -> Result<Fact, WorkError> + Send + 'static,
{
    let app = work.app();
    let put = app.blobs.put_bytes(compiled.bytes.clone()).await?;
    let (number, digest, records) = (base.number + 1, compiled.digest, count(compiled.records));
    let sources = count(compiled.reading.sources.len());
    work.act(move |tx, at| {
        let row = Advisories { number, blob: put.hash, digest, records, time: at.now };
        if !tx.advisories_insert(&row)? {
            return Err(WorkError::Overtaken);
        }
        let fact = Fact::new("advisories-imported", &format!("advisories/{number}"))
            .with("digest", format!("sha256:{}", steadfast_store::BlobHash(digest)))
            .with("records", records)
            .with("sources", sources);
        let fact = effect(tx, at, fact)?;
        exposure::request(tx, at.now)?;
        Ok(((), fact))
    })
    .await?;
    app.wake.notify_one();
    Ok(())
}

pub(super) fn count(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

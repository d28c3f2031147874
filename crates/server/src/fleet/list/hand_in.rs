//! A factory list is handed in: its first row is read at once, its lines are worked off by a job.

use futures_util::TryStreamExt;
use steadfast_store::{BlobError, BlobHash, Id, LineCounts, LineFault, StoreError, UnitImport, UnitImportState, kinds};

use super::header::Columns;
use super::rows::{LONGEST, Rows};
use super::{FAULTS_KEPT, LARGEST};
use crate::act::{Ask, Fact};
use crate::app::App;
use crate::fleet::error::FleetError;
use crate::fleet::reason::{Reason, Wrong};
use crate::fleet::units::Parts;
use crate::http::upload::{FileRule, Received};
use crate::jobs::kind::Kind;

/// The file of a list.
pub(crate) const LIST: FileRule = FileRule { field: "list", what: "the list", limit: LARGEST };

/// Hands in a list of units of one product.
///
/// # Errors
/// When its first row cannot be used, there is no such product, or it is not allowed. Nothing was changed then.
pub(crate) async fn hand_in(
    app: &App,
    ask: Ask,
    product: &str,
    list: &Received,
) -> Result<Id<kinds::UnitImport>, FleetError> {
    let unknown = || Wrong::new("product", Reason::Unknown("product"));
    let product: Id<kinds::Product> = product.parse().map_err(|_| unknown())?;
    let parts = app.store.read::<_, FleetError, _>(move |tx| {
        tx.product(product)?.ok_or_else(unknown)?;
        Ok(Parts::of(tx, product)?)
    });
    let (parts, begin) = (parts.await?, beginning(app, list.hash).await?);
    let name = if list.name.is_empty() { "list.csv".to_owned() } else { list.name.clone() };
    if let Err(source) = Columns::read(&mut Rows::new(&begin), &parts) {
        return Err(FleetError::List { name, source });
    }
    let (id, person, hash) = (app.ambient.id(), ask.by.person(), list.hash);
    let bytes = i64::try_from(list.length).unwrap_or(i64::MAX);
    let done = app.act::<_, FleetError, _>(ask, move |tx, at| {
        tx.unit_import_insert(&UnitImport {
            id,
            product,
            name: name.clone(),
            list: Some(hash),
            digest: hash.0,
            bytes,
            person,
            state: UnitImportState::Waiting,
            reason: None,
            failure: None,
            place: 0,
            lines: LineCounts::default(),
            created: at.now,
            ended: None,
        })?;
        tx.job_ask(Kind::UnitImport.as_str(), at.now)?;
        let fact = Fact::new("unit-list-handed-in", &id).with("product", product.to_string());
        Ok((id, fact.with("sha256", hash.to_string()).with("bytes", bytes)))
    });
    let id = done.await?.answer;
    app.wake.notify_one();
    Ok(id)
}

/// As much of a list as its first row can be.
async fn beginning(app: &App, hash: BlobHash) -> Result<Vec<u8>, BlobError> {
    let most = 2 * LONGEST as u64;
    let mut pieces = app.blobs.get_range(hash, 0..most).await?.content;
    let mut begin = Vec::new();
    while let Some(piece) = pieces.try_next().await? {
        begin.extend_from_slice(&piece);
    }
    Ok(begin)
}

/// One list, with the first of its refused lines.
///
/// # Errors
/// When there is none, or the database fails.
pub async fn one(app: &App, id: Id<kinds::UnitImport>) -> Result<(UnitImport, Vec<LineFault>), FleetError> {
    app.store
        .read(move |tx| {
            let import = tx.unit_import(id)?.ok_or(FleetError::NotFound("list"))?;
            Ok((import, tx.unit_import_faults(id, FAULTS_KEPT)?))
        })
        .await
}

/// Up to `limit` lists handed in before `before`, the newest first.
///
/// # Errors
/// When the database fails.
pub async fn list(app: &App, before: Option<Id<kinds::UnitImport>>, limit: i64) -> Result<Vec<UnitImport>, StoreError> {
    app.store.read(move |tx| tx.unit_import_list(before, limit)).await
}

//! Declarations as they are read.

use steadfast_store::{Declaration, Id, StoreError, Tx, kinds};

use super::content::{Content, Paper};
use crate::app::App;
use crate::conformity::error::ConformityError;
use crate::conformity::read::moment;
use crate::reports::settings;
use crate::web::urls;

/// Declarations of a product that are shown.
const MOST: i64 = 200;
/// Bytes of the longest paper.
const LONGEST_PAPER: u64 = 16 * 1024 * 1024;

/// A declaration.
///
/// # Errors
/// When there is none, or it cannot be read.
pub(crate) async fn one(app: &App, id: Id<kinds::Declaration>) -> Result<Declaration, ConformityError> {
    let row = app.store.read::<_, ConformityError, _>(move |tx| Ok(tx.declaration(id)?)).await?;
    row.ok_or(ConformityError::NotFound("declaration"))
}

/// The declarations of a product, the newest first.
pub(crate) async fn all(app: &App, product: Id<kinds::Product>) -> Result<Vec<Declaration>, ConformityError> {
    let read = app.store.read::<_, ConformityError, _>(move |tx| {
        tx.product(product)?.ok_or(ConformityError::NotFound("product"))?;
        Ok(tx.declarations(product, MOST)?)
    });
    read.await
}

/// Where everybody can read something of a product, once its page is published.
pub(crate) fn address(
    tx: &mut Tx<'_>,
    process: &str,
    pattern: &str,
    product: Id<kinds::Product>,
) -> Result<String, StoreError> {
    let base = settings::base(&settings::kept(tx)?.disclosure, "").unwrap_or_else(|| process.to_owned());
    Ok(format!("{base}{}", urls::with(pattern, &[&product.to_string()])))
}

/// One paper of a declaration. What was signed is what is kept; a draft or a sample is written anew.
pub(crate) async fn paper(app: &App, row: &Declaration, name: &str) -> Result<Vec<u8>, ConformityError> {
    let content = Content::kept(&row.content)?;
    if let Some(digest) = content.papers.get(name).filter(|_| !row.sample) {
        let hash = digest.parse().map_err(|_| ConformityError::NotFound("paper"))?;
        return Ok(app.blobs.bytes(hash, LONGEST_PAPER).await?.to_vec());
    }
    let papers = match row.signed {
        Some(signed) => content.made(moment(signed)),
        None => content.drafts(moment(row.prepared)),
    };
    let found = papers?.into_iter().find(|paper: &Paper| paper.name == name);
    found.map(|paper| paper.bytes).ok_or(ConformityError::NotFound("paper"))
}

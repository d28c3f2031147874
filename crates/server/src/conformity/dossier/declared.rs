//! The declaration that is in force for a release, as it was signed.

use steadfast_store::{Declaration, Id, Tx, kinds};
use steadfast_verify::dossier::{Piece, Rests, role};

use super::piece;
use super::records::Kept;
use crate::app::App;
use crate::conformity::declare::content::{Content, DECLARATION, media_type};
use crate::conformity::declare::read as declarations;
use crate::conformity::error::ConformityError;
use crate::web::urls;

/// A signed declaration with its papers.
#[derive(Debug)]
pub(super) struct Declared {
    pub(super) content: Content,
    /// The record of the signature.
    pub(super) record: String,
    row: Declaration,
}

/// The declaration of a release that is in force, if there is one, and where everybody reads of the product, if its page is
/// published.
pub(super) fn read(
    tx: &mut Tx<'_>,
    process: &str,
    product: Id<kinds::Product>,
    release: Id<kinds::Release>,
) -> Result<(Option<Declared>, Option<String>), ConformityError> {
    let row = tx.declaration_of_release(release)?;
    let declared = row.and_then(|row| Some((row.record?, row))).map(|(record, row)| {
        Ok::<_, ConformityError>(Declared { content: Content::kept(&row.content)?, record: record.to_string(), row })
    });
    let page = tx.public_page(product)?.filter(|page| page.published);
    let address =
        page.map(|page| declarations::address(tx, process, urls::PUBLIC_PRODUCT, page.product)).transpose()?;
    Ok((declared.transpose()?, address))
}

impl Declared {
    /// Its papers: each is the one whose digest the record of the signature names.
    pub(super) async fn pieces(&self, app: &App, kept: &Kept) -> Result<Vec<Piece>, ConformityError> {
        let mut pieces = Vec::new();
        for name in self.content.papers.keys() {
            let content = declarations::paper(app, &self.row, name).await?;
            let points: &[&str] = if name.starts_with(DECLARATION) { &["7"] } else { &[] };
            let number = kept.number(&self.record);
            let fact = Some(format!("documents/{name}"));
            let record = number.map(|number| Rests { fact, id: self.record.clone(), number });
            let bare = media_type(name).split(';').next().unwrap_or_default();
            let paper = piece(&format!("papers/{name}"), role::DECLARATION, bare, points, content);
            pieces.push(Piece { record, ..paper });
        }
        Ok(pieces)
    }
}

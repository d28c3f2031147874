//! The index as a shelf: what folding reads and writes, inside one transaction.

use serde_json::{from_str, to_string};
use steadfast_conformity::evidence::{Key, Row};
use steadfast_conformity::shelf::{Link, SetAside, Shelf};
use steadfast_store::{EvidenceKey, Tx};

use super::error::ConformityError;

/// The index in a transaction.
pub(super) struct TxShelf<'a, 'tx>(pub(super) &'a mut Tx<'tx>);

fn key(key: &Key) -> EvidenceKey<'_> {
    EvidenceKey {
        product: &key.product,
        release: &key.release,
        requirement: &key.requirement,
        kind: key.kind.as_str(),
        source: &key.source,
    }
}

impl Shelf for TxShelf<'_, '_> {
    type Error = ConformityError;

    fn link(&mut self, id: &str) -> Result<Option<Link>, ConformityError> {
        let found = self.0.evidence_link(id)?;
        Ok(found.map(|body| from_str(&body)).transpose()?)
    }

    fn put_link(&mut self, id: &str, link: Link) -> Result<(), ConformityError> {
        let (product, is_release) = match &link {
            Link::Product => (id, false),
            Link::Of { product } => (product.as_str(), false),
            Link::Release(release) => (release.product.as_str(), true),
        };
        Ok(self.0.evidence_link_put(id, product, is_release, &to_string(&link)?)?)
    }

    fn row(&mut self, of: &Key) -> Result<Option<Row>, ConformityError> {
        let found = self.0.evidence(&key(of))?;
        Ok(found.map(|body| from_str(&body)).transpose()?)
    }

    fn put_row(&mut self, row: Row) -> Result<(), ConformityError> {
        let declared = row.key.kind.is_declared();
        Ok(self.0.evidence_put(&key(&row.key), declared, &to_string(&row)?, &row.record)?)
    }

    fn drop_declared(&mut self, product: &str, release: &str) -> Result<(), ConformityError> {
        Ok(self.0.evidence_drop_declared(product, release)?)
    }

    fn set_aside(&mut self, aside: SetAside) -> Result<(), ConformityError> {
        Ok(self.0.evidence_aside_put(aside.number, &aside.product, &to_string(&aside)?)?)
    }
}

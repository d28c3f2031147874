//! Keys of build servers that sign reports of tests.

use crate::error::StoreError;
use crate::id::{Id, kinds};
use crate::sql::statements;
use crate::time::Time;
use crate::tx::Tx;
use crate::value::{Row, Value};

statements! {
    INSERT = "INSERT INTO evidence_signer (product, fingerprint, name, public_key, added, record)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
    OF_PRODUCT = "SELECT fingerprint, name, public_key, added, revoked, record FROM evidence_signer WHERE product = ?1
        ORDER BY added DESC, fingerprint";
    REVOKE = "UPDATE evidence_signer SET revoked = ?3 WHERE product = ?1 AND fingerprint = ?2 AND revoked IS NULL";
}

/// A key of a build server, for one product.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EvidenceSigner {
    /// The SHA-256 of its bytes.
    pub fingerprint: [u8; 32],
    /// Which build server has it.
    pub name: String,
    /// The public half, as one line.
    pub public_key: String,
    /// When it was added.
    pub added: Time,
    /// Since when nothing that it signs is taken.
    pub revoked: Option<Time>,
    /// The record that says that it was added.
    pub record: Id<kinds::Record>,
}

fn read(row: &Row<'_>) -> Result<EvidenceSigner, StoreError> {
    Ok(EvidenceSigner {
        fingerprint: row.get(0)?,
        name: row.get(1)?,
        public_key: row.get(2)?,
        added: row.get(3)?,
        revoked: row.get(4)?,
        record: row.get(5)?,
    })
}

impl Tx<'_> {
    /// Adds a key to a product.
    ///
    /// # Errors
    /// When it is there already, or the database fails.
    pub fn evidence_signer_insert(
        &mut self,
        product: Id<kinds::Product>,
        new: &EvidenceSigner,
    ) -> Result<(), StoreError> {
        let values: [Value<'_>; 6] = [
            product.into(),
            (&new.fingerprint).into(),
            (&new.name).into(),
            (&new.public_key).into(),
            new.added.into(),
            new.record.into(),
        ];
        self.execute(INSERT, &values).map(drop)
    }

    /// The keys of a product, the newest first, with those that were revoked.
    ///
    /// # Errors
    /// When the database fails.
    pub fn evidence_signers(&mut self, product: Id<kinds::Product>) -> Result<Vec<EvidenceSigner>, StoreError> {
        self.rows(OF_PRODUCT, &[product.into()], read)
    }

    /// Revokes a key of a product; whether it was there and not revoked.
    ///
    /// # Errors
    /// When the database fails.
    pub fn evidence_signer_revoke(
        &mut self,
        product: Id<kinds::Product>,
        fingerprint: &[u8; 32],
        now: Time,
    ) -> Result<bool, StoreError> {
        Ok(self.execute(REVOKE, &[product.into(), fingerprint.into(), now.into()])? == 1)
    }
}

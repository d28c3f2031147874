//! EU declarations of conformity: prepared by one person, signed by another, and perhaps withdrawn.

use crate::assessment::words;
use crate::error::StoreError;
use crate::id::{Id, kinds};
use crate::sql::statements;
use crate::time::Time;
use crate::tx::Tx;
use crate::value::{Row, Value};

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT id, product, release, content, open, sample, state, preparer, prepared, signer, signed, record, ended,
                reason FROM declaration ",
            $rest
        )
    };
}

statements! {
    INSERT = "INSERT INTO declaration (id, product, release, content, open, sample, state, preparer, prepared, reason)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, 'prepared', ?7, ?8, '')";
    GET = select!("WHERE id = ?1");
    OF_PRODUCT = select!("WHERE product = ?1 ORDER BY id DESC LIMIT ?2");
    IN_FORCE = select!("WHERE product = ?1 AND state = 'signed' AND sample = 0 ORDER BY signed DESC, id DESC LIMIT 1");
    OF_RELEASE = select!("WHERE release = ?1 AND state = 'signed' AND sample = 0 ORDER BY signed DESC, id DESC LIMIT 1");
    SIGN = "UPDATE declaration SET state = 'signed', content = ?2, signer = ?3, signed = ?4, record = ?5, reason = ?6
        WHERE id = ?1 AND state = 'prepared'";
    END = "UPDATE declaration SET state = ?3, ended = ?4, reason = ?5 WHERE id = ?1 AND state = ?2";
}

/// What became of a declaration.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DeclarationState {
    /// Prepared; nobody signed it.
    Prepared,
    /// Signed.
    Signed,
    /// Signed once, and not in force any more.
    Withdrawn,
    /// Dropped before anybody signed it.
    Dropped,
}

words!(
    DeclarationState,
    "state of a declaration",
    Prepared = "prepared",
    Signed = "signed",
    Withdrawn = "withdrawn",
    Dropped = "dropped"
);

/// A declaration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Declaration {
    /// Its id.
    pub id: Id<kinds::Declaration>,
    /// The product.
    pub product: Id<kinds::Product>,
    /// The release that it was made for.
    pub release: Id<kinds::Release>,
    /// What it says by Annex V, as JSON.
    pub content: String,
    /// What was open when it was prepared, as JSON.
    pub open: String,
    /// Whether it is made with a made-up certificate, for practice.
    pub sample: bool,
    /// What became of it.
    pub state: DeclarationState,
    /// Who prepared it.
    pub preparer: Id<kinds::Person>,
    /// When.
    pub prepared: Time,
    /// Who signed it.
    pub signer: Option<Id<kinds::Person>>,
    /// When.
    pub signed: Option<Time>,
    /// The record that stands for the signature.
    pub record: Option<Id<kinds::Record>>,
    /// When it was withdrawn or dropped.
    pub ended: Option<Time>,
    /// What the signer said to what is open; why it was withdrawn or dropped.
    pub reason: String,
}

/// A signature under a declaration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signed {
    /// What it says now, with the signature, as JSON.
    pub content: String,
    /// Who.
    pub signer: Id<kinds::Person>,
    /// When.
    pub at: Time,
    /// The record that stands for the signature.
    pub record: Id<kinds::Record>,
    /// What was said to what is open.
    pub words: String,
}

fn read(row: &Row<'_>) -> Result<Declaration, StoreError> {
    Ok(Declaration {
        id: row.get(0)?,
        product: row.get(1)?,
        release: row.get(2)?,
        content: row.get(3)?,
        open: row.get(4)?,
        sample: row.get(5)?,
        state: row.get::<String>(6)?.parse()?,
        preparer: row.get(7)?,
        prepared: row.get(8)?,
        signer: row.get(9)?,
        signed: row.get(10)?,
        record: row.get(11)?,
        ended: row.get(12)?,
        reason: row.get(13)?,
    })
}

impl Tx<'_> {
    /// Keeps a declaration that was prepared.
    ///
    /// # Errors
    /// When the database fails.
    pub fn declaration_insert(&mut self, new: &Declaration) -> Result<(), StoreError> {
        let values: [Value<'_>; 8] = [
            new.id.into(),
            new.product.into(),
            new.release.into(),
            (&new.content).into(),
            (&new.open).into(),
            new.sample.into(),
            new.preparer.into(),
            new.prepared.into(),
        ];
        self.execute(INSERT, &values).map(drop)
    }

    /// A declaration.
    ///
    /// # Errors
    /// When the database fails.
    pub fn declaration(&mut self, id: Id<kinds::Declaration>) -> Result<Option<Declaration>, StoreError> {
        self.optional(GET, &[id.into()], read)
    }

    /// Up to `limit` declarations of a product, the newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub fn declarations(&mut self, product: Id<kinds::Product>, limit: i64) -> Result<Vec<Declaration>, StoreError> {
        self.rows(OF_PRODUCT, &[product.into(), limit.into()], read)
    }

    /// The declaration of a release that is in force.
    ///
    /// # Errors
    /// When the database fails.
    pub fn declaration_of_release(&mut self, release: Id<kinds::Release>) -> Result<Option<Declaration>, StoreError> {
        self.optional(OF_RELEASE, &[release.into()], read)
    }

    /// The declaration of a product that was signed last and not withdrawn; no sample is one.
    ///
    /// # Errors
    /// When the database fails.
    pub fn declaration_in_force(&mut self, product: Id<kinds::Product>) -> Result<Option<Declaration>, StoreError> {
        self.optional(IN_FORCE, &[product.into()], read)
    }

    /// Puts a signature under a declaration that is prepared; false where it is not, or not any more.
    ///
    /// # Errors
    /// When the database fails.
    pub fn declaration_sign(&mut self, id: Id<kinds::Declaration>, signed: &Signed) -> Result<bool, StoreError> {
        let (content, words) = ((&signed.content).into(), (&signed.words).into());
        let values = [id.into(), content, signed.signer.into(), signed.at.into(), signed.record.into(), words];
        Ok(self.execute(SIGN, &values)? == 1)
    }

    /// Ends a declaration: drops one that is prepared, withdraws one that is signed. False where it is neither.
    ///
    /// # Errors
    /// When the database fails.
    pub fn declaration_end(
        &mut self,
        id: Id<kinds::Declaration>,
        (from, to): (DeclarationState, DeclarationState),
        at: Time,
        reason: &str,
    ) -> Result<bool, StoreError> {
        let values = [id.into(), from.as_str().into(), to.as_str().into(), at.into(), reason.into()];
        Ok(self.execute(END, &values)? == 1)
    }
}

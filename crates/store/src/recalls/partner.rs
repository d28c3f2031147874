//! Importers and dealers, and which units went to them.

use super::PartnerKind;
use crate::error::StoreError;
use crate::id::{Id, kinds};
use crate::sql::statements;
use crate::time::Time;
use crate::tx::Tx;
use crate::value::Row;

macro_rules! select {
    ($rest:literal) => {
        concat!("SELECT t.id, t.kind, t.name, t.market, t.mail, t.language, t.receiver, t.created, t.version FROM partner t ", $rest)
    };
}

statements! {
    INSERT = "INSERT INTO partner (id, kind, name, market, mail, language, receiver, created, version)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 1)";
    GET = select!("WHERE t.id = ?1");
    NAMED = select!("WHERE t.name = ?1 AND t.kind = ?2");
    LIST = select!("WHERE (t.name, t.kind) > (?1, ?2) ORDER BY t.name, t.kind LIMIT ?3");
    CHANGE = "UPDATE partner SET market = ?2, mail = ?3, language = ?4, version = version + 1 WHERE id = ?1 AND version = ?5";
    SET_RECEIVER = "UPDATE partner SET receiver = ?2 WHERE id = ?1";
    OF_UNIT = "SELECT kind, partner FROM unit_partner WHERE unit = ?1 ORDER BY kind";
    ASSIGN = "INSERT INTO unit_partner (unit, kind, partner) VALUES (?1, ?2, ?3) ON CONFLICT (unit, kind) DO NOTHING";
}

/// An importer or a dealer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Partner {
    /// Its id.
    pub id: Id<kinds::Partner>,
    /// Which of both.
    pub kind: PartnerKind,
    /// What it is called.
    pub name: String,
    /// The Member State where it is.
    pub market: Option<String>,
    /// Where it can be reached by mail; empty where nobody has said.
    pub mail: String,
    /// The language of what it is told.
    pub language: String,
    /// By which it hears of recalls.
    pub receiver: Option<Id<kinds::Receiver>>,
    /// When it was entered.
    pub created: Time,
    /// Rises with every change by staff.
    pub version: i64,
}

pub(super) fn read(row: &Row<'_>) -> Result<Partner, StoreError> {
    Ok(Partner {
        id: row.get(0)?,
        kind: row.get::<String>(1)?.parse()?,
        name: row.get(2)?,
        market: row.get(3)?,
        mail: row.get(4)?,
        language: row.get(5)?,
        receiver: row.get(6)?,
        created: row.get(7)?,
        version: row.get(8)?,
    })
}

impl Tx<'_> {
    /// Enters a partner.
    ///
    /// # Errors
    /// When there is one of this kind and name, or the database fails.
    pub fn partner_insert(&mut self, new: &Partner) -> Result<(), StoreError> {
        let (kind, name, market) = (new.kind.as_str().into(), (&new.name).into(), new.market.as_ref().into());
        let (mail, language, receiver) = ((&new.mail).into(), (&new.language).into(), new.receiver.into());
        let values = [new.id.into(), kind, name, market, mail, language, receiver, new.created.into()];
        self.execute(INSERT, &values).map(drop)
    }

    /// One partner.
    ///
    /// # Errors
    /// When the database fails.
    pub fn partner(&mut self, id: Id<kinds::Partner>) -> Result<Option<Partner>, StoreError> {
        self.optional(GET, &[id.into()], read)
    }

    /// The partner of a kind and a name.
    ///
    /// # Errors
    /// When the database fails.
    pub fn partner_named(&mut self, kind: PartnerKind, name: &str) -> Result<Option<Partner>, StoreError> {
        self.optional(NAMED, &[name.into(), kind.as_str().into()], read)
    }

    /// Up to `limit` partners behind a name and a kind.
    ///
    /// # Errors
    /// When the database fails.
    pub fn partner_list(&mut self, after: (&str, &str), limit: i64) -> Result<Vec<Partner>, StoreError> {
        self.rows(LIST, &[after.0.into(), after.1.into(), limit.into()], read)
    }

    /// Writes where a partner is and can be reached, where `changed.version` is still the newest; false elsewhere.
    ///
    /// # Errors
    /// When the database fails.
    pub fn partner_change(&mut self, changed: &Partner) -> Result<bool, StoreError> {
        let (market, mail) = (changed.market.as_ref().into(), (&changed.mail).into());
        let values = [changed.id.into(), market, mail, (&changed.language).into(), changed.version.into()];
        Ok(self.execute(CHANGE, &values)? == 1)
    }

    /// By which receiver a partner hears of recalls.
    ///
    /// # Errors
    /// When the database fails.
    pub fn partner_set_receiver(
        &mut self,
        id: Id<kinds::Partner>,
        receiver: Id<kinds::Receiver>,
    ) -> Result<(), StoreError> {
        self.execute(SET_RECEIVER, &[id.into(), receiver.into()]).map(drop)
    }

    /// Whom a unit went to.
    ///
    /// # Errors
    /// When the database fails.
    pub fn unit_partners(&mut self, unit: i64) -> Result<Vec<(PartnerKind, Id<kinds::Partner>)>, StoreError> {
        self.rows(OF_UNIT, &[unit.into()], |row| Ok((row.get::<String>(0)?.parse()?, row.get(1)?)))
    }

    /// A unit went to a partner, where nobody said so before.
    ///
    /// # Errors
    /// When the database fails.
    pub fn unit_partner_put(
        &mut self,
        unit: i64,
        kind: PartnerKind,
        partner: Id<kinds::Partner>,
    ) -> Result<(), StoreError> {
        self.execute(ASSIGN, &[unit.into(), kind.as_str().into(), partner.into()]).map(drop)
    }
}

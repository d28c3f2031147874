//! Where owners want to hear of notices beside their unit. Addresses are sealed; they go with the owner.

use crate::assessment::words;
use crate::error::StoreError;
use crate::sql::statements;
use crate::time::Time;
use crate::tx::Tx;
use crate::value::Row;

statements! {
    PUT = "INSERT INTO owner_contact (unit, way, sealed, language, link, asked, confirmed, due, attempts)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 0) ON CONFLICT (unit, way) DO UPDATE SET sealed = excluded.sealed,
        language = excluded.language, link = excluded.link, asked = excluded.asked, confirmed = excluded.confirmed,
        due = excluded.due, attempts = 0";
    OF_UNIT = "SELECT unit, way, sealed, language, link, asked, confirmed, due, attempts FROM owner_contact
        WHERE unit = ?1 ORDER BY way";
    CONFIRM = "UPDATE owner_contact SET confirmed = ?2, link = NULL, due = NULL WHERE link = ?1 AND asked > ?3";
    OF_LINK = "SELECT unit, way, sealed, language, link, asked, confirmed, due, attempts FROM owner_contact
        WHERE link = ?1 AND asked > ?2";
    ATTEMPTED = "UPDATE owner_contact SET due = ?3, attempts = attempts + 1
        WHERE unit = ?1 AND way = ?2 AND link = ?4";
    REMOVE = "DELETE FROM owner_contact WHERE unit = ?1 AND way = ?2";
    REMOVE_WAITING = "DELETE FROM owner_delivery WHERE unit = ?1 AND way = ?2 AND state = 'waiting'";
    ERASE = "DELETE FROM owner_contact WHERE unit = ?1";
    ERASE_WAITING = "DELETE FROM owner_delivery WHERE unit = ?1 AND state = 'waiting'";
}

/// How an owner wants to hear of notices.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ContactWay {
    /// By mail.
    Mail,
    /// By a signed call to an address of theirs.
    Webhook,
}

words!(ContactWay, "way to an owner", Mail = "mail", Webhook = "webhook");

/// An address of an owner's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnerContact {
    /// Of which unit.
    pub unit: i64,
    /// Which way.
    pub way: ContactWay,
    /// Address and secret, sealed.
    pub sealed: Vec<u8>,
    /// In which language.
    pub language: String,
    /// The SHA-256 of what the link to confirm it carries; nothing once it is confirmed.
    pub link: Option<[u8; 32]>,
    /// When it was left.
    pub asked: Time,
    /// When it was confirmed.
    pub confirmed: Option<Time>,
    /// When the mail with the link is tried next.
    pub due: Option<Time>,
    /// How often it was tried.
    pub attempts: i64,
}

pub(super) fn read(row: &Row<'_>) -> Result<OwnerContact, StoreError> {
    Ok(OwnerContact {
        unit: row.get(0)?,
        way: row.get::<String>(1)?.parse()?,
        sealed: row.get(2)?,
        language: row.get(3)?,
        link: row.get(4)?,
        asked: row.get(5)?,
        confirmed: row.get(6)?,
        due: row.get(7)?,
        attempts: row.get(8)?,
    })
}

impl Tx<'_> {
    /// Keeps an address, in the place of the one of the same way; what waits for that one goes.
    ///
    /// # Errors
    /// When the database fails.
    pub fn owner_contact_put(&mut self, contact: &OwnerContact) -> Result<(), StoreError> {
        self.execute(REMOVE_WAITING, &[contact.unit.into(), contact.way.as_str().into()])?;
        let values = [
            contact.unit.into(),
            contact.way.as_str().into(),
            (&contact.sealed).into(),
            (&contact.language).into(),
            contact.link.as_ref().into(),
            contact.asked.into(),
            contact.confirmed.into(),
            contact.due.into(),
        ];
        self.execute(PUT, &values).map(drop)
    }

    /// The addresses that the owner of a unit left.
    ///
    /// # Errors
    /// When the database fails.
    pub fn owner_contacts(&mut self, unit: i64) -> Result<Vec<OwnerContact>, StoreError> {
        self.rows(OF_UNIT, &[unit.into()], read)
    }

    /// The address whose link this is, where it was left after `since` and waits to be confirmed.
    ///
    /// # Errors
    /// When the database fails.
    pub fn owner_contact_of_link(&mut self, link: &[u8; 32], since: Time) -> Result<Option<OwnerContact>, StoreError> {
        self.optional(OF_LINK, &[link.into(), since.into()], read)
    }

    /// Confirms the address whose link this is, where it was left after `since`; whether there was one.
    ///
    /// # Errors
    /// When the database fails.
    pub fn owner_contact_confirm(&mut self, link: &[u8; 32], now: Time, since: Time) -> Result<bool, StoreError> {
        Ok(self.execute(CONFIRM, &[link.into(), now.into(), since.into()])? == 1)
    }

    /// The mail with a link was tried; it is tried again at `due`, where one is given.
    ///
    /// # Errors
    /// When the database fails.
    pub fn owner_contact_attempted(&mut self, contact: &OwnerContact, due: Option<Time>) -> Result<(), StoreError> {
        let link = contact.link.as_ref().into();
        self.execute(ATTEMPTED, &[contact.unit.into(), contact.way.as_str().into(), due.into(), link]).map(drop)
    }

    /// The owner takes an address back; what waits for it goes. Whether there was one.
    ///
    /// # Errors
    /// When the database fails.
    pub fn owner_contact_remove(&mut self, unit: i64, way: ContactWay) -> Result<bool, StoreError> {
        self.execute(REMOVE_WAITING, &[unit.into(), way.as_str().into()])?;
        Ok(self.execute(REMOVE, &[unit.into(), way.as_str().into()])? == 1)
    }

    /// The addresses go with the owner, and what waits for them.
    ///
    /// # Errors
    /// When the database fails.
    pub fn owner_contacts_erase(&mut self, unit: i64) -> Result<(), StoreError> {
        self.execute(ERASE_WAITING, &[unit.into()])?;
        self.execute(ERASE, &[unit.into()]).map(drop)
    }
}

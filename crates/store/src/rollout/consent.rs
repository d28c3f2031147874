//! What owners decided.

use super::{WishKind, WishSource};
use crate::error::StoreError;
use crate::id::{Id, kinds};
use crate::sql::statements;
use crate::time::Time;
use crate::tx::Tx;
use crate::value::{Row, Value};

statements! {
    CONSENT = "SELECT automatic, features, source, since FROM unit_consent WHERE unit = ?1";
    SET_CONSENT = "INSERT INTO unit_consent (unit, automatic, features, source, since) VALUES (?1, ?2, ?3, ?4, ?5)
        ON CONFLICT (unit) DO UPDATE SET automatic = excluded.automatic, features = excluded.features,
        source = excluded.source, since = excluded.since";
    OPTED_OUT = "SELECT CAST(COUNT(*) AS INT8) FROM unit_consent c JOIN unit u ON u.number = c.unit
        WHERE u.product = ?1 AND u.state <> 'decommissioned' AND c.automatic = 0";
    WISH = "SELECT release, wish, until, source, since FROM unit_wish WHERE unit = ?1 AND release = ?2";
    WISHES = "SELECT release, wish, until, source, since FROM unit_wish WHERE unit = ?1 ORDER BY since DESC, release LIMIT ?2";
    SET_WISH = "INSERT INTO unit_wish (unit, release, wish, until, source, since) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
        ON CONFLICT (unit, release) DO UPDATE SET wish = excluded.wish, until = excluded.until,
        source = excluded.source, since = excluded.since";
    ERASE_CONSENT = "DELETE FROM unit_consent WHERE unit = ?1";
    ERASE_WISHES = "DELETE FROM unit_wish WHERE unit = ?1";
}

/// What an owner decided once for all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnitConsent {
    /// Security updates install by themselves.
    pub automatic: bool,
    /// So do feature updates.
    pub features: bool,
    /// Where it was said.
    pub source: WishSource,
    /// When.
    pub since: Time,
}

/// What an owner decided on one release.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnitWish {
    /// On which.
    pub release: Id<kinds::Release>,
    /// What.
    pub wish: WishKind,
    /// Of what was put off: until when.
    pub until: Option<Time>,
    /// Where it was said.
    pub source: WishSource,
    /// When.
    pub since: Time,
}

fn wish(row: &Row<'_>) -> Result<UnitWish, StoreError> {
    Ok(UnitWish {
        release: row.get(0)?,
        wish: row.get::<String>(1)?.parse()?,
        until: row.get(2)?,
        source: row.get::<String>(3)?.parse()?,
        since: row.get(4)?,
    })
}

impl Tx<'_> {
    /// What the owner of a unit decided once for all; nothing where nothing was ever said.
    ///
    /// # Errors
    /// When the database fails.
    pub fn unit_consent(&mut self, unit: i64) -> Result<Option<UnitConsent>, StoreError> {
        self.optional(CONSENT, &[unit.into()], |row| {
            Ok(UnitConsent {
                automatic: row.get(0)?,
                features: row.get(1)?,
                source: row.get::<String>(2)?.parse()?,
                since: row.get(3)?,
            })
        })
    }

    /// Keeps it.
    ///
    /// # Errors
    /// When the database fails.
    pub fn unit_set_consent(&mut self, unit: i64, consent: &UnitConsent) -> Result<(), StoreError> {
        let source = consent.source.as_str();
        let values: [Value<'_>; 5] =
            [unit.into(), consent.automatic.into(), consent.features.into(), source.into(), consent.since.into()];
        self.execute(SET_CONSENT, &values).map(drop)
    }

    /// How many units of a product have owners who switched automatic updates off.
    ///
    /// # Errors
    /// When the database fails.
    pub fn product_opted_out(&mut self, product: Id<kinds::Product>) -> Result<i64, StoreError> {
        Ok(self.optional(OPTED_OUT, &[product.into()], |row| row.get(0))?.unwrap_or(0))
    }

    /// What the owner of a unit decided on a release.
    ///
    /// # Errors
    /// When the database fails.
    pub fn unit_wish(&mut self, unit: i64, release: Id<kinds::Release>) -> Result<Option<UnitWish>, StoreError> {
        self.optional(WISH, &[unit.into(), release.into()], wish)
    }

    /// Up to `limit` decisions of the owner of a unit, the newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub fn unit_wishes(&mut self, unit: i64, limit: i64) -> Result<Vec<UnitWish>, StoreError> {
        self.rows(WISHES, &[unit.into(), limit.into()], wish)
    }

    /// Keeps a decision, in the place of the one before.
    ///
    /// # Errors
    /// When the database fails.
    pub fn unit_set_wish(&mut self, unit: i64, wish: &UnitWish) -> Result<(), StoreError> {
        let (word, source) = (wish.wish.as_str(), wish.source.as_str());
        let values: [Value<'_>; 6] =
            [unit.into(), wish.release.into(), word.into(), wish.until.into(), source.into(), wish.since.into()];
        self.execute(SET_WISH, &values).map(drop)
    }

    /// Forgets everything that the owner of a unit decided: nobody inherits it.
    pub(crate) fn unit_choices_erase(&mut self, unit: i64) -> Result<(), StoreError> {
        self.execute(ERASE_CONSENT, &[unit.into()])?;
        self.execute(ERASE_WISHES, &[unit.into()]).map(drop)
    }
}

//! Which partners are concerned by a recall, and which were told.

use super::partner::{Partner, read};
use crate::error::StoreError;
use crate::id::{Id, kinds};
use crate::sql::statements;
use crate::time::Time;
use crate::tx::Tx;

type RecallId = Id<kinds::Recall>;

statements! {
    CONCERNED = "SELECT t.id, t.kind, t.name, t.market, t.mail, t.language, t.receiver, t.created, t.version, n.units,
        k.units, k.mails, k.told FROM (SELECT q.partner AS partner, CAST(COUNT(*) AS INT8) AS units FROM recall_unit x
        JOIN unit_partner q ON q.unit = x.unit WHERE x.recall = ?1 GROUP BY q.partner) n JOIN partner t ON t.id = n.partner
        LEFT JOIN recall_told k ON k.recall = ?1 AND k.partner = t.id ORDER BY t.kind, t.name LIMIT ?2";
    SERIALS = "SELECT u.number, u.serial, p.name, l.label FROM recall_unit x
        JOIN unit_partner q ON q.unit = x.unit AND q.partner = ?2 JOIN unit u ON u.number = x.unit
        JOIN release l ON l.id = x.release JOIN part p ON p.id = x.part
        WHERE x.recall = ?1 AND x.unit > ?3 ORDER BY x.unit LIMIT ?4";
    TOLD = "INSERT INTO recall_told (recall, partner, units, mails, told) VALUES (?1, ?2, ?3, ?4, ?5)
        ON CONFLICT (recall, partner) DO NOTHING";
}

/// A partner with units of a recall.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToldPartner {
    /// Who.
    pub partner: Partner,
    /// How many units went to it.
    pub units: i64,
    /// Of how many it was told, in how many mails, and when; nothing: it was not.
    pub told: Option<(i64, i64, Time)>,
}

/// A unit that went to a partner: number, serial number, part and version.
type PartnerSerial = (i64, String, String, String);

impl Tx<'_> {
    /// Up to `limit` partners with units of a recall.
    ///
    /// # Errors
    /// When the database fails.
    pub fn recall_partners(&mut self, recall: RecallId, limit: i64) -> Result<Vec<ToldPartner>, StoreError> {
        self.rows(CONCERNED, &[recall.into(), limit.into()], |row| {
            let (units, mails, told) = (row.get::<Option<i64>>(10)?, row.get::<Option<i64>>(11)?, row.get(12)?);
            let told = units.zip(mails).zip(told).map(|((units, mails), told)| (units, mails, told));
            Ok(ToldPartner { partner: read(row)?, units: row.get(9)?, told })
        })
    }

    /// Up to `limit` units of a recall that went to a partner, with numbers above `after`.
    ///
    /// # Errors
    /// When the database fails.
    pub fn recall_serials(
        &mut self,
        recall: RecallId,
        partner: Id<kinds::Partner>,
        after: i64,
        limit: i64,
    ) -> Result<Vec<PartnerSerial>, StoreError> {
        self.rows(SERIALS, &[recall.into(), partner.into(), after.into(), limit.into()], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
        })
    }

    /// A partner was told of its units; false where that was so before.
    ///
    /// # Errors
    /// When the database fails.
    pub fn recall_told_put(
        &mut self,
        recall: RecallId,
        partner: Id<kinds::Partner>,
        (units, mails): (i64, i64),
        now: Time,
    ) -> Result<bool, StoreError> {
        Ok(self.execute(TOLD, &[recall.into(), partner.into(), units.into(), mails.into(), now.into()])? == 1)
    }
}

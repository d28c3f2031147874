//! Whom a notice is for: counted before it is sent, and fixed when it is.

use crate::error::StoreError;
use crate::id::{Id, kinds};
use crate::sql::statements;
use crate::time::Time;
use crate::tx::Tx;

/// The units of notice `?1`, in use, each once.
macro_rules! scope {
    () => {
        "owner_notice o CROSS JOIN (SELECT r.unit AS unit FROM owner_notice_release s JOIN unit_runs r ON r.release = s.release
            WHERE s.notice = ?1
        UNION SELECT a.unit FROM owner_notice n JOIN case_signal c ON c.case_id = n.case_id
            JOIN alert_unit a ON a.alert = c.alert WHERE n.id = ?1 AND n.base = 'case'
        UNION SELECT w.number FROM owner_notice n JOIN unit w ON w.product = n.product
            WHERE n.id = ?1 AND n.base = 'product') x JOIN unit u ON u.number = x.unit
        WHERE o.id = ?1 AND u.state IN ('expected', 'active') AND u.product = o.product
            AND (NOT EXISTS (SELECT 1 FROM owner_notice_market m WHERE m.notice = ?1)
            OR COALESCE(u.market, '-') IN (SELECT m.market FROM owner_notice_market m WHERE m.notice = ?1))"
    };
}

/// Whether unit `u` has a confirmed address of this way.
macro_rules! by {
    ($way:literal) => {
        concat!(
            "EXISTS (SELECT 1 FROM owner_contact c WHERE c.unit = u.number AND c.way = '",
            $way,
            "' AND \
                 c.confirmed IS NOT NULL)"
        )
    };
}

statements! {
    RELEASES_REMOVE = "DELETE FROM owner_notice_release WHERE notice = ?1";
    RELEASE = "INSERT INTO owner_notice_release (notice, release) VALUES (?1, ?2) ON CONFLICT DO NOTHING";
    RELEASES = "SELECT release FROM owner_notice_release WHERE notice = ?1 ORDER BY release";
    MARKETS_REMOVE = "DELETE FROM owner_notice_market WHERE notice = ?1";
    MARKET = "INSERT INTO owner_notice_market (notice, market) VALUES (?1, ?2) ON CONFLICT DO NOTHING";
    MARKETS = "SELECT market FROM owner_notice_market WHERE notice = ?1 ORDER BY market";
    COUNT = concat!("SELECT CAST(COUNT(*) AS INT8), CAST(COALESCE(SUM(r.unit), 0) AS INT8),
        CAST(COALESCE(SUM(r.mail), 0) AS INT8), CAST(COALESCE(SUM(r.webhook), 0) AS INT8),
        CAST(COALESCE(SUM(CASE WHEN r.unit + r.mail + r.webhook = 0 THEN 1 ELSE 0 END), 0) AS INT8) FROM
        (SELECT CASE WHEN u.public_key IS NULL THEN 0 ELSE 1 END AS unit,
        CASE WHEN ", by!("mail"), " THEN 1 ELSE 0 END AS mail,
        CASE WHEN ", by!("webhook"), " THEN 1 ELSE 0 END AS webhook FROM ", scope!(), ") r");
    FIX = concat!("INSERT INTO owner_notice_unit (notice, unit, since, told, kept, opened)
        SELECT o.id, u.number, CAST(?2 AS INT8), NULL, NULL, NULL FROM ", scope!());
    HOLDS = "SELECT CAST(1 AS INT8) FROM owner_notice o JOIN unit u ON u.number = ?2
        WHERE o.id = ?1 AND u.product = o.product AND u.state IN ('expected', 'active')
        AND (o.base = 'product' OR EXISTS (SELECT 1 FROM unit_runs r JOIN owner_notice_release s
        ON s.release = r.release AND s.notice = o.id WHERE r.unit = u.number)
        OR (o.base = 'case' AND EXISTS (SELECT 1 FROM alert_unit a JOIN case_signal c ON c.alert = a.alert
        WHERE a.unit = u.number AND c.case_id = o.case_id)))
        AND (NOT EXISTS (SELECT 1 FROM owner_notice_market m WHERE m.notice = o.id) OR EXISTS (SELECT 1
        FROM owner_notice_market m WHERE m.notice = o.id AND m.market = COALESCE(u.market, '-')))";
}

/// How many units a notice is for, and how many of them it can reach.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct NoticeReach {
    /// All of them.
    pub units: i64,
    /// Units that speak for themselves: they show it.
    pub by_unit: i64,
    /// Their owner left a mail address.
    pub by_mail: i64,
    /// Their owner left an address for a webhook.
    pub by_webhook: i64,
    /// Nothing of that.
    pub by_nothing: i64,
}

impl Tx<'_> {
    /// Sets the releases and the markets of a draft; no market: everywhere.
    ///
    /// # Errors
    /// When the database fails.
    pub fn owner_notice_scope(
        &mut self,
        id: Id<kinds::OwnerNotice>,
        releases: &[Id<kinds::Release>],
        markets: &[String],
    ) -> Result<(), StoreError> {
        self.execute(RELEASES_REMOVE, &[id.into()])?;
        for release in releases {
            self.execute(RELEASE, &[id.into(), (*release).into()])?;
        }
        self.execute(MARKETS_REMOVE, &[id.into()])?;
        for market in markets {
            self.execute(MARKET, &[id.into(), market.into()])?;
        }
        Ok(())
    }

    /// The releases of a notice.
    ///
    /// # Errors
    /// When the database fails.
    pub fn owner_notice_releases(&mut self, id: Id<kinds::OwnerNotice>) -> Result<Vec<Id<kinds::Release>>, StoreError> {
        self.rows(RELEASES, &[id.into()], |row| row.get(0))
    }

    /// The markets of a notice; none: everywhere.
    ///
    /// # Errors
    /// When the database fails.
    pub fn owner_notice_markets(&mut self, id: Id<kinds::OwnerNotice>) -> Result<Vec<String>, StoreError> {
        self.rows(MARKETS, &[id.into()], |row| row.get(0))
    }

    /// How many units a notice would be for now. It looks at each of them.
    ///
    /// # Errors
    /// When the database fails.
    pub fn owner_notice_reach(&mut self, id: Id<kinds::OwnerNotice>) -> Result<NoticeReach, StoreError> {
        let reach = self.optional(COUNT, &[id.into()], |row| {
            Ok(NoticeReach {
                units: row.get(0)?,
                by_unit: row.get(1)?,
                by_mail: row.get(2)?,
                by_webhook: row.get(3)?,
                by_nothing: row.get(4)?,
            })
        })?;
        Ok(reach.unwrap_or_default())
    }

    /// Fixes whom a notice is for; how many units.
    ///
    /// # Errors
    /// When that was done before, or the database fails.
    pub fn owner_notice_fix(&mut self, id: Id<kinds::OwnerNotice>, now: Time) -> Result<u64, StoreError> {
        self.execute(FIX, &[id.into(), now.into()])
    }

    /// Whether a unit is in the scope of a notice now, by its rule.
    ///
    /// # Errors
    /// When the database fails.
    pub fn owner_notice_holds(&mut self, id: Id<kinds::OwnerNotice>, unit: i64) -> Result<bool, StoreError> {
        Ok(self.optional(HOLDS, &[id.into(), unit.into()], |_| Ok(()))?.is_some())
    }
}

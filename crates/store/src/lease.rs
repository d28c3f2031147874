//! Leases: one process leads, and a paused former leader can do nothing.

use std::time::Duration;

use crate::error::StoreError;
use crate::sql::statements;
use crate::time::Time;
use crate::tx::Tx;

statements! {
    GET = "SELECT holder, epoch, until FROM lease WHERE name = ?1";
    FIRST = "INSERT INTO lease (name, holder, epoch, until) VALUES (?1, ?2, 1, ?3)";
    RENEW = "UPDATE lease SET until = ?3 WHERE name = ?1 AND epoch = ?2";
    TAKE = "UPDATE lease SET holder = ?2, epoch = epoch + 1, until = ?3 WHERE name = ?1 AND epoch = ?4";
    RELEASE = "UPDATE lease SET until = 0 WHERE name = ?1 AND epoch = ?2";
    EPOCH = "SELECT epoch FROM lease WHERE name = ?1";
}

/// How far the clocks of two processes may differ.
const SKEW: Duration = Duration::from_secs(60);

/// A lease that was taken. The epoch decides; the time only says when others may try.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lease {
    /// What it leads.
    pub name: &'static str,
    /// Rises with each takeover.
    pub epoch: i64,
}

impl Tx<'_> {
    /// Takes or renews the lease `name` for `holder`; nothing while somebody else holds it. One that lasts longer than
    /// any can was taken before a clock was set back, and counts no more.
    ///
    /// # Errors
    /// When the database fails.
    pub fn lease_take(
        &mut self,
        name: &'static str,
        holder: [u8; 16],
        now: Time,
        span: Duration,
    ) -> Result<Option<Lease>, StoreError> {
        let until = now.after(span);
        let found = self.optional(GET, &[name.into()], |row| {
            Ok((row.get::<[u8; 16]>(0)?, row.get::<i64>(1)?, row.get::<Time>(2)?))
        })?;
        match found {
            None => {
                self.execute(FIRST, &[name.into(), holder.as_slice().into(), until.into()])?;
                Ok(Some(Lease { name, epoch: 1 }))
            }
            Some((by, epoch, _)) if by == holder => {
                self.execute(RENEW, &[name.into(), epoch.into(), until.into()])?;
                Ok(Some(Lease { name, epoch }))
            }
            Some((_, epoch, old)) if old < now || old > until.after(SKEW) => {
                self.execute(TAKE, &[name.into(), holder.as_slice().into(), until.into(), epoch.into()])?;
                Ok(Some(Lease { name, epoch: epoch + 1 }))
            }
            Some(_) => Ok(None),
        }
    }

    /// Refuses the transaction where the lease was taken over since.
    ///
    /// # Errors
    /// [`StoreError::LeaseLost`], or when the database fails.
    pub fn lease_check(&mut self, lease: &Lease) -> Result<(), StoreError> {
        let epoch: Option<i64> = self.optional(EPOCH, &[lease.name.into()], |row| row.get(0))?;
        if epoch == Some(lease.epoch) { Ok(()) } else { Err(StoreError::LeaseLost(lease.name.to_owned())) }
    }

    /// Gives a lease back, so that another process need not wait.
    ///
    /// # Errors
    /// When the database fails.
    pub fn lease_release(&mut self, lease: &Lease) -> Result<(), StoreError> {
        self.execute(RELEASE, &[lease.name.into(), lease.epoch.into()]).map(drop)
    }
}

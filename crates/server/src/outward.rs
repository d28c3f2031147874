//! Whether a server speaks to others: decided once, when it is opened. A copy on which something is tried speaks to nobody.
//!
//! Whatever sends something asks for [`Leave`] first, and what opens a socket to somebody outside takes it as an argument:
//! there is no other way to have one.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

/// A way out of the house.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Way {
    /// To a mail server.
    Mail,
    /// To a receiver of syslog.
    Syslog,
    /// To a webhook.
    Webhook,
    /// To the watcher outside.
    Heartbeat,
    /// To a source of advisories.
    Feed,
}

impl Way {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Mail, Self::Syslog, Self::Webhook, Self::Heartbeat, Self::Feed];

    /// Its word.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Mail => "mail",
            Self::Syslog => "syslog",
            Self::Webhook => "webhook",
            Self::Heartbeat => "heartbeat",
            Self::Feed => "feed",
        }
    }
}

impl From<steadfast_store::Way> for Way {
    fn from(way: steadfast_store::Way) -> Self {
        match way {
            steadfast_store::Way::Mail => Self::Mail,
            steadfast_store::Way::Syslog => Self::Syslog,
        }
    }
}

/// All ways out of a server, open or shut. Clones share it.
#[derive(Clone, Debug, Default)]
pub struct Outward {
    /// What would have gone out; nothing: everything goes out.
    kept: Option<Arc<Mutex<BTreeMap<Way, u64>>>>,
}

/// Leave to speak to somebody outside. Only [`Outward::leave`] gives it.
#[derive(Debug)]
pub struct Leave(());

/// Nothing leaves the house.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this is a drill on a copy: nothing leaves the house")]
pub struct Shut;

impl Outward {
    /// Every way is shut, and what would have gone out is counted.
    #[must_use]
    pub fn shut() -> Self {
        Self { kept: Some(Arc::default()) }
    }

    /// Whether every way is shut.
    #[must_use]
    pub fn is_shut(&self) -> bool {
        self.kept.is_some()
    }

    /// Leave for one thing to go out that way; where it is shut, that is counted.
    ///
    /// # Errors
    /// When every way is shut.
    pub fn leave(&self, way: Way) -> Result<Leave, Shut> {
        let Some(kept) = &self.kept else { return Ok(Leave(())) };
        *kept.lock().unwrap_or_else(PoisonError::into_inner).entry(way).or_default() += 1;
        Err(Shut)
    }

    /// What would have gone out, by its way.
    #[must_use]
    pub fn kept(&self) -> BTreeMap<Way, u64> {
        let kept = self.kept.as_ref();
        kept.map(|kept| kept.lock().unwrap_or_else(PoisonError::into_inner).clone()).unwrap_or_default()
    }

    /// Counts from nothing.
    pub fn forget(&self) {
        if let Some(kept) = &self.kept {
            kept.lock().unwrap_or_else(PoisonError::into_inner).clear();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_open_lets_everything_out_and_what_is_shut_counts_it() {
        let open = Outward::default();
        assert!(open.leave(Way::Mail).is_ok() && open.kept().is_empty() && !open.is_shut());
        let shut = Outward::shut();
        let same = shut.clone();
        assert!(Way::ALL.iter().all(|way| same.leave(*way).is_err()));
        assert_eq!(same.leave(Way::Mail).err(), Some(Shut));
        assert_eq!(shut.kept().values().sum::<u64>(), 6);
        shut.forget();
        assert!(same.kept().is_empty());
    }
}

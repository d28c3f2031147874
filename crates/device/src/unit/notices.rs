//! What the manufacturer tells the owner, as it comes and as it is read.

use steadfast_monitor::event::{MakerNotice, MakerStep, What};
use steadfast_protocol::{NoticeReached, NoticeStep, OwnerNotice};

use super::{ChangeError, Unit};
use crate::notices::Notices;
use crate::outside::{Clock, Random, Storage, StorageError};

impl<S: Storage + Clone, C: Clock, R: Random> Unit<S, C, R> {
    /// What the manufacturer told.
    #[must_use]
    pub fn notices(&self) -> &Notices {
        &self.notices
    }

    /// Takes what the server's answer tells the owner, and states what is kept. Whether anything is new. What it tells although
    /// it is kept is stated anew, where the statement does not wait to be sent: the server has none.
    ///
    /// # Errors
    /// When it cannot be kept: the next answer tells it again.
    pub fn told_by_maker(&mut self, told: &[OwnerNotice]) -> Result<bool, StorageError> {
        if self.is_locked() {
            return Ok(false);
        }
        let now = self.now();
        let new = self.notices.take(&self.storage, told, now)?;
        for notice in &new {
            self.note_notice(MakerStep::Told, notice, None);
        }
        for notice in told {
            if self.notices.find(&notice.id).is_some() && !self.states(&notice.id) {
                self.state_notice(&notice.id, NoticeStep::Kept)?;
            }
        }
        Ok(!new.is_empty())
    }

    /// An owner read it, and lets the manufacturer know. Whether there was such a notice, unread.
    ///
    /// # Errors
    /// When nobody owns the unit, or it cannot be kept.
    pub fn open_notice(&mut self, id: &str, by: &str) -> Result<bool, ChangeError> {
        self.owned()?;
        let unread = self.notices.unread().find(|one| one.notice.id == id);
        let Some(notice) = unread.map(|one| one.notice.clone()) else { return Ok(false) };
        let (time, step) = (self.now(), Some(NoticeStep::Opened));
        // Where the power goes between the two, it is said twice, which counts once.
        self.state(|unit, number| NoticeReached { unit, number, time, notice: id.to_owned(), step })?;
        self.notices.open(&self.storage, id, time)?;
        self.note_notice(MakerStep::Opened, &notice, Some(by));
        Ok(true)
    }

    /// Whether a statement about a notice waits to be sent.
    fn states(&self, id: &str) -> bool {
        self.outbox.find::<NoticeReached>(|said| said.notice == id).is_some()
    }

    /// States how far a notice came, to the server alone: it is no receipt of something that the owner did.
    fn state_notice(&mut self, id: &str, step: NoticeStep) -> Result<(), StorageError> {
        let (key, time) = (self.identity.key(), self.now());
        let Some(unit) = self.life.unit.clone() else { return Ok(()) };
        let (notice, step) = (id.to_owned(), Some(step));
        self.outbox.say(&self.storage, &key, |number| NoticeReached { unit, number, time, notice, step }).map(drop)
    }

    fn note_notice(&mut self, step: MakerStep, notice: &OwnerNotice, by: Option<&str>) {
        let title = notice.texts.first().map(|text| text.title.as_str().into());
        let (step, notice, by) = (Some(step), Some(notice.id.as_str().into()), by.map(Into::into));
        self.record(What::MakerNotice(MakerNotice { step, notice, title, by }));
    }
}

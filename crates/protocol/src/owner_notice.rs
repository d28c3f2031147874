//! What the manufacturer tells the owner of a unit, and what the unit states of it.

use minicbor::{Decode, Encode};

use crate::{Message, Seconds};

/// The most notices that one answer brings; the rest comes with the next ones.
pub const MOST_NOTICES: usize = 4;

/// Bytes of the longest text in one language: title, what happened and what to do together.
pub const MOST_NOTICE_TEXT: usize = 2 << 10;

/// The most languages of one notice.
pub const MOST_NOTICE_LANGUAGES: usize = 4;

/// Bytes of the longest address.
pub const MOST_NOTICE_ADDRESS: usize = 300;

/// Something that whoever owns the unit is to know of its security (Article 14(8); Annex I, Part II, points (4) and (8)).
/// It is text for people: nothing on a unit changes because of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct OwnerNotice {
    /// Its id: `onn_…`.
    #[n(0)]
    pub id: String,
    /// When the manufacturer sent it.
    #[n(1)]
    pub time: Seconds,
    /// The same in several languages, the one that serves everybody first.
    #[n(2)]
    pub texts: Vec<NoticeText>,
    /// How grave it is; nothing: a word that came after this reader.
    #[n(3)]
    pub gravity: Option<Gravity>,
    /// Where there is more: an https address.
    #[n(4)]
    pub address: Option<String>,
    /// The notice in whose place it comes: `onn_…`.
    #[n(5)]
    pub corrects: Option<String>,
}

/// A notice in one language.
#[derive(Clone, Debug, Default, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct NoticeText {
    /// The language (BCP 47).
    #[n(0)]
    pub language: String,
    /// In a line.
    #[n(1)]
    pub title: String,
    /// What happened.
    #[n(2)]
    pub happened: String,
    /// What the owner can do.
    #[n(3)]
    pub advice: String,
}

/// How grave it is for the owner.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Encode, Decode)]
pub enum Gravity {
    /// Good to know.
    #[n(0)]
    Information,
    /// Worth doing something about soon.
    #[n(1)]
    Important,
    /// Worth doing something about now.
    #[n(2)]
    Urgent,
}

impl OwnerNotice {
    /// Whether it is within what a unit keeps: with a text, and none too long.
    #[must_use]
    pub fn is_within(&self) -> bool {
        let address = self.address.as_deref().unwrap_or("https://");
        !self.texts.is_empty()
            && self.texts.len() <= MOST_NOTICE_LANGUAGES
            && self.texts.iter().all(NoticeText::is_within)
            && is_id(&self.id)
            && self.corrects.as_deref().is_none_or(is_id)
            && address.starts_with("https://")
            && address.len() <= MOST_NOTICE_ADDRESS
    }

    /// The text in a language; where there is none, the first.
    #[must_use]
    pub fn text(&self, language: &str) -> Option<&NoticeText> {
        self.texts.iter().find(|text| text.language == language).or(self.texts.first())
    }
}

impl NoticeText {
    fn is_within(&self) -> bool {
        let length = self.title.len() + self.happened.len() + self.advice.len();
        !self.title.is_empty() && length <= MOST_NOTICE_TEXT && self.language.len() <= 16
    }
}

fn is_id(id: &str) -> bool {
    id.starts_with("onn_") && id.len() <= 64
}

/// How far a notice came on a unit. It is the unit's own word; a manipulated one may say anything.
#[derive(Clone, Debug, Default, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct NoticeReached {
    /// The unit: `unt_…`. Shown by another one, it says nothing.
    #[n(0)]
    pub unit: String,
    /// The unit's statements count from 1.
    #[n(1)]
    pub number: u64,
    /// When, by the unit's clock.
    #[n(2)]
    pub time: Seconds,
    /// The notice: `onn_…`.
    #[n(3)]
    pub notice: String,
    /// How far; nothing: a word that came after this reader.
    #[n(4)]
    pub step: Option<NoticeStep>,
}

impl Message for NoticeReached {
    const TYPE: &'static str = "application/vnd.steadfast.notice-reached.v1+cbor";
}

/// How far a notice came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Encode, Decode)]
pub enum NoticeStep {
    /// The unit keeps it, and shows it to whoever logs in.
    #[n(0)]
    Kept,
    /// An owner opened it, and said that they read it.
    #[n(1)]
    Opened,
}

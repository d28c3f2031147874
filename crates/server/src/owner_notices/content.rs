//! What a notice says, and whom it is for, as staff decide it.

use serde::{Deserialize, Serialize};
use steadfast_protocol::{Gravity, MOST_NOTICE_ADDRESS, MOST_NOTICE_TEXT, NoticeText};
use steadfast_store::{Id, NoticeBase, kinds, storable};
use utoipa::ToSchema;

use crate::cases::error::CaseError;
use crate::fleet::market;
use crate::http::refused::RefusedField;

/// A notice in one language.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// In a line.
    pub title: String,
    /// What happened.
    pub happened: String,
    /// What the owner can do.
    pub advice: String,
}

/// What a notice says. Everybody may read it: it names no finder and no household.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Content {
    /// In English.
    pub en: Words,
    /// In German.
    pub de: Words,
    /// `information`, `important` or `urgent`.
    pub gravity: String,
    /// Where there is more: an https address; empty: nowhere.
    #[serde(default)]
    pub address: String,
}

/// Whom a notice is for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Scope {
    /// `releases` (units that run one of them), `case` (those of the case), or `product` (all of its units).
    pub base: String,
    /// The releases: `rel_…`. Of a case they are known.
    #[serde(default)]
    pub releases: Vec<String>,
    /// Only units that were made available in these Member States (`-`: nobody has said where); none: everywhere.
    #[serde(default)]
    pub markets: Vec<String>,
    /// Whether units are told too that come into the scope after it was sent.
    #[serde(default)]
    pub later: bool,
}

/// A scope that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ReadScope {
    pub(crate) base: NoticeBase,
    pub(crate) releases: Vec<Id<kinds::Release>>,
    pub(crate) markets: Vec<String>,
    pub(crate) later: bool,
}

pub(super) const TITLE: RefusedField =
    RefusedField::new("title", "notice-title", "a title has 3 to 200 characters, in each language");
pub(super) const TEXT: RefusedField = RefusedField::new(
    "happened",
    "notice-text",
    "say what happened and what to do; title and texts of one language have at most 2048 bytes together",
);
pub(super) const GRAVITY: RefusedField =
    RefusedField::new("gravity", "no-such-gravity", "gravity is information, important or urgent");
pub(super) const ADDRESS: RefusedField =
    RefusedField::new("address", "notice-address", "address is an https address of at most 300 characters, or empty");
pub(super) const BASE: RefusedField =
    RefusedField::new("base", "no-such-scope", "base is releases, case or product; of releases name at least one");
pub(super) const RELEASES: RefusedField =
    RefusedField::new("releases", "not-of-product", "name releases of the case's product: rel_…");
pub(super) const MARKETS: RefusedField = RefusedField::new(
    "markets",
    "no-such-markets",
    "name Member States by two letters, or - for where nobody has said",
);

/// The codes of what is not taken: each has its words on pages.
pub const REFUSALS: [&str; 7] =
    [TITLE.code, TEXT.code, GRAVITY.code, ADDRESS.code, BASE.code, RELEASES.code, MARKETS.code];

/// The most releases of one scope.
const MOST_RELEASES: usize = 500;

impl Words {
    /// As it travels, in a language.
    pub(super) fn text(&self, language: &str) -> NoticeText {
        NoticeText {
            language: language.to_owned(),
            title: self.title.clone(),
            happened: self.happened.clone(),
            advice: self.advice.clone(),
        }
    }

    fn clean(&self) -> Self {
        let clean = |text: &str| -> String {
            storable(text.trim()).chars().filter(|letter| !letter.is_control() || *letter == '\n').collect()
        };
        let title = clean(&self.title).replace('\n', " ");
        Self { title, happened: clean(&self.happened), advice: clean(&self.advice) }
    }

    fn length(&self) -> usize {
        self.title.len() + self.happened.len() + self.advice.len()
    }
}

/// How grave, by its word.
pub(super) fn gravity(word: &str) -> Option<Gravity> {
    Some(match word {
        "information" => Gravity::Information,
        "important" => Gravity::Important,
        "urgent" => Gravity::Urgent,
        _ => return None,
    })
}

impl Content {
    /// What was kept; nothing where a newer program wrote it.
    pub(crate) fn kept(text: &str) -> Option<Self> {
        serde_json::from_str(text).ok()
    }

    /// As it is kept. Text alone: there is nothing in it that could fail to become JSON.
    pub(crate) fn to_kept(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// The same without what no page can show, where units take it.
    ///
    /// # Errors
    /// When something is not taken.
    pub fn taken(&self) -> Result<Self, CaseError> {
        let (en, de, address) = (self.en.clean(), self.de.clean(), self.address.trim().to_owned());
        let (mut refused, each) = (Vec::new(), [&en, &de]);
        if each.iter().any(|words| !(3..=200).contains(&words.title.chars().count())) {
            refused.push(TITLE);
        }
        if each.iter().any(|words| words.happened.is_empty() || words.length() > MOST_NOTICE_TEXT) {
            refused.push(TEXT);
        }
        if gravity(&self.gravity).is_none() {
            refused.push(GRAVITY);
        }
        if !(address.is_empty() || is_address(&address)) {
            refused.push(ADDRESS);
        }
        let content = Self { en, de, gravity: self.gravity.clone(), address };
        if refused.is_empty() { Ok(content) } else { Err(CaseError::Fields(refused)) }
    }
}

fn is_address(text: &str) -> bool {
    let is_plain = text.bytes().all(|byte| byte.is_ascii_graphic());
    text.starts_with("https://") && text.len() > 8 && text.len() <= MOST_NOTICE_ADDRESS && is_plain
}

impl Scope {
    /// Reads it. Whether its releases are of the product, the transaction says.
    pub(super) fn read(&self) -> Result<ReadScope, CaseError> {
        let base = self.base.parse::<NoticeBase>().map_err(|_| BASE)?;
        let releases: Result<Vec<_>, _> = self.releases.iter().map(|text| text.parse()).collect();
        let releases = releases.map_err(|_| RELEASES)?;
        let is_market = |text: &String| text == "-" || market::read(text).is_some_and(|known| known == text);
        if !self.markets.iter().all(is_market) {
            return Err(MARKETS.into());
        }
        if releases.len() > MOST_RELEASES {
            return Err(RELEASES.into());
        }
        if base == NoticeBase::Releases && releases.is_empty() {
            return Err(BASE.into());
        }
        Ok(ReadScope { base, releases, markets: self.markets.clone(), later: self.later })
    }
}

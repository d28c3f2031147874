//! What the maker says to finders: where to turn to, the policy, how fast staff answer.

use serde::{Deserialize, Serialize};
use steadfast_formats::security_txt::{is_address, is_language};
use steadfast_store::{StoreError, Time, Tx};
use utoipa::ToSchema;

use super::error::ReportError;
use super::fields::{BASE, CONTACT, Checked, DAYS, ENCRYPTION, LANGUAGES, POLICY, line, lines};
use crate::act::{Ask, Fact};
use crate::advisories::key;
use crate::app::App;

const SETTING: &str = "disclosure";
const LONGEST_POLICY: usize = 20_000;
const MOST: usize = 8;
/// How long `security.txt` is good for after a renewal: less than the year of RFC 9116, section 2.5.5.
const GOOD: i64 = 350 * 86_400_000_000;
/// So early before its end somebody is told to renew it; in microseconds.
pub const SOON: i64 = 30 * 86_400_000_000;

/// What staff decide about disclosure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Disclosure {
    /// The address by which the world reaches this server, without a slash at its end.
    pub base: String,
    /// Besides the form of this server: where finders can turn to, as `security.txt` has it.
    pub contact: Vec<String>,
    /// Keys to write encrypted to.
    pub encryption: Vec<String>,
    /// Languages that are read.
    pub languages: Vec<String>,
    /// The policy in English; empty: the one that comes with the program.
    pub policy_en: String,
    /// The same in German.
    pub policy_de: String,
    /// Within how many working days staff mean to acknowledge a report.
    pub acknowledge_days: u8,
}

impl Default for Disclosure {
    fn default() -> Self {
        Self {
            base: String::new(),
            contact: Vec::new(),
            encryption: Vec::new(),
            languages: vec!["en".to_owned(), "de".to_owned()],
            policy_en: String::new(),
            policy_de: String::new(),
            acknowledge_days: 2,
        }
    }
}

/// What is kept: that, and until when `security.txt` is good.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Kept {
    /// What staff decided.
    pub disclosure: Disclosure,
    /// When `security.txt` ends; nothing: nobody published one.
    pub expires: Option<Time>,
}

impl Disclosure {
    /// As it is kept, without what no page can show.
    fn taken(self) -> Result<Self, ReportError> {
        let mut checked = Checked::default();
        let each = |values: Vec<String>| -> Vec<String> {
            values.iter().map(|value| line(value)).filter(|value| !value.is_empty()).collect()
        };
        let new = Self {
            base: line(&self.base).trim_end_matches('/').to_owned(),
            contact: each(self.contact),
            encryption: each(self.encryption),
            languages: each(self.languages),
            policy_en: lines(&self.policy_en),
            policy_de: lines(&self.policy_de),
            acknowledge_days: self.acknowledge_days,
        };
        let all = |field: &str, values: &[String]| {
            values.len() <= MOST && values.iter().all(|value| value.len() <= 200 && is_address(field, value))
        };
        checked.must(is_base(&new.base), BASE);
        checked.must(all("Contact", &new.contact), CONTACT);
        checked.must(all("Encryption", &new.encryption), ENCRYPTION);
        checked.must(new.languages.len() <= MOST && new.languages.iter().all(|one| is_language(one)), LANGUAGES);
        let longest = new.policy_en.chars().count().max(new.policy_de.chars().count());
        checked.must(longest <= LONGEST_POLICY, POLICY);
        checked.must((1..=10).contains(&new.acknowledge_days), DAYS);
        checked.taken(new)
    }
}

/// Scheme, host and perhaps a port: nothing behind.
fn is_base(text: &str) -> bool {
    let host = text.strip_prefix("https://").unwrap_or_default();
    text.is_empty() || (text.len() <= 200 && is_address("Canonical", text) && !host.contains(['/', '?', '#', '@']))
}

/// What holds now.
///
/// # Errors
/// When the database fails.
pub fn kept(tx: &mut Tx<'_>) -> Result<Kept, StoreError> {
    let text = tx.setting(SETTING)?;
    // What an older program wrote is completed; what nobody can read was written by none of ours.
    Ok(text.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default())
}

fn keep(tx: &mut Tx<'_>, new: &Kept) -> Result<(), ReportError> {
    Ok(tx.setting_put(SETTING, &serde_json::to_string(new)?)?)
}

/// Changes what finders are told.
///
/// # Errors
/// When something is not taken, or it is not allowed.
pub async fn change(app: &App, ask: Ask, new: Disclosure) -> Result<(), ReportError> {
    let new = new.taken()?;
    app.act::<_, ReportError, _>(ask, move |tx, _| {
        let old = kept(tx)?;
        let own = |text: &str| if text.is_empty() { "default" } else { "own" };
        let fact = Fact::new("disclosure-changed", &"disclosure")
            .with("acknowledge_days", new.acknowledge_days)
            .with("contacts", new.contact.len())
            .with("languages", new.languages.join(" "))
            .with("policy_en", own(&new.policy_en))
            .with("policy_de", own(&new.policy_de));
        keep(tx, &Kept { disclosure: new.clone(), ..old })?;
        Ok(((), fact))
    })
    .await?;
    Ok(())
}

/// Publishes `security.txt`, or says again that what it says holds: somebody looked at it.
///
/// # Errors
/// When there is no address to publish it under, or it is not allowed.
pub async fn renew(app: &App, ask: Ask) -> Result<Time, ReportError> {
    let fallback = app.config.address();
    let done = app.act::<_, ReportError, _>(ask, move |tx, at| {
        let old = kept(tx)?;
        let base = base(&old.disclosure, &fallback).ok_or(BASE)?;
        let expires = Time(at.now.0 + GOOD);
        keep(tx, &Kept { expires: Some(expires), ..old })?;
        key::settle_name(tx)?;
        let fact = Fact::new("security-txt-renewed", &"disclosure");
        Ok((expires, fact.with("expires", expires.to_string()).with("base", base)))
    });
    Ok(done.await?.answer)
}

/// The address by which the world reaches this server: what staff say, else what the settings of the process say, where that
/// is one of the web's.
#[must_use]
pub fn base(disclosure: &Disclosure, fallback: &str) -> Option<String> {
    let said = if disclosure.base.is_empty() { fallback } else { &disclosure.base };
    (!said.is_empty() && is_base(said)).then(|| said.to_owned())
}

/// When somebody published it that ends then.
#[must_use]
pub(super) const fn renewed(expires: Time) -> Time {
    Time(expires.0 - GOOD)
}

/// Whether `security.txt` ends soon, or ended.
#[must_use]
pub fn ends_soon(expires: Time, now: Time) -> bool {
    expires.0 - now.0 <= SOON
}

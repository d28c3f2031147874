//! The rules of the assistant for substantial modifications: ours, each with its reason and confidence.

use serde::{Serialize, Serializer};

use super::{Change, Components, How};
use crate::file::Confidence::{self, High, Low, Medium};

/// Whether something is a substantial modification.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub enum Likely {
    /// Likely none.
    #[serde(rename = "no-likely")]
    No,
    /// It cannot be told from the files: people have to look.
    #[serde(rename = "unclear")]
    Unclear,
    /// Likely one.
    #[serde(rename = "yes-likely")]
    Yes,
}

/// Why: a word that stays as it is, by which other languages have a sentence, and the sentence in English.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reason {
    /// The word, in kebab-case.
    pub code: &'static str,
    /// The sentence.
    pub text: &'static str,
}

impl Reason {
    const fn new(code: &'static str, text: &'static str) -> Self {
        Self { code, text }
    }
}

/// As its sentence.
impl Serialize for Reason {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.text)
    }
}

/// What a kind of change means.
pub type Rule = (Likely, Reason, Confidence);

pub(super) const PURPOSE: Rule = (
    Likely::Yes,
    Reason::new("purpose", "the intended purpose is otherwise; where only its words are, this is none"),
    Medium,
);
pub(super) const CATEGORY: Rule = (
    Likely::Yes,
    Reason::new("category", "another category means another core function, or an assessment that was wrong"),
    Medium,
);
pub(super) const USE: Rule = (
    Likely::Unclear,
    Reason::new("use", "the conditions of use that the assessment rests on are otherwise; look whether risks are new"),
    Medium,
);
pub(super) const NEW_DOOR: Rule = (
    Likely::Yes,
    Reason::new("new-door", "a new way in over a network widens the attack surface (Annex I Part I (2)(j))"),
    Medium,
);
pub(super) const NEW_SLOT: Rule = (
    Likely::Unclear,
    Reason::new("new-slot", "a new interface; nobody reaches it over a network, so look whether risks are new"),
    Medium,
);
pub(super) const WIDER: Rule =
    (Likely::Yes, Reason::new("wider", "more people can reach the interface than was assessed"), Medium);
pub(super) const DOOR_CHANGED: Rule = (
    Likely::Unclear,
    Reason::new("door-changed", "an interface is otherwise; look whether what protects it is as strong"),
    Medium,
);
pub(super) const UNGUARDED: Rule = (
    Likely::Yes,
    Reason::new("unguarded", "nobody has to say who they are any more at an interface (Annex I Part I (2)(d))"),
    High,
);
pub(super) const LESS: Rule = (Likely::No, Reason::new("less", "what is not there cannot be attacked"), High);
pub(super) const NEW_DATA: Rule = (
    Likely::Unclear,
    Reason::new("new-data", "more data that need protection; look whether they belong to the same purpose"),
    Medium,
);
pub(super) const HARMLESS_DATA: Rule =
    (Likely::No, Reason::new("harmless-data", "data whose disclosure harms nobody"), Medium);
pub(super) const RELIANCE: Rule = (
    Likely::Unclear,
    Reason::new("reliance", "the product relies on something new far away; look whether risks are new"),
    Medium,
);
pub(super) const RELIED_ON: Rule = (
    Likely::Unclear,
    Reason::new("relied-on", "a remote part or service is gone; look whether something that protects relied on it"),
    Medium,
);
pub(super) const CONTROL_GONE: Rule = (
    Likely::Yes,
    Reason::new("control-gone", "what protected is not there any more, and whether Annex I is met may depend on it"),
    Medium,
);
pub(super) const CONTROL_CHANGED: Rule =
    (Likely::Unclear, Reason::new("control-changed", "what protects is otherwise; look whether it is as strong"), Low);
pub(super) const SAFER: Rule =
    (Likely::No, Reason::new("safer", "it lowers the risk and leaves the purpose alone (recital 39)"), High);
pub(super) const RISK_UP: Rule =
    (Likely::Yes, Reason::new("risk-up", "a risk that was assessed is higher than it was"), Medium);
pub(super) const THREAT_FOUND: Rule = (
    Likely::Unclear,
    Reason::new("threat-found", "a threat that was not named before: new by this change, or only found now?"),
    Low,
);
pub(super) const THREAT_CHANGED: Rule =
    (Likely::Unclear, Reason::new("threat-changed", "a threat is treated otherwise; look whether as well"), Low);
pub(super) const EXEMPTED: Rule = (
    Likely::Unclear,
    Reason::new("exempted", "a requirement is said not to apply any more; the product may meet it no longer"),
    Medium,
);
pub(super) const MANUAL: Rule = (
    Likely::Yes,
    Reason::new("manual", "security updates do not install by themselves any more (Annex I Part I (2)(c))"),
    Medium,
);
pub(super) const UPDATES: Rule =
    (Likely::Unclear, Reason::new("updates", "updates work otherwise; look whether as well"), Medium);
pub(super) const PROMISE: Rule = (
    Likely::No,
    Reason::new(
        "promise",
        "a promise and no property of the product; what was promised for units that are sold still binds",
    ),
    Medium,
);
pub(super) const PAPER: Rule =
    (Likely::No, Reason::new("paper", "it says something of the product and changes nothing in it"), High);
const EXCHANGED: Rule = (
    Likely::Unclear,
    Reason::new("exchanged", "components came or went: exchanged for newer ones, or for what they can do?"),
    Low,
);

/// Every rule, for the documentation.
pub const RULES: [(&str, Rule); 25] = [
    ("intended purpose changed", PURPOSE),
    ("category changed", CATEGORY),
    ("use, environment or essential functions changed", USE),
    ("interface added that a network reaches", NEW_DOOR),
    ("other interface added", NEW_SLOT),
    ("interface reaches more people", WIDER),
    ("interface without authentication now", UNGUARDED),
    ("interface changed otherwise", DOOR_CHANGED),
    ("something removed", LESS),
    ("data added", NEW_DATA),
    ("public data added", HARMLESS_DATA),
    ("remote part or service added or changed", RELIANCE),
    ("remote part or service removed", RELIED_ON),
    ("control removed", CONTROL_GONE),
    ("control changed", CONTROL_CHANGED),
    ("control or evidence added, exemption taken back", SAFER),
    ("likelihood or impact raised", RISK_UP),
    ("threat added", THREAT_FOUND),
    ("threat treated otherwise", THREAT_CHANGED),
    ("requirement exempted", EXEMPTED),
    ("updates not automatic any more", MANUAL),
    ("updates work otherwise", UPDATES),
    ("support period changed", PROMISE),
    ("contact, papers changed", PAPER),
    ("components came or went", EXCHANGED),
];

pub(super) fn change(what: String, how: How, says: String, rule: Rule) -> Change {
    let (substantial, reason, confidence) = rule;
    Change { what, how, says, substantial, reason, confidence }
}

pub(super) fn of_components(components: Components) -> Option<Change> {
    let says = format!("{} came, {} went", components.added, components.removed);
    let how = if components.added > 0 { How::Changed } else { How::Removed };
    let rule = if components.added > 0 { EXCHANGED } else { LESS };
    (components.added + components.removed > 0).then(|| change("components".to_owned(), how, says, rule))
}

const WHOLE_YES: Reason = Reason::new(
    "whole-yes",
    "at least one change likely affects whether Annex I Part I is met, or the intended purpose",
);
const WHOLE_UNCLEAR: Reason = Reason::new(
    "whole-unclear",
    "no change is likely to be one by itself, and at least one has to be looked at by people",
);
const WHOLE_SAME: Reason = Reason::new("whole-same", "the files say the same");
const WHOLE_NO: Reason = Reason::new("whole-no", "every change lowers the risk, or leaves the product as it is");

/// Reasons for all of it together.
pub const WHOLE: [Reason; 4] = [WHOLE_YES, WHOLE_UNCLEAR, WHOLE_SAME, WHOLE_NO];

pub(super) const fn verdict(substantial: Likely, is_empty: bool) -> Reason {
    match substantial {
        Likely::Yes => WHOLE_YES,
        Likely::Unclear => WHOLE_UNCLEAR,
        Likely::No if is_empty => WHOLE_SAME,
        Likely::No => WHOLE_NO,
    }
}

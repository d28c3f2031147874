//! The rules of the assistant for substantial modifications: ours, each with its reason and confidence.

use serde::Serialize;

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

/// What a kind of change means.
pub type Rule = (Likely, &'static str, Confidence);

pub(super) const PURPOSE: Rule =
    (Likely::Yes, "the intended purpose is otherwise; where only its words are, this is none", Medium);
pub(super) const CATEGORY: Rule =
    (Likely::Yes, "another category means another core function, or an assessment that was wrong", Medium);
pub(super) const USE: Rule = (
    Likely::Unclear,
    "the conditions of use that the assessment rests on are otherwise; look whether risks are new",
    Medium,
);
pub(super) const NEW_DOOR: Rule =
    (Likely::Yes, "a new way in over a network widens the attack surface (Annex I Part I (2)(j))", Medium);
pub(super) const NEW_SLOT: Rule =
    (Likely::Unclear, "a new interface; nobody reaches it over a network, so look whether risks are new", Medium);
pub(super) const WIDER: Rule = (Likely::Yes, "more people can reach the interface than was assessed", Medium);
pub(super) const DOOR_CHANGED: Rule =
    (Likely::Unclear, "an interface is otherwise; look whether what protects it is as strong", Medium);
pub(super) const UNGUARDED: Rule =
    (Likely::Yes, "nobody has to say who they are any more at an interface (Annex I Part I (2)(d))", High);
pub(super) const LESS: Rule = (Likely::No, "what is not there cannot be attacked", High);
pub(super) const NEW_DATA: Rule =
    (Likely::Unclear, "more data that need protection; look whether they belong to the same purpose", Medium);
pub(super) const HARMLESS_DATA: Rule = (Likely::No, "data whose disclosure harms nobody", Medium);
pub(super) const RELIANCE: Rule =
    (Likely::Unclear, "the product relies on something new far away; look whether risks are new", Medium);
pub(super) const CONTROL_GONE: Rule =
    (Likely::Yes, "what protected is not there any more, and whether Annex I is met may depend on it", Medium);
pub(super) const CONTROL_CHANGED: Rule =
    (Likely::Unclear, "what protects is otherwise; look whether it is as strong", Low);
pub(super) const SAFER: Rule = (Likely::No, "it lowers the risk and leaves the purpose alone (recital 39)", High);
pub(super) const RISK_UP: Rule = (Likely::Yes, "a risk that was assessed is higher than it was", Medium);
pub(super) const THREAT_FOUND: Rule =
    (Likely::Unclear, "a threat that was not named before: new by this change, or only found now?", Low);
pub(super) const THREAT_CHANGED: Rule = (Likely::Unclear, "a threat is treated otherwise; look whether as well", Low);
pub(super) const EXEMPTED: Rule =
    (Likely::Unclear, "a requirement is said not to apply any more; the product may meet it no longer", Medium);
pub(super) const MANUAL: Rule =
    (Likely::Yes, "security updates do not install by themselves any more (Annex I Part I (2)(c))", Medium);
pub(super) const UPDATES: Rule = (Likely::Unclear, "updates work otherwise; look whether as well", Medium);
pub(super) const PROMISE: Rule = (
    Likely::No,
    "a promise and no property of the product; what was promised for units that are sold still binds",
    Medium,
);
pub(super) const PAPER: Rule = (Likely::No, "it says something of the product and changes nothing in it", High);
const EXCHANGED: Rule =
    (Likely::Unclear, "components came or went: exchanged for newer ones, or for what they can do?", Low);

/// Every rule, for the documentation.
pub const RULES: [(&str, Rule); 22] = [
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
    ("control removed", CONTROL_GONE),
    ("control changed", CONTROL_CHANGED),
    ("control or evidence added, exemption taken back", SAFER),
    ("likelihood or impact raised", RISK_UP),
    ("threat added", THREAT_FOUND),
    ("threat treated otherwise", THREAT_CHANGED),
    ("requirement exempted", EXEMPTED),
    ("updates not automatic any more", MANUAL),
    ("support, contact, papers changed", PAPER),
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

pub(super) const fn verdict(substantial: Likely, is_empty: bool) -> &'static str {
    match substantial {
        Likely::Yes => "at least one change likely affects whether Annex I Part I is met, or the intended purpose",
        Likely::Unclear => "no change is likely to be one by itself, and at least one has to be looked at by people",
        Likely::No if is_empty => "the files say the same",
        Likely::No => "every change lowers the risk, or leaves the product as it is",
    }
}

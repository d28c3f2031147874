//! What somebody wants to decide, checked before anything happens.

use steadfast_store::{Id, Reach, VexStatus, kinds};

use super::error::TriageError;
use crate::http::refused::RefusedField;

/// The justifications of OpenVEX and CSAF.
pub const JUSTIFICATIONS: [&str; 5] = [
    "component_not_present",
    "vulnerable_code_not_present",
    "vulnerable_code_not_in_execute_path",
    "vulnerable_code_cannot_be_controlled_by_adversary",
    "inline_mitigations_already_exist",
];

/// The most characters of a statement and of an action.
pub const LONGEST_TEXT: usize = 4000;

/// What somebody wants to decide.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// A status of VEX.
    pub status: String,
    /// Why not affected.
    pub justification: Option<String>,
    /// Why, in words.
    pub statement: String,
    /// What is to be done, where it is affected.
    pub action: String,
    /// `component`, `product` or `release`.
    pub reach: String,
    /// The product line, for a reach of that.
    pub product: Option<String>,
    /// The release, for a reach of that.
    pub release: Option<String>,
    /// The component, as [`super::key`] names it; nothing: whichever, where the reach is no component.
    pub component: Option<String>,
}

/// The same, understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// A status of VEX.
    pub status: VexStatus,
    /// Why not affected.
    pub justification: Option<String>,
    /// Why, in words.
    pub statement: String,
    /// What is to be done.
    pub action: String,
    /// How far it reaches.
    pub reach: Reach,
    /// The product line.
    pub product: Option<Id<kinds::Product>>,
    /// The release.
    pub release: Option<Id<kinds::Release>>,
    /// The component.
    pub component: Option<String>,
}

const STATUS: RefusedField =
    RefusedField::new("status", "no-such-status", "status is not_affected, affected, fixed or under_investigation");
const JUSTIFICATION: RefusedField = RefusedField::new(
    "justification",
    "justification-missing",
    "not_affected needs a justification of VEX, as vulnerable_code_not_present",
);
const NO_JUSTIFICATION: RefusedField =
    RefusedField::new("justification", "justification-out-of-place", "a justification belongs to not_affected alone");
const STATEMENT: RefusedField = RefusedField::new("statement", "too-long", "statement has at most 4000 characters");
const ACTION: RefusedField = RefusedField::new(
    "action",
    "action-missing",
    "affected needs an action of 1 to 4000 characters: what is to be done",
);
const NO_ACTION: RefusedField =
    RefusedField::new("action", "action-out-of-place", "not_affected needs no action: there is nothing to be done");
const REACH: RefusedField = RefusedField::new("reach", "no-such-reach", "reach is component, product or release");
const PRODUCT: RefusedField = RefusedField::new("product", "no-such-product", "name the product line that is meant");
const RELEASE: RefusedField = RefusedField::new("release", "no-such-release", "name the release that is meant");
const COMPONENT: RefusedField =
    RefusedField::new("component", "no-such-component", "name the component that is meant, as its exposures show it");

/// The texts that pages show for refusals, beside those that every form knows.
pub const REFUSALS: [&str; 10] = [
    STATUS.code,
    JUSTIFICATION.code,
    NO_JUSTIFICATION.code,
    STATEMENT.code,
    ACTION.code,
    NO_ACTION.code,
    REACH.code,
    PRODUCT.code,
    RELEASE.code,
    COMPONENT.code,
];

/// What a decision that reaches nothing is refused with.
pub(super) fn nothing_there(reach: Reach) -> TriageError {
    let field = match reach {
        Reach::Component => COMPONENT,
        Reach::Product => PRODUCT,
        Reach::Release => RELEASE,
    };
    TriageError::Fields(vec![field])
}

impl Wanted {
    /// Everything understood, or everything that is not taken.
    ///
    /// # Errors
    /// When a field is not taken.
    pub fn read(self) -> Result<Decision, TriageError> {
        let mut refused = Vec::new();
        let status = self.status.parse().map_err(|_| refused.push(STATUS));
        let reach = self.reach.parse().map_err(|_| refused.push(REACH));
        let justification = self.justification.map(|word| word.trim().to_owned()).filter(|word| !word.is_empty());
        refused.extend(status.ok().and_then(|status| of_justification(status, justification.as_deref())));
        let (statement, action) = (text(&self.statement), text(&self.action));
        refused.extend(statement.is_none().then_some(STATEMENT));
        let needed = status == Ok(VexStatus::Affected);
        refused.extend(action.as_ref().is_none_or(|action| needed && action.is_empty()).then_some(ACTION));
        let contradicts = status == Ok(VexStatus::NotAffected) && action.as_ref().is_some_and(|text| !text.is_empty());
        refused.extend(contradicts.then_some(NO_ACTION));
        let product = self.product.as_deref().and_then(|id| id.parse().ok()).filter(|_| reach == Ok(Reach::Product));
        let release = self.release.as_deref().and_then(|id| id.parse().ok()).filter(|_| reach == Ok(Reach::Release));
        refused.extend((reach == Ok(Reach::Product) && product.is_none()).then_some(PRODUCT));
        refused.extend((reach == Ok(Reach::Release) && release.is_none()).then_some(RELEASE));
        let (Ok(status), Ok(reach), Some(statement), Some(action), true) =
            (status, reach, statement, action, refused.is_empty())
        else {
            return Err(TriageError::Fields(refused));
        };
        let component = self.component.filter(|component| !component.is_empty());
        Ok(Decision { status, justification, statement, action, reach, product, release, component })
    }
}

fn of_justification(status: VexStatus, word: Option<&str>) -> Option<RefusedField> {
    match (status, word) {
        (VexStatus::NotAffected, Some(word)) if JUSTIFICATIONS.contains(&word) => None,
        (VexStatus::NotAffected, _) => Some(JUSTIFICATION),
        (_, Some(_)) => Some(NO_JUSTIFICATION),
        (_, None) => None,
    }
}

/// Without what a terminal or a page could be steered by, but with its lines.
fn text(given: &str) -> Option<String> {
    let clean: String = given.trim().chars().filter(|letter| !letter.is_control() || *letter == '\n').collect();
    (clean.chars().count() <= LONGEST_TEXT).then_some(clean)
}

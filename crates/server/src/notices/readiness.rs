//! What should be known before a report is due: to whose coordinator, and who hands it in. Registration itself happens when
//! a report is due, as the platform asks.

use serde::{Deserialize, Serialize};
use steadfast_cra::coordinator::{self as law, Choice, Known, Whereabouts};
use steadfast_cra::member_state::MemberState;
use steadfast_store::{StoreError, Time, Tx};
use utoipa::ToSchema;

const SETTING: &str = "reporting";

/// The word for "there is none, or it cannot be determined".
pub const NOWHERE: &str = "nowhere";

/// What the manufacturer knows of itself, question by question in the order of Article 14(7): a Member State's code,
/// `nowhere`, or nothing where nobody said.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Establishment {
    /// Where decisions on the cybersecurity of the products are predominantly taken.
    pub decisions: String,
    /// Where the establishment with the most employees in the Union is.
    pub employees: String,
    /// Where the authorised representative for the most products is.
    pub representative: String,
    /// Where the importer of the most products is.
    pub importer: String,
    /// Where the distributor of the most products is.
    pub distributor: String,
    /// Where the most users are.
    pub users: String,
    /// To whose coordinator a report went first, if one did.
    pub first_reported_to: String,
}

/// Somebody who hands reports in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Representative {
    /// `usr_…`.
    pub person: String,
    /// Whether they stand in for the others.
    pub deputy: bool,
    /// Whether they said that they have a personal login of the platform with a second factor.
    pub login: bool,
}

/// What should be known before a report is due.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Readiness {
    /// Where the manufacturer is.
    pub establishment: Establishment,
    /// The Member State whose coordinator was chosen; empty: nobody chose.
    pub coordinator: String,
    /// Who hands reports in.
    pub representatives: Vec<Representative>,
    /// When any of it was said last.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub said: Option<Time>,
    /// Rises with every change.
    pub version: i64,
}

fn known(word: &str) -> Known {
    match word {
        NOWHERE => Known::Nowhere,
        code => MemberState::from_code(code).map_or(Known::Unknown, Known::In),
    }
}

impl Establishment {
    /// The words in the order of the questions.
    #[must_use]
    pub fn words(&self) -> [(&'static str, &str); 6] {
        [
            ("decisions", &self.decisions),
            ("employees", &self.employees),
            ("representative", &self.representative),
            ("importer", &self.importer),
            ("distributor", &self.distributor),
            ("users", &self.users),
        ]
    }

    /// The coordinator that follows.
    #[must_use]
    pub fn choice(&self) -> Choice {
        law::coordinator(&Whereabouts {
            decisions: known(&self.decisions),
            employees: known(&self.employees),
            representative: known(&self.representative),
            importer: known(&self.importer),
            distributor: known(&self.distributor),
            users: known(&self.users),
            first_reported_to: MemberState::from_code(&self.first_reported_to),
        })
    }
}

/// How far a point is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It is as it should be.
    Ready,
    /// It is not.
    Missing,
    /// Nobody can tell yet.
    Unknown,
}

/// One point that should be so before a report is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Point {
    /// In kebab-case; on pages the text `ready-…`.
    pub code: &'static str,
    /// How far it is.
    pub standing: Standing,
}

impl Readiness {
    /// The Member State of the coordinator that was chosen.
    #[must_use]
    pub fn chosen(&self) -> Option<MemberState> {
        MemberState::from_code(&self.coordinator)
    }

    /// Whether the coordinator that was chosen is the one that the answers give, or one that may be kept.
    fn coordinator_is_right(&self) -> Standing {
        let choice = self.establishment.choice();
        match (self.chosen(), choice.state) {
            (None, _) => Standing::Missing,
            (Some(_), None) => Standing::Unknown,
            (Some(chosen), Some((state, _))) if chosen == state || choice.may_stay == Some(chosen) => Standing::Ready,
            _ => Standing::Missing,
        }
    }

    /// Every point, in the order in which one needs them.
    #[must_use]
    pub fn points(&self) -> [Point; 5] {
        let is = |so: bool| if so { Standing::Ready } else { Standing::Missing };
        let people = &self.representatives;
        let chosen = is(self.chosen().is_some());
        [
            Point { code: "coordinator-chosen", standing: chosen },
            Point { code: "coordinator-right", standing: self.coordinator_is_right() },
            Point { code: "representative", standing: is(people.iter().any(|one| !one.deputy)) },
            Point { code: "logins", standing: is(!people.is_empty() && people.iter().all(|one| one.login)) },
            Point { code: "deputies", standing: is(people.iter().any(|one| one.deputy)) },
        ]
    }

    /// Whether a report could be handed in.
    #[must_use]
    pub fn is_ready(&self) -> bool {
        self.points().iter().all(|point| point.standing == Standing::Ready)
    }
}

/// What was said.
///
/// # Errors
/// When the database fails.
pub fn readiness(tx: &mut Tx<'_>) -> Result<Readiness, StoreError> {
    let kept = tx.setting(SETTING)?;
    // What an older program wrote is completed; what nobody can read was written by none of ours.
    Ok(kept.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default())
}

/// Keeps what was said.
pub(super) fn keep(tx: &mut Tx<'_>, new: &Readiness) -> Result<(), StoreError> {
    // Text, flags and lists: there is nothing in it that could fail to become JSON.
    tx.setting_put(SETTING, &serde_json::to_string(new).unwrap_or_default())
}

/// The Member State whose coordinator gets reports.
///
/// # Errors
/// When the database fails.
pub fn coordinator(tx: &mut Tx<'_>) -> Result<Option<MemberState>, StoreError> {
    Ok(readiness(tx)?.chosen())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn in_berlin(coordinator: &str) -> Readiness {
        let establishment = Establishment { decisions: "DE".to_owned(), ..Establishment::default() };
        let person = |deputy| Representative { person: "usr_1".to_owned(), deputy, login: true };
        Readiness {
            establishment,
            coordinator: coordinator.to_owned(),
            representatives: vec![person(false), person(true)],
            ..Readiness::default()
        }
    }

    #[test]
    fn it_is_ready_where_the_choice_follows_from_the_answers_and_somebody_can_stand_in() {
        assert!(in_berlin("DE").is_ready());
        let nobody = Readiness { representatives: Vec::new(), ..in_berlin("DE") };
        let alone = Readiness { representatives: in_berlin("DE").representatives[..1].to_vec(), ..in_berlin("DE") };
        let mut without = in_berlin("DE");
        without.representatives[1].login = false;
        for lacking in [in_berlin("AT"), in_berlin(""), nobody, alone, without] {
            assert!(!lacking.is_ready(), "{lacking:?}");
        }
    }

    #[test]
    fn an_open_question_before_the_answer_leaves_unknown_whether_the_choice_is_right() {
        let establishment = Establishment { users: "DE".to_owned(), ..Establishment::default() };
        let open = Readiness { establishment, ..in_berlin("DE") };
        assert_eq!(open.points()[1], Point { code: "coordinator-right", standing: Standing::Unknown });
    }
}

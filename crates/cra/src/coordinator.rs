//! To which Member State's coordinator a manufacturer reports (Art. 14(7)).
//!
//! The choice is the manufacturer's own, and a report to the wrong coordinator may be invalidated. The answers are what
//! the manufacturer knows; where one that decides is not given, nothing is chosen, and the open question is named.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::Confidence;
use crate::member_state::MemberState;
use crate::rule::Rule;

/// Where decisions are taken.
pub const DECISIONS: Rule = Rule {
    code: "coordinator-decisions",
    source: "Art. 14(7), second subparagraph, first sentence",
    says: "The main establishment is in the Member State in which the decisions on the cybersecurity of the products are \
           predominantly taken.",
    reading: "",
    confidence: Confidence::High,
};

/// Where most employees are.
pub const EMPLOYEES: Rule = Rule {
    code: "coordinator-employees",
    source: "Art. 14(7), second subparagraph, second sentence",
    says: "Where that state cannot be determined, it is the one of the establishment with the most employees in the Union.",
    reading: "So it is too where the decisions are taken outside the Union and there is an establishment in it.",
    confidence: Confidence::Medium,
};

/// Where the authorised representative is.
pub const REPRESENTATIVE: Rule = Rule {
    code: "coordinator-authorised-representative",
    source: "Art. 14(7), third subparagraph, point (a)",
    says: "Without a main establishment in the Union: the state of the authorised representative that acts for the most \
           products.",
    reading: "",
    confidence: Confidence::High,
};

/// Where the importer is.
pub const IMPORTER: Rule = Rule {
    code: "coordinator-importer",
    source: "Art. 14(7), third subparagraph, point (b)",
    says: "Else the state of the importer that places the most products on the market.",
    reading: "",
    confidence: Confidence::High,
};

/// Where the distributor is.
pub const DISTRIBUTOR: Rule = Rule {
    code: "coordinator-distributor",
    source: "Art. 14(7), third subparagraph, point (c)",
    says: "Else the state of the distributor that makes the most products available.",
    reading: "",
    confidence: Confidence::High,
};

/// Where the users are.
pub const USERS: Rule = Rule {
    code: "coordinator-users",
    source: "Art. 14(7), third subparagraph, point (d)",
    says: "Else the state in which the most users are.",
    reading: "",
    confidence: Confidence::High,
};

/// Staying with the first coordinator.
pub const STAY: Rule = Rule {
    code: "coordinator-stay",
    source: "Art. 14(7), fourth subparagraph",
    says: "Who chose by its users may report later events to the coordinator to which it first reported.",
    reading: "",
    confidence: Confidence::High,
};

/// What is known of one of the questions.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Known {
    /// Nobody said.
    #[default]
    Unknown,
    /// There is no such Member State, or it cannot be determined.
    Nowhere,
    /// It is this one.
    In(MemberState),
}

/// What the manufacturer knows of itself, question by question in the order of the article.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Whereabouts {
    /// Where decisions on cybersecurity are predominantly taken.
    pub decisions: Known,
    /// Where the establishment with the most employees in the Union is; nowhere without an establishment in it.
    pub employees: Known,
    /// Where the authorised representative for the most products is.
    pub representative: Known,
    /// Where the importer of the most products is.
    pub importer: Known,
    /// Where the distributor of the most products is.
    pub distributor: Known,
    /// Where the most users are.
    pub users: Known,
    /// The coordinator to which it reported first, if it has reported.
    pub first_reported_to: Option<MemberState>,
}

/// One question, and what is known of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Step {
    /// The rule that asks.
    pub rule: &'static Rule,
    /// What is known.
    pub known: Known,
}

/// Which coordinator it is, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Choice {
    /// The Member State and the rule that decides; none where a question before it is open or no answer names a state.
    pub state: Option<(MemberState, &'static Rule)>,
    /// Where a question is open: the state that a later answer would give if the open ones turn out to be "nowhere".
    pub otherwise: Option<(MemberState, &'static Rule)>,
    /// The coordinator that may be kept, where the users decide ([`STAY`]).
    pub may_stay: Option<MemberState>,
    /// The questions that were asked, in order, up to the first answer that names a state.
    pub steps: Vec<Step>,
}

impl Choice {
    /// The rules whose questions are open.
    pub fn open(&self) -> impl Iterator<Item = &'static Rule> {
        self.steps.iter().filter(|step| step.known == Known::Unknown).map(|step| step.rule)
    }
}

/// The coordinator to report to.
pub fn coordinator(whereabouts: &Whereabouts) -> Choice {
    let mut steps = Vec::new();
    let mut found = None;
    for step in questions(whereabouts) {
        steps.push(step);
        if let Known::In(state) = step.known {
            found = Some((state, step.rule));
            break;
        }
    }
    let is_open = steps.iter().any(|step| step.known == Known::Unknown);
    let by_users = found.is_some_and(|(_, rule)| rule == &USERS);
    Choice {
        state: found.filter(|_| !is_open),
        otherwise: found.filter(|_| is_open),
        may_stay: whereabouts.first_reported_to.filter(|_| by_users && !is_open),
        steps,
    }
}

fn questions(of: &Whereabouts) -> [Step; 6] {
    [
        Step { rule: &DECISIONS, known: of.decisions },
        Step { rule: &EMPLOYEES, known: of.employees },
        Step { rule: &REPRESENTATIVE, known: of.representative },
        Step { rule: &IMPORTER, known: of.importer },
        Step { rule: &DISTRIBUTOR, known: of.distributor },
        Step { rule: &USERS, known: of.users },
    ]
}

/// The body that is designated as coordinator in a Member State, by a list that a person should confirm.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct Csirt {
    state: String,
    /// Its name.
    pub name: String,
    /// What else is known.
    #[serde(default)]
    pub note: String,
    /// How sure we are of the name.
    #[serde(default = "medium")]
    pub confidence: Confidence,
}

fn medium() -> Confidence {
    Confidence::Medium
}

#[derive(Deserialize)]
struct Table {
    csirt: Vec<Csirt>,
}

static CSIRTS: LazyLock<Vec<Csirt>> = LazyLock::new(|| {
    let table: Table = toml::from_str(include_str!("../data/coordinators.toml"))
        .expect("the embedded table is well-formed, which a test shows");
    table.csirt
});

/// The coordinator of a Member State.
pub fn csirt(state: MemberState) -> &'static Csirt {
    let found = CSIRTS.iter().find(|known| known.state == state.code());
    found.expect("every Member State has one in the table, which a test shows")
}

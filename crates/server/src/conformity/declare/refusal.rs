//! Why there is no declaration.

use steadfast_cra::categories::Class;
use steadfast_cra::routes::RouteAnswer;
use steadfast_dossier::Gap;

use super::route::Routes;
use crate::http::problem::{FieldProblem, Problem};

/// Why a declaration is not prepared, signed or ended. Nothing was changed.
#[derive(Clone, Debug, thiserror::Error)]
pub enum Refusal {
    /// Nothing says what the product is.
    #[error("the release has no product file, and without one nothing can be declared: hand steadfast.toml in with it")]
    NoFile,
    /// Nothing says which procedures are open.
    #[error(
        "the product file names no category of Annexes III and IV, nor `default`; the category decides which procedures are open (Art. 32)"
    )]
    NoCategory,
    /// No procedure was named, or the one that was is not open to the product.
    #[error("{}", route(.0))]
    Route(Box<NotOpen>),
    /// Points that Annex V asks for are missing.
    #[error("Annex V asks for what is missing: {}", listed(.0))]
    Incomplete(Vec<Gap>),
    /// Whoever prepared it may not sign it.
    #[error("a second person signs: not who prepared the declaration")]
    SamePerson,
    /// It is not in a state in which that can be done.
    #[error("the declaration is {0} already")]
    State(&'static str),
    /// Another one of the same release is in force.
    #[error("the declaration {0} of this release is in force; withdraw it before another one is signed")]
    InForce(String),
    /// What it rests on changed.
    #[error("the product file of the release changed since the declaration was prepared; prepare it anew")]
    Changed,
}

/// A procedure that is not open, with what is.
#[derive(Clone, Debug)]
pub struct NotOpen {
    /// The class of the product.
    pub class: Class,
    /// Why the procedure is not open; nothing where none was named.
    pub answer: Option<RouteAnswer>,
    /// The procedures that are.
    pub open: Vec<&'static str>,
}

/// A class in words that stand in a sentence.
fn named(class: Class) -> String {
    match class {
        Class::Default => "products of the default category".to_owned(),
        class => format!("products of {}", class.reference()),
    }
}

fn listed(gaps: &[Gap]) -> String {
    gaps.iter().map(|gap| format!("{} ({})", gap.reference, gap.title)).collect::<Vec<_>>().join("; ")
}

impl Refusal {
    /// No procedure was named, neither by who asks nor by the product file.
    pub(super) fn no_procedure(routes: &Routes) -> Self {
        Self::Route(Box::new(NotOpen { class: routes.class, answer: None, open: routes.open() }))
    }

    /// The procedure is closed, or what is known does not open it.
    pub(super) fn closed(answer: &RouteAnswer, routes: &Routes) -> Self {
        Self::Route(Box::new(NotOpen { class: routes.class, answer: Some(answer.clone()), open: routes.open() }))
    }
}

fn route(refused: &NotOpen) -> String {
    let (class, open) = (named(refused.class), refused.open.join(" and "));
    let Some(answer) = &refused.answer else {
        return format!(
            "neither the request nor the product file names a procedure of Art. 32(1); open to {class} are {open}"
        );
    };
    let checked = answer.checked_on.map(|day| format!(" As of {day}.")).unwrap_or_default();
    let (reason, place) = (answer.reason.text.of("en"), &answer.reason.reference);
    format!("procedure {} is not open to {class}: {reason} ({place}).{checked} Open are {open}", answer.procedure)
}

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        let words = refusal.to_string();
        match refusal {
            Refusal::NoFile => Self::conflict(words).because("no-product-file"),
            Refusal::NoCategory => Self::conflict(words).because("no-category"),
            Refusal::Route(refused) => {
                let code = refused.answer.map_or("no-procedure", |answer| answer.reason.code.as_str());
                let at = FieldProblem { field: "procedure".to_owned(), code, detail: words.clone() };
                Self::conflict(words).because("route-not-open").with_errors(vec![at])
            }
            Refusal::Incomplete(gaps) => {
                let at = |gap: &Gap| FieldProblem {
                    field: gap.point.clone(),
                    code: "missing",
                    detail: format!("{} ({})", gap.title, gap.reference),
                };
                Self::conflict(words).because("incomplete").with_errors(gaps.iter().map(at).collect())
            }
            Refusal::SamePerson => Self::forbidden(words).because("same-person"),
            Refusal::InForce(_) => Self::conflict(words).because("declaration-in-force"),
            Refusal::State(_) => Self::conflict(words).because("declaration-ended"),
            Refusal::Changed => Self::changed(words),
        }
    }
}

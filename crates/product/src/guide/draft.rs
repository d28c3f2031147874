//! The draft of a product file, as text with comments.

use std::collections::BTreeMap;

use serde::Serialize;
use steadfast_cra::categories::Class;
use steadfast_cra::routes::{self, Applied, Known, Procedure, Reason, State};
use steadfast_cra::{categories, core_functions};

use super::Answers;
use super::fill::fill;
use crate::file::{ProductFile, SecurityScheme};

/// A draft.
#[derive(Debug, Clone)]
pub struct Draft {
    /// The product file as text: it can be read, and the check names what is open in it.
    pub text: String,
    /// What to know about it: class and routes, standards that fit, other categories that the words suggest.
    pub notes: Vec<String>,
}

/// Makes a draft from answers, and from components that a bill of materials names.
#[must_use]
pub fn draft(answers: &Answers, components: &[String]) -> Draft {
    let file = fill(answers, components);
    Draft { text: text(&file), notes: notes(&file) }
}

fn text(file: &ProductFile) -> String {
    let parts = [
        section("What it is and who makes it (Annex II, V, VII; Art. 13(15)).", "product", &file.product),
        section("Whether the act applies, and whose duties you have (Art. 2, 3).", "scope", &file.scope),
        section("What it is for and how it is used (Art. 13(3)).", "purpose", &file.purpose),
        section("Its category by the function at its core (Art. 7, 8).", "category", &file.category),
        section("How conformity is assessed (Art. 32).", "route", &file.route),
        section("How long vulnerabilities are handled, and why so long (Art. 13(8)).", "support", &file.support),
        section("How it is updated (Annex I Part I (2)(c), Part II (2), (7), (8)).", "updates", &file.updates),
        section("The level of security that its risks ask for.", "security-level", &file.security_level),
        section("Where people reach you (Art. 13(16), (17)).", "contact", &file.contact),
        section("What users are told (Annex II).", "information", &file.information),
        section("Where something goes in or out.", "interface", &file.interface),
        section("Data that it keeps or moves.", "data", &file.data),
        section("Remote data processing that belongs to it (Art. 3(2)).", "remote", &file.remote),
        section("Services of others that it relies on (Art. 13(5)).", "service", &file.service),
        section("Accounts, and what they begin with.", "account", &file.account),
        section("The risk assessment (Art. 13(2) to (4)).", "risk", &file.risk),
        section("What is worth protecting.", "asset", &file.asset),
        section("What protects.", "control", &file.control),
        section(
            "What could go wrong: proposals. Take away what cannot be, and say what is done.",
            "threat",
            &file.threat,
        ),
        section("Components of others: what is not said is unknown (Art. 13(5)).", "component", &file.component),
    ];
    format!("# The product file. `steadfast product check` names what is open.\nschema = 1\n{}", parts.concat())
}

/// A table with a comment above it, without what is empty. Answers hold no line breaks, so that each value is one line.
fn section(comment: &str, key: &str, value: &impl Serialize) -> String {
    let written = toml::to_string(&BTreeMap::from([(key, value)])).unwrap_or_default();
    let is_said = |line: &&str| !line.ends_with(" = \"\"") && !line.ends_with(" = []") && !line.trim().is_empty();
    let lines: Vec<&str> = written.lines().filter(is_said).collect();
    let headed = lines.iter().enumerate().filter(|(at, line)| {
        let next = lines.get(at + 1);
        !line.starts_with('[') || line.starts_with("[[") || next.is_some_and(|next| !next.starts_with('['))
    });
    let spaced =
        headed.map(|(_, line)| if line.starts_with('[') { format!("\n{line}\n") } else { format!("{line}\n") });
    let body: String = spaced.collect();
    if body.is_empty() { format!("\n# {comment}\n# [{key}]\n") } else { format!("\n# {comment}{body}") }
}

fn notes(file: &ProductFile) -> Vec<String> {
    let known = categories::category(&file.category.id);
    let mut notes = routes(file);
    notes.extend(known.map(|category| format!("A standard is being drafted for it: {}.", category.draft_standard)));
    notes.push(match file.security_level.scheme {
        Some(SecurityScheme::En303645) => {
            "Standards that fit: etsi-en-303-645; en-18031-1 where it has a radio.".to_owned()
        }
        _ => "Standards that fit: iec-62443-4-1 for how you develop, iec-62443-4-2 for what the product can do."
            .to_owned(),
    });
    notes.push(presumption());
    for (id, word) in core_functions::suggested(&file.category.core_function) {
        if id != file.category.id {
            notes.push(format!("The core function speaks of \"{word}\": consider {id}, and say why not."));
        }
    }
    notes
}

/// Which procedures are open to its class, and why, those with one reason together.
fn routes(file: &ProductFile) -> Vec<String> {
    if file.category.id.trim().is_empty() {
        return vec!["No category is named yet: it decides which procedures are open (Art. 32).".to_owned()];
    }
    let class = categories::class(&file.category.id);
    let documented = file.product.public_documentation.as_deref().is_some_and(|text| !text.trim().is_empty());
    let public = file.product.open_source.map(|open| open && documented);
    let mut notes: Vec<(Vec<&str>, State, &Reason)> = Vec::new();
    for procedure in Procedure::ALL {
        let Some((state, reason)) = routes::state(procedure, class, &Applied::default(), public) else {
            continue;
        };
        match notes.iter_mut().find(|(_, _, known)| known.code == reason.code) {
            Some((names, ..)) => names.push(procedure.as_str()),
            None => notes.push((vec![procedure.as_str()], state, reason)),
        }
    }
    let said = notes.into_iter().map(|(names, state, reason)| {
        let state = match state {
            State::Open => "open",
            State::Closed => "closed",
            State::Unknown => "not known to be open",
        };
        format!("Procedure {}: {state}. {} ({})", names.join(", "), reason.text.en, reason.reference)
    });
    let named = match class {
        Class::Default => format!("Default category ({}).", class.reference()),
        _ => format!("A category of {}.", class.reference()),
    };
    [named].into_iter().chain(said).collect()
}

/// What standards are good for, as of the last check of what gives a presumption of conformity.
fn presumption() -> String {
    let check = routes::check();
    let day = check.checked_on;
    match check.harmonised_standards_cited {
        Known::None => format!(
            "No standard gave presumption of conformity with this act on {day}; as other specifications they still help (Annex \
             VII point 5)."
        ),
        _ => format!("Whether a standard gives presumption of conformity with this act stands in the check of {day}."),
    }
}

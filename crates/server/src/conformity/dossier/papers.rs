//! The papers of a dossier, in each language, as HTML, PDF and JSON.

use std::collections::BTreeMap;

use jiff::Timestamp;
use steadfast_dossier::contents::{Documentation, Known, contents};
use steadfast_dossier::declaration::draft;
use steadfast_dossier::label::label;
use steadfast_dossier::support_statement::{SupportStatement, support_statement};
use steadfast_dossier::user_information::{UserInformation, user_information};
use steadfast_dossier::{Document, Language, render};
use steadfast_verify::dossier::{Piece, role};

use super::declared::Declared;
use super::facts::Facts;
use super::{piece, points, unwritten};
use crate::conformity::error::ConformityError;

/// Adds the papers; what is known of each point of Annex VII. Where nothing is declared, a draft of the declaration goes along.
pub(super) fn add(
    pieces: &mut Vec<Piece>,
    facts: &Facts,
    made: Timestamp,
    (declared, address): (Option<&Declared>, Option<&str>),
) -> Result<Documentation, ConformityError> {
    let (told, promised) = (facts.user_information(), facts.support());
    let of_users: &[&str] = if tells_users(&told) { &["1(d)"] } else { &[] };
    let of_support: &[&str] = if says_support(&promised) { &["4"] } else { &[] };
    for language in Language::ALL {
        let information = user_information(&told, language, made);
        paper(pieces, &information, "user-information", role::USER_INFORMATION, of_users)?;
        paper(pieces, &support_statement(&promised, language, made), "support", role::PAPER, of_support)?;
        if declared.is_none() {
            paper(pieces, &draft(&facts.declaration(), language, made), "declaration-draft", role::PAPER, &[])?;
        }
        // A label without a name, an identification or an address to lead to is none.
        if let Ok(svg) = label(&facts.label(address, declared.map(|declared| &declared.content)), language) {
            let path = format!("papers/label.{}.svg", language.tag());
            pieces.push(piece(&path, role::PAPER, "image/svg+xml", &[], svg.into_bytes()));
        }
    }
    let documentation = documentation(facts, pieces);
    for language in Language::ALL {
        paper(pieces, &contents(&documentation, language, made), "contents", role::PAPER, &[])?;
    }
    Ok(documentation)
}

/// Whether anything is said to users beside what the product is and who makes it.
fn tells_users(told: &UserInformation) -> bool {
    let said = [&told.purpose, &told.risks, &told.support, &told.secure_use, &told.updates, &told.decommissioning];
    told.support_end.is_some() || said.into_iter().any(|said| !said.0.is_empty())
}

/// Whether there is a support period, and a reason for its length (Annex VII, point 4).
fn says_support(promised: &SupportStatement) -> bool {
    promised.to.is_some() && !promised.reasons.is_empty()
}

fn paper(
    pieces: &mut Vec<Piece>,
    document: &Document,
    name: &str,
    role: &str,
    points: &[&str],
) -> Result<(), ConformityError> {
    let base = format!("papers/{name}.{}", document.language.tag());
    let pdf = render::pdf(document).map_err(unwritten)?;
    let json = serde_json::to_vec_pretty(&render::json(document)?)?;
    pieces.push(piece(&format!("{base}.html"), role, "text/html", points, render::html(document).into_bytes()));
    pieces.push(piece(&format!("{base}.pdf"), role, "application/pdf", points, pdf));
    pieces.push(piece(&format!("{base}.json"), role, "application/json", points, json));
    Ok(())
}

/// What is known of each point of Annex VII: the files that belong to it.
fn documentation(facts: &Facts, pieces: &[Piece]) -> Documentation {
    let mut known: BTreeMap<String, Known> = BTreeMap::new();
    for piece in pieces {
        for point in &piece.points {
            known.entry(points::id(point)).or_default().places.push(piece.path.clone());
        }
    }
    if !facts.release.label.is_empty() {
        known.entry("VII.1.b".to_owned()).or_default().places.push(facts.release.label.clone());
    }
    Documentation { product: facts.described(), points: known }
}

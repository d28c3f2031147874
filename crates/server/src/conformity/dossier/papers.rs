//! The papers of a dossier, in each language, as HTML, PDF and JSON.

use std::collections::BTreeMap;

use jiff::Timestamp;
use steadfast_dossier::contents::{Documentation, Known, contents};
use steadfast_dossier::declaration::draft;
use steadfast_dossier::label::label;
use steadfast_dossier::support_statement::support_statement;
use steadfast_dossier::user_information::user_information;
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
    for language in Language::ALL {
        let information = user_information(&facts.user_information(), language, made);
        let points: &[&str] = if facts.tells_users() { &["1(d)"] } else { &[] };
        paper(pieces, &information, "user-information", role::USER_INFORMATION, points)?;
        let support = support_statement(&facts.support(), language, made);
        let points: &[&str] = if facts.says_support() { &["4"] } else { &[] };
        paper(pieces, &support, "support", role::PAPER, points)?;
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

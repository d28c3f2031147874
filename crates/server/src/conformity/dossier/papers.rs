//! The papers of a dossier, in each language, as HTML, PDF and JSON.

use std::collections::BTreeMap;

use steadfast_dossier::contents::{Completeness, Documentation, Known, completeness, contents};
use steadfast_dossier::declaration::draft;
use steadfast_dossier::support_statement::support_statement;
use steadfast_dossier::user_information::user_information;
use steadfast_dossier::{Document, Language, render};
use steadfast_verify::dossier::{Piece, role};

use super::facts::Facts;
use super::piece;
use crate::conformity::error::ConformityError;
use crate::conformity::read::Found;

/// Adds the papers; how complete the documentation is by Annex VII.
pub(super) fn add(pieces: &mut Vec<Piece>, facts: &Facts, found: &Found) -> Result<Completeness, ConformityError> {
    let made = found.register.at;
    for language in Language::ALL {
        let information = user_information(&facts.user_information(), language, made);
        paper(pieces, &information, "user-information", role::USER_INFORMATION, &["1(d)"])?;
        let support = support_statement(&facts.support(), language, made);
        paper(pieces, &support, "support", role::PAPER, &["4"])?;
        let declaration = draft(&facts.declaration(), language, made);
        paper(pieces, &declaration, "declaration-draft", role::PAPER, &[])?;
    }
    let documentation = documentation(facts, pieces);
    for language in Language::ALL {
        paper(pieces, &contents(&documentation, language, made), "contents", role::PAPER, &[])?;
    }
    Ok(completeness(&documentation))
}

fn paper(
    pieces: &mut Vec<Piece>,
    document: &Document,
    name: &str,
    role: &str,
    points: &[&str],
) -> Result<(), ConformityError> {
    let base = format!("papers/{name}.{}", document.language.tag());
    let pdf = render::pdf(document).map_err(|error| ConformityError::Dossier(Box::new(error)))?;
    let json = serde_json::to_vec_pretty(&render::json(document)?)?;
    pieces.push(piece(&format!("{base}.html"), role, "text/html", points, render::html(document).into_bytes()));
    pieces.push(piece(&format!("{base}.pdf"), role, "application/pdf", points, pdf));
    pieces.push(piece(&format!("{base}.json"), role, "application/json", points, json));
    Ok(())
}

/// What is known of each point of Annex VII: the files that belong to it.
fn documentation(facts: &Facts, pieces: &[Piece]) -> Documentation {
    let mut points: BTreeMap<String, Known> = BTreeMap::new();
    for piece in pieces {
        for point in &piece.points {
            points.entry(annex_seven(point)).or_default().places.push(piece.path.clone());
        }
    }
    if !facts.release.label.is_empty() {
        points.entry("VII.1.b".to_owned()).or_default().places.push(facts.release.label.clone());
    }
    Documentation { product: facts.described(), points }
}

/// `2(b)` is `VII.2.b` in the table of the annexes.
fn annex_seven(point: &str) -> String {
    format!("VII.{}", point.replace('(', ".").replace(')', ""))
}

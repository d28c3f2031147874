//! `steadfast law standards`.

use std::fmt::Write as _;

use serde_json::{Value, json};
use steadfast_cra::annex_i::requirements;
use steadfast_cra::standards::{Catalogue, Entry, annex_i_oscal, catalogue, catalogues, oscal};

use super::arguments::{CatalogueFormat, Standards};
use super::unknown;
use crate::failure::Failure;
use crate::scan::to_json;
use crate::table::{row, table, width, wrapped};

/// The act's own catalogue.
const ANNEX_I: &str = "annex-i";

pub(super) fn show(args: &Standards) -> Result<String, Failure> {
    match args.name.as_deref() {
        None => all(args.format),
        Some(ANNEX_I) => Ok(annex_i(args.format)),
        Some(name) => {
            let names: Vec<&str> = catalogues().iter().map(|one| one.id.as_str()).collect();
            let instead = format!("there are {ANNEX_I}, {}", names.join(", "));
            catalogue(name).map(|one| single(one, args.format)).ok_or_else(|| unknown("catalogue", name, &instead))
        }
    }
}

fn all(format: CatalogueFormat) -> Result<String, Failure> {
    match format {
        CatalogueFormat::Table => Ok(list()),
        CatalogueFormat::Json => Ok(to_json(&json!({ "schema": 1, "catalogues": catalogues() }))),
        CatalogueFormat::Oscal => Err(Failure::Usage("--format oscal needs the name of one catalogue".to_owned())),
    }
}

fn list() -> String {
    let mut lines =
        table(&["Name", "Standard", "Edition", "Entries", "Uncertain", "Presumption", "Checked on"], width());
    for one in catalogues() {
        let [entries, uncertain] = [one.entries().count(), one.uncertain()].map(|number| number.to_string());
        let day = one.checked_on.to_string();
        let cells =
            [one.id.as_str(), &one.designation, &one.edition, &entries, &uncertain, one.presumption.as_str(), &day];
        row(&mut lines, &cells);
    }
    let note =
        "Titles are in our own words. A link to Annex I says that something helps, never that a requirement is met.";
    format!("{}\n\n{}\n", lines.trim_fmt(), wrapped(note))
}

fn single(one: &Catalogue, format: CatalogueFormat) -> String {
    match format {
        CatalogueFormat::Table => people(one),
        CatalogueFormat::Json => to_json(one),
        CatalogueFormat::Oscal => to_json(&oscal(one)),
    }
}

fn people(one: &Catalogue) -> String {
    let mut text = format!("{}, {}: {}\n\n", one.designation, one.edition, one.title);
    let mut lines = table(&["Id", "What", "Annex I"], width());
    one.entries().for_each(|entry| row(&mut lines, &[&entry.id, &entry.title, &links(entry)]));
    let presumption = one.presumption.as_str();
    let note = format!("Presumption of conformity: {presumption}, checked on {}. {}", one.checked_on, one.note);
    let _ = write!(text, "{}\n\n{}\n", lines.trim_fmt(), wrapped(&note));
    text
}

fn links(entry: &Entry) -> String {
    let each =
        entry.links.iter().map(|link| format!("{} ({}): {}", link.requirement, link.relation.as_str(), link.reason));
    each.collect::<Vec<_>>().join("\n")
}

fn annex_i(format: CatalogueFormat) -> String {
    let plain = || -> Vec<Value> {
        let one = |one: &steadfast_cra::annex_i::Requirement| json!({ "id": one.id, "reference": one.reference, "title": one.title, "paraphrase": one.paraphrase });
        requirements().iter().map(one).collect()
    };
    match format {
        CatalogueFormat::Oscal => to_json(&annex_i_oscal()),
        CatalogueFormat::Json => to_json(&json!({ "schema": 1, "requirements": plain() })),
        CatalogueFormat::Table => {
            let mut lines = table(&["Id", "Where", "What"], width());
            requirements().iter().for_each(|one| row(&mut lines, &[&one.id, &one.reference, &one.title]));
            format!("{}\n", lines.trim_fmt())
        }
    }
}

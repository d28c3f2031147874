//! `steadfast law show`.

use serde_json::{Value, json};
use steadfast_cra::annex_i::{Requirement, requirement, requirements};
use steadfast_cra::annexes::{self, Point};
use steadfast_cra::categories::{Category, categories, category};
use steadfast_cra::duties::{Duty, duties, duty};
use steadfast_cra::scope::{Exclusion, Role, exclusion, exclusions, role, roles};
use steadfast_cra::standards::{catalogues, linked_to};

use super::arguments::Show;
use super::unknown;
use crate::args::CheckFormat;
use crate::failure::Failure;
use crate::scan::to_json;
use crate::table::{row, table, width, wrapped};

/// An entry as names and texts, in order.
type Lines = Vec<(&'static str, String)>;

pub(super) fn show(args: &Show) -> Result<String, Failure> {
    let Some(id) = args.id.as_deref() else { return Ok(overview()) };
    let lines = found(id).ok_or_else(|| unknown("entry", id, "`steadfast law show` lists what there is"))?;
    Ok(match args.format {
        CheckFormat::Table => people(&lines),
        CheckFormat::Json => to_json(&structured(&lines)),
    })
}

fn found(id: &str) -> Option<Lines> {
    let text = requirement(id).map(of_requirement).or_else(|| duty(id).map(of_duty));
    let text = text.or_else(|| annexes::point(id).map(of_point)).or_else(|| category(id).map(of_category));
    text.or_else(|| exclusion(id).map(of_exclusion)).or_else(|| role(id).map(of_role))
}

fn of_requirement(one: &Requirement) -> Lines {
    let bound = duties().iter().filter(|duty| duty.requirements.contains(&one.id)).map(|duty| duty.id.as_str());
    let standards = linked_to(&one.id).into_iter().map(|(catalogue, entry, link)| {
        format!("{} {}, {}: {}", catalogue.designation, entry.id, link.relation.as_str(), link.reason)
    });
    vec![
        ("id", one.id.clone()),
        ("where", one.reference.clone()),
        ("title", one.title.clone()),
        ("says", one.paraphrase.clone()),
        ("duties", bound.collect::<Vec<_>>().join(", ")),
        ("standards", standards.collect::<Vec<_>>().join("\n")),
    ]
}

fn of_duty(one: &Duty) -> Lines {
    let who: Vec<&str> = one.who.iter().map(|who| who.as_str()).collect();
    let tied: Vec<&str> = one.tied.iter().map(|tied| tied.as_str()).collect();
    vec![
        ("id", one.id.clone()),
        ("where", one.reference.clone()),
        ("title", one.title.en.clone()),
        ("asks", one.asks.en.clone()),
        ("binds", who.join(", ")),
        ("tied to", tied.join(", ")),
        ("applies from", one.applies_from().to_string()),
        ("requirements", one.requirements.join(", ")),
        ("our reading", one.reading.clone()),
        ("confidence", one.confidence.as_str().to_owned()),
    ]
}

fn of_point(one: &Point) -> Lines {
    vec![
        ("id", one.id.clone()),
        ("where", one.reference()),
        ("title", one.title.en.clone()),
        ("asks", one.asks.en.clone()),
    ]
}

fn of_category(one: &Category) -> Lines {
    vec![
        ("id", one.id.clone()),
        ("where", one.reference()),
        ("title", one.short.clone()),
        ("what belongs to it", one.hint.clone()),
        ("class", one.class.as_str().to_owned()),
    ]
}

fn of_exclusion(one: &Exclusion) -> Lines {
    vec![
        ("id", one.id.clone()),
        ("where", one.reference.clone()),
        ("title", one.title.en.clone()),
        ("says", one.says.clone()),
        ("our reading", one.reading.clone()),
        ("confidence", one.confidence.as_str().to_owned()),
    ]
}

fn of_role(one: &Role) -> Lines {
    vec![
        ("id", one.id.clone()),
        ("where", one.reference.clone()),
        ("title", one.title.en.clone()),
        ("says", one.says.clone()),
        ("has the duties of", one.binds.join(", ")),
        ("confidence", one.confidence.as_str().to_owned()),
    ]
}

fn people(lines: &Lines) -> String {
    let mut all = table(&["", ""], width());
    lines.iter().filter(|(_, text)| !text.is_empty()).for_each(|(name, text)| row(&mut all, &[name, text]));
    let shown = all.trim_fmt();
    let note = wrapped("In our words; the Official Journal alone is authentic.");
    format!("{}\n\n{note}\n", shown.trim_start_matches([' ', '\n']))
}

fn structured(lines: &Lines) -> Value {
    let fields = lines.iter().map(|(name, text)| (name.replace(' ', "_"), json!(text)));
    let mut object: serde_json::Map<String, Value> = fields.collect();
    object.insert("schema".to_owned(), json!(1));
    Value::Object(object)
}

fn overview() -> String {
    let mut all = table(&["What", "How many", "For example"], width());
    let points = [annexes::Annex::Two, annexes::Annex::Five, annexes::Annex::Six, annexes::Annex::Seven];
    let points: usize = points.into_iter().map(|annex| annexes::points(annex).count()).sum();
    let rows = [
        ("Requirements of Annex I", requirements().len(), "I.1.2.c"),
        ("Duties", duties().len(), "art-13-8"),
        ("Points of Annexes II, V, VI and VII", points, "VII.2.b"),
        ("Categories of Annexes III and IV", categories().len(), "III.I.12"),
        ("Exclusions and exceptions", exclusions().len(), "spare-parts"),
        ("Roles", roles().len(), "importer"),
        ("Catalogues of standards (law standards)", catalogues().len(), "iec-62443-4-1"),
    ];
    for (what, number, example) in rows {
        row(&mut all, &[what, &number.to_string(), example]);
    }
    format!("{}\n", all.trim_fmt())
}

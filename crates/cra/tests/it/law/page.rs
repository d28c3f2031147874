//! `docs/law.md` repeats the tables, and is kept equal to them.

use std::fmt::Write as _;

use steadfast_cra::applies;
use steadfast_cra::clocks::rules;
use steadfast_cra::duties::duties;
use steadfast_cra::retention;
use steadfast_cra::routes::{check, procedures, reasons};
use steadfast_cra::rule::Rule;
use steadfast_cra::scope::{exclusions, roles};
use steadfast_cra::standards::catalogues;
use steadfast_cra::support;
use steadfast_testkit::workspace;

const BEGIN: &str = "<!-- from the code: begin -->\n";
const END: &str = "<!-- from the code: end -->\n";

/// A table of Markdown.
fn table(heads: &[&str], rows: impl Iterator<Item = Vec<String>>) -> String {
    let line = |cells: Vec<String>| format!("| {} |\n", cells.join(" | "));
    let mut text = line(heads.iter().map(|head| (*head).to_owned()).collect());
    text.push_str(&line(heads.iter().map(|_| "---".to_owned()).collect()));
    rows.for_each(|row| text.push_str(&line(row.iter().map(|cell| cell.replace('|', "\\|")).collect())));
    text
}

fn of_rules(rules: &[&Rule]) -> String {
    let row = |rule: &&Rule| {
        vec![rule.source.to_owned(), rule.says.to_owned(), rule.reading.to_owned(), rule.confidence.as_str().to_owned()]
    };
    table(&["where", "says", "our reading", "sure"], rules.iter().map(row))
}

fn of_scope() -> String {
    let exclusion = |one: &steadfast_cra::scope::Exclusion| {
        let sure = one.confidence.as_str().to_owned();
        vec![format!("`{}`", one.id), one.reference.clone(), one.says.clone(), one.reading.clone(), sure]
    };
    let role = |one: &steadfast_cra::scope::Role| {
        vec![format!("`{}`", one.id), one.reference.clone(), one.says.clone(), one.binds.join(", ")]
    };
    let first = table(&["exclusion", "where", "says", "our reading", "sure"], exclusions().iter().map(exclusion));
    format!("{first}\n{}", table(&["role", "where", "who", "has the duties of"], roles().iter().map(role)))
}

fn of_duties() -> String {
    let row = |one: &steadfast_cra::duties::Duty| {
        let who: Vec<&str> = one.who.iter().map(|who| who.as_str()).collect();
        let sure = one.confidence.as_str().to_owned();
        let from = one.applies_from().to_string();
        vec![one.reference.clone(), who.join(", "), one.asks.en.clone(), from, one.reading.clone(), sure]
    };
    table(&["where", "who", "asks", "from", "our reading", "sure"], duties().iter().map(row))
}

fn of_routes() -> String {
    let known = check();
    let procedure = |one: &steadfast_cra::routes::Route| {
        let number = if one.number_at_ce { "yes" } else { "no" }.to_owned();
        let sure = one.confidence.as_str().to_owned();
        vec![one.title.en.clone(), one.reference.clone(), number, one.reading.clone(), sure]
    };
    let reason = |one: &steadfast_cra::routes::Reason| {
        vec![format!("`{}`", one.code), one.reference.clone(), one.text.en.clone()]
    };
    let first = table(
        &["procedure", "where", "number at the CE marking", "our reading", "sure"],
        procedures().iter().map(procedure),
    );
    let second = table(&["answer", "where", "in words"], reasons().iter().map(reason));
    format!("Checked on {} ({}): {}\n\n{first}\n{second}", known.checked_on, known.confidence.as_str(), known.note.en)
}

fn of_standards() -> String {
    let row = |one: &steadfast_cra::standards::Catalogue| {
        let [entries, uncertain] = [one.entries().count(), one.uncertain()].map(|number| number.to_string());
        let presumption = format!("{} ({})", one.presumption.as_str(), one.checked_on);
        vec![
            format!("`{}`", one.id),
            one.designation.clone(),
            one.edition.clone(),
            entries,
            uncertain,
            presumption,
            one.note.clone(),
        ]
    };
    let heads = ["catalogue", "standard", "edition", "entries", "uncertain", "presumption", "left out, and why"];
    table(&heads, catalogues().iter().map(row))
}

fn tables() -> String {
    let sections = [
        ("Scope and roles", of_scope()),
        ("When it applies", of_rules(&applies::RULES)),
        ("Duties", of_duties()),
        ("Conformity assessment", of_routes()),
        ("Support period", of_rules(&support::RULES)),
        ("How long things are kept", of_rules(&retention::RULES)),
        ("Clocks of Article 14", of_rules(&rules::RULES)),
        ("Standards", of_standards()),
    ];
    let mut text = String::from("\n");
    for (title, table) in sections {
        write!(text, "### {title}\n\n{table}\n").expect("written");
    }
    text
}

#[test]
fn the_page_of_the_law_is_the_tables() {
    let path = workspace().join("docs/law.md");
    let text = std::fs::read_to_string(&path).expect("the page");
    let (before, rest) = text.split_once(BEGIN).expect("the first mark");
    let (found, after) = rest.split_once(END).expect("the second mark");
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(&path, format!("{before}{BEGIN}{}{END}{after}", tables())).expect("written");
        return;
    }
    assert_eq!(found, tables(), "docs/law.md is behind the code: run this test once with UPDATE_DOCS=1");
}

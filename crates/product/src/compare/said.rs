//! Single values: purpose, category, updates, promises and papers.

use super::modification::{CATEGORY, MANUAL, PAPER, PROMISE, PURPOSE, Rule, SAFER, UPDATES, USE, change};
use super::{Change, How};
use crate::file::ProductFile;

pub(super) fn changes(old: &ProductFile, new: &ProductFile) -> Vec<Change> {
    let (was, is) = (&old.purpose, &new.purpose);
    let listed = |list: &[String]| list.join("; ");
    let years = |years: Option<u32>| years.map_or_else(String::new, |years| years.to_string());
    let rows: Vec<(&str, String, String, Rule)> = vec![
        ("product.name", old.product.name.clone(), new.product.name.clone(), PAPER),
        ("product.designation", old.product.designation.clone(), new.product.designation.clone(), PAPER),
        ("product.manufacturer", old.product.manufacturer.clone(), new.product.manufacturer.clone(), PAPER),
        ("purpose.intended", was.intended.clone(), is.intended.clone(), PURPOSE),
        ("purpose.foreseeable-use", listed(&was.foreseeable_use), listed(&is.foreseeable_use), USE),
        ("purpose.misuse", listed(&was.misuse), listed(&is.misuse), USE),
        ("purpose.environment", was.environment.clone(), is.environment.clone(), USE),
        ("purpose.users", listed(&was.users), listed(&is.users), USE),
        ("purpose.essential-functions", listed(&was.essential_functions), listed(&is.essential_functions), USE),
        ("purpose.expected-years", years(was.expected_years), years(is.expected_years), USE),
        ("category.id", old.category.id.clone(), new.category.id.clone(), CATEGORY),
        ("category.core-function", old.category.core_function.clone(), new.category.core_function.clone(), CATEGORY),
    ];
    let single = rows.into_iter().filter_map(|(what, was, is, rule)| one(what, &was, &is, rule));
    single.chain(updates(old, new)).chain(papers(old, new)).collect()
}

fn one(what: &str, was: &str, is: &str, rule: Rule) -> Option<Change> {
    let how = match (was.is_empty(), is.is_empty()) {
        _ if was == is => return None,
        (true, _) => How::Added,
        (_, true) => How::Removed,
        _ => How::Changed,
    };
    // What was not said before is no other product: somebody wrote it down.
    let rule = if how == How::Added { PAPER } else { rule };
    Some(change(what.to_owned(), how, format!("{} → {}", shown(was), shown(is)), rule))
}

/// As much of a text as helps.
fn shown(text: &str) -> String {
    match text.char_indices().nth(80) {
        None if text.is_empty() => "nothing".to_owned(),
        None => format!("\"{text}\""),
        Some((at, _)) => format!("\"{}…\"", text.get(..at).unwrap_or_default()),
    }
}

fn updates(old: &ProductFile, new: &ProductFile) -> Option<Change> {
    let (was, is) = (&old.updates, &new.updates);
    let rule = match (was.automatic, is.automatic) {
        _ if was == is => return None,
        (Some(true), Some(false)) => MANUAL,
        (Some(false), Some(true)) => SAFER,
        _ => UPDATES,
    };
    let automatic = |said: Option<bool>| said.map_or("not said", |yes| if yes { "automatic" } else { "by hand" });
    let says = format!("{} → {}", automatic(was.automatic), automatic(is.automatic));
    Some(change("updates".to_owned(), How::Changed, says, rule))
}

fn papers(old: &ProductFile, new: &ProductFile) -> Vec<Change> {
    let rows = [
        ("support", old.support != new.support, PROMISE),
        ("route", old.route != new.route, PAPER),
        ("contact", old.contact != new.contact, PAPER),
        ("information", old.information != new.information, PAPER),
        ("standard", old.standard != new.standard, PAPER),
        ("security-level", old.security_level != new.security_level, USE),
        ("phase", old.phase != new.phase, PAPER),
        ("component", old.component != new.component, PAPER),
    ];
    let changed = rows.into_iter().filter(|row| row.1);
    changed.map(|(what, _, rule)| change(what.to_owned(), How::Changed, String::new(), rule)).collect()
}

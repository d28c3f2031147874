//! `steadfast law duties`.

use std::fmt::Write as _;

use serde::Serialize;
use steadfast_cra::duties::{Duty, Since, Tied, Who, duties, since};

use super::arguments::{Answer, Duties};
use crate::args::CheckFormat;
use crate::scan::to_json;
use crate::table::{row, table, width, wrapped};

/// A duty with since when it binds the product.
#[derive(Serialize)]
struct Bound<'a> {
    #[serde(flatten)]
    duty: &'a Duty,
    applies_from: String,
    since: Since,
}

/// The answer.
#[derive(Serialize)]
struct Report<'a> {
    schema: u32,
    checked_on: String,
    duties: Vec<Bound<'a>>,
}

pub(super) fn show(args: &Duties) -> String {
    let modified = args.modified.map(Answer::is_yes);
    let bound = |duty: &'static Duty| {
        let since = since(duty, args.placed, modified);
        Bound { duty, applies_from: duty.applies_from().to_string(), since }
    };
    let duties: Vec<Bound<'_>> = duties().iter().map(bound).collect();
    match args.format {
        CheckFormat::Table => people(&duties),
        CheckFormat::Json => {
            let checked_on = steadfast_cra::duties::checked_on().to_string();
            to_json(&Report { schema: 1, checked_on, duties })
        }
    }
}

fn people(all: &[Bound<'_>]) -> String {
    let mut lines = table(&["Duty", "Where", "Who", "Tied to", "Binds since", "What"], width());
    for one in all {
        let who = joined(one.duty.who.iter().map(|who| Who::as_str(*who)));
        let tied = joined(one.duty.tied.iter().map(|tied| Tied::as_str(*tied)));
        row(&mut lines, &[&one.duty.id, &one.duty.reference, &who, &tied, &words(one.since), &one.duty.title.en]);
    }
    let mut text = lines.trim_fmt();
    let day = steadfast_cra::duties::checked_on();
    let _ = write!(
        text,
        "\n\n{}\n",
        wrapped(&format!(
            "Checked on {day}. In our words; the Official Journal alone is authentic. `steadfast law show ID` says what a duty asks, \
         our reading and how sure we are."
        ))
    );
    text
}

fn joined<'a>(words: impl Iterator<Item = &'a str>) -> String {
    words.collect::<Vec<_>>().join(", ")
}

pub(super) fn words(since: Since) -> String {
    match since {
        Since::Day(day) => day.to_string(),
        Since::Modification(day) => format!("its modification, at the earliest {day}"),
        Since::Never => "does not bind it".to_owned(),
        Since::Unknown => "unknown".to_owned(),
    }
}

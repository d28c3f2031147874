//! `steadfast law routes`.

use std::fmt::Write as _;

use jiff::civil::Date;
use serde::Serialize;
use steadfast_cra::categories::{Class, category};
use steadfast_cra::routes::{self, Applied, RouteAnswer, State, check, open, procedure, proof};

use super::arguments::{Answer, Extent, Routes};
use super::unknown;
use crate::args::CheckFormat;
use crate::failure::Failure;
use crate::scan::to_json;
use crate::table::{row, table, width, wrapped};

/// The answer.
#[derive(Serialize)]
struct Report<'a> {
    schema: u32,
    class: Class,
    today: String,
    check: &'a routes::Check,
    routes: &'a [RouteAnswer],
}

pub(super) fn show(args: &Routes, today: Date) -> Result<String, Failure> {
    let class = class(&args.class)?;
    let applied = Applied {
        harmonised_standards: extent(args.standards),
        common_specifications: extent(args.specifications),
        certification: extent(args.certification),
    };
    let routes = open(class, &applied, args.open_source_public.map(Answer::is_yes), today);
    Ok(match args.format {
        CheckFormat::Table => people(class, &routes, today),
        CheckFormat::Json => {
            to_json(&Report { schema: 1, class, today: today.to_string(), check: check(), routes: &routes })
        }
    })
}

fn class(name: &str) -> Result<Class, Failure> {
    let all = [Class::Default, Class::ImportantOne, Class::ImportantTwo, Class::Critical];
    let named = all.into_iter().find(|class| class.as_str() == name);
    let instead = "it is default, important-1, important-2, critical, or a category such as III.I.12";
    named.or_else(|| category(name).map(|one| one.class)).ok_or_else(|| unknown("class", name, instead))
}

const fn extent(extent: Extent) -> routes::Extent {
    match extent {
        Extent::Unknown => routes::Extent::Unknown,
        Extent::None => routes::Extent::None,
        Extent::Part => routes::Extent::Part,
        Extent::Full => routes::Extent::Full,
    }
}

fn people(class: Class, all: &[RouteAnswer], today: Date) -> String {
    let mut lines = table(&["Procedure", "Is", "Where", "Why", "Proof"], width());
    for one in all {
        let state = match one.state {
            State::Open => "open",
            State::Closed => "closed",
            State::Unknown => "unknown",
        };
        row(&mut lines, &[one.procedure.as_str(), state, &one.reason.reference, &one.reason.text.en, &proofs(one)]);
    }
    let mut text = format!("{} ({})\n\n{}", class.as_str(), class.reference(), lines.trim_fmt());
    let known = check();
    let age = known.age_days(today).map_or_else(|| "after this day".to_owned(), |days| format!("{days} days ago"));
    let _ = write!(text, "\n\n{}\n", wrapped(&format!("Checked on {}, {age}. {}", known.checked_on, known.note.en)));
    text
}

fn proofs(one: &RouteAnswer) -> String {
    let needed = procedure(one.procedure).map(|route| route.proofs.as_slice()).unwrap_or_default();
    let titles = needed.iter().filter_map(|id| proof(id)).map(|proof| proof.title.en.as_str());
    titles.collect::<Vec<_>>().join("; ")
}

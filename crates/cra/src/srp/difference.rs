//! What a new version of the form changes, and what that means for a draft.

use super::check::{Problem, too_long};
use super::draft::Draft;
use super::field::{Field, Format, Level};
use super::glossary::Glossary;
use crate::clocks::{Event, Stage};

/// One change to a field.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Difference {
    /// The id of the field.
    pub field: String,
    /// What changed.
    pub change: Change,
    /// Whether the draft has to change with it.
    pub touches_draft: bool,
}

/// What changed about a field.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Change {
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// It has another number.
    Renumbered {
        /// The old number.
        from: Option<String>,
        /// The new one.
        to: Option<String>,
    },
    /// A stage asks for it more or less firmly.
    Level {
        /// Which stage.
        stage: Stage,
        /// How firmly before.
        from: Level,
        /// How firmly now.
        to: Level,
    },
    /// It takes something else.
    Format {
        /// What it took.
        from: Format,
        /// What it takes.
        to: Format,
    },
    /// It takes more or fewer characters.
    Limit {
        /// The most before.
        from: Option<usize>,
        /// The most now.
        to: Option<usize>,
    },
    /// These can no longer be chosen.
    OptionsRemoved(Vec<String>),
    /// These can be chosen now.
    OptionsAdded(Vec<String>),
    /// It is shown for other events.
    AppliesTo(Vec<Event>),
}

/// What the newer version changes, field by field in its order, then the fields that are gone. A draft is touched where
/// it now lacks something that is required, or holds something that no longer fits.
pub fn differences(older: &Glossary, newer: &Glossary, draft: &Draft) -> Vec<Difference> {
    let there = newer.fields.iter().flat_map(|now| match older.field(&now.id) {
        Some(before) => changes(before, now, draft),
        None => vec![difference(now, Change::Added, is_required(now) && draft.get(&now.id).is_none())],
    });
    let gone = older.fields.iter().filter(|before| newer.field(&before.id).is_none());
    there.chain(gone.map(|before| difference(before, Change::Removed, draft.get(&before.id).is_some()))).collect()
}

fn difference(field: &Field, change: Change, touches_draft: bool) -> Difference {
    Difference { field: field.id.clone(), change, touches_draft }
}

fn is_required(field: &Field) -> bool {
    let levels = [field.stages.early_warning, field.stages.notification, field.stages.final_report];
    levels.contains(&Level::Required)
}

fn changes(before: &Field, now: &Field, draft: &Draft) -> Vec<Difference> {
    let value = draft.get(&now.id);
    let mut found = Vec::new();
    let mut add = |change, touches_draft| found.push(difference(now, change, touches_draft));
    if before.number != now.number {
        add(Change::Renumbered { from: before.number.clone(), to: now.number.clone() }, false);
    }
    for (change, to) in levels(before, now) {
        add(change, if to == Level::Required { value.is_none() } else { to == Level::NotOffered && value.is_some() });
    }
    if before.format != now.format {
        add(Change::Format { from: before.format, to: now.format }, value.is_some());
    }
    if before.max_chars != now.max_chars {
        let is_over = value.is_some_and(|value| matches!(too_long(now, value), Some(Problem::OverLimit { .. })));
        add(Change::Limit { from: before.max_chars, to: now.max_chars }, is_over);
    }
    if before.applies_to != now.applies_to {
        add(Change::AppliesTo(now.applies_to.clone()), value.is_some());
    }
    let removed = missing_in(&before.options, &now.options);
    if !removed.is_empty() {
        let is_chosen = value.is_some_and(|value| value.chosen(&removed).next().is_some());
        add(Change::OptionsRemoved(removed), is_chosen);
    }
    let added = missing_in(&now.options, &before.options);
    if !added.is_empty() {
        add(Change::OptionsAdded(added), false);
    }
    found
}

fn levels(before: &Field, now: &Field) -> impl Iterator<Item = (Change, Level)> {
    let stages = [Stage::EarlyWarning, Stage::Notification, Stage::FinalReport];
    let both = stages.map(|stage| (stage, before.level(stage), now.level(stage)));
    both.into_iter().filter_map(|(stage, from, to)| {
        let (from, to) = (from?, to?);
        (from != to).then_some((Change::Level { stage, from, to }, to))
    })
}

fn missing_in(these: &[String], those: &[String]) -> Vec<String> {
    these.iter().filter(|one| !those.contains(one)).cloned().collect()
}

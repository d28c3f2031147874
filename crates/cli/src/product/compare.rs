//! `product compare`: what changed, and whether it may be a substantial modification.

use std::collections::BTreeSet;
use std::io::Write;
use std::path::Path;

use steadfast_product::compare::{Change, Comparison, Components, How, Likely};

use super::{Compare, named, read};
use crate::args::CheckFormat;
use crate::failure::{Exit, Failure};
use crate::scan;
use crate::table::{row, table, width, wrapped};

/// Compares two files. Yes: likely no substantial modification. No: likely one. Else people have to look.
pub(crate) fn run(args: &Compare, out: &mut dyn Write) -> Result<Exit, Failure> {
    let (old, new) = (read(&named(&args.old))?, read(&named(&args.new))?);
    let bills = args.old_bom.as_deref().zip(args.new_bom.as_deref());
    let components = bills.map(|(old, new)| exchanged(old, new)).transpose()?;
    let comparison = steadfast_product::compare(&old, &new, components);
    let text = match args.format {
        CheckFormat::Table => shown(&comparison),
        CheckFormat::Json => scan::to_json(&comparison),
    };
    out.write_all(text.as_bytes()).map_err(Failure::Output)?;
    Ok(match comparison.substantial {
        Likely::No => Exit::Yes,
        Likely::Yes => Exit::No,
        Likely::Unclear => Exit::Undecided,
    })
}

fn exchanged(old: &Path, new: &Path) -> Result<Components, Failure> {
    let names = |path| -> Result<BTreeSet<String>, Failure> {
        let bom = scan::read(path)?;
        let name = |one: &steadfast_formats::bom::Component| {
            let version = one.version.as_deref().unwrap_or_default();
            one.purls.first().cloned().unwrap_or_else(|| format!("{} {version}", one.name))
        };
        Ok(bom.components.iter().map(name).collect())
    };
    let (old, new) = (names(old)?, names(new)?);
    let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    Ok(Components { added: number(new.difference(&old).count()), removed: number(old.difference(&new).count()) })
}

fn shown(comparison: &Comparison) -> String {
    let mut text = format!(
        "Substantial modification ({}): {}\n{}\n",
        comparison.clause,
        verdict(comparison.substantial),
        wrapped(&format!("Our reading, confidence {:?}: {}.", comparison.confidence, comparison.reason.text)),
    );
    if !comparison.changes.is_empty() {
        let mut rows = table(&["what", "change", "from, to", "substantial", "why"], width());
        comparison.changes.iter().for_each(|change| line(&mut rows, change));
        text.push_str(&format!("\n{rows}\n"));
    }
    text.push_str("\nThe manufacturer decides.\n");
    text
}

const fn verdict(likely: Likely) -> &'static str {
    match likely {
        Likely::Yes => "LIKELY",
        Likely::No => "likely not",
        Likely::Unclear => "unclear, people have to look",
    }
}

fn line(rows: &mut comfy_table::Table, change: &Change) {
    let how = match change.how {
        How::Added => "added",
        How::Removed => "removed",
        How::Changed => "changed",
    };
    let likely = match change.substantial {
        Likely::Yes => "likely",
        Likely::No => "no",
        Likely::Unclear => "unclear",
    };
    row(rows, &[&change.what, how, &change.says, likely, change.reason.text]);
}

//! Series, and the windows in which something is wrong with them.

use std::collections::BTreeMap;
use std::path::Path;

use jiff::Timestamp;

use crate::Failure;
use crate::data::unpacked;

/// A series.
pub(super) struct Series {
    /// Times, in seconds since 1970, and values.
    pub(super) values: Vec<(i64, f32)>,
    /// From when to when something is wrong.
    pub(super) windows: Vec<(i64, i64)>,
}

impl Series {
    /// How many values there are to learn from.
    pub(super) fn learnt(&self) -> usize {
        (self.values.len() * 15 / 100).min(750)
    }

    /// How many weeks are judged.
    pub(super) fn weeks(&self) -> f64 {
        let judged = self.values.get(self.learnt()).zip(self.values.last());
        judged.map_or(0.0, |(from, to)| (to.0 - from.0) as f64 / 604_800.0)
    }
}

/// Reads each series that windows are stated for.
///
/// # Errors
/// When a file cannot be read, or is anything else.
pub(super) fn read(folder: &Path) -> Result<Vec<Series>, Failure> {
    let stated = std::fs::read_to_string(folder.join("windows.json"))?;
    let stated: BTreeMap<String, Vec<(String, String)>> = serde_json::from_str(&stated)?;
    let there = stated.into_iter().map(|(name, windows)| (folder.join(format!("{name}.gz")), windows));
    there.filter(|(file, _)| file.is_file()).map(|(file, windows)| one(&file, &windows)).collect()
}

fn one(file: &Path, windows: &[(String, String)]) -> Result<Series, Failure> {
    let windows = windows.iter().map(|(from, to)| Ok((seconds(from)?, seconds(to)?)));
    let text = unpacked(file)?;
    let values = text.lines().skip(1).map(|line| {
        let (time, value) = line.split_once(',').ok_or_else(|| format!("no value: {line}"))?;
        Ok((seconds(time)?, value.trim().parse()?))
    });
    Ok(Series { values: values.collect::<Result<_, Failure>>()?, windows: windows.collect::<Result<_, Failure>>()? })
}

fn seconds(time: &str) -> Result<i64, Failure> {
    Ok(format!("{time}Z").parse::<Timestamp>()?.as_second())
}

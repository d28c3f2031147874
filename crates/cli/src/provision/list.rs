//! The factory list: one line a unit, none of them twice.

use std::fs::{File, OpenOptions};
use std::io::Write as _;
use std::path::{Path, PathBuf};

use steadfast_trust::encoding::hex;
use tempfile::NamedTempFile;

use super::line::Made;
use super::{ProvisionFailure, Unit};
use crate::failure::Failure;

/// The columns, in this order; `steadfast unit import` reads them.
const HEADER: [&str; 5] = ["serial", "key", "owner-code-hash", "version", "hardware"];

/// A unit's line.
pub(super) struct Row([String; 5]);

impl Row {
    pub(super) fn of(args: &Unit, made: &Made) -> Self {
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        let (key, hash) = (made.fingerprint.to_string(), hex(&made.hash));
        Self([made.serial.clone(), key, hash, text(&args.version), text(&args.hardware)])
    }
}

/// The list, this process's alone as long as it is open: several stations may share one file.
pub(super) struct List {
    file: PathBuf,
    rows: Vec<[String; 5]>,
    _lock: File,
}

impl List {
    pub(super) fn open(file: &Path) -> Result<Self, Failure> {
        let mut name = file.as_os_str().to_owned();
        name.push(".lock");
        let beside = PathBuf::from(name);
        let unwritable = |source| Failure::Unwritable { file: beside.clone(), source };
        let lock = OpenOptions::new().create(true).truncate(false).write(true).open(&beside).map_err(unwritable)?;
        lock.lock().map_err(unwritable)?;
        let rows = read(file)?;
        Ok(Self { file: file.to_owned(), rows, _lock: lock })
    }

    /// Whether a unit of this serial number may be made at all: looked at before its key is drawn.
    pub(super) fn takes(&self, serial: &str) -> Result<(), ProvisionFailure> {
        let twice = self.rows.iter().filter(|row| row[0] == serial.trim()).count() > 1;
        if twice { Err(self.wrong(format!("{serial} stands there twice: keep the right line"))) } else { Ok(()) }
    }

    /// Enters a unit. One that is there already gets its new code; two units with one serial number, or with one key,
    /// never come to be.
    pub(super) fn enter(mut self, row: &Row) -> Result<(), Failure> {
        let Row([serial, key, ..]) = row;
        if let Some(other) = self.rows.iter().find(|known| known[1] == *key && known[0] != *serial) {
            let words = format!("{} has the key of this unit: one of them is a copy of the other", other[0]);
            return Err(self.wrong(words).into());
        }
        match self.rows.iter_mut().find(|known| known[0] == *serial) {
            Some(known) if known[1] != *key => {
                let words = format!(
                    "{serial} is another unit there, with the key {}: give this one a serial number of its own, or \
                     take that line out if the unit was scrapped before it left",
                    known[1]
                );
                Err(self.wrong(words).into())
            }
            Some(known) => {
                for (known, new) in known.iter_mut().zip(&row.0).filter(|(_, new)| !new.is_empty()) {
                    known.clone_from(new);
                }
                self.write()
            }
            None => {
                self.rows.push(row.0.clone());
                self.write()
            }
        }
    }

    fn write(&self) -> Result<(), Failure> {
        let unwritable = |source| Failure::Unwritable { file: self.file.clone(), source };
        let folder = self.file.parent().filter(|folder| !folder.as_os_str().is_empty());
        let mut file = NamedTempFile::new_in(folder.unwrap_or_else(|| ".".as_ref())).map_err(unwritable)?;
        let mut text = HEADER.join(",") + "\n";
        for row in &self.rows {
            text += &(row.iter().map(|field| quoted(field)).collect::<Vec<_>>().join(",") + "\n");
        }
        file.write_all(text.as_bytes()).and_then(|()| file.as_file().sync_all()).map_err(unwritable)?;
        file.persist(&self.file).map_err(|error| unwritable(error.error))?;
        Ok(())
    }

    fn wrong(&self, reason: String) -> ProvisionFailure {
        ProvisionFailure::List { file: self.file.clone(), reason }
    }
}

/// A field as RFC 4180 writes it.
fn quoted(field: &str) -> String {
    let plain = !field.contains(['"', ',', ';', '\n', '\r', '\t']);
    if plain { field.to_owned() } else { format!("\"{}\"", field.replace('"', "\"\"")) }
}

fn read(file: &Path) -> Result<Vec<[String; 5]>, Failure> {
    let text = match std::fs::read_to_string(file) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(source) => return Err(Failure::Unreadable { file: file.to_owned(), source }),
    };
    let wrong = |line: usize, reason: &str| ProvisionFailure::List {
        file: file.to_owned(),
        reason: format!("line {line}: {reason}; take another file for units that are made here"),
    };
    let mut lines = text.lines().enumerate();
    match lines.next() {
        Some((_, header)) if header == HEADER.join(",") => {}
        _ => return Err(wrong(1, "the columns are not those that are written here").into()),
    }
    let row = |(at, line)| fields(line).ok_or_else(|| wrong(at + 1, "not five fields").into());
    lines.map(row).collect()
}

/// The fields of a line as [`quoted`] writes them; no field has a line break.
fn fields(line: &str) -> Option<[String; 5]> {
    let (mut fields, mut field, mut inside) = (Vec::new(), String::new(), false);
    let mut letters = line.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '"' if inside && letters.peek() == Some(&'"') => field.extend(letters.next()),
            '"' => inside = !inside,
            ',' if !inside => fields.push(std::mem::take(&mut field)),
            other => field.push(other),
        }
    }
    fields.push(field);
    fields.try_into().ok().filter(|_| !inside)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_read_as_it_was_written() {
        let row = ["SN \"7\", b", "k", "", "1;0", "x"].map(str::to_owned);
        let line = row.iter().map(|field| quoted(field)).collect::<Vec<_>>().join(",");
        assert_eq!(fields(&line), Some(row));
        assert_eq!(fields("a,b"), None);
        assert_eq!(fields("\"a,b,c,d,e"), None);
    }
}

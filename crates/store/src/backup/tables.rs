//! Which tables there are, as the database itself says. Here the two engines part.

use super::BackupError;
use super::database::Database;
use crate::engine::Engine;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Int,
    Float,
    Text,
    Bytes,
}

/// A table, as far as copying needs to know it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Table {
    pub(super) name: String,
    pub(super) columns: Vec<Column>,
    pub(super) refers_to: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Column {
    pub(super) name: String,
    pub(super) kind: Kind,
    pub(super) in_key: bool,
}

/// One row per column: table, column, type, place in the primary key or 0. By tables, columns as they stand.
const SQLITE_COLUMNS: &str = "SELECT t.name, c.name, c.type, CAST(c.pk AS TEXT) FROM sqlite_schema t, pragma_table_info(t.name) c \
     WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY t.name, c.cid";
const SQLITE_REFERENCES: &str = "SELECT t.name, f.\"table\" FROM sqlite_schema t, pragma_foreign_key_list(t.name) f \
     WHERE t.type = 'table'";
const POSTGRES_COLUMNS: &str = "SELECT t.relname::TEXT COLLATE \"C\", a.attname::TEXT, format_type(a.atttypid, NULL), \
     CASE WHEN a.attnum = ANY (i.indkey::INT2[]) THEN '1' ELSE '0' END \
     FROM pg_class t JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped \
     LEFT JOIN pg_index i ON i.indrelid = t.oid AND i.indisprimary \
     WHERE t.relkind = 'r' AND t.relnamespace = current_schema()::regnamespace \
     ORDER BY 1, a.attnum";
const POSTGRES_REFERENCES: &str = "SELECT t.relname::TEXT, r.relname::TEXT FROM pg_constraint c \
     JOIN pg_class t ON t.oid = c.conrelid JOIN pg_class r ON r.oid = c.confrelid \
     WHERE c.contype = 'f' AND t.relnamespace = current_schema()::regnamespace";

/// Kept by the steps of the schema themselves.
const NOT_COPIED: &str = "schema_step";

/// Every table but the list of schema steps, each after those that it refers to.
pub(super) fn tables(database: &mut Database) -> Result<Vec<Table>, BackupError> {
    let mut tables: Vec<Table> = Vec::new();
    for [table, column, kind, place] in columns(database)? {
        let kind = kind_of(&kind)
            .ok_or(BackupError::Schema { table: table.clone(), reason: "has a column of another kind" })?;
        let column = Column { name: column, kind, in_key: place != "0" };
        match tables.last_mut().filter(|last| last.name == table) {
            Some(last) => last.columns.push(column),
            None => tables.push(Table { name: table, columns: vec![column], refers_to: Vec::new() }),
        }
    }
    for [table, other, ..] in references(database)? {
        let referring = tables.iter_mut().find(|known| known.name == table && table != other);
        referring.into_iter().for_each(|known| known.refers_to.push(other.clone()));
    }
    ordered(tables.into_iter().filter(|table| table.name != NOT_COPIED).collect())
}

/// Whether the database holds no table at all.
pub(super) fn is_empty(database: &mut Database) -> Result<bool, BackupError> {
    Ok(columns(database)?.is_empty())
}

fn columns(database: &mut Database) -> Result<Vec<[String; 4]>, BackupError> {
    database.texts(match database.engine() {
        Engine::Sqlite => SQLITE_COLUMNS,
        Engine::Postgres => POSTGRES_COLUMNS,
    })
}

fn references(database: &mut Database) -> Result<Vec<[String; 2]>, BackupError> {
    database.texts(match database.engine() {
        Engine::Sqlite => SQLITE_REFERENCES,
        Engine::Postgres => POSTGRES_REFERENCES,
    })
}

fn kind_of(word: &str) -> Option<Kind> {
    match word.to_ascii_lowercase().as_str() {
        "integer" | "bigint" => Some(Kind::Int),
        "real" | "double precision" => Some(Kind::Float),
        "text" => Some(Kind::Text),
        "blob" | "bytea" => Some(Kind::Bytes),
        _ => None,
    }
}

/// By name, but each after those that it refers to.
fn ordered(mut left: Vec<Table>) -> Result<Vec<Table>, BackupError> {
    let mut ordered: Vec<Table> = Vec::new();
    while !left.is_empty() {
        let is_ready = |table: &Table| !left.iter().any(|other| table.refers_to.contains(&other.name));
        let Some(next) = left.iter().position(is_ready) else {
            return Err(BackupError::Schema { table: left.remove(0).name, reason: "refers to itself over others" });
        };
        ordered.push(left.remove(next));
    }
    ordered.iter().try_for_each(has_key)?;
    Ok(ordered)
}

fn has_key(table: &Table) -> Result<(), BackupError> {
    let has_key = table.columns.iter().any(|column| column.in_key);
    if has_key { Ok(()) } else { Err(BackupError::Schema { table: table.name.clone(), reason: "has no primary key" }) }
}

impl Table {
    pub(super) fn kinds(&self) -> Vec<Kind> {
        self.columns.iter().map(|column| column.kind).collect()
    }

    pub(super) fn column_names(&self) -> Vec<String> {
        self.columns.iter().map(|column| column.name.clone()).collect()
    }

    /// All rows in the order of the key, the same on both engines.
    pub(super) fn select(&self) -> String {
        let key = self.columns.iter().filter(|column| column.in_key).map(|column| quoted(&column.name));
        let key = key.collect::<Vec<_>>().join(", ");
        format!("SELECT {} FROM {} ORDER BY {key}", self.list(), quoted(&self.name))
    }

    pub(super) fn insert(&self) -> String {
        let markers: Vec<String> = (1..=self.columns.len()).map(|number| format!("?{number}")).collect();
        format!("INSERT INTO {} ({}) VALUES ({})", quoted(&self.name), self.list(), markers.join(", "))
    }

    pub(super) fn clear(&self) -> String {
        format!("DELETE FROM {}", quoted(&self.name))
    }

    fn list(&self) -> String {
        self.columns.iter().map(|column| quoted(&column.name)).collect::<Vec<_>>().join(", ")
    }
}

fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

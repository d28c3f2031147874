//! One SQL text for both engines.
//!
//! Statements use `?1` markers and the four column words `TEXT`, `INT8`, `BYTES`, `FLOAT8`. SQLite takes them almost as
//! they stand; for PostgreSQL markers become `$1`.

use crate::engine::Engine;

/// A statement of the registry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sql(pub(crate) &'static str);

impl Sql {
    /// Its text, as written once for both engines.
    #[must_use]
    pub fn text(self) -> &'static str {
        self.0
    }
}

/// Names statements and lists them for the test that prepares each on both engines.
macro_rules! statements {
    ($($(#[$doc:meta])* $name:ident = $text:expr;)+) => {
        $($(#[$doc])* const $name: $crate::sql::Sql = $crate::sql::Sql($text);)+
        /// Every statement of this file.
        pub(crate) const ALL: &[$crate::sql::Sql] = &[$($name),+];
    };
}
pub(crate) use statements;

/// Every statement there is, in the order of the files.
pub fn every_statement() -> impl Iterator<Item = Sql> {
    [
        crate::advisory::ALL,
        crate::owner_notices::contact::ALL,
        crate::owner_notices::delivery::ALL,
        crate::owner_notices::notice::ALL,
        crate::owner_notices::scope::ALL,
        crate::owner_notices::unit::ALL,
        crate::policies::given::ALL,
        crate::policies::unit::ALL,
        crate::lifecycle::document::ALL,
        crate::lifecycle::ends::ALL,
        crate::lifecycle::key_place::ALL,
        crate::lifecycle::notice::ALL,
        crate::lifecycle::page::ALL,
        crate::lifecycle::placed::ALL,
        crate::lifecycle::support::ALL,
        crate::approval::ALL,
        crate::cases::closing::ALL,
        crate::cases::containment::ALL,
        crate::cases::entry::ALL,
        crate::cases::file::ALL,
        crate::cases::listed::ALL,
        crate::cases::person::ALL,
        crate::cases::signal::ALL,
        crate::cases::task::ALL,
        crate::cases::unit::ALL,
        crate::catalogue::contents::ALL,
        crate::catalogue::manufacturer::ALL,
        crate::catalogue::part::ALL,
        crate::catalogue::product::ALL,
        crate::catalogue::release::ALL,
        crate::catalogue::standing::ALL,
        crate::assessment::ALL,
        crate::component::ALL,
        crate::conformity::declaration::ALL,
        crate::conformity::file::ALL,
        crate::conformity::fold::ALL,
        crate::conformity::link::ALL,
        crate::conformity::measure::ALL,
        crate::conformity::row::ALL,
        crate::conformity::signer::ALL,
        crate::delivery::ALL,
        crate::drill::ALL,
        crate::exposure::ALL,
        crate::feed::ALL,
        crate::feed::import::ALL,
        crate::feed::index::ALL,
        crate::fleet::affected::ALL,
        crate::fleet::batch::ALL,
        crate::fleet::counts::ALL,
        crate::fleet::end::ALL,
        crate::fleet::floor::ALL,
        crate::fleet::fresh_code::ALL,
        crate::fleet::history::ALL,
        crate::fleet::import::ALL,
        crate::fleet::list::ALL,
        crate::fleet::log::ALL,
        crate::fleet::quiet::ALL,
        crate::fleet::remedy::ALL,
        crate::fleet::runs::ALL,
        crate::fleet::secret::ALL,
        crate::fleet::sighting::ALL,
        crate::fleet::unit::ALL,
        crate::glance::ALL,
        crate::idempotency::ALL,
        crate::invitation::ALL,
        crate::job::ALL,
        crate::job::list::ALL,
        crate::lease::ALL,
        crate::ledger::ALL,
        crate::message::ALL,
        crate::monitoring::alert::ALL,
        crate::monitoring::alert_unit::ALL,
        crate::monitoring::cohort::ALL,
        crate::monitoring::count::ALL,
        crate::monitoring::coverage::ALL,
        crate::monitoring::edges::ALL,
        crate::monitoring::news::ALL,
        crate::monitoring::retention::ALL,
        crate::monitoring::told::ALL,
        crate::monitoring::waiting::ALL,
        crate::monitoring::watch::ALL,
        crate::naming::ALL,
        crate::news::ALL,
        crate::notices::receipt::ALL,
        crate::notices::request::ALL,
        crate::notices::value::ALL,
        crate::own_flaw::ALL,
        crate::passkey::ALL,
        crate::person::ALL,
        crate::recalls::partner::ALL,
        crate::recalls::plan::ALL,
        crate::recalls::told::ALL,
        crate::recalls::unit::ALL,
        crate::receiver::ALL,
        crate::record::ALL,
        crate::reports::attachment::ALL,
        crate::reports::file::ALL,
        crate::reports::message::ALL,
        crate::reports::upstream::ALL,
        crate::repository::artifact::ALL,
        crate::repository::file::ALL,
        crate::repository::metadata::ALL,
        crate::ringing::alarm::ALL,
        crate::ringing::duty::ALL,
        crate::ringing::ring::ALL,
        crate::rollout::action::ALL,
        crate::rollout::consent::ALL,
        crate::rollout::plan::ALL,
        crate::rollout::reach::ALL,
        crate::rollout::statement::ALL,
        crate::rollout::wave::ALL,
        crate::roster::ALL,
        crate::secret::ALL,
        crate::session::ALL,
        crate::setting::ALL,
        crate::throttle::ALL,
        crate::token::ALL,
        crate::triage::ALL,
        crate::triage::places::ALL,
        crate::triage::sample::ALL,
        crate::triage::settle::ALL,
        crate::verdict::ALL,
        crate::vex_import::ALL,
        crate::webhook::ALL,
    ]
    .into_iter()
    .flatten()
    .copied()
}

/// The statement in PostgreSQL's spelling: `?1` becomes `$1`, outside of quotes.
pub(crate) fn for_postgres(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut quote = None;
    for letter in text.chars() {
        match (quote, letter) {
            (None, '?') => out.push('$'),
            (None, '\'' | '"') => {
                quote = Some(letter);
                out.push(letter);
            }
            (Some(open), _) => {
                if letter == open {
                    quote = None;
                }
                out.push(letter);
            }
            _ => out.push(letter),
        }
    }
    out
}

/// A statement of the schema in an engine's own column types. Text keys are in byte order on both.
pub(crate) fn schema_for(engine: Engine, statement: &str) -> String {
    let words = statement.split_inclusive(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_');
    let translated: String = words.map(|word| column_word(engine, word)).collect();
    let table = engine == Engine::Sqlite && translated.trim_start().starts_with("CREATE TABLE");
    if table { format!("{translated} STRICT") } else { translated }
}

fn column_word(engine: Engine, word: &str) -> String {
    let end = word.trim_end_matches(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_').len();
    let (name, rest) = word.split_at(end);
    let own = match (engine, name) {
        (Engine::Sqlite, "INT8") => "INTEGER",
        (Engine::Sqlite, "BYTES") => "BLOB",
        (Engine::Sqlite, "FLOAT8") => "REAL",
        (Engine::Postgres, "BYTES") => "BYTEA",
        (Engine::Postgres, "TEXT") => "TEXT COLLATE \"C\"",
        _ => name,
    };
    format!("{own}{rest}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markers_become_postgresqls_and_quoted_text_stays() {
        assert_eq!(
            for_postgres("SELECT '?1', \"a?\" FROM t WHERE a = ?1 AND b = ?12"),
            "SELECT '?1', \"a?\" FROM t WHERE a = $1 AND b = $12"
        );
    }

    #[test]
    fn column_words_become_each_engines_own() {
        let text = "CREATE TABLE t (a TEXT NOT NULL, b INT8, c BYTES)";
        assert_eq!(schema_for(Engine::Sqlite, text), "CREATE TABLE t (a TEXT NOT NULL, b INTEGER, c BLOB) STRICT");
        assert_eq!(
            schema_for(Engine::Postgres, text),
            "CREATE TABLE t (a TEXT COLLATE \"C\" NOT NULL, b INT8, c BYTEA)"
        );
    }
}

//! Databases on a server: fresh ones, and copies of templates.

use std::sync::atomic::{AtomicU32, Ordering};

use super::cluster::Cluster;

/// A database for one test; it is dropped when this value goes.
#[derive(Debug)]
pub struct Database {
    cluster: Cluster,
    name: String,
}

impl Database {
    /// Where it is: `postgres://tester@127.0.0.1:PORT/NAME`.
    pub fn url(&self) -> String {
        self.cluster.url(&self.name)
    }

    /// Runs SQL by PostgreSQL's own client and returns what it printed, values of a row separated by `|`.
    ///
    /// # Panics
    /// When the server refuses it.
    pub fn sql(&self, sql: &str) -> String {
        self.cluster.sql(&self.name, sql)
    }

    /// Ends every connection to this database from the server's side, as a restart of it would.
    ///
    /// # Panics
    /// When the server is not there.
    pub fn cut_connections(&self) {
        let cut = "select count(pg_terminate_backend(pid)) from pg_stat_activity \
                   where datname = current_database() and pid <> pg_backend_pid()";
        self.sql(cut);
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        if self.cluster.answers() {
            self.cluster.sql("postgres", &format!("drop database if exists {} with (force)", self.name));
        }
    }
}

impl Cluster {
    pub(super) fn fresh(&self) -> Database {
        self.copy_of("template0")
    }

    pub(super) fn copy_of(&self, template: &str) -> Database {
        static MADE: AtomicU32 = AtomicU32::new(0);
        let name = format!("test_{}_{}", std::process::id(), MADE.fetch_add(1, Ordering::Relaxed));
        // A killed process may have left one of this name behind.
        self.sql("postgres", &format!("drop database if exists {name} with (force)"));
        self.sql("postgres", &format!("create database {name} template {template}"));
        Database { cluster: self.clone(), name }
    }

    /// The name of a template that is made on first need. The caller sees to it that no other process does the same.
    pub(super) fn template_made(&self, key: &str, prepare: impl FnOnce(&str)) -> String {
        assert!(is_name(key), "a template's key is letters, digits and _: {key}");
        let (name, half) = (format!("template_{key}"), format!("making_{key}"));
        if self.sql("postgres", &format!("select 1 from pg_database where datname = '{name}'")).is_empty() {
            self.sql("postgres", &format!("drop database if exists {half} with (force)"));
            self.sql("postgres", &format!("create database {half} template template0"));
            prepare(&self.url(&half));
            // A copy is refused while connections are open, and prepare's may still be closing.
            self.sql(
                "postgres",
                &format!("select pg_terminate_backend(pid) from pg_stat_activity where datname = '{half}'"),
            );
            self.sql("postgres", &format!("alter database {half} rename to {name}"));
        }
        name
    }
}

fn is_name(key: &str) -> bool {
    !key.is_empty()
        && key.len() <= 40
        && key.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
}

//! A server's parts on a fresh database, with one admin who is signed in and has a token.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use steadfast_server::access::action::Action;
use steadfast_server::access::digest::Purpose;
use steadfast_server::access::role::Role;
use steadfast_server::access::session::Secret;
use steadfast_server::access::token;
use steadfast_server::ambient::Machine;
use steadfast_server::app::App;
use steadfast_server::caller::Caller;
use steadfast_server::config::{Config, Layer};
use steadfast_server::data_directory::DataDirectory;
use steadfast_server::ledger::number;
use steadfast_server::serve;
use steadfast_store::{Id, NewPerson, StoreError, Token, Tx, kinds};
use steadfast_testkit::postgres::{Database, Server};
use tempfile::TempDir;
use tokio::runtime::Runtime;
use tokio::sync::watch;

use crate::Failure;

/// The engines, as they stand in the figures.
pub(crate) const ENGINES: [&str; 2] = ["SQLite", "PostgreSQL"];

/// Where houses are built: temporary folders, and a PostgreSQL that waits for the disk.
pub(crate) struct Place {
    server: Server,
}

/// A house. Its files and its database go with it.
pub(crate) struct House {
    pub(crate) engine: &'static str,
    pub(crate) app: Arc<App>,
    pub(crate) admin: Caller,
    /// The text of the admin's token.
    pub(crate) token: String,
    /// The value of the admin's session cookie.
    pub(crate) cookie: String,
    end: watch::Sender<bool>,
    pub(crate) data: DataDirectory,
    _folder: TempDir,
    _database: Option<Database>,
}

/// The database of a house that nobody serves any more, with its schema and its admin.
pub(crate) struct Left {
    pub(crate) place: LeftPlace,
    pub(crate) person: [u8; 16],
    _folder: TempDir,
    _database: Option<Database>,
}

/// Where it is.
pub(crate) enum LeftPlace {
    Sqlite(PathBuf),
    Postgres(String),
}

impl Place {
    pub(crate) fn prepare() -> Self {
        Self { server: Server::durable() }
    }

    /// A house on each engine, in the order of [`ENGINES`].
    pub(crate) fn both(&self) -> Result<[House; 2], Failure> {
        Ok([self.house(ENGINES[0])?, self.house(ENGINES[1])?])
    }

    /// A house on one engine.
    pub(crate) fn house(&self, engine: &'static str) -> Result<House, Failure> {
        let folder = tempfile::Builder::new().prefix("steadfast-bench-").tempdir()?;
        let database = (engine == ENGINES[1]).then(|| self.server.fresh());
        let data = DataDirectory::take(folder.path())?;
        let layer = Layer { database: database.as_ref().map(Database::url), ..Layer::default() };
        let config = Config::from_layers(layer, folder.path().to_owned())?;
        let (app, _) = serve::open(config, &data, Arc::new(Machine))?;
        let found = found(&app)?;
        let (end, _) = watch::channel(false);
        let (app, Founded { admin, token, cookie }) = (Arc::new(app), found);
        Ok(House { engine, app, admin, token, cookie, end, data, _folder: folder, _database: database })
    }
}

impl House {
    /// Starts what a serving process does beside answering: the numbering of records.
    pub(crate) fn live(&self, runtime: &Runtime) {
        runtime.spawn(number::run(Arc::clone(&self.app), self.end.subscribe()));
    }

    /// Waits until every record has its number.
    pub(crate) async fn settled(&self) -> Result<(), StoreError> {
        while self.app.store.read::<_, StoreError, _>(|tx| tx.ledger_waiting_count()).await? > 0 {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        Ok(())
    }

    /// Gives its files away.
    pub(crate) fn leave_folder(self) -> TempDir {
        self._folder
    }

    /// Gives its database away.
    pub(crate) fn leave(self) -> Result<Left, Failure> {
        let person = self.admin.person().ok_or("the admin is a person")?.bytes();
        let place = match &self._database {
            None => LeftPlace::Sqlite(self._folder.path().join("steadfast.sqlite")),
            Some(database) => LeftPlace::Postgres(database.url()),
        };
        Ok(Left { place, person, _folder: self._folder, _database: self._database })
    }
}

/// A server on what another left in a folder.
pub(crate) fn reopen(folder: &Path) -> Result<(Arc<App>, DataDirectory), Failure> {
    let data = DataDirectory::take(folder)?;
    let config = Config::from_layers(Layer::default(), folder.to_owned())?;
    let (app, _) = serve::open(config, &data, Arc::new(Machine))?;
    Ok((Arc::new(app), data))
}

struct Founded {
    admin: Caller,
    token: String,
    cookie: String,
}

fn found(app: &App) -> Result<Founded, Failure> {
    let (person, session) = (app.ambient.id(), app.ambient.id());
    let (secret, text) = (Secret::new(app.ambient.random()), token::text(&app.ambient.random()));
    let (cookie, hash) = (secret.text(), secret.hash(Purpose::Session));
    let known = token::hash(&text).ok_or("a token is one")?;
    let (now, reads) = (app.ambient.now(), token_of(app, person));
    app.store
        .write::<_, StoreError, _>(move |tx| {
            admit(tx, &admin_of(person), now)?;
            tx.session_insert(session, &hash, person, "bench", now)?;
            tx.token_insert(&reads, &known)
        })
        .wait()?;
    Ok(Founded { admin: Caller::Person { person, session }, token: text, cookie })
}

fn admit(tx: &mut Tx<'_>, new: &NewPerson, now: steadfast_store::Time) -> Result<(), StoreError> {
    tx.person_insert(new, now)
}

fn admin_of(id: Id<kinds::Person>) -> NewPerson {
    person(id, "admin", Role::Admin)
}

fn token_of(app: &App, person: Id<kinds::Person>) -> Token {
    let now = app.ambient.now();
    let (name, scopes) = ("bench".to_owned(), Action::PeopleRead.as_str().to_owned());
    let expires = now.after(Duration::from_secs(24 * 3600));
    Token { id: app.ambient.id(), person, name, scopes, made: now, expires, used: Some(now), ended: None, held: None }
}

/// Somebody who cannot sign in.
pub(crate) fn person(id: Id<kinds::Person>, name: &str, role: Role) -> NewPerson {
    let (email, role) = (format!("{name}@lumen.example"), role.as_str().to_owned());
    NewPerson { id, email, name: name.to_owned(), role, password: String::new(), password_alone: true }
}

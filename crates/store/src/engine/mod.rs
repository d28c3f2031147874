//! Threads that own connections, and the queue before them.

pub(crate) mod postgres;
mod queue;
pub(crate) mod sqlite;
mod task;

use std::sync::Arc;

use crate::error::StoreError;
use crate::location::Location;
use crate::migrate;
use crate::tx::Tx;
use queue::Entrance;
use task::Typed;

pub use task::Pending;

/// Which database is underneath.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// In the process, in a data directory.
    Sqlite,
    /// A server.
    Postgres,
}

/// The store. Clones share the connections; the threads end when the last clone is gone.
#[derive(Clone)]
pub struct Store {
    inner: Arc<Inner>,
}

struct Inner {
    engine: Engine,
    location: Location,
    write: Entrance,
    read: Entrance,
    near: Near,
}

/// Where look-ups go.
enum Near {
    /// To connections that whoever asks may use: the database is in the process.
    Here(sqlite::Free),
    /// To threads.
    There(Entrance),
}

impl Store {
    /// Opens a database and brings its schema up to date.
    ///
    /// # Errors
    /// When it cannot be opened, was written by a newer version, or a step of the schema fails.
    pub fn open(location: &Location) -> Result<Self, StoreError> {
        let (engine, queues) = match location {
            Location::Sqlite(path) => (Engine::Sqlite, sqlite::start(path)?),
            Location::Postgres(settings) => (Engine::Postgres, postgres::start(settings)?),
        };
        let inner =
            Inner { engine, location: location.clone(), write: queues.write, read: queues.read, near: queues.near };
        Ok(Self { inner: Arc::new(inner) })
    }

    /// Which database is underneath.
    #[must_use]
    pub fn engine(&self) -> Engine {
        self.inner.engine
    }

    /// Where it lies.
    #[must_use]
    pub fn location(&self) -> &Location {
        &self.inner.location
    }

    /// Runs a transaction that writes. It happens even if nobody waits for the answer.
    pub fn write<T, E, F>(&self, work: F) -> Pending<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
        F: Fn(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
    {
        send(&self.inner.write, work)
    }

    /// Runs a transaction that only reads, on one snapshot.
    pub fn read<T, E, F>(&self, work: F) -> Pending<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
        F: Fn(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
    {
        send(&self.inner.read, work)
    }

    /// Looks up a few rows by their keys. Each statement stands for itself: no snapshot holds from one to the next.
    ///
    /// Where the database is in the process this happens on the caller's thread: it takes less than to wake another.
    pub fn look_up<T, E, F>(&self, work: F) -> Pending<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
        F: Fn(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
    {
        let near = match &self.inner.near {
            Near::There(queue) => return send(queue, work),
            Near::Here(free) => free,
        };
        let (task, pending) = Typed::new(work);
        if let Some(waits) = near.look_up(Box::new(task)) {
            self.inner.read.send(waits);
        }
        pending
    }

    /// The step of the schema that the database is at.
    pub fn schema_step(&self) -> Pending<i64, StoreError> {
        self.read(migrate::step)
    }
}

impl std::fmt::Debug for Store {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Store({})", self.inner.location)
    }
}

fn send<T, E, F>(queue: &Entrance, work: F) -> Pending<T, E>
where
    T: Send + 'static,
    E: From<StoreError> + Send + 'static,
    F: Fn(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
{
    let (task, pending) = Typed::new(work);
    queue.send(Box::new(task));
    pending
}

/// The queues of an engine.
struct Queues {
    write: Entrance,
    read: Entrance,
    near: Near,
}

//! The bare engines: the same rows in the same schema, by the best group commit that can be written by hand.
//!
//! SQLite has one thread that writes and commits together whatever queued up meanwhile; on PostgreSQL each caller has a
//! connection of its own. SQL stands here because the point is to go without our store.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
use std::thread;
use std::time::Duration;

use postgres::error::SqlState;
use postgres::{Client, IsolationLevel, NoTls, Statement};
use rusqlite::Connection;
use steadfast_server::ambient::{Ambient, Machine};
use steadfast_store::{Id, RecordRow, kinds};

use crate::house::{Left, LeftPlace};
use crate::{Failure, now};

/// Rows of a commit at most, as in our store.
const GROUP: usize = 256;

/// What each acknowledged write puts down: the row of the action, its record, and the record among those that wait.
const STATEMENTS: [&str; 3] = [
    "INSERT INTO token (id, hash, person, name, scopes, made, expires) VALUES ($1, $2, $3, $4, $5, $6, $7)",
    "INSERT INTO record (id, time, kind, actor, subject, salt, envelope) VALUES ($1, $2, $3, $4, $5, $6, $7)",
    "INSERT INTO record_waiting (id, leaf) VALUES ($1, $2)",
];

/// What is written: as one of our records, with ids and random parts of its own.
pub(crate) struct Sample {
    pub(crate) scopes: String,
    pub(crate) name: String,
    pub(crate) record: RecordRow,
}

struct Write {
    token: [u8; 16],
    record: [u8; 16],
    hash: [u8; 32],
    salt: [u8; 32],
    now: i64,
    subject: String,
}

fn fresh() -> Write {
    let ambient: &dyn Ambient = &Machine;
    let token: Id<kinds::Token> = ambient.id();
    let record: Id<kinds::Record> = ambient.id();
    let (hash, salt, now) = (ambient.random(), ambient.random(), ambient.now().0);
    Write { token: token.bytes(), record: record.bytes(), hash, salt, now, subject: token.to_string() }
}

/// How many writes per second `callers` get acknowledged.
pub(crate) fn measure(left: &Arc<Left>, sample: &Arc<Sample>, callers: usize, span: Duration) -> Result<f64, Failure> {
    let work: Vec<Box<dyn Caller>> = match &left.place {
        LeftPlace::Sqlite(path) => sqlite_callers(Connection::open(path)?, left, sample, callers)?,
        LeftPlace::Postgres(url) => postgres_callers(url, left, sample, callers)?,
    };
    let (begin, count) = (now(), Arc::new(AtomicU64::new(0)));
    let threads: Vec<_> = work
        .into_iter()
        .map(|mut caller| {
            let count = Arc::clone(&count);
            thread::spawn(move || -> Result<(), Failure> {
                while begin.elapsed() < span {
                    caller.write()?;
                    count.fetch_add(1, Ordering::Relaxed);
                }
                Ok(())
            })
        })
        .collect();
    for thread in threads {
        thread.join().map_err(|_| "a caller panicked")??;
    }
    Ok(count.load(Ordering::Relaxed) as f64 / begin.elapsed().as_secs_f64())
}

/// Somebody who writes, waits for the acknowledgement, and writes again.
trait Caller: Send {
    fn write(&mut self) -> Result<(), Failure>;
}

struct Queued {
    writer: Sender<(Write, SyncSender<()>)>,
    told: SyncSender<()>,
    acknowledged: Receiver<()>,
}

impl Caller for Queued {
    fn write(&mut self) -> Result<(), Failure> {
        self.writer.send((fresh(), self.told.clone()))?;
        Ok(self.acknowledged.recv()?)
    }
}

fn sqlite_callers(
    connection: Connection,
    left: &Arc<Left>,
    sample: &Arc<Sample>,
    callers: usize,
) -> Result<Vec<Box<dyn Caller>>, Failure> {
    connection.execute_batch(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA cache_size = -16384; \
         PRAGMA trusted_schema = OFF; PRAGMA temp_store = MEMORY;",
    )?;
    let (writer, queue) = channel();
    let (left, sample) = (Arc::clone(left), Arc::clone(sample));
    thread::spawn(move || {
        if let Err(error) = commit_groups(&connection, &queue, &left, &sample) {
            println!("the bare engine stopped: {error}");
        }
    });
    let queued = |_| {
        let (told, acknowledged) = sync_channel(1);
        Box::new(Queued { writer: writer.clone(), told, acknowledged }) as Box<dyn Caller>
    };
    Ok((0..callers).map(queued).collect())
}

fn commit_groups(
    connection: &Connection,
    queue: &Receiver<(Write, SyncSender<()>)>,
    left: &Left,
    sample: &Sample,
) -> Result<(), Failure> {
    while let Ok(first) = queue.recv() {
        let group: Vec<_> = std::iter::once(first).chain(queue.try_iter().take(GROUP - 1)).collect();
        connection.prepare_cached("BEGIN IMMEDIATE")?.execute([])?;
        group.iter().try_for_each(|(write, _)| insert(connection, left, sample, write))?;
        connection.prepare_cached("COMMIT")?.execute([])?;
        group.iter().try_for_each(|(_, told)| told.send(()))?;
    }
    Ok(())
}

fn insert(connection: &Connection, left: &Left, sample: &Sample, write: &Write) -> rusqlite::Result<()> {
    let (record, content) = (&sample.record, envelope(sample));
    let [token, kept, waits] = STATEMENTS;
    connection.prepare_cached(token)?.execute(rusqlite::params![
        write.token,
        write.hash,
        left.person,
        sample.name,
        sample.scopes,
        write.now,
        write.now
    ])?;
    connection.prepare_cached(kept)?.execute(rusqlite::params![
        write.record,
        write.now,
        record.kind,
        record.actor,
        write.subject,
        write.salt,
        content
    ])?;
    connection.prepare_cached(waits)?.execute(rusqlite::params![write.record, write.hash])?;
    Ok(())
}

fn envelope(sample: &Sample) -> &[u8] {
    sample.record.content.as_ref().map_or(&[], |(_, envelope)| envelope.as_slice())
}

struct Connected {
    client: Client,
    statements: Vec<Statement>,
    left: Arc<Left>,
    sample: Arc<Sample>,
}

fn postgres_callers(
    url: &str,
    left: &Arc<Left>,
    sample: &Arc<Sample>,
    callers: usize,
) -> Result<Vec<Box<dyn Caller>>, Failure> {
    let connected = |_| -> Result<Box<dyn Caller>, Failure> {
        let mut client = Client::connect(url, NoTls)?;
        client.batch_execute("SET synchronous_commit = on")?;
        let statements = STATEMENTS.iter().map(|sql| client.prepare(sql)).collect::<Result<_, _>>()?;
        Ok(Box::new(Connected { client, statements, left: Arc::clone(left), sample: Arc::clone(sample) }))
    };
    (0..callers).map(connected).collect()
}

impl Caller for Connected {
    fn write(&mut self) -> Result<(), Failure> {
        let write = fresh();
        loop {
            match self.attempt(&write) {
                Err(error) if error.code() == Some(&SqlState::T_R_SERIALIZATION_FAILURE) => {}
                ended => return Ok(ended?),
            }
        }
    }
}

impl Connected {
    fn attempt(&mut self, write: &Write) -> Result<(), postgres::Error> {
        let Self { client, statements, left, sample } = self;
        let mut tx = client.build_transaction().isolation_level(IsolationLevel::Serializable).start()?;
        let (token, record) = (write.token.as_slice(), write.record.as_slice());
        let (hash, salt, person) = (write.hash.as_slice(), write.salt.as_slice(), left.person.as_slice());
        let (now, row, content) = (&write.now, &sample.record, envelope(sample));
        tx.execute(&statements[0], &[&token, &hash, &person, &sample.name, &sample.scopes, now, now])?;
        tx.execute(&statements[1], &[&record, now, &row.kind, &row.actor, &write.subject, &salt, &content])?;
        tx.execute(&statements[2], &[&record, &hash])?;
        tx.commit()
    }
}

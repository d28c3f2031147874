//! Many clients that write at once, and what must be so afterwards whatever happened meanwhile.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use serde_json::{Value, json};
use steadfast_store::{RecordFilter, RecordRow, StoreError};

use super::account::{export, size};
use super::client::{Answer, Client};
use super::house::{House, LONG};
use steadfast_testkit::wait::until;

/// Clients at once.
const CLIENTS: usize = 4;

/// One write under a key, and what was answered.
pub(super) struct Write {
    key: String,
    path: &'static str,
    body: Value,
    answer: Option<Answer>,
}

impl Write {
    fn new(round: &str, client: usize, number: usize) -> Self {
        let key = format!("{round}-{client}-{number}");
        let (path, body) = if number.is_multiple_of(2) {
            ("/api/v1/invitations", json!({"name": key, "email": format!("{key}@lumen.example"), "role": "viewer"}))
        } else {
            ("/api/v1/tokens", json!({"name": key, "scopes": ["people.read"], "expires": in_a_month()}))
        };
        Self { key, path, body, answer: None }
    }

    /// Sends it; the answer is kept the first time, and must be the same every other time. A write that was answered
    /// with 2xx is acknowledged.
    fn send(&mut self, client: &Client) -> Result<u16, ureq::Error> {
        let answer = client.post_once(self.path, Some(&self.key), &self.body)?;
        let status = answer.status;
        if status == 201 {
            let first = self.answer.get_or_insert_with(|| answer.clone());
            assert_eq!(first.text(), answer.text(), "{}: a repeated request is answered alike", self.key);
        }
        Ok(status)
    }

    fn id(&self) -> String {
        self.answer.as_ref().and_then(|answer| answer.json()["id"].as_str().map(str::to_owned)).expect("an id")
    }
}

/// Any time within a year from now, by the machine's clock.
#[expect(clippy::disallowed_methods, reason = "the real program runs by the real clock")]
fn in_a_month() -> String {
    (jiff::Timestamp::now() + Duration::from_secs(30 * 86_400)).to_string()
}

/// Writes with every client until `over`, or each until its connection breaks or the disk is full. What is answered with
/// 503 is tried again.
pub(super) fn write_until(over: &AtomicBool, round: &str, client: &Client) -> Vec<Write> {
    let work = |number: usize| {
        let mut writes = Vec::new();
        while !over.load(Ordering::Relaxed) && writes.len() < 100 {
            let mut write = Write::new(round, number, writes.len());
            let went_on = sent(&mut write, client, over);
            writes.push(write);
            if !went_on {
                break;
            }
        }
        writes
    };
    std::thread::scope(|scope| {
        let clients: Vec<_> = (0..CLIENTS).map(|number| scope.spawn(move || work(number))).collect();
        clients.into_iter().flat_map(|client| client.join().expect("a client")).collect()
    })
}

/// Whether there is any point in going on.
fn sent(write: &mut Write, client: &Client, over: &AtomicBool) -> bool {
    loop {
        match write.send(client) {
            Ok(201) => return true,
            Ok(503) if over.load(Ordering::Relaxed) => return true,
            Ok(503) => std::thread::sleep(Duration::from_millis(50)),
            Ok(507) => return false,
            Ok(other) => panic!("{}: answered with {other}", write.key),
            Err(_) => return false,
        }
    }
}

/// How many were acknowledged.
pub(super) fn acknowledged(writes: &[Write]) -> usize {
    writes.iter().filter(|write| write.answer.is_some()).count()
}

/// Repeats every write under its key: what was acknowledged is answered alike, what was not is done now.
pub(super) fn repeat(writes: &mut [Write], client: &Client) {
    for write in writes {
        let done = until(LONG, || write.send(client).is_ok_and(|status| status == 201));
        assert!(done, "{}: cannot be repeated", write.key);
    }
}

/// Everything that was written is there once, with one record each, and nothing else is there.
pub(super) fn is_there_once(house: &House, writes: &[Write]) {
    let store = house.store();
    let wanted: BTreeSet<String> = writes.iter().map(Write::id).collect();
    assert_eq!(wanted.len(), writes.len(), "each write has an id of its own");
    let rows = store.read::<_, StoreError, _>(|tx| {
        let invitations = tx.invitation_open(100_000)?.into_iter().map(|row| row.id.to_string());
        let tokens = tx.token_list(None, None, 100_000)?.into_iter().map(|row| row.id.to_string());
        Ok(invitations.chain(tokens).collect::<Vec<_>>())
    });
    let rows = rows.wait().expect("read");
    assert_eq!(rows.len(), wanted.len(), "rows");
    assert_eq!(rows.into_iter().collect::<BTreeSet<_>>(), wanted);
    for (subject, count) in records(&store, &["person-invited", "token-made"]) {
        assert_eq!((count, wanted.contains(&subject)), (1, true), "records of {subject}");
    }
}

/// How many records of these kinds each subject has.
fn records(store: &steadfast_store::Store, kinds: &[&str]) -> BTreeMap<String, usize> {
    let read =
        store.read::<Vec<RecordRow>, StoreError, _>(|tx| tx.record_list(&RecordFilter::default(), None, 100_000));
    let mut counted = BTreeMap::new();
    for record in read.wait().expect("read").into_iter().filter(|record| kinds.contains(&record.kind.as_str())) {
        *counted.entry(record.subject).or_default() += 1;
    }
    counted
}

/// The export has every record, is accepted, and is refused after one flipped byte; every checkpoint seen leads to it.
pub(super) fn ledger_holds(house: &mut House, client: &Client, seen: &[String]) {
    let waits = || client.get("/metrics").expect("metrics").text().contains("ledger_records_waiting 0\n");
    assert!(until(LONG, waits), "every record gets its number");
    let store = house.store();
    let count = store.read::<_, StoreError, _>(|tx| tx.record_list(&RecordFilter::default(), None, 100_000));
    let count = count.wait().expect("read").len() as u64;
    let covered = until(LONG, || size(&super::account::checkpoint(client)) == count);
    assert!(covered, "a checkpoint covers all {count} records");
    export(house, client);
    let key = house.key();
    house.folder.run(&["verify", "export.jsonl", "--key", &key]).exits(0);
    for (number, checkpoint) in seen.iter().enumerate() {
        let older = format!("older-{number}.txt");
        house.folder.write(&older, checkpoint);
        house.folder.run(&["verify", "export.jsonl", "--key", &key, "--against", &older]).exits(0);
    }
    flipped(house, &key);
}

fn flipped(house: &House, key: &str) {
    let mut export = house.folder.read("export.jsonl").expect("an export");
    let middle = export.len() / 2;
    export[middle] ^= 1;
    house.folder.write("flipped.jsonl", export);
    let code = house.folder.run(&["verify", "flipped.jsonl", "--key", key]).code;
    assert!(code == 1 || code == 2, "one flipped byte: exit code {code}");
}

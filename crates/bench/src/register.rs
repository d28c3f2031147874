//! The register of a product with many releases and much evidence: from the index, kept up to date, and folded anew.

use std::time::Duration;

use serde_json::{Map, Value, json};
use steadfast_server::app::App;
use steadfast_server::conformity::read::register;
use steadfast_server::conformity::replay::replay;
use steadfast_store::{Id, NewRecord, Time, kinds};
use steadfast_trust::key::RecordKey;
use steadfast_trust::record::{Actor, Record, SCHEMA, leaf_data};
use tokio::runtime::Runtime;

use crate::fleet::{size, write};
use crate::house::House;
use crate::row::{median, row};
use crate::{Failure, now};

/// Records of evidence; `STEADFAST_BENCH_RECORDS` says otherwise.
const RECORDS: i64 = 1_000_000;
/// Releases that they are about.
const RELEASES: i64 = 100;
/// Records in one transaction.
const BATCH: i64 = 2000;
/// How often the register is asked for.
const TIMES: usize = 20;
const PRODUCT: [u8; 16] = [1; 16];
/// The day of the first record, in microseconds.
const BEGIN: i64 = 1_790_000_000_000_000;
/// From one record to the next.
const STEP: i64 = 1_000_000;

pub(crate) fn measure(runtime: &Runtime, house: &House) -> Result<(), Failure> {
    let records = size("STEADFAST_BENCH_RECORDS", RECORDS)?;
    runtime.block_on(async {
        let key = house.app.ledger.key.record_key().clone();
        write(&house.app, |tx| tx.sample_product(PRODUCT, "Gateway", None)).await?;
        append(&house.app, &key, heads()).await?;
        let begin = now();
        for first in (0..records).step_by(BATCH as usize) {
            append(&house.app, &key, (first..(first + BATCH).min(records)).map(evidence).collect()).await?;
        }
        house.settled().await?;
        println!("    {records} records are in the ledger, {:.0} s", begin.elapsed().as_secs_f64());
        folded(&house.app, records).await?;
        asked(&house.app, records).await?;
        kept_up(house, &key, records).await?;
        anew(&house.app, records).await
    })
}

fn product() -> Id<kinds::Product> {
    Id::from_bytes(PRODUCT)
}

fn release(number: i64) -> Id<kinds::Release> {
    let mut bytes = [2; 16];
    bytes[8..].copy_from_slice(&number.to_be_bytes());
    Id::from_bytes(bytes)
}

/// What belongs to what: the product, its part, its releases.
fn heads() -> Vec<(i64, &'static str, String, Value)> {
    let part: Id<kinds::Part> = Id::from_bytes(PRODUCT);
    let mut heads = vec![
        (-1000, "product-made", product().to_string(), json!({})),
        (-999, "part-made", part.to_string(), json!({"product": product().to_string()})),
    ];
    heads.extend((0..RELEASES).map(|number| {
        let facts = json!({"part": part.to_string(), "version": format!("1.{number}"), "sequence": number});
        (number - 500, "release-made", release(number).to_string(), facts)
    }));
    heads
}

/// Evidence of the kinds that come most often, each about one of the releases.
fn evidence(number: i64) -> (i64, &'static str, String, Value) {
    let of = release(number % RELEASES);
    let says = json!({"verdict": "pass", "checked": 120, "unknown": 0, "snapshot": "0".repeat(64)});
    let review = |requirement: &str| json!({"product": product().to_string(), "requirement": requirement, "says": "met", "words": "Looked at line by line."});
    match number % 3 {
        0 => (number, "release-gated", of.to_string(), says),
        1 => (number, "review-recorded", of.to_string(), review("I.1.2.k")),
        _ => (number, "review-recorded", of.to_string(), review("I.2.3")),
    }
}

async fn append(app: &App, key: &RecordKey, all: Vec<(i64, &'static str, String, Value)>) -> Result<(), Failure> {
    let made = all.into_iter().map(|one| record(app, key, one)).collect::<Result<Vec<NewRecord>, Failure>>()?;
    write(app, move |tx| made.iter().try_for_each(|new| tx.record_append(new))).await
}

/// A record as the server makes it, signed.
fn record(
    app: &App,
    key: &RecordKey,
    (number, kind, subject, facts): (i64, &'static str, String, Value),
) -> Result<NewRecord, Failure> {
    let (id, time, salt): (Id<kinds::Record>, _, [u8; 32]) = (app.ambient.id(), Time(BEGIN + number * STEP), [7; 32]);
    let facts: Map<String, Value> = facts.as_object().cloned().unwrap_or_default();
    let (actor, kind) = ("usr_00000000000000000000000000000001".to_owned(), kind.to_owned());
    let record = Record {
        schema: SCHEMA,
        id: id.to_string(),
        time: time.to_string(),
        kind: kind.clone(),
        actor: Actor { kind: "person".to_owned(), id: Some(actor.clone()) },
        subject: Some(subject.clone()),
        facts,
    };
    let envelope = record.sign(key)?;
    let leaf = leaf_data(&salt, &envelope);
    Ok(NewRecord { id, time, kind, actor, subject, salt, envelope, leaf })
}

/// Everything comes into the index for the first time.
async fn folded(app: &App, records: i64) -> Result<(), Failure> {
    let begin = now();
    while register(app, product(), None, None).await?.behind {}
    let took = begin.elapsed().as_secs_f64();
    row(&format!("register: {records} records come into the index"), "–", &format!("{took:.1} s"), None);
    Ok(())
}

async fn asked(app: &App, records: i64) -> Result<(), Failure> {
    let mut spans = Vec::new();
    for number in 0..TIMES as i64 {
        let begin = now();
        let found = register(app, product(), Some(release(number * 4)), None).await?;
        spans.push(begin.elapsed().as_secs_f64());
        if found.releases.len() as i64 != RELEASES || found.rows.is_empty() {
            return Err("the register does not know what was recorded".into());
        }
    }
    let took = median(spans);
    row(
        &format!("register of {RELEASES} releases, {records} records"),
        "< 1 s",
        &format!("{:.1} ms", took * 1000.0),
        Some(took < 1.0),
    );
    Ok(())
}

/// A new record is in the register: from its number on.
async fn kept_up(house: &House, key: &RecordKey, records: i64) -> Result<(), Failure> {
    let mut spans = Vec::new();
    for number in 0..TIMES as i64 {
        append(&house.app, key, vec![evidence(records + number)]).await?;
        house.settled().await?;
        tokio::time::sleep(Duration::from_millis(200)).await;
        let begin = now();
        let found = register(&house.app, product(), Some(release((records + number) % RELEASES)), None).await?;
        spans.push(begin.elapsed().as_secs_f64());
        if found.behind {
            return Err("the register is behind".into());
        }
    }
    let took = median(spans) * 1000.0;
    row("register after one more record", "< 50 ms", &format!("{took:.1} ms"), Some(took < 50.0));
    Ok(())
}

async fn anew(app: &App, records: i64) -> Result<(), Failure> {
    let begin = now();
    let replayed = replay(app, product()).await?;
    let took = begin.elapsed().as_secs_f64();
    if !replayed.same {
        return Err("a replay gives another register than the index".into());
    }
    row(
        &format!("replay of {records} records, the same register"),
        "< 30 s",
        &format!("{took:.1} s"),
        Some(took < 30.0),
    );
    Ok(())
}

//! Acknowledged writes with their record: ours beside the bare engine, taking turns.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use steadfast_server::access::action::Action;
use steadfast_server::access::tokens;
use steadfast_server::act::Ask;
use steadfast_store::{RecordFilter, StoreError};
use tokio::runtime::Runtime;
use tokio::task::JoinSet;

use crate::bare::{self, Sample};
use crate::house::{ENGINES, House, Left, Place};
use crate::row::{median, row};
use crate::{Failure, now};

/// How many write at once.
const CALLERS: [usize; 3] = [1, 16, 64];
/// Turns of each.
const ROUNDS: usize = 5;
/// How long each turn is.
const SPAN: Duration = Duration::from_secs(2);
/// What the writes are called.
const NAME: &str = "bench";

pub(crate) fn measure(runtime: &Runtime, place: &Place) -> Result<(), Failure> {
    for engine in ENGINES {
        let (house, left) = (Arc::new(place.house(engine)?), Arc::new(place.house(engine)?.leave()?));
        house.live(runtime);
        let sample = Arc::new(runtime.block_on(sample(&house))?);
        for callers in CALLERS {
            compare(runtime, &house, &left, &sample, callers)?;
        }
    }
    Ok(())
}

/// One of ours, which the bare engine writes again and again.
async fn sample(house: &House) -> Result<Sample, Failure> {
    write(house).await?;
    let read = house.app.store.read::<_, StoreError, _>(|tx| tx.record_list(&RecordFilter::default(), None, 1));
    let record = read.await?.pop().ok_or("the record of a write")?;
    Ok(Sample { scopes: Action::PeopleRead.as_str().to_owned(), name: NAME.to_owned(), record })
}

/// What is measured: an admin makes a token; authorised, signed and recorded.
async fn write(house: &House) -> Result<(), Failure> {
    let ask = Ask::new(house.admin.clone(), Action::TokenMake);
    let expires = house.app.ambient.now().after(Duration::from_secs(3600));
    tokens::make(&house.app, ask, NAME, BTreeSet::from([Action::PeopleRead]), expires).await?;
    Ok(())
}

fn compare(
    runtime: &Runtime,
    house: &Arc<House>,
    left: &Arc<Left>,
    sample: &Arc<Sample>,
    callers: usize,
) -> Result<(), Failure> {
    let (mut theirs, mut ours, mut ratios) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        let bare = bare::measure(left, sample, callers, SPAN)?;
        let own = runtime.block_on(acknowledged(house, callers))?;
        runtime.block_on(house.settled())?;
        println!("    {}, {callers} at once: bare {bare:.0}, ours {own:.0} a second", house.engine);
        theirs.push(bare);
        ours.push(own);
        ratios.push(own / bare);
    }
    let ratio = median(ratios);
    let measured = format!("{ratio:.2} × ({:.0} against {:.0} a second)", median(ours), median(theirs));
    let what = format!("acknowledged writes with their record, {}, {callers} at once", house.engine);
    row(&what, "≥ 0.5 × the bare engine", &measured, Some(ratio >= 0.5));
    Ok(())
}

/// How many writes per second get acknowledged.
async fn acknowledged(house: &Arc<House>, callers: usize) -> Result<f64, Failure> {
    let (begin, mut tasks, mut count) = (now(), JoinSet::new(), 0.0);
    for _ in 0..callers {
        let house = Arc::clone(house);
        tasks.spawn(async move {
            let mut count = 0.0;
            while begin.elapsed() < SPAN {
                write(&house).await?;
                count += 1.0;
            }
            Ok::<f64, Failure>(count)
        });
    }
    while let Some(ended) = tasks.join_next().await {
        count += ended??;
    }
    Ok(count / begin.elapsed().as_secs_f64())
}

//! The work that the server does by itself.

mod doors;
mod health;
mod kinds;
mod runner;

use std::sync::Arc;

use steadfast_server::jobs::runner::{Runner, schedule};
use steadfast_store::{Job, JobFilter, StoreError};
use tokio::sync::watch;

use crate::house::House;

/// A process that works on jobs, and can be told to end.
struct Worker {
    runner: Runner,
    ending: watch::Sender<bool>,
}

impl Worker {
    fn of(house: &House) -> Self {
        Self { runner: Runner::new(Arc::clone(&house.app)), ending: watch::Sender::new(false) }
    }

    /// Works on one job, if one is due.
    async fn turn(&self) -> bool {
        self.runner.turn(&self.ending.subscribe()).await.expect("the database answers")
    }

    /// Works on everything that is due now; how many jobs that were.
    async fn work(&self) -> usize {
        let mut done = 0;
        while self.turn().await {
            done += 1;
        }
        done
    }
}

/// A house with its scheduled jobs, all due.
async fn scheduled(house: &House) -> Worker {
    schedule(&house.app).await.expect("scheduled");
    Worker::of(house)
}

async fn jobs(house: &House) -> Vec<Job> {
    let all = house.app.store.read::<_, StoreError, _>(|tx| tx.job_list(&JobFilter::default(), None, 100));
    all.await.expect("read")
}

async fn job(house: &House, kind: &str) -> Job {
    jobs(house).await.into_iter().find(|job| job.kind == kind).expect("such a job")
}

//! A server's life in a folder of its own: the one that the story is played in, and copies of it for visitors.

use std::fs;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use axum::Router;

use super::clock::Clock;
use super::{Demo, DemoError};
use crate::app::App;
use crate::config::{Config, Layer};
use crate::data_directory::DataDirectory;
use crate::doors::{Door, router};
use crate::jobs::runner;
use crate::serve::{Life, ServeError, open, probe_blobs};

/// Seconds between two requests of a gateway: a visitor wants to see them update.
const POLL: u32 = 5;

/// Files that belong to the process that has the folder.
const OF_A_PROCESS: [&str; 2] = ["lock", "steadfast.sqlite-shm"];

/// A server that is opened, and does nothing by itself yet.
pub(super) struct Opened {
    pub(super) app: App,
    data: DataDirectory,
}

impl Opened {
    /// Opens or makes it. This waits for the database: never on a thread of the runtime.
    pub(super) fn at(folder: &Path, address: SocketAddr, clock: &Arc<Clock>) -> Result<Self, DemoError> {
        let layer = Layer { listen: Some(address), poll_seconds: Some(POLL), ..Layer::default() };
        // Nothing in these settings contradicts itself.
        let config = Config::from_layers(layer, folder.to_owned()).map_err(|_| DemoError::NotLoopback(address))?;
        let data = DataDirectory::take(folder).map_err(ServeError::from)?;
        let (app, _) = open(config, &data, Arc::clone(clock) as Arc<dyn crate::ambient::Ambient>)?;
        Ok(Self { app, data })
    }

    /// Ready for what is done by itself: places for blobs, scheduled jobs.
    pub(super) async fn ready(&self) -> Result<(), DemoError> {
        probe_blobs(&self.app).await?;
        Ok(runner::schedule(&self.app).await.map_err(ServeError::Jobs)?)
    }
}

/// A server that visitors walk through.
pub(super) struct World {
    pub(super) router: Router,
    app: Arc<App>,
    life: Life,
    data: DataDirectory,
}

impl World {
    /// A copy of the folder that the story was played in, brought to life.
    pub(super) async fn copy(
        (from, to): (PathBuf, PathBuf),
        address: SocketAddr,
        demo: Arc<Demo>,
    ) -> Result<Self, DemoError> {
        let clock = Arc::clone(&demo.clock);
        let opening = tokio::task::spawn_blocking(move || {
            copy_folder(&from, &to).map_err(DemoError::io("the sample cannot be copied"))?;
            Opened::at(&to, address, &clock)
        });
        let mut opened = opening.await.map_err(|_| DemoError::Ended)??;
        opened.app.demo = Some(demo);
        opened.ready().await?;
        let (app, data) = (Arc::new(opened.app), opened.data);
        Ok(Self { router: router(&app, &Door::ALL), life: Life::begin(&app), app, data })
    }

    /// Ends it, and removes what it left.
    pub(super) async fn end(self) {
        self.life.end(&self.app, Vec::new()).await;
        let folder = self.data.path().to_owned();
        drop((self.router, self.app, self.data));
        // Requests under way may still hold it open; the folder around it goes at the end.
        drop(tokio::task::spawn_blocking(move || fs::remove_dir_all(folder)).await);
    }
}

/// Copies a folder in which nothing is written meanwhile.
fn copy_folder(from: &Path, to: &Path) -> std::io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let (name, target) = (entry.file_name(), to.join(entry.file_name()));
        if entry.file_type()?.is_dir() {
            copy_folder(&entry.path(), &target)?;
        } else if !OF_A_PROCESS.iter().any(|own| name == *own) {
            fs::copy(entry.path(), target).map(drop)?;
        }
    }
    Ok(())
}

impl Opened {
    /// The server, shared, with the folder that it holds.
    pub(super) fn parts(self) -> (Arc<App>, DataDirectory) {
        (Arc::new(self.app), self.data)
    }
}

//! What the machine says: room on the disk.

use std::path::Path;

use crate::app::App;

/// With less, there is still time enough to make room.
const LITTLE: u64 = 2 << 30;

/// Room where the data directory lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Room {
    /// Bytes that this process may still write.
    pub(super) free: u64,
}

impl Room {
    pub(super) const fn is_little(self) -> bool {
        self.free < LITTLE
    }
}

/// The room there is; nothing where the system does not say.
pub(super) async fn room(app: &App) -> Option<Room> {
    let path = app.config.data.clone();
    tokio::task::spawn_blocking(move || look(&path)).await.ok().flatten()
}

fn look(path: &Path) -> Option<Room> {
    let found = rustix::fs::statvfs(path).ok()?;
    Some(Room { free: found.f_bavail.saturating_mul(found.f_frsize) })
}

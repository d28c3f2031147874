//! One server for all processes of a test run (with nextest, each test is a process of its own).
//!
//! Three files in `target/testkit/postgres/` keep order. Whoever looks for the server, starts it or stops it holds `door`
//! exclusively; whoever uses it holds `users` shared, to the end of its process; `state` says where it is. All locks
//! vanish with their process, however that ends. A watchman stops the server once nobody has used it for half a minute.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;

use super::cluster::{Cluster, Writing};
use crate::leash::detach;
use crate::target;

/// Arguments: the folder of the locks, the server's process, its folder.
const WATCHMAN: &str = r#"
(unused=0
while kill -0 "$2" 2>/dev/null; do
  sleep 10
  if ! flock --nonblock --exclusive "$1/users" true; then unused=0; continue; fi
  unused=$((unused + 1))
  if [ "$unused" -lt 3 ]; then continue; fi
  (
    flock --nonblock --exclusive 8 || exit 1
    flock --nonblock --exclusive "$1/users" true || exit 1
    kill -s INT "$2"
    while kill -0 "$2" 2>/dev/null; do sleep 0.1; done
    rm -rf "$3" "$1/state"
  ) 8>"$1/door"
done) &
"#;

/// The shared server, and the lock that keeps it alive.
pub(super) struct Shared {
    cluster: Cluster,
    locks: PathBuf,
    _user: File,
}

/// The server of this run; it is started if it is not there.
pub(super) fn server() -> &'static Shared {
    static SHARED: OnceLock<Shared> = OnceLock::new();
    SHARED.get_or_init(Shared::open)
}

impl Shared {
    fn open() -> Self {
        let locks = target().join("testkit/postgres");
        fs::create_dir_all(&locks).unwrap_or_else(|error| panic!("{}: {error}", locks.display()));
        let _door = locked(&locks);
        let user = lock_file(&locks.join("users"));
        user.lock_shared().expect("a lock on a file of ours");
        let cluster = running(&locks).unwrap_or_else(|| start(&locks));
        Self { cluster, locks, _user: user }
    }

    pub(super) fn fresh(&self) -> super::Database {
        self.cluster.fresh()
    }

    pub(super) fn copy_of(&self, template: &str) -> super::Database {
        self.cluster.copy_of(template)
    }

    pub(super) fn template(&self, key: &str, prepare: impl FnOnce(&str)) -> String {
        let _door = locked(&self.locks);
        self.cluster.template_made(key, prepare)
    }
}

fn locked(locks: &Path) -> File {
    let door = lock_file(&locks.join("door"));
    door.lock().expect("a lock on a file of ours");
    door
}

fn lock_file(path: &Path) -> File {
    let opened = File::options().create(true).truncate(false).write(true).open(path);
    opened.unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The server that `state` names, if it answers; what is left of one that does not is removed.
fn running(locks: &Path) -> Option<Cluster> {
    let state = fs::read_to_string(locks.join("state")).ok()?;
    let mut words = state.lines();
    let (port, process, folder) = (words.next()?.parse().ok()?, words.next()?.to_owned(), words.next()?);
    let cluster = Cluster { folder: PathBuf::from(folder), port };
    if cluster.answers() {
        return Some(cluster);
    }
    clear(&process, &cluster.folder);
    None
}

/// Ends a server that no longer answers, if it is the one that we started, and removes its files.
fn clear(process: &str, folder: &Path) {
    let called = fs::read(format!("/proc/{process}/cmdline")).unwrap_or_default();
    if String::from_utf8_lossy(&called).contains(&*folder.to_string_lossy()) {
        // It may end in this very moment; then there is nothing to end.
        drop(Command::new("kill").args(["-s", "QUIT", process]).stderr(Stdio::null()).status());
    }
    if folder.file_name().is_some_and(|name| name.to_string_lossy().starts_with("steadfast-postgres-")) {
        drop(fs::remove_dir_all(folder));
    }
}

fn start(locks: &Path) -> Cluster {
    let folder = tempfile::Builder::new().prefix("steadfast-postgres-").tempdir().expect("a temporary folder").keep();
    let cluster = Cluster::create(&folder);
    let process = cluster.start(Writing::Quick).id().to_string();
    let state = format!("{}\n{process}\n{}\n", cluster.port, folder.display());
    fs::write(locks.join("state"), state).expect("a file of ours");
    let mut watchman = Command::new("sh");
    watchman.args(["-c", WATCHMAN, "watchman"]).arg(locks).arg(process).arg(folder);
    watchman.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    detach(&mut watchman);
    let started = watchman.status().expect("sh starts");
    assert!(started.success(), "the watchman does not start: {started}");
    cluster
}

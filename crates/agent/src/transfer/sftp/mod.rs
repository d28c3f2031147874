//! To an account that takes files over SSH. What is there of it stays, so that what breaks off goes on behind it; it has its
//! name only once it was read back.

mod key;
mod wire;

use std::collections::{BTreeMap, VecDeque};
use std::io::{Read as _, Write as _};
use std::sync::PoisonError;
use std::time::Duration;

use steadfast_trust::encoding::from_hex;
use ureq::http::Uri;

use super::course::{Back, Load, Progress};
use super::failed::Failed;
use super::{Arrived, Line, Order};
use crate::hooks::Call;
pub use key::public_line;
use wire::{EMPTIED, FOR_READING, FOR_WRITING, PIECE, Refused, Wire};

/// The port of SSH.
const PORT: u16 = 22;

/// How many pieces are under way.
const UNDER_WAY: usize = 16;

/// How long nothing may come.
const STILL: Duration = Duration::from_secs(5 * 60);

/// The most folders that are made.
const MOST_FOLDERS: usize = 16;

/// Sends the file, reads it back, and compares.
pub(super) fn put(order: &Order, line: &Line, load: &mut Load<'_>, progress: &Progress) -> Result<Arrived, Failed> {
    let mut line = line.lock().unwrap_or_else(PoisonError::into_inner);
    let ssh = line.as_mut().ok_or_else(|| Failed::Way("transfer-no-ssh", String::new()))?;
    let (call, folder) = call(order)?;
    let gone = |error: std::io::Error| Failed::Way("transfer-no-answer", error.to_string());
    let stream = ssh.call(&call).map_err(gone)?;
    let done = stream.set_read_timeout(Some(STILL)).and_then(|()| stream.set_write_timeout(Some(STILL)));
    let done = done.and_then(|()| stream.try_clone()).map_err(gone).and_then(|copy| progress.carried_over(copy));
    let sent = done.and_then(|()| Course { folder: &folder, name: &order.name }.take(stream, load));
    let said = ssh.hang_up().unwrap_or_default();
    sent.map_err(|failed| told(failed, &said))
}

/// What the program itself says explains more than that the line ended.
fn told(failed: Failed, said: &str) -> Failed {
    let key = match said {
        "" => return failed,
        _ if said.contains("Host key verification failed") || said.contains("host key") => "transfer-stranger",
        _ if said.contains("Permission denied") => "transfer-shut",
        _ if said.contains("Could not resolve") => "transfer-nowhere",
        _ => "transfer-no-answer",
    };
    match failed {
        Failed::Way(..) => Failed::Way(key, said.to_owned()),
        failed => failed,
    }
}

/// Who is called, and the folder there: of the account's own where it begins so.
fn call(order: &Order) -> Result<(Call, String), Failed> {
    let target = &order.target;
    let wrong = || Failed::Address(target.address.clone());
    let uri: Uri = target.address.parse().map_err(|_| wrong())?;
    let seed = from_hex(order.secret.text()).and_then(|seed| seed.try_into().ok()).ok_or_else(wrong)?;
    let call = Call {
        host: uri.host().unwrap_or_default().trim_matches(['[', ']']).to_owned(),
        port: uri.port_u16().unwrap_or(PORT),
        user: target.user.clone(),
        host_key: target.pin.clone().unwrap_or_default(),
        key: key::private(&seed),
    };
    let path = uri.path().trim_end_matches('/');
    let folder = path.strip_prefix("/~").map_or(path, |path| path.trim_start_matches('/'));
    Ok((call, folder.to_owned()))
}

/// Where the file goes.
struct Course<'a> {
    folder: &'a str,
    name: &'a str,
}

impl Course<'_> {
    fn take(&self, stream: std::os::unix::net::UnixStream, load: &mut Load<'_>) -> Result<Arrived, Failed> {
        let mut wire = Wire::begin(stream)?;
        self.make_folders(&mut wire);
        let whole =
            if self.folder.is_empty() { self.name.to_owned() } else { format!("{}/{}", self.folder, self.name) };
        let part = format!("{whole}.part");
        self.send(&mut wire, &part, load)?;
        let (arrived, mut back) = (load.arrived()?, load.back());
        read_back(&mut wire, &part, arrived.bytes, &mut back)?;
        if !back.is(&arrived) {
            // What is wrong must not be gone on with. Where it does not go, the next one finds it wrong again.
            drop(wire.remove(&part));
            return Err(Failed::Corrupt);
        }
        // One that was there by this name is the same export.
        drop(wire.remove(&whole));
        wire.rename(&part, &whole)?;
        Ok(arrived)
    }

    /// Makes the folders that are missing. Those that are there refuse, and so may those that are somebody else's.
    fn make_folders(&self, wire: &mut Wire) {
        let ends = self.folder.match_indices('/').map(|(at, _)| at).chain([self.folder.len()]).filter(|at| *at > 0);
        for end in ends.take(MOST_FOLDERS) {
            drop(wire.make_folder(&self.folder[..end]));
        }
    }

    /// Sends what is not there yet.
    fn send(&self, wire: &mut Wire, part: &str, load: &mut Load<'_>) -> Result<(), Failed> {
        let there = wire.size(part)?;
        let (has, how) = if there <= load.size() { (there, FOR_WRITING) } else { (0, FOR_WRITING | EMPTIED) };
        load.pass(has).map_err(|_| Failed::Short)?;
        let handle = wire.open(part, how)?;
        let (mut piece, mut under_way) = (Vec::with_capacity(PIECE), 0);
        while load.left() > 0 {
            let from = load.size() - load.left();
            piece.clear();
            load.by_ref().take(PIECE as u64).read_to_end(&mut piece).map_err(|_| Failed::Short)?;
            if under_way == UNDER_WAY {
                wire.taken()?;
                under_way -= 1;
            }
            wire.write(&handle, from, &piece).map_err(Refused::from)?;
            under_way += 1;
        }
        for _ in 0..under_way {
            wire.taken()?;
        }
        Ok(wire.close(&handle)?)
    }
}

/// Reads a file of so many bytes, in its order, whatever order its pieces come in. Where another one is there, or what comes was
/// not asked for, it is left at that: then it is not the same.
fn read_back(wire: &mut Wire, path: &str, bytes: u64, to: &mut Back<'_>) -> Result<(), Failed> {
    if wire.size(path)? != bytes {
        return Ok(());
    }
    let handle = wire.open(path, FOR_READING)?;
    let (mut asked, mut from) = (VecDeque::new(), 0);
    let mut came: BTreeMap<u32, Vec<u8>> = BTreeMap::new();
    loop {
        while asked.len() < UNDER_WAY && from < bytes {
            let length = (bytes - from).min(PIECE as u64);
            let id = wire.read(&handle, from, u32::try_from(length).unwrap_or(u32::MAX)).map_err(Refused::from)?;
            asked.push_back((id, from, length));
            from += length;
        }
        let Some((id, at, length)) = asked.pop_front() else { return Ok(wire.close(&handle)?) };
        let piece = loop {
            if let Some(piece) = came.remove(&id) {
                break piece;
            }
            let (id, piece) = wire.given()?;
            came.insert(id, piece);
            if came.len() > UNDER_WAY {
                return Ok(());
            }
        };
        let got = piece.len() as u64;
        if got == 0 || got > length {
            return Ok(());
        }
        to.write_all(&piece).map_err(Refused::from)?;
        if got < length {
            // A server may give less than it was asked for: the rest of it comes next.
            let (at, length) = (at + got, length - got);
            let id = wire.read(&handle, at, u32::try_from(length).unwrap_or(u32::MAX)).map_err(Refused::from)?;
            asked.push_front((id, at, length));
        }
    }
}

impl From<Refused> for Failed {
    fn from(refused: Refused) -> Self {
        const DENIED: u32 = 3;
        match refused {
            Refused::Line(error) => Self::Way("transfer-no-answer", error.to_string()),
            Refused::Status(DENIED) => Self::Way("transfer-shut", "SFTP: permission denied".to_owned()),
            Refused::Status(status) => Self::Way("transfer-sftp", format!("SFTP: status {status}")),
        }
    }
}

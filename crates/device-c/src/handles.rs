//! Handles: numbers that are looked up. None is ever given out twice, so that a call with one that was closed is told so.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, TryLockError};

use crate::border::Place;
use crate::code::SfCode;
use crate::failure::Failure;
use crate::held::Held;
use crate::home::Home;

/// A handle, as C has it: a pointer that leads nowhere.
#[derive(Clone, Copy, Debug)]
#[repr(transparent)]
pub struct Handle(*mut Nowhere);

/// A place for a handle.
pub type HandleOut = Place<Handle>;

/// What a handle points to: nothing that there is.
#[derive(Debug)]
pub enum Nowhere {}

impl Handle {
    /// Whether it is none.
    pub(crate) fn is_null(self) -> bool {
        self.0.is_null()
    }
}

/// Those that are open, and the number of the last one.
static OPEN: Mutex<Table> = Mutex::new(Table { last: 0, held: BTreeMap::new() });

/// What is open.
struct Table {
    last: usize,
    held: BTreeMap<usize, Arc<Mutex<Held>>>,
}

fn table() -> MutexGuard<'static, Table> {
    // Nothing that could panic is done while it is locked.
    OPEN.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Opens a handle.
pub(crate) fn open(held: Held) -> Handle {
    let mut table = table();
    table.last += 1;
    let number = table.last;
    table.held.insert(number, Arc::new(Mutex::new(held)));
    Handle(std::ptr::without_provenance_mut(number))
}

/// Closes one, unless a call is at work with it.
pub(crate) fn close(handle: Handle) -> Result<(), Failure> {
    let mut table = table();
    let number = handle.0.addr();
    let held = table.held.get(&number).ok_or_else(none)?;
    if matches!(held.try_lock(), Err(TryLockError::WouldBlock)) {
        return Err(busy());
    }
    let closed = table.held.remove(&number);
    // What it held is let go where nobody waits for the table.
    drop(table);
    drop(closed);
    Ok(())
}

/// Does something that may fail, and tells how it ended. A panic ends here.
pub(crate) fn guarded(act: impl FnOnce() -> Result<(), Failure>) -> SfCode {
    match catch_unwind(AssertUnwindSafe(act)) {
        Ok(Ok(())) => SfCode::Ok,
        Ok(Err(failure)) => failure.told(),
        Err(_) => panicked().told(),
    }
}

/// Does something with what a handle holds. A panic in it leaves the lock poisoned, and so the handle.
pub(crate) fn with(handle: Handle, act: impl FnOnce(&mut Held) -> Result<(), Failure>) -> SfCode {
    guarded(|| {
        let held = table().held.get(&handle.0.addr()).cloned().ok_or_else(none)?;
        match held.try_lock() {
            Ok(mut held) => act(&mut held),
            Err(TryLockError::WouldBlock) => Err(busy()),
            Err(TryLockError::Poisoned(_)) => Err(panicked()),
        }
    })
}

/// The same with a unit that was started.
pub(crate) fn with_home(handle: Handle, act: impl FnOnce(&mut Home) -> Result<(), Failure>) -> SfCode {
    with(handle, |held| held.home().and_then(act))
}

fn none() -> Failure {
    Failure::new(SfCode::Handle, "there is no such handle: it was never opened, or is closed")
}

fn busy() -> Failure {
    Failure::new(SfCode::Busy, "another call is at work with this handle")
}

fn panicked() -> Failure {
    Failure::new(SfCode::Panicked, "the library is broken here: close the handle, and open it anew")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kept::Kept;

    fn opened() -> Handle {
        open(Held::new(Kept::memory()))
    }

    #[test]
    fn a_panic_ends_at_the_border_and_the_handle_answers_nothing_else() {
        let handle = opened();
        assert_eq!(with(handle, |_| panic!("a bug")), SfCode::Panicked);
        assert_eq!(with(handle, |_| Ok(())), SfCode::Panicked);
        assert!(crate::failure::last().contains("close the handle"));
        assert!(close(handle).is_ok(), "it can be closed");
        assert_eq!(with(handle, |_| Ok(())), SfCode::Handle);
        assert_eq!(with(opened(), |_| Ok(())), SfCode::Ok, "others go on");
    }

    #[test]
    fn no_call_comes_in_while_another_one_is_at_work() {
        let handle = opened();
        let mut inner = None;
        let outer = with(handle, |_| {
            inner = Some((with(handle, |_| Ok(())), close(handle).map_err(|failure| failure.code)));
            Ok(())
        });
        assert_eq!((outer, inner), (SfCode::Ok, Some((SfCode::Busy, Err(SfCode::Busy)))));
        assert_eq!(with(handle, |_| Ok(())), SfCode::Ok);
    }

    #[test]
    fn another_thread_may_go_on_with_a_handle() {
        let number = opened().0.addr();
        let there = std::thread::spawn(move || with(Handle(std::ptr::without_provenance_mut(number)), |_| Ok(())));
        assert_eq!(there.join().ok(), Some(SfCode::Ok));
    }

    #[test]
    fn no_number_is_given_out_twice() {
        let (first, second) = (opened(), opened());
        assert!(close(first).is_ok() && close(second).is_ok());
        assert!(opened().0.addr() > second.0.addr());
        assert_eq!(close(first).map_err(|failure| failure.code), Err(SfCode::Handle));
    }
}

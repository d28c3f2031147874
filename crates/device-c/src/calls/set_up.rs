//! The first set-up: whoever shows the code of the label, or stands in front of the unit, may make it theirs.
#![expect(unsafe_code, reason = "names that C links by")]

use steadfast_device::accounts::budget::Shut;
use steadfast_device::accounts::{Name, Verifier};
use steadfast_device::outside::Random as _;
use steadfast_device::set_up::Opened;
use steadfast_device::unit::Choices;
use steadfast_monitor::event::{AccountChange, Attempt, Factor, Place};

use crate::border::{SizeOut, Text, TextOut};
use crate::code::SfCode;
use crate::failure::Failure;
use crate::handles::{Handle, with_home};
use crate::home::Home;
use crate::words::{SfChoose, flags};

/// Bytes of the pass of a set-up with its zero at the end.
pub const SF_PASS_SIZE: usize = 33;

/// Who sets a unit up that is nobody's yet, as the log says it.
const SET_UP: &str = "set-up";

/// Somebody stands in front of the unit, as by its button. For ten minutes a set-up opens without a code, once; tries to log
/// in are open again at once.
#[unsafe(no_mangle)]
pub extern "C" fn sf_present(unit: Handle) -> SfCode {
    with_home(unit, |home| {
        let now = home.unit.steady();
        home.set_up.present(now);
        home.door.throttle().present();
        home.note(Attempt::Accepted, None, Place::Here, None);
        Ok(())
    })
}

/// Opens the set-up by the code of the label, however it was typed, or without one (null) while somebody is present. Gives a
/// pass that holds for ten minutes, and until the next one. SF_WRONG, SF_WAIT, SF_STOPPED: a code that does not open. The
/// buffer has room for SF_PASS_SIZE bytes.
#[unsafe(no_mangle)]
pub extern "C" fn sf_open_set_up(
    unit: Handle,
    code: Text,
    buffer: TextOut,
    capacity: usize,
    length: SizeOut,
) -> SfCode {
    with_home(unit, |home| {
        buffer.ready(SF_PASS_SIZE, capacity, length)?;
        let code = code.read_if_there()?;
        is_nobodys(home)?;
        let (now, typed) = (home.unit.steady(), code.as_ref().map_or("", |code| code.as_str()));
        match home.set_up.open(&home.unit.identity, typed, now, &home.unit.random)? {
            Opened::Pass(pass) => buffer.give(&pass, capacity, length),
            Opened::Wrong => {
                home.note(Attempt::Wrong, None, Place::Stranger, Some(Factor::SetUpCode));
                Err(Failure::new(SfCode::Wrong, "that is not the code of this unit"))
            }
            Opened::Shut(shut) => {
                home.note_throttled(Place::Stranger, Factor::SetUpCode);
                Err(home.shut(shut))
            }
        }
    })
}

/// Makes the unit somebody's: the pass of sf_open_set_up, a name, a password (12 to 128 characters; see SF_PASSWORD), the
/// owner's time zone (`Europe/Berlin`), and what they chose, a sum of SfChoose. It takes as long as a password hash does, and
/// the memory.
#[unsafe(no_mangle)]
pub extern "C" fn sf_set_up(unit: Handle, pass: Text, name: Text, password: Text, zone: Text, choices: u32) -> SfCode {
    with_home(unit, |home| {
        let all = SfChoose::AutomaticUpdates as u32 | SfChoose::Record as u32 | SfChoose::Share as u32;
        let chosen = flags(choices, all)?;
        let chose = |choice: SfChoose| chosen & choice as u32 != 0;
        let (pass, name, zone) = (pass.read()?, name.read()?.parse()?, zone.read()?.to_string());
        let password = password.read()?;
        is_nobodys(home)?;
        if !home.set_up.is_open(&pass, home.unit.steady()) {
            return Err(Failure::new(SfCode::Pass, "the set-up was opened by somebody else since, or too long ago"));
        }
        let verifier = home.hashed(&name, &password)?;
        let (automatic, record) = (chose(SfChoose::AutomaticUpdates), chose(SfChoose::Record));
        let share = chose(SfChoose::Share);
        home.unit.set_up(Choices { name: name.clone(), verifier, automatic, record, share, zone })?;
        home.set_up.used();
        home.note_account(AccountChange::Added, name.as_str(), SET_UP);
        home.seal();
        Ok(())
    })
}

fn is_nobodys(home: &Home) -> Result<(), Failure> {
    match home.unit.owner() {
        _ if home.unit.is_locked() => Err(Failure::new(SfCode::Locked, "the unit is locked until it is reset")),
        Some(_) => Err(Failure::new(SfCode::Owned, "the unit has an owner")),
        None => Ok(()),
    }
}

impl Home {
    /// A new password of this account, judged and hashed.
    pub(super) fn hashed(&self, name: &Name, password: &str) -> Result<Verifier, Failure> {
        let new = self.unit.new_password(name.as_str(), password)?;
        Ok(Verifier::make(&new, self.cost, self.unit.random.bytes()?)?)
    }

    /// There is no try now.
    pub(super) fn shut(&mut self, shut: Shut) -> Failure {
        match shut {
            Shut::For(wait) => {
                self.wait = wait;
                Failure::new(SfCode::Wait, format!("no try for {} seconds", wait.as_secs() + 1))
            }
            Shut::Stopped => Failure::new(SfCode::Stopped, "no try until somebody is there in person"),
        }
    }
}

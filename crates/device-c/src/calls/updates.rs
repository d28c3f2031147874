//! Updates: found, brought, put in place, and proven; or back to what ran before.
#![expect(unsafe_code, reason = "names that C links by")]

use steadfast_device::unit::Started;
use steadfast_device::update::{self, FetchError, Metadata, Rule, Step, Why};
use steadfast_protocol::{Seconds, Wish};

use crate::border::{ChoiceOut, Context, Text};
use crate::code::SfCode;
use crate::failure::Failure;
use crate::handles::{Handle, with_home};
use crate::home::Home;
use crate::reader::{Away, Reader, SfRead};
use crate::words::{SfFile, SfStarted, SfStep, SfWhy, SfWish, is_set};

/// The minutes of a day.
const DAY: i32 = 24 * 60;

/// What comes next for the update (SfStep), and why it waits (SfWhy) where it does. `minute` is the minute of the owner's day,
/// or -1 where nobody knows what time it is. `safe` is 1 where the product can be restarted now, or is not to be asked.
#[unsafe(no_mangle)]
pub extern "C" fn sf_next_step(unit: Handle, minute: i32, safe: u32, step: ChoiceOut, why: ChoiceOut) -> SfCode {
    with_home(unit, |home| {
        step.ready()?;
        why.ready()?;
        if !(-1..DAY).contains(&minute) {
            return Err(Failure::range("minute of a day", minute));
        }
        let told = home.runs();
        home.unit.mend_levels(&told);
        let so = home.unit.situation(u16::try_from(minute).ok(), is_set(safe)?);
        let (next, waits) = words(home.unit.next_step(&so));
        step.put(next as u32)?;
        why.put(waits as u32)
    })
}

/// Looks into the repository, what signed metadata says of the update that was offered, and takes it where it is for this
/// unit. What is believed of the repository is kept, also where this fails. The signature check takes stack: see the
/// beginning of this header.
#[unsafe(no_mangle)]
pub extern "C" fn sf_find(unit: Handle, read: SfRead, context: Context) -> SfCode {
    with_home(unit, |home| {
        let (mut reader, path) = (Reader::new(read, context)?, home.target()?);
        let found = home.quest(|metadata, rule, now| update::find(metadata, &mut reader, rule, &path, now))?;
        Ok(home.unit.found(&found)?)
    })
}

/// Brings its image into the slot that does not run: by a patch from what runs where there is one, or as a whole. What came
/// before it broke off is not read again.
#[unsafe(no_mangle)]
pub extern "C" fn sf_bring(unit: Handle, read: SfRead, context: Context) -> SfCode {
    with_home(unit, |home| {
        let (mut reader, path) = (Reader::new(read, context)?, home.target()?);
        let images = home.images()?.clone();
        let brought =
            home.quest(|metadata, rule, now| update::bring(metadata, &mut reader, rule, &images, &path, now))?;
        Ok(home.unit.brought(&brought)?)
    })
}

/// Takes an update out of a bundle, as `steadfast release bundle` makes it: from a stick, without a network. It is found and
/// brought at once, where it is for this unit; nobody has to offer it. The bundle is read once, from its begin on, as
/// SF_FILE_BUNDLE.
#[unsafe(no_mangle)]
pub extern "C" fn sf_take_bundle(unit: Handle, read: SfRead, context: Context) -> SfCode {
    with_home(unit, |home| {
        let reader = Reader::new(read, context)?;
        let images = home.images()?.clone();
        let mut metadata = home.metadata()?;
        let rule = home.unit.rule(&home.runs());
        let stream = reader.stream(SfFile::Bundle);
        let brought = update::take(&mut metadata, stream, &rule, &images, home.unit.now());
        home.unit.keep_metadata(&mut metadata)?;
        Ok(home.unit.brought(&brought?)?)
    })
}

/// The unit begins to put it in its place.
#[unsafe(no_mangle)]
pub extern "C" fn sf_installing(unit: Handle) -> SfCode {
    with_home(unit, |home| {
        home.target()?;
        Ok(home.unit.installing()?)
    })
}

/// It is in its place: the next starts are its own, on trial.
#[unsafe(no_mangle)]
pub extern "C" fn sf_installed(unit: Handle) -> SfCode {
    with_home(unit, |home| {
        home.target()?;
        let images = home.images()?.clone();
        Ok(home.unit.installed(&images)?)
    })
}

/// It could not be put in its place. The third time it is given up.
#[unsafe(no_mangle)]
pub extern "C" fn sf_not_installed(unit: Handle, why: Text) -> SfCode {
    with_home(unit, |home| {
        let why = why.read()?;
        home.target()?;
        Ok(home.unit.not_installed(&why)?)
    })
}

/// What runs after a start, to be said once then. `runs` is a SfStarted: SF_STARTED_NOT leaves it to the file of the images
/// (sf_image_to_start); what else decides says the others. *started is what was made of it.
#[unsafe(no_mangle)]
pub extern "C" fn sf_started(unit: Handle, runs: u32, started: ChoiceOut) -> SfCode {
    with_home(unit, |home| {
        started.ready()?;
        let hook = match SfStarted::of(runs)? {
            SfStarted::Not => None,
            SfStarted::New => Some(Started::New),
            SfStarted::Old => Some(Started::Old),
        };
        let images = home.images()?.clone();
        let found = match home.unit.started(&images, hook)? {
            Started::Not => SfStarted::Not,
            Started::New => SfStarted::New,
            Started::Old => SfStarted::Old,
        };
        started.put(found as u32)
    })
}

/// What is on trial is well: from now on it is what runs, and nothing lower is taken any more.
#[unsafe(no_mangle)]
pub extern "C" fn sf_well(unit: Handle) -> SfCode {
    with_home(unit, |home| {
        home.target()?;
        let images = home.images()?.clone();
        home.unit.well(&images)?;
        home.seal();
        Ok(())
    })
}

/// What is on trial is not well, in words: what ran before is what starts next.
#[unsafe(no_mangle)]
pub extern "C" fn sf_unwell(unit: Handle, why: Text) -> SfCode {
    with_home(unit, |home| {
        let why = why.read()?;
        home.target()?;
        let images = home.images()?.clone();
        home.unit.unwell(&images, &why)?;
        home.seal();
        Ok(())
    })
}

/// What the owner wants with the update that waits (SfWish): signed, remembered, obeyed. `until` is until when it is put off,
/// in seconds since the epoch; -1: until they say otherwise, or it cannot be put off any longer.
#[unsafe(no_mangle)]
pub extern "C" fn sf_wish(unit: Handle, wish: u32, until: i64, by: Text) -> SfCode {
    with_home(unit, |home| {
        let wish = match SfWish::of(wish)? {
            SfWish::Postponed => Wish::Postponed,
            SfWish::Refused => Wish::Refused,
            SfWish::Agreed => Wish::Agreed,
        };
        let by = by.read()?;
        let until = Some(until).filter(|until| *until >= 0 && wish == Wish::Postponed);
        home.unit.wish(wish, until, &by)?;
        home.seal();
        Ok(())
    })
}

impl Home {
    /// The target of the update.
    fn target(&self) -> Result<String, Failure> {
        let work = self.unit.updates.work().map(|work| work.target.clone());
        work.ok_or_else(|| Failure::new(SfCode::NoUpdate, "there is no update"))
    }

    /// What is believed of the repository.
    fn metadata(&self) -> Result<Metadata, Failure> {
        let nowhere = || Failure::new(SfCode::NoRepository, "the factory settings name no repository");
        let settings = self.unit.factory.updates.as_ref().ok_or_else(nowhere)?;
        Ok(Metadata::load(&self.unit.storage, &settings.root)?)
    }

    /// Asks the repository for a target. What is believed of it from now on is kept first, in any case; what went wrong is
    /// remembered.
    fn quest<T>(
        &mut self,
        ask: impl FnOnce(&mut Metadata, &Rule, Seconds) -> Result<T, FetchError<Away>>,
    ) -> Result<T, Failure> {
        let mut metadata = self.metadata()?;
        let rule = self.unit.rule(&self.runs());
        let asked = ask(&mut metadata, &rule, self.unit.now());
        let kept = self.unit.keep_metadata(&mut metadata);
        match asked {
            Ok(found) => Ok(kept.map(|()| found)?),
            Err(error) => {
                // Where that cannot be kept, it is tried once more.
                drop(self.unit.failed(&error.to_string(), !error.may_pass()));
                Err(error.into())
            }
        }
    }
}

fn words(step: Step) -> (SfStep, SfWhy) {
    let next = match step {
        Step::Nothing => SfStep::Nothing,
        Step::Find => SfStep::Find,
        Step::Bring => SfStep::Bring,
        Step::Wait(why) => return (SfStep::Wait, reason(why)),
        Step::Ask => SfStep::Ask,
        Step::Install => SfStep::Install,
        Step::Restart => SfStep::Restart,
        Step::Watch => SfStep::Watch,
    };
    (next, SfWhy::None)
}

fn reason(why: Why) -> SfWhy {
    match why {
        Why::Postponed(_) => SfWhy::Postponed,
        Why::Refused => SfWhy::Refused,
        Why::AutomaticOff => SfWhy::AutomaticOff,
        Why::NotApplicable => SfWhy::NotApplicable,
        Why::NotAgreed => SfWhy::NotAgreed,
        Why::Window => SfWhy::Window,
        Why::HeldBack => SfWhy::HeldBack,
    }
}

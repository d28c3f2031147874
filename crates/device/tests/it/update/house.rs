//! A unit with its images in a folder, whatever starts its product, and somebody who takes one step after the other.

use std::fs;
use std::path::Path;
use std::sync::LazyLock;
use std::time::Duration;

use steadfast_device::outside::Storage;
use steadfast_device::provision::{confirm, make};
use steadfast_device::unit::{Unit, UnitError};
use steadfast_device::update::{
    Brought, FetchError, Found, Images, Level, Levels, Metadata, Phase, Rule, Slot, Step, bring, find,
};
use steadfast_protocol::{Envelope, Offer, Outcome, Receipt, decode};
use steadfast_trust::hash::sha256;
use tempfile::TempDir;

use super::repository::{Away, PART, Repository, image, path};
use crate::made::{Draws, Hand, NOW, choices, order, signed_by, sizes};
use crate::power::Outage;

/// A repository with release 7.
pub(super) static SEVEN: LazyLock<Repository> = LazyLock::new(Repository::with_seven);

/// A unit.
pub(super) type Whole<S> = Unit<S, Hand, Draws>;

/// The folder of the images. In the first slot lies release 5, which runs.
pub(super) struct House {
    held: Option<TempDir>,
    pub(super) images: Images,
}

/// What the product does once it is restarted into something new.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Product {
    /// It says that it is well.
    Well,
    /// It says nothing.
    Unwell,
    /// It ends at once, each time.
    Dead,
}

/// A folder in memory, where there is such a thing: the tests wait for it often.
pub(super) fn folder() -> TempDir {
    let memory = Path::new("/dev/shm");
    let made = if memory.is_dir() { tempfile::tempdir_in(memory) } else { tempfile::tempdir() };
    made.expect("a folder")
}

impl House {
    pub(super) fn new() -> Self {
        let folder = folder();
        let images = Images::open(folder.path()).expect("a folder");
        fs::write(images.path(Slot::A), image(5)).expect("written");
        Self { held: Some(folder), images }
    }

    /// One that lies there, and stays.
    pub(super) fn in_folder(folder: &Path) -> Self {
        Self { held: None, images: Images::open(folder).expect("a folder") }
    }

    pub(super) fn folder(&self) -> &Path {
        self.held.as_ref().expect("its own folder").path()
    }

    pub(super) fn spare(&self) -> Vec<u8> {
        fs::read(self.images.path(Slot::B)).unwrap_or_default()
    }

    /// Brings release 7.
    pub(super) fn bring(&self, repository: &mut Repository) -> Result<Brought, FetchError<Away>> {
        bring(&mut believed(), repository, &rule(), &self.images, &path(7), NOW)
    }

    /// Whatever starts the product does so. Only a whole image may start.
    pub(super) fn launch(&self) -> Slot {
        let starts = self.images.start().expect("it says what starts");
        let bytes = fs::read(&starts).expect("an image");
        let known = [5, 7, 8].into_iter().find(|number| image(*number) == bytes);
        assert!(known.is_some(), "{} is no whole image", starts.display());
        if starts == self.images.path(Slot::A) { Slot::A } else { Slot::B }
    }
}

/// A unit that knows the root alone.
pub(super) fn believed() -> Metadata {
    Metadata::load(&Outage::new(0), &SEVEN.settings().root).expect("power")
}

/// The name by which a root is stored.
pub(super) fn kept_root() -> String {
    format!("trust-{}", steadfast_trust::encoding::hex(b"root"))
}

/// Release 5 of the part runs on hardware B.
pub(super) fn rule() -> Rule {
    Rule {
        product: "prd_camera".to_owned(),
        line: "gateway".to_owned(),
        channel: "stable".to_owned(),
        hardware: "B".to_owned(),
        parts: vec![PART.to_owned()],
        levels: [(PART.to_owned(), 5)].into(),
    }
}

pub(super) fn look(repository: &mut Repository, metadata: &mut Metadata) -> Result<Found, FetchError<Away>> {
    find(metadata, repository, &rule(), &path(7), NOW)
}

/// What a server offers.
pub(super) fn offer(sequence: u64) -> Offer {
    Offer {
        release: format!("rel_{sequence}"),
        part: PART.to_owned(),
        version: format!("{sequence}.0"),
        targets: vec![path(sequence)],
        kind: Some(steadfast_protocol::Kind::Security),
        install: true,
        sequence,
        ..Offer::default()
    }
}

/// A medium with a unit on it that runs release 5 and belongs to somebody.
pub(super) fn at_home<S: Storage>(storage: &S) {
    made(storage);
    let mut unit = started(storage).expect("it starts");
    unit.set_up(choices(false, false)).expect("set up");
}

/// The same without an owner.
pub(super) fn made<S: Storage>(storage: &S) {
    let factory = signed_by(9, |factory| factory.updates = Some(SEVEN.settings()));
    let made = make(storage, &Draws::new(1), &order(&factory)).expect("made");
    confirm(storage, made.fingerprint).expect("confirmed");
    let level = Level { sequence: 5, version: "5.0".to_owned(), image: Some(sha256(&[&image(5)]).into()) };
    Levels::default().raise(PART, level, storage).expect("kept");
    let mut unit = started(storage).expect("it starts");
    unit.life.unit = Some("unt_1".to_owned());
    unit.life.keep(&storage).expect("kept");
}

pub(super) fn home() -> Outage {
    let storage = Outage::new(0);
    at_home(&storage);
    storage.copy(0)
}

pub(super) fn started<S: Storage>(storage: &S) -> Result<Whole<&S>, UnitError> {
    let clock = Hand { wall: Some(NOW), steady: Duration::from_secs(1) };
    Unit::start(storage, clock, Draws::new(2), &sizes())
}

/// The machine starts: first its product, then what updates it. Then the server offers this, and one step follows the other,
/// until there is none, or something fails.
pub(super) fn drive<S: Storage>(
    storage: &S,
    house: &House,
    repository: &mut Repository,
    product: Product,
    offers: &[Offer],
) -> Result<Step, Box<dyn std::error::Error>> {
    house.launch();
    let mut unit = started(storage)?;
    unit.offered(offers, &[])?;
    for _ in 0..40 {
        unit.started(&house.images, None)?;
        let step = unit.next_step(&unit.situation(None, true));
        match step {
            Step::Nothing | Step::Wait(_) => return Ok(step),
            Step::Restart => {
                restart(house, product);
                unit = started(storage)?;
            }
            step => one(&mut unit, house, repository, product, step)?,
        }
    }
    panic!("it goes on and on")
}

/// Whatever starts the product does so again, as often as it ends.
fn restart(house: &House, product: Product) {
    while house.launch() == Slot::B && product == Product::Dead {}
}

/// Takes a step.
pub(super) fn one<S: Storage>(
    unit: &mut Whole<&S>,
    house: &House,
    repository: &mut Repository,
    product: Product,
    step: Step,
) -> Result<(), Box<dyn std::error::Error>> {
    match step {
        Step::Find => {
            let found = quest(unit, |metadata, rule, path| find(metadata, repository, rule, path, NOW))?;
            match found {
                Ok(found) => Ok(unit.found(&found)?),
                Err(failed) => missed(unit, &failed),
            }
        }
        Step::Bring => {
            let came = quest(unit, |metadata, rule, path| bring(metadata, repository, rule, &house.images, path, NOW))?;
            match came {
                Ok(brought) => Ok(unit.brought(&brought)?),
                Err(failed) => missed(unit, &failed),
            }
        }
        Step::Install => {
            unit.installing()?;
            Ok(unit.installed(&house.images)?)
        }
        Step::Watch if product == Product::Well => Ok(unit.well(&house.images)?),
        Step::Watch => Ok(unit.unwell(&house.images, "it says nothing")?),
        other => panic!("{other:?} is no step of ours"),
    }
}

/// Asks the repository, and keeps what is believed of it.
fn quest<S: Storage, T>(
    unit: &Whole<&S>,
    ask: impl FnOnce(&mut Metadata, &Rule, &str) -> T,
) -> Result<T, Box<dyn std::error::Error>> {
    let root = &unit.factory.updates.as_ref().expect("a repository").root;
    let mut metadata = Metadata::load(&unit.storage, root)?;
    let path = unit.updates.work().expect("an update").target.clone();
    let said = ask(&mut metadata, &unit.rule(&[]), &path);
    metadata.keep(&unit.storage)?;
    Ok(said)
}

fn missed<S: Storage>(unit: &mut Whole<&S>, why: &FetchError<Away>) -> Result<(), Box<dyn std::error::Error>> {
    unit.failed(&why.to_string(), !why.may_pass())?;
    if why.may_pass() { Err(why.to_string().into()) } else { Ok(()) }
}

/// A unit where release 7 came so far.
pub(super) fn at(phase: Phase) -> (Outage, House) {
    let (storage, house) = (home(), House::new());
    let mut unit = started(&storage).expect("it starts");
    unit.offered(&[offer(7)], &[]).expect("kept");
    while unit.updates.work().expect("an update").phase != phase {
        match unit.next_step(&unit.situation(None, true)) {
            Step::Restart => {
                house.launch();
                unit.started(&house.images, None).expect("kept");
            }
            step => one(&mut unit, &house, &mut SEVEN.clone(), Product::Well, step).expect("it goes on"),
        }
    }
    drop(unit);
    (storage.copy(0), house)
}

/// What was signed of updates, and waits. No number stands for two statements.
pub(super) fn receipts<S: Storage>(unit: &Whole<&S>) -> Vec<Receipt> {
    let waiting = unit.outbox.next();
    let envelopes: Vec<Envelope> = waiting.iter().map(|bytes| decode(bytes).expect("an envelope")).collect();
    let of_kind = envelopes.iter().filter_map(|envelope| envelope.open::<Receipt>(&unit.identity.public()).ok());
    let receipts: Vec<Receipt> = of_kind.collect();
    assert!(receipts.windows(2).all(|two| two[0].number < two[1].number), "a number for two: {receipts:?}");
    receipts
}

pub(super) fn outcomes<S: Storage>(unit: &Whole<&S>) -> Vec<Outcome> {
    receipts(unit).into_iter().filter_map(|receipt| receipt.outcome).collect()
}

pub(super) fn level<S: Storage>(unit: &Whole<&S>) -> u64 {
    unit.updates.levels().of(PART).expect("a level").sequence
}

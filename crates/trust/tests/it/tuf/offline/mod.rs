//! Bundles: what a unit believes of a stick without a network, what it refuses and why, and what it keeps of it.

mod attacks;
mod file;
mod kept;
mod mark;

use std::io::Read;

use jiff::Timestamp as Moment;
use serde_json::Value;
use steadfast_trust::tuf::{
    Believed, BundleError, BundleHead, BundleReader, Custom, Distrust, Kept, Limits, Signed, TargetFile, Targets,
    UpdateKind,
};

use super::world::{CONTENT, LINE, PATH, World, file, later, now, target};

/// What a line says of the image on a stick.
fn described(content: &[u8]) -> TargetFile {
    let custom = Custom {
        schema: Custom::SCHEMA,
        product: "prd_1".to_owned(),
        part: "prt_1".to_owned(),
        release: "rel_1".to_owned(),
        version: "1.0".to_owned(),
        sequence: 1,
        least: 0,
        hardware: Vec::new(),
        channel: "stable".to_owned(),
        kind: UpdateKind::Security,
        reason: None,
        notes: String::new(),
        fixes: Vec::new(),
        network: None,
        delta: None,
    };
    TargetFile { custom: Some(custom.to_value().expect("a value")), ..target(content) }
}

/// A stick, piece by piece.
struct Stick {
    first: u64,
    roots: Vec<Vec<u8>>,
    targets: Vec<u8>,
    name: &'static str,
    line: Vec<u8>,
    path: &'static str,
    image: Vec<u8>,
    announced: u64,
}

impl Stick {
    /// Of a line that says what it says now, with the newest root alone.
    fn of(world: &World) -> Self {
        Self {
            first: world.root.version,
            roots: vec![world.get(&format!("{}.root.json", world.root.version))],
            targets: file(&world.targets, super::world::TARGETS),
            name: "gateway",
            line: file(&for_bundle(world), LINE),
            path: PATH,
            image: CONTENT.to_vec(),
            announced: CONTENT.len() as u64,
        }
    }

    fn bytes(&self) -> Vec<u8> {
        let head = BundleHead {
            roots: (self.first, &self.roots),
            targets: &self.targets,
            line: (self.name, &self.line),
            image: (self.path, self.announced),
        };
        [head.to_bytes().expect("a head"), self.image.clone()].concat()
    }
}

fn for_bundle(world: &World) -> Signed<Targets> {
    world.line.for_bundle(PATH, later()).expect("the line names it")
}

/// A unit that is given sticks.
struct Unit {
    root: Vec<u8>,
    kept: Kept,
    limits: Limits,
    now: Moment,
}

impl Unit {
    /// As it left its factory.
    fn new(world: &World) -> Self {
        Self { root: world.get("1.root.json"), kept: Kept::default(), limits: Limits::default(), now: now() }
    }

    /// What it believes of a stick, with the image as it was read.
    fn takes(&self, stick: &[u8]) -> Result<(Believed, Vec<u8>), BundleError> {
        self.reads(stick)
    }

    fn reads(&self, stick: impl Read) -> Result<(Believed, Vec<u8>), BundleError> {
        let bundle = BundleReader::open(stick, &self.limits)?;
        let (believed, mut image) = bundle.believe(&self.root, &self.kept, self.now)?;
        let mut bytes = Vec::new();
        match image.read_to_end(&mut bytes) {
            Ok(_) => Ok((believed, bytes)),
            Err(error) => Err(*error.into_inner().expect("a reason").downcast().expect("a bundle's")),
        }
    }

    /// Keeps what it is told to.
    fn keep(&mut self, believed: &Believed) {
        self.root = believed.keep.root.clone().unwrap_or_else(|| self.root.clone());
        self.kept = Kept { targets: vec![believed.keep.targets.clone()], line: vec![believed.keep.line.clone()] };
    }
}

/// A world whose line says of its image what units need.
fn world() -> World {
    let mut world = World::new();
    world.line.content.targets.insert(PATH.to_owned(), described(CONTENT));
    world
}

fn distrusted(error: &BundleError, reason: impl Fn(&Distrust) -> bool) -> bool {
    matches!(error, BundleError::Distrust(distrust) if reason(distrust))
}

fn unsigned(error: &BundleError, of: &str) -> bool {
    distrusted(error, |distrust| matches!(distrust, Distrust::Signatures { role, .. } if role == of))
}

fn wrong_version(error: &BundleError, of: &str) -> bool {
    distrusted(error, |distrust| matches!(distrust, Distrust::Version { role, .. } if role == of))
}

/// The second root, by whom it must be.
fn second_root(world: &mut World) {
    world.root.version = 2;
    world.put_root(super::world::ROOTS);
}

#[test]
fn an_image_is_believed_by_its_line_without_a_network() {
    let world = world();
    let (believed, image) = Unit::new(&world).takes(&Stick::of(&world).bytes()).expect("it is believed");
    assert_eq!(image, CONTENT);
    assert_eq!((believed.target.path.as_str(), believed.target.role.as_str()), (PATH, "gateway"));
    assert_eq!((believed.custom.sequence, believed.custom.kind), (1, UpdateKind::Security));
    assert_eq!((believed.expires, believed.keep.root), (later(), None));
}

#[test]
fn what_a_line_says_for_a_bundle_is_one_image_and_the_mark() {
    let mut world = world();
    world.line.version = 7;
    world.line.content.targets.insert("gateway/2/fw.bin".to_owned(), described(b"newer"));
    assert_eq!(world.line.for_bundle("gateway/3/fw.bin", later()), None);
    let signed = serde_json::to_value(for_bundle(&world)).expect("JSON");
    assert_eq!(signed["x-steadfast-offline"], Value::Bool(true));
    assert_eq!((&signed["version"], signed["targets"].as_object().map(serde_json::Map::len)), (&7.into(), Some(1)));
}

#[test]
fn roots_lead_from_the_one_that_a_unit_has_to_the_newest() {
    let mut world = world();
    second_root(&mut world);
    world.root.version = 3;
    world.put_root(super::world::ROOTS);
    let mut stick = Stick::of(&world);
    stick.roots = [1, 2, 3].map(|version| world.get(&format!("{version}.root.json"))).to_vec();
    stick.first = 1;
    let mut unit = Unit::new(&world);
    let (believed, _) = unit.takes(&stick.bytes()).expect("it is believed");
    assert_eq!(believed.keep.root, Some(world.get("3.root.json")));
    unit.keep(&believed);
    let (again, _) = unit.takes(&stick.bytes()).expect("what it knows is passed over");
    assert_eq!(again.keep.root, None);
    (stick.first, stick.roots) = (3, Vec::new());
    unit.takes(&stick.bytes()).expect("it needs none");
}

#[test]
fn a_root_and_targets_that_are_over_still_say_who_signs() {
    let mut world = world();
    (world.root.expires, world.targets.expires) =
        (super::world::expires("2026-05-01T00:00:00Z"), super::world::expires("2026-05-01T00:00:00Z"));
    second_root(&mut world);
    Unit::new(&world).takes(&Stick::of(&world).bytes()).expect("freshness is not proven anyway");
}

#[test]
fn a_stick_reads_the_same_in_drops() {
    struct Drops<'a>(&'a [u8]);
    impl Read for Drops<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
            self.0.read(&mut buffer[..1])
        }
    }
    let world = world();
    let (stick, unit) = (Stick::of(&world).bytes(), Unit::new(&world));
    let (believed, image) = unit.reads(Drops(&stick)).expect("it is believed");
    assert_eq!((believed, image), unit.takes(&stick).expect("it is believed"));
}

//! The sample's updates: what its people do offline with keys, what is published of it, and its gateways, which speak for
//! themselves.

use std::sync::Arc;

use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode};
use jiff::{SignedDuration, Timestamp};
use sha2::{Digest, Sha256};
use steadfast_protocol::{
    CHECK_IN, Check, CheckIn, Checked, ENROL, Enrol, Enrolled, Envelope, Found, Message, Purpose, Read, Runs,
    SelfTested, Wiped, decode, encode,
};
use steadfast_store::Time;
use steadfast_trust::encoding::hex;
use steadfast_trust::hash::sha256;
use steadfast_trust::key::{SigningKey, UnitKey};
use steadfast_trust::tuf::{Content, Custom, Draft, Expires, Public, Root, Signed, TargetFile, Targets, UpdateKind};
use tower::ServiceExt as _;

use super::cast::Who;
use super::failed;
use super::perform::Company;
use super::scene::Fix;
use crate::access::action::Action;
use crate::access::approvals::{self, Proposal, Verdict};
use crate::app::App;
use crate::demo::{DemoError, SampleUnit};
use crate::doors::{Door, router};
use crate::rollout::manage::{self, Step};
use crate::rollout::plan::{Plan, Wave};
use crate::rollout::repository::files;
use crate::rollout::repository::online;
use crate::rollout::repository::publish::{Bundle, publish};

/// The one product line.
pub(super) const LINE: &str = "gateway";
/// Metadata by the names of their files.
type Files = Vec<(String, Vec<u8>)>;
/// Days for which what people sign counts: longer than any visitor moves the clock.
const DAYS: i64 = 1000;
/// Of so many gateways one was never switched on.
const NEVER: u32 = 17;
/// Of so many gateways one looks at itself. This one finds something, and that one could not look.
const TESTED: usize = 3;
const FAILED: usize = 6;
const UNSURE: usize = 9;
/// This one was erased and went out of use when it was replaced.
const ENDED: usize = 11;

/// What stays of the ceremony with the sample's people. The keys of root and targets are needed no more.
pub(super) struct Safe {
    line: SigningKey,
    /// The first root, as it is built into devices.
    pub(super) root: Vec<u8>,
    /// The newest targets of the line.
    released: Signed<Targets>,
}

/// The gateways.
pub(super) struct Gateways {
    /// Of which their keys are made, each on its device.
    secret: [u8; 32],
    pub(super) units: Vec<SampleUnit>,
}

fn expires(now: Time) -> Expires {
    Expires::at(Timestamp::from(now) + SignedDuration::from_hours(24 * DAYS))
}

fn signed<T: Content>(content: &Signed<T>, keys: &[&SigningKey]) -> Result<Vec<u8>, DemoError> {
    let scene = "signing metadata";
    let mut draft = Draft::new(content).map_err(failed(scene))?;
    for key in keys {
        draft.sign(*key).map_err(failed(scene))?;
    }
    draft.to_bytes().map_err(failed(scene))
}

impl Safe {
    /// The key ceremony: everybody makes a key, and the first metadata are signed.
    fn begin(app: &App, online: &Public) -> Result<(Self, Files), DemoError> {
        let scene = "the key ceremony";
        let key = || SigningKey::from_seeds(&app.ambient.random(), &app.ambient.random()).map_err(failed(scene));
        let (roots, targets, line) = ([key()?, key()?, key()?], key()?, key()?);
        let until = expires(app.ambient.now());
        let mut root = Signed::<Root>::empty(until);
        root.assign("root", &roots.each_ref().map(|key| Public::hybrid(key.public())), 2);
        root.assign("targets", &[Public::hybrid(targets.public())], 1);
        for role in ["snapshot", "timestamp"] {
            root.assign(role, std::slice::from_ref(online), 1);
        }
        let mut top = Signed::new(Targets::default(), until);
        top.delegate(LINE, &[format!("{LINE}/*/*")], &[Public::hybrid(line.public())], 1);
        let released = Signed::new(Targets::default(), until);
        let root = signed(&root, &[&roots[0], &roots[1]])?;
        let files = vec![
            ("1.root.json".to_owned(), root.clone()),
            ("1.targets.json".to_owned(), signed(&top, &[&targets])?),
            (format!("1.{LINE}.json"), signed(&released, &[&line])?),
        ];
        Ok((Self { line, root, released }, files))
    }

    /// The line with one more file.
    fn release(&mut self, path: String, target: TargetFile) -> Result<(String, Vec<u8>), DemoError> {
        self.released.version += 1;
        self.released.content.targets.insert(path, target);
        Ok((format!("{}.{LINE}.json", self.released.version), signed(&self.released, &[&self.line])?))
    }
}

impl Gateways {
    pub(super) fn new(app: &App) -> Self {
        Self { secret: app.ambient.random(), units: Vec::new() }
    }

    /// The seed of the key that gateway `number` made.
    fn seed(&self, number: u32) -> [u8; 32] {
        Sha256::new().chain_update(self.secret).chain_update(number.to_be_bytes()).finalize().into()
    }

    /// The fingerprint of its key, as the factory reads it at the line.
    pub(super) fn fingerprint(&self, number: u32) -> String {
        UnitKey::from_seed(&self.seed(number)).public().fingerprint().to_string()
    }

    /// Gateways that leave the factory; most of them are switched on some day.
    pub(super) fn left(&mut self, numbers: std::ops::Range<u32>, version: &str) {
        for number in numbers.filter(|number| number % NEVER != 0) {
            let (serial, key) = (serial(number), self.seed(number));
            self.units.push(SampleUnit { serial, key, version: version.to_owned(), sequence: 0 });
        }
    }
}

/// The serial number of a gateway.
pub(super) fn serial(number: u32) -> String {
    format!("EG-{number:06}")
}

impl Company {
    /// Keys are made and the first metadata published.
    pub(super) async fn ceremony(&mut self) -> Result<(), DemoError> {
        let scene = "the key ceremony";
        let vault = self.app.vault.clone();
        let online = self.app.store.read(move |tx| online::public(tx, &vault)).await.map_err(failed(scene))?;
        let (safe, files) = Safe::begin(&self.app, &online)?;
        self.publish(Who::Mara, Action::RepositoryChange, files).await?;
        self.safe = Some(safe);
        Ok(())
    }

    async fn publish(&self, who: Who, action: Action, files: Files) -> Result<(), DemoError> {
        let scene = "publishing metadata";
        let mut bundle = Bundle::default();
        for (name, content) in files {
            bundle.put(&name, content).map_err(failed(scene))?;
        }
        let ask = self.ask(who, action).await?;
        publish(&self.app, ask, bundle).await.map_err(failed(scene))?;
        Ok(())
    }

    /// A release's file is signed and published.
    pub(super) async fn sign(&mut self, key: &'static str, fix: &Fix) -> Result<(), DemoError> {
        let release = self.release(key)?;
        let kept = self.app.store.read::<_, steadfast_store::StoreError, _>(move |tx| tx.release(release)).await?;
        let sequence = kept.map(|release| release.sequence.unsigned_abs()).ok_or(DemoError::Ended)?;
        let (part, product) = self.part("gateway")?;
        let image = image(key);
        let file = files::keep(&self.app, Body::from(image.clone())).await.map_err(failed(key))?;
        let ask = self.ask(Who::Jonas, Action::ReleasePublish).await?;
        files::take(&self.app, ask, file.clone()).await.map_err(failed(key))?;
        let custom = Custom {
            schema: Custom::SCHEMA,
            product: product.to_string(),
            part: part.to_string(),
            release: release.to_string(),
            version: key.rsplit(' ').next().unwrap_or_default().to_owned(),
            sequence,
            least: 0,
            hardware: Vec::new(),
            channel: "stable".to_owned(),
            kind: UpdateKind::Security,
            reason: None,
            notes: fix.notes.to_owned(),
            fixes: fix.fixes.iter().map(|&id| id.to_owned()).collect(),
            network: None,
            delta: None,
        };
        let hashes = [("sha256", hex(&sha256(&[&image]))), ("sha512", hex(&file.sha512))];
        let target = TargetFile {
            length: image.len() as u64,
            hashes: hashes.map(|(name, hash)| (name.to_owned(), hash)).into(),
            custom: Some(custom.to_value().map_err(failed(key))?),
            more: serde_json::Map::new(),
        };
        let safe = self.safe.as_mut().ok_or(DemoError::Ended)?;
        let file = safe.release(format!("{LINE}/{sequence}/gateway.img"), target)?;
        self.publish(Who::Jonas, Action::ReleasePublish, vec![file]).await
    }

    /// It spreads in three waves; two people decided on that.
    pub(super) async fn spread(&self, key: &'static str) -> Result<(), DemoError> {
        let wave = |(share, success, failure, hours)| Wave { share, success, failure, hours };
        let waves = [(5, 95, 20, 1), (30, 95, 10, 24), (100, 90, 10, 0)].map(wave).to_vec();
        let plan = Plan { hardware: Vec::new(), markets: Vec::new(), waves, longest_postponement_days: 7 };
        let ask = self.ask(Who::Jonas, Action::RolloutChange).await?;
        let rollout = manage::make(&self.app, ask, self.release(key)?, plan).await.map_err(failed(key))?;
        let ask = self.ask(Who::Ines, Action::ApprovalPropose).await?;
        let why = "The kernel's flaw is exploited; the fix ran on our own gateways for five days.";
        let proposal = Proposal::ApproveRollout { rollout };
        let made = approvals::propose(&self.app, ask, proposal, why).await.map_err(failed(key))?;
        let ask = self.ask(Who::Mara, Action::ApprovalConfirm).await?;
        approvals::decide(&self.app, ask, made, Verdict::Approve, "").await.map_err(failed(key))?;
        let ask = self.ask(Who::Jonas, Action::RolloutChange).await?;
        manage::take(&self.app, ask, rollout, Step::Start).await.map_err(failed(key))
    }

    /// The gateways are switched on: each enrols with its own key, and says what it runs.
    pub(super) async fn switched_on(&mut self) -> Result<(), DemoError> {
        let (part, product) = self.part("gateway")?;
        let mut units = std::mem::take(&mut self.gateways.units);
        for (place, unit) in units.iter_mut().enumerate() {
            let key = UnitKey::from_seed(&unit.key);
            let enrol = Enrol {
                serial: unit.serial.clone(),
                product: product.to_string(),
                key: key.public().to_bytes().into(),
                code: None,
                time: 0,
            };
            let enrolled: Enrolled = speak(&self.app, ENROL, &enrol, &key).await?;
            let version = unit.version.clone();
            let runs = vec![Runs { part: part.to_string(), version, sequence: None, image: None }];
            let statements = stated(place, &enrolled.unit, self.app.ambient.now(), &key).into_iter().map(Into::into);
            let said = CheckIn {
                unit: enrolled.unit,
                counter: enrolled.counter + 1,
                runs,
                starts: 1,
                statements: statements.collect(),
                ..CheckIn::default()
            };
            let _: steadfast_protocol::Answer = speak(&self.app, CHECK_IN, &said, &key).await?;
            let label = unit.version.clone();
            let found =
                self.app.store.read::<_, steadfast_store::StoreError, _>(move |tx| tx.release_by_label(part, &label));
            unit.sequence = found.await?.map_or(0, |release| release.sequence.unsigned_abs());
        }
        // Nobody switches on what went out of use.
        let in_use = units.into_iter().enumerate().filter(|(place, _)| *place != ENDED);
        self.gateways.units = in_use.map(|(_, unit)| unit).collect();
        Ok(())
    }
}

/// What a gateway states of itself when it is switched on.
fn stated(place: usize, unit: &str, now: Time, key: &UnitKey) -> Option<Vec<u8>> {
    let (unit, time) = (Some(unit.to_owned()), now.0 / 1_000_000);
    if place == ENDED {
        let purpose = Some(Purpose::EndOfLife);
        let said =
            Wiped { unit, number: 1, time, resets: 1, destroyed: 14, keys: Some(1), purpose, ..Wiped::default() };
        return Some(encode(&Envelope::sign(&said, key)));
    }
    let (found, detail) = match place {
        FAILED => (Found::Failed, Some("TCP 23 is open, which nobody declared")),
        UNSURE => (Found::Unknown, Some("the list of sockets could not be read")),
        _ => (Found::Passed, None),
    };
    let checked = |check, found, detail: Option<&str>| Checked {
        check: Some(check),
        found: Some(found),
        detail: detail.map(str::to_owned),
    };
    let passed = [Check::Credentials, Check::Encryption, Check::Debugging, Check::Updates, Check::Log, Check::Throttle];
    let passed = passed.map(|check| checked(check, Found::Passed, None));
    let checks = std::iter::once(checked(Check::Ports, found, detail)).chain(passed).collect();
    let agent = concat!("steadfast-agent/", env!("CARGO_PKG_VERSION")).to_owned();
    let said = SelfTested { unit, number: 1, time, starts: 1, agent, checks };
    place.is_multiple_of(TESTED).then(|| encode(&Envelope::sign(&said, key)))
}

/// What is in the flash of a gateway: nothing that runs anywhere.
fn image(key: &str) -> Vec<u8> {
    let mut image = format!("The sample's image of {key}. Nothing in it runs.\n").into_bytes();
    image.resize(256 << 10, 0);
    image
}

/// A unit says something at its door.
async fn speak<M: Message, T: for<'b> Read<'b>>(
    app: &Arc<App>,
    path: &str,
    said: &M,
    key: &UnitKey,
) -> Result<T, DemoError> {
    let scene = "a gateway speaks";
    let body = Body::from(encode(&Envelope::sign(said, key)));
    let request = Request::post(path).body(body).map_err(failed(scene))?;
    let answer = router(app, &[Door::Device]).oneshot(request).await.map_err(failed(scene))?;
    let status = answer.status();
    let bytes = to_bytes(answer.into_body(), 1 << 20).await.map_err(failed(scene))?;
    if status != StatusCode::OK {
        return Err(failed(scene)(String::from_utf8_lossy(&bytes)));
    }
    decode(&bytes).map_err(failed(scene))
}

//! The story of the sample: half a year of a maker's work, played through the services while the clock is moved.
//!
//! What happens stands in [`scenes`]; who does it in [`cast`]; what with in [`maker`] and [`feeds`]. Nothing is written
//! behind the back of the services, and jobs are worked on by the runner that a real server has.

mod cast;
mod conformity;
pub(super) mod feeds;
mod maker;
pub(super) mod night;
mod perform;
mod scene;
mod scenes;
mod updates;

use std::fmt::Display;
use std::net::SocketAddr;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::tz::Offset;
use steadfast_store::{Id, Time, kinds};

use super::world::Opened;
use super::{DemoError, Made, RealUnit, SampleUnits};
use crate::access::action::Action;
use crate::ambient::{Ambient as _, Machine};
use crate::app::App;
use crate::data_directory::DataDirectory;
use crate::fleet::{secrets, units};
use crate::ledger::number;
use cast::{Cast, Who};
use feeds::Sources;
use perform::Company;
use scenes::SCENES;

const HOUR: i64 = 3600 * 1_000_000;
const DAY: i64 = 24 * HOUR;
/// The first day of the story, counted from now.
const FIRST: i64 = -182;
/// From here on each day is played, before it only those on which something happens.
const DAILY: i64 = -42;
/// The serial number of the gateway that a real agent is.
const REAL: &str = "EG-100001";
/// What that gateway runs when it leaves the line.
const RUNS: &str = "2.4.1";
/// As whom records are numbered: on SQLite nobody else could.
const HOLDER: [u8; 16] = [0; 16];

/// What visitors need to know of the story.
pub(super) struct Told {
    /// As whom they come in.
    pub(super) guest: Id<kinds::Person>,
    /// Its gateways.
    pub(super) units: SampleUnits,
    /// The drill that is played by whoever visits, in a night.
    pub(super) drill: Option<String>,
    /// Where it was played, kept so that nothing closes it while it is copied.
    pub(super) stage: (Arc<App>, DataDirectory),
}

/// The day `days` after a time, as `2026-11-26`.
fn day(time: Time, days: i64) -> String {
    Offset::UTC.to_datetime(Timestamp::from(Time(time.0 + days * DAY))).date().to_string()
}

/// What went wrong in a scene.
fn failed<E: Display>(scene: &'static str) -> impl Fn(E) -> DemoError {
    move |error| DemoError::Scene { scene, reason: error.to_string() }
}

/// Plays the story; `watch` hears of each day.
pub(super) async fn play(
    opened: Opened,
    address: SocketAddr,
    sources: &Sources,
    watch: &mut (dyn FnMut(Made) + Send),
) -> Result<Told, DemoError> {
    let (clock, now, (app, data)) = (&sources.clock, sources.end, opened.parts());
    let at = |day: i64, hours: i64| Time(now.0 + day * DAY - hours * HOUR);
    clock.put(at(FIRST, 5));
    let cast = Cast::make(&app).await?;
    let parts = maker::make(&app, &cast, clock.now()).await?;
    let mut company = Company::new(&app, cast, parts, day(now, 90));
    company.add_feeds(address).await?;
    for today in (FIRST..=0).filter(|today| !is_quiet(*today)) {
        clock.put(at(today, 4));
        company.catch_up().await?;
        for scene in SCENES.iter().filter(|(day, _)| *day == today).map(|(_, scene)| scene) {
            company.perform(scene).await?;
        }
        clock.put(at(today, 1));
        company.catch_up().await?;
        watch(Made {
            at: clock.now(),
            days: (u32::try_from(today - FIRST).unwrap_or(0), u32::try_from(-FIRST).unwrap_or(0)),
        });
    }
    let drill = if sources.night { Some(company.night(sources).await?.to_string()) } else { None };
    clock.put(now);
    company.catch_up().await?;
    let real = company.real().await?;
    let units = company.sample(address, real)?;
    Ok(Told { guest: company.cast.id(Who::Guest)?, units, drill, stage: (app, data) })
}

/// A day on which nothing happens, long enough ago that nobody misses it in a chart.
fn is_quiet(today: i64) -> bool {
    today < DAILY && today % 7 != 0 && SCENES.iter().all(|(day, _)| *day != today)
}

impl Company {
    /// The gateways, as whoever switches them on needs them.
    fn sample(&mut self, address: SocketAddr, real: RealUnit) -> Result<SampleUnits, DemoError> {
        let (part, product) = self.part("gateway")?;
        let root = self.safe.as_ref().map(|safe| safe.root.clone()).ok_or(DemoError::Ended)?;
        let units = std::mem::take(&mut self.gateways.units);
        let ahead = self.app.ambient.now().0 - Machine.now().0;
        Ok(SampleUnits { address, product: product.to_string(), part: part.to_string(), root, units, real, ahead })
    }

    /// A gateway more, for a real agent: it stands in the register and enrols by a code.
    async fn real(&self) -> Result<RealUnit, DemoError> {
        let scene = "the real gateway";
        let (part, product) = self.part("gateway")?;
        let (serial, version) = (REAL.to_owned(), RUNS.to_owned());
        let found = move |tx: &mut steadfast_store::Tx<'_>| tx.release_by_label(part, RUNS);
        let release = self.app.store.read::<_, steadfast_store::StoreError, _>(found).await?;
        let sequence = release.map_or(0, |release| release.sequence.unsigned_abs());
        let wanted = units::Wanted {
            product: product.to_string(),
            serial: serial.clone(),
            hardware: Some("B".to_owned()),
            market: Some("DE".to_owned()),
            version: Some(version.clone()),
            ..units::Wanted::default()
        };
        let ask = self.ask(Who::Jonas, Action::UnitEnrol).await?;
        let id = units::add(&self.app, ask, wanted).await.map_err(failed(scene))?;
        let ask = self.ask(Who::Jonas, Action::UnitEnrol).await?;
        let made = secrets::enrol_code(&self.app, ask, id, None).await.map_err(failed(scene))?;
        Ok(RealUnit {
            serial,
            code: made.text,
            maker: maker::NAME.to_owned(),
            version,
            sequence,
            line: updates::LINE.to_owned(),
        })
    }

    /// Whatever is due is done, and what was recorded gets its number.
    async fn catch_up(&mut self) -> Result<(), DemoError> {
        while self.runner.turn(&self.end.1).await? {}
        number::round(&self.app, HOLDER).await.map_err(failed("numbering records"))
    }
}

//! A fleet whose owners share or do not, and what was concluded of it.

use steadfast_monitor::detect::{Against, Cause, Detector, Figure, Peer, Place, Reason, Surprise};
use steadfast_monitor::event::{Address, Class, Transport};
use steadfast_store::{AlertUnit, Id, NewAlert, StoreError, Time, Tx, UnitSwitches, kinds};

use crate::access::http::{Client, founded};
use crate::fleet::imported;
use crate::house::House;

/// A maker with so many gateways, of which nothing was heard yet.
pub(crate) struct World {
    pub(crate) admin: Client,
    pub(crate) product: Id<kinds::Product>,
}

impl World {
    pub(crate) async fn new(house: &House, units: i64) -> Self {
        let mut admin = founded(house).await;
        let (product, _) = crate::catalogue::product(house, &mut admin, "Gateway", "device").await;
        let lines: String = (1..=units).map(|number| format!("SN-{number}\n")).collect();
        imported(house, &mut admin, &product, &format!("serial\n{lines}")).await;
        Self { admin, product: product.parse().expect("an id") }
    }

    /// Units are heard of, and say how their owners' switches stand.
    pub(crate) async fn say(house: &House, units: std::ops::RangeInclusive<i64>, share: bool) {
        let now = house.app.ambient.now();
        write(house, move |tx| {
            units.clone().try_for_each(|unit| {
                tx.unit_seen(unit, now)?;
                tx.unit_set_silent(unit, false)?;
                tx.unit_switch(unit, UnitSwitches { record: true, share, remote: false }, now)
            })
        })
        .await;
    }

    /// An alert about somebody's account at one unit.
    pub(crate) async fn account_alert(&self, house: &House, name: &str, unit: i64) -> Id<kinds::Alert> {
        let (id, product, now) = (house.app.ambient.id(), self.product, house.app.ambient.now());
        let cause = Cause::Account(name.into());
        let reason =
            Reason::new(Detector::Guessing, cause.clone(), now.0 / 1_000_000).score(Surprise::of_hundredths(500));
        write(house, move |tx| {
            tx.alert_insert(&NewAlert {
                id,
                product,
                cause: minicbor::to_vec(&cause).expect("CBOR"),
                detector: "guessing".to_owned(),
                score: 500,
                opened: now,
            })?;
            let reasons = minicbor::to_vec(vec![reason.clone()]).expect("CBOR");
            tx.alert_unit_put(&AlertUnit { alert: id, unit, opened: now, latest: now, score: 500, reasons })?;
            tx.alert_more(id, ("guessing", 500), now, 1)
        })
        .await;
        id
    }

    /// An alert about a peer with its last number, at these units; each was seen a quarter of an hour after the one before.
    pub(crate) async fn alert(&self, house: &House, peer: u8, units: &[i64]) -> Id<kinds::Alert> {
        let (id, product, now) = (house.app.ambient.id(), self.product, house.app.ambient.now());
        let units = units.to_vec();
        write(house, move |tx| {
            tx.alert_insert(&NewAlert {
                id,
                product,
                cause: minicbor::to_vec(cause(peer)).expect("CBOR"),
                detector: "beacon".to_owned(),
                score: 650,
                opened: now,
            })?;
            for (at, unit) in (0..).zip(&units) {
                tx.alert_unit_put(&seen(id, *unit, peer, now.0 / 1_000_000 + at * 900))?;
            }
            tx.alert_more(id, ("beacon", 650), now, i64::try_from(units.len()).expect("few"))
        })
        .await;
        id
    }
}

/// Somebody else guesses at a unit too, while its alert is open: one more reason of it.
pub(crate) async fn guesses_too(house: &House, alert: Id<kinds::Alert>, unit: i64, name: &'static str) {
    let at = house.app.ambient.now().0 / 1_000_000;
    write(house, move |tx| {
        let Some(known) = tx.alert_unit(alert, unit)? else { return Ok(()) };
        let mut reasons: Vec<Reason> = minicbor::decode(&known.reasons).expect("reasons");
        let guess = Reason::new(Detector::Guessing, Cause::Account(name.into()), at);
        reasons.push(guess.score(Surprise::of_hundredths(500)));
        tx.alert_unit_put(&AlertUnit { reasons: minicbor::to_vec(reasons).expect("CBOR"), ..known })
    })
    .await;
}

pub(crate) async fn write<T: Send + 'static>(
    house: &House,
    work: impl Fn(&mut Tx<'_>) -> Result<T, StoreError> + Send + 'static,
) -> T {
    house.app.store.write::<T, StoreError, _>(work).await.expect("written")
}

pub(crate) async fn read<T: Send + 'static>(
    house: &House,
    work: impl Fn(&mut Tx<'_>) -> Result<T, StoreError> + Send + 'static,
) -> T {
    house.app.store.read::<T, StoreError, _>(work).await.expect("read")
}

/// A peer of the documentation's network.
fn cause(peer: u8) -> Cause {
    let address = Some(Address(std::net::Ipv4Addr::new(203, 0, 113, peer).into()));
    Cause::Peer(Peer { address, port: Some(4444), transport: Some(Transport::Tcp) })
}

fn seen(alert: Id<kinds::Alert>, unit: i64, peer: u8, at: i64) -> AlertUnit {
    let beacon = Reason::new(Detector::Beacon, cause(peer), at)
        .score(Surprise::of_hundredths(650))
        .figures(Figure::Nothing, Figure::Every(60_000, 200), Against::Cohort(1200))
        .since(at - 7200)
        .at(Place { count: 120, class: Some(Class::Network), first: 7, last: 126 });
    let rare = Reason::new(Detector::Rare, cause(peer), at).score(Surprise::of_hundredths(310)).figures(
        Figure::Units(0),
        Figure::Units(1),
        Against::Cohort(1200),
    );
    AlertUnit {
        alert,
        unit,
        opened: Time((at - 7200) * 1_000_000),
        latest: Time(at * 1_000_000),
        score: 650,
        reasons: minicbor::to_vec(vec![beacon, rare]).expect("CBOR"),
    }
}

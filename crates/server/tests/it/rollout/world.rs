//! A gateway of three versions in the field, with a signed update to its second one, and units that speak.

use serde_json::json;
use steadfast_server::rollout::RolloutError;
use steadfast_server::rollout::offer::{Offer, Offered, note, offer};
use steadfast_server::rollout::report::{self, Report, Runs};
use steadfast_store::{ActionState, Artifact, ArtifactFile, BlobHash, Id, Time, Tx, Unit, kinds};

use crate::access::http::Client;
use crate::fleet::imported;
use crate::house::House;
use crate::triage::world::{GATEWAY, catalogue, flaw, found, release};

/// The code on the labels, but for the number of the unit behind it.
pub(super) const CODE: &str = "8Q2M-7FKD-X3PA-90RT";

/// The update: 2.0 of the gateway.
pub(super) fn update() -> Id<kinds::Release> {
    release(GATEWAY, 2)
}

/// `count` units named SN-1 and so on, heard of, that run 1.0; each with a code for its owner.
pub(super) async fn world(house: &House, admin: &mut Client, count: usize) {
    catalogue(&house.app.store).await;
    found(&house.app.store, flaw(1, &["CVE-2026-1"]), &[]).await;
    published(house, "security").await;
    let product = Id::<kinds::Product>::from_bytes(GATEWAY).to_string();
    let lines = (1..=count).map(|at| format!("SN-{at},1.0,DE,{CODE}{at},Ada Example\n"));
    let csv = format!("serial,version,market,owner-code,contact\n{}", lines.collect::<String>());
    imported(house, admin, &product, &csv).await;
    let now = house.app.ambient.now();
    act(house, move |tx| (1..=count as i64).try_for_each(|unit| Ok(tx.unit_seen(unit, now).map(drop)?))).await;
}

/// A signed file of the update.
async fn published(house: &House, kind: &'static str) {
    let (id, now) = (house.app.ambient.id(), house.app.ambient.now());
    act(house, move |tx| {
        let blob = BlobHash([7; 32]);
        let (sha512, sha1, md5) = (vec![0; 64], vec![0; 20], vec![0; 16]);
        tx.artifact_file_insert(&ArtifactFile {
            blob,
            length: 9,
            sha512,
            sha1,
            md5,
            arrived: now,
            proved: None,
            fault: None,
        })?;
        let custom = json!({
            "schema": 1, "product": "", "part": "", "release": "", "version": "2.0", "sequence": 2, "least": 0,
            "channel": "stable", "kind": kind, "notes": "Closes a door <that> stood open.", "fixes": ["CVE-2026-1", "CVE-2026-9"],
        });
        let (line, channel) = ("gateway".to_owned(), "stable".to_owned());
        Ok(tx.artifact_insert(&Artifact {
            id,
            path: "gateway/2.0.swu".to_owned(),
            line,
            release: update(),
            blob,
            sequence: 2,
            least: 0,
            kind: kind.to_owned(),
            channel,
            custom: custom.to_string(),
            delta: None,
            issued: now,
            withdrawn: None,
        })?)
    })
    .await;
}

/// Does something as the door of devices does.
pub(super) async fn act<T: Send + 'static>(
    house: &House,
    work: impl Fn(&mut Tx<'_>) -> Result<T, RolloutError> + Send + 'static,
) -> T {
    house.app.store.write::<T, RolloutError, _>(work).await.expect("written")
}

pub(super) fn of_number(tx: &mut Tx<'_>, number: i64) -> Result<Unit, RolloutError> {
    Ok(tx.unit_of_number(number)?.expect("a unit"))
}

/// A unit asks what there is for it; where the update stands then, as far as it was told.
pub(super) async fn polls(house: &House, number: i64) -> Option<ActionState> {
    let now = house.app.ambient.now();
    act(house, move |tx| {
        tx.unit_seen(number, now)?;
        let (unit, offered) = (of_number(tx, number)?, Offered::read(tx)?);
        Ok(match offer(tx, &unit, &offered, now)? {
            Offer::Install(_, Some(action)) => Some(action.state),
            Offer::Install(rollout, None) => Some(note(tx, &unit, &rollout, ActionState::Offered, now)?.state),
            Offer::Held(rollout, ..) => Some(note(tx, &unit, &rollout, ActionState::Declined, now)?.state),
            Offer::Nothing | Offer::Cancel(_) => None,
        })
    })
    .await
}

/// It says something about the update that it works on.
pub(super) async fn says(house: &House, number: i64, report: Report) {
    let (event, now) = (house.app.ambient.id(), house.app.ambient.now());
    let taken = act(house, move |tx| {
        let (unit, action) = (of_number(tx, number)?, tx.rollout_actions_open(number)?.remove(0));
        report::take(tx, &unit, &action, &report, event, now)
    });
    assert!(taken.await);
}

/// It says what it runs.
pub(super) async fn runs(house: &House, number: i64, label: &'static str) {
    let (event, now) = (house.app.ambient.id(), house.app.ambient.now());
    act(house, move |tx| {
        let (unit, part) = (of_number(tx, number)?, Id::from_bytes(GATEWAY));
        report::runs(
            tx,
            &unit,
            &Runs { part, label: label.to_owned(), starts: None, fits: true, names_image: false },
            event,
            now,
        )
    })
    .await;
}

/// The kind of the newest record, who left it, and the kind of who.
pub(super) async fn newest_record(house: &House) -> (String, String) {
    let read = house.app.store.read::<_, RolloutError, _>(|tx| {
        let filter = steadfast_store::RecordFilter::default();
        Ok(tx.record_list(&filter, None::<Id<kinds::Record>>, 1)?)
    });
    let record = read.await.expect("read").remove(0);
    (record.kind, record.actor)
}

/// A day from now on, as forms say it.
pub(super) fn day(house: &House, days: i64) -> String {
    let Time(now) = house.app.ambient.now();
    let at = jiff::Timestamp::from_microsecond(now + days * 86_400_000_000).expect("a time");
    at.to_string()[..10].to_owned()
}

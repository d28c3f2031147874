//! Units that speak for themselves, as the server hears them: honest ones, and those that lie.

mod chromium;
mod crowd;
mod ends;
mod enrol;
mod logs;
mod outside;
mod owned;
mod policies;
mod receipts;
mod replayed;
mod several;
mod speaker;
mod tested;
mod told;
mod told_elsewhere;
mod watched;
mod watched_logs;
mod wishes;

use serde_json::json;
use steadfast_server::rollout::plan::{Plan, Wave};
use steadfast_store::{Artifact, ArtifactFile, BlobHash, Id, Rollout, RolloutState, StoreError, Time, Tx, kinds};
use steadfast_trust::tuf::{Custom, UpdateKind};

use crate::access::http::{Client, founded};
use crate::catalogue::made;
use crate::house::House;

/// The images of the two releases.
pub(super) const IMAGES: [&[u8]; 2] = [b"the image of 1.0", b"the image of 1.1"];

/// A product with two releases whose files are published, and a rollout of the second to everybody.
pub(super) struct Field {
    pub(super) admin: Client,
    pub(super) product: String,
    pub(super) part: String,
    pub(super) releases: [String; 2],
    pub(super) rollout: Id<kinds::Rollout>,
}

impl Field {
    pub(super) async fn new(house: &House) -> Self {
        let mut admin = founded(house).await;
        let (product, part) = crate::catalogue::product(house, &mut admin, "Gateway", "device").await;
        let first = made(house, &mut admin, "/releases", json!({"part": part, "version": "1.0"})).await;
        let second = made(house, &mut admin, "/releases", json!({"part": part, "version": "1.1"})).await;
        let field = Self { admin, product, part, releases: [first, second], rollout: house.app.ambient.id() };
        field.published(house).await;
        field
    }

    async fn published(&self, house: &House) {
        let (ids, now) = ([house.app.ambient.id(), house.app.ambient.id()], house.app.ambient.now());
        let customs: Vec<Custom> = (0..2).map(|place| self.custom(place)).collect();
        let rollout = self.running(now);
        let write = move |tx: &mut Tx<'_>| {
            for ((id, custom), image) in ids.into_iter().zip(&customs).zip(IMAGES) {
                publish(tx, id, custom, image, now)?;
            }
            tx.rollout_insert(&rollout)?;
            assert!(tx.rollout_move(&rollout)?);
            Ok(())
        };
        house.app.store.write::<_, StoreError, _>(write).await.expect("written");
    }

    fn custom(&self, place: usize) -> Custom {
        Custom {
            schema: Custom::SCHEMA,
            product: self.product.clone(),
            part: self.part.clone(),
            release: self.releases[place].clone(),
            version: ["1.0", "1.1"][place].to_owned(),
            sequence: place as u64 + 1,
            least: 0,
            hardware: Vec::new(),
            channel: "stable".to_owned(),
            kind: UpdateKind::Security,
            reason: None,
            notes: "Closes a hole.".to_owned(),
            fixes: vec!["CVE-2026-1234".to_owned()],
            network: Some(json!({
                "local-network-is-free": true, "any-name-server": true, "any-time-server": true,
                "endpoint": [{"host": "198.51.100.0/24", "ports": [443], "connections-per-hour": 100}],
            })),
            delta: None,
        }
    }

    pub(super) fn running(&self, now: Time) -> Rollout {
        let waves = vec![Wave { share: 100, success: 100, failure: 50, hours: 0 }];
        let plan = Plan { hardware: Vec::new(), markets: Vec::new(), waves, longest_postponement_days: 7 };
        Rollout {
            id: self.rollout,
            release: self.releases[1].parse().expect("an id"),
            part: self.part.parse().expect("an id"),
            product: self.product.parse().expect("an id"),
            sequence: 2,
            least: 0,
            kind: "security".to_owned(),
            plan: serde_json::to_string(&plan).expect("JSON"),
            state: RolloutState::Running,
            wave: 0,
            halt: None,
            salt: 0,
            started: Some(now),
            ended: None,
            created: now,
            version: 1,
        }
    }
}

fn publish(
    tx: &mut Tx<'_>,
    id: Id<kinds::Artifact>,
    custom: &Custom,
    image: &[u8],
    now: Time,
) -> Result<(), StoreError> {
    let blob = BlobHash::of(image);
    let (length, sha512, sha1, md5) = (image.len() as i64, vec![0; 64], vec![0; 20], vec![0; 16]);
    tx.artifact_file_insert(&ArtifactFile {
        blob,
        length,
        sha512,
        sha1,
        md5,
        arrived: now,
        proved: None,
        fault: None,
    })?;
    tx.artifact_insert(&Artifact {
        id,
        path: format!("gateway/{}/fw.bin", custom.sequence),
        line: "gateway".to_owned(),
        release: custom.release.parse().expect("an id"),
        blob,
        sequence: custom.sequence as i64,
        least: 0,
        kind: "security".to_owned(),
        channel: "stable".to_owned(),
        custom: serde_json::to_string(custom).expect("JSON"),
        delta: None,
        issued: now,
        withdrawn: None,
    })
}

//! The repository of updates as the API shows it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use steadfast_store::{ArtifactFile, Id, Metadata, OpenedWave, Rollout, RolloutAction, Time, Tx, UnitWish, kinds};
use steadfast_trust::encoding::hex;
use utoipa::ToSchema;

use crate::app::App;
use crate::rollout::RolloutError;
use crate::rollout::plan::{Plan, Tally};
use crate::rollout::read::Whole;
use crate::rollout::repository::files::Promised;
use crate::rollout::repository::publish::Receipt;

/// The repository.
#[derive(Serialize, ToSchema)]
pub(super) struct RepositoryShown {
    /// The key that the root is to name for snapshot and timestamp.
    pub(super) online_key: OnlineKeyShown,
    /// The newest metadata of each role; empty before the first root.
    pub(super) roles: Vec<RoleShown>,
}

/// The public half of the server's own key.
#[derive(Serialize, ToSchema)]
pub(super) struct OnlineKeyShown {
    /// As `steadfast key new` writes public halves.
    pub(super) public: String,
    /// `sha256:…`.
    pub(super) fingerprint: String,
}

/// The newest metadata of a role.
#[derive(Serialize, ToSchema)]
pub(super) struct RoleShown {
    role: String,
    version: i64,
    #[schema(value_type = String, format = DateTime)]
    expires: Time,
    #[schema(value_type = String, format = DateTime)]
    published: Time,
    /// Bytes.
    length: usize,
}

impl From<Metadata> for RoleShown {
    fn from(metadata: Metadata) -> Self {
        let Metadata { role, version, content, expires, published } = metadata;
        Self { role, version, expires, published, length: content.len() }
    }
}

/// Metadata to be published, all of it or none.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ToPublish {
    /// The files.
    pub(super) files: Vec<NamedFile>,
}

/// A file of metadata.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NamedFile {
    /// `2.root.json`, `7.gateway.json`.
    pub(super) name: String,
    /// Its text, byte by byte as it was signed.
    pub(super) content: String,
}

/// What was published.
#[derive(Serialize, ToSchema)]
pub(super) struct PublishedShown {
    /// The files that were taken.
    taken: Vec<String>,
    /// The version of the snapshot that is in force now.
    snapshot: u64,
    /// Files of releases that became known.
    made: u64,
    /// Files that are no longer named.
    withdrawn: u64,
}

impl From<Receipt> for PublishedShown {
    fn from(receipt: Receipt) -> Self {
        let taken = receipt.taken.iter().map(|(role, version)| format!("{version}.{role}.json")).collect();
        let (made, withdrawn) = (receipt.targets.made, receipt.targets.withdrawn);
        Self { taken, snapshot: receipt.snapshot, made, withdrawn }
    }
}

/// A file that arrived.
#[derive(Serialize, ToSchema)]
pub(super) struct FileShown {
    sha256: String,
    sha512: String,
    length: i64,
    #[schema(value_type = String, format = DateTime)]
    arrived: Time,
    /// When it was last read whole.
    #[schema(value_type = Option<String>, format = DateTime)]
    proved: Option<Time>,
    /// What was wrong then.
    fault: Option<String>,
}

impl From<ArtifactFile> for FileShown {
    fn from(file: ArtifactFile) -> Self {
        let (sha256, sha512) = (file.blob.to_string(), hex(&file.sha512));
        let ArtifactFile { length, arrived, proved, fault, .. } = file;
        Self { sha256, sha512, length, arrived, proved, fault }
    }
}

/// A file of a release, as signed metadata names it.
#[derive(Serialize, ToSchema)]
pub(super) struct ArtifactShown {
    /// `art_…`.
    id: String,
    /// Its path in the repository.
    path: String,
    /// The product line whose key signed it.
    line: String,
    /// `rel_…`.
    release: String,
    sequence: i64,
    /// `security`, `feature` or `combined`.
    kind: String,
    channel: String,
    /// Of a delta: SHA-256 of the image that it starts from.
    from: Option<String>,
    #[schema(value_type = String, format = DateTime)]
    issued: Time,
    /// Since when it is no longer offered.
    #[schema(value_type = Option<String>, format = DateTime)]
    withdrawn: Option<Time>,
    /// Until which day it must stay available (Article 13(9)).
    available_until: String,
    /// The file.
    file: FileShown,
}

impl From<Promised> for ArtifactShown {
    fn from(promised: Promised) -> Self {
        let Promised { artifact, file, until } = promised;
        Self {
            id: artifact.id.to_string(),
            path: artifact.path,
            line: artifact.line,
            release: artifact.release.to_string(),
            sequence: artifact.sequence,
            kind: artifact.kind,
            channel: artifact.channel,
            from: artifact.delta.map(|delta| delta.from.to_string()),
            issued: artifact.issued,
            withdrawn: artifact.withdrawn,
            available_until: until,
            file: file.into(),
        }
    }
}

/// A rollout in a list.
#[derive(Serialize, ToSchema)]
pub(super) struct RolloutListed {
    /// `rol_…`.
    id: String,
    /// `rel_…`.
    release: String,
    /// `prd_…`.
    product: String,
    /// `prt_…`.
    part: String,
    sequence: i64,
    /// `security`, `feature` or `combined`.
    kind: String,
    /// `draft`, `approved`, `running`, `paused`, `stopped` or `done`.
    state: &'static str,
    /// The wave that is open, from 1.
    wave: i64,
    /// Of a paused one: `staff` or `failures`.
    halt: Option<String>,
    #[schema(value_type = String, format = DateTime)]
    created: Time,
    #[schema(value_type = Option<String>, format = DateTime)]
    started: Option<Time>,
    #[schema(value_type = Option<String>, format = DateTime)]
    ended: Option<Time>,
    /// Rises with every change.
    version: i64,
}

impl From<Rollout> for RolloutListed {
    fn from(rollout: Rollout) -> Self {
        Self {
            id: rollout.id.to_string(),
            release: rollout.release.to_string(),
            product: rollout.product.to_string(),
            part: rollout.part.to_string(),
            sequence: rollout.sequence,
            kind: rollout.kind,
            state: rollout.state.as_str(),
            wave: rollout.wave + 1,
            halt: rollout.halt,
            created: rollout.created,
            started: rollout.started,
            ended: rollout.ended,
            version: rollout.version,
        }
    }
}

/// A rollout.
#[derive(Serialize, ToSchema)]
pub(super) struct RolloutShown {
    #[serde(flatten)]
    rollout: RolloutListed,
    /// The version that it spreads.
    label: String,
    plan: Plan,
    /// The waves that opened.
    waves: Vec<WaveShown>,
    /// Units by where they stand.
    states: BTreeMap<&'static str, i64>,
    /// Why it failed, as units said it, the most frequent first.
    reasons: Vec<ReasonShown>,
    /// What owners decided on the release.
    decisions: BTreeMap<&'static str, i64>,
    /// Units of the product whose owners have no updates install by themselves.
    opted_out: i64,
}

/// A wave that opened.
#[derive(Serialize, ToSchema)]
pub(super) struct WaveShown {
    /// From 1.
    wave: i64,
    /// Units that it was to reach beyond those before it.
    size: i64,
    #[schema(value_type = String, format = DateTime)]
    opened: Time,
    proven: i64,
    failed: i64,
    declined: i64,
}

/// A reason for failure.
#[derive(Serialize, ToSchema)]
pub(super) struct ReasonShown {
    reason: String,
    units: i64,
}

impl From<Whole> for RolloutShown {
    fn from(whole: Whole) -> Self {
        let wave = |(opened, tally): (OpenedWave, Tally)| WaveShown {
            wave: opened.wave + 1,
            size: opened.size,
            opened: opened.opened,
            proven: tally.proven,
            failed: tally.failed,
            declined: tally.declined,
        };
        Self {
            rollout: whole.rollout.into(),
            label: whole.release.label,
            plan: whole.plan,
            waves: whole.waves.into_iter().map(wave).collect(),
            states: whole.states.into_iter().map(|(state, count)| (state.as_str(), count)).collect(),
            reasons: whole.reasons.into_iter().map(|(reason, units)| ReasonShown { reason, units }).collect(),
            decisions: whole.wishes.into_iter().map(|(wish, count)| (wish.as_str(), count)).collect(),
            opted_out: whole.opted_out,
        }
    }
}

/// What the owner of a unit decided, and which updates the unit had.
#[derive(Serialize, ToSchema)]
pub(super) struct OwnerShown {
    /// Whether security updates install by themselves.
    automatic: bool,
    /// Whether feature updates do.
    features: bool,
    /// Where that was said: `owner`, `unit` or `staff`; nothing where it is as the law has it.
    source: Option<&'static str>,
    #[schema(value_type = Option<String>, format = DateTime)]
    since: Option<Time>,
    /// Decisions on single releases.
    decisions: Vec<WishShown>,
    /// Updates, the newest first.
    updates: Vec<ActionShown>,
}

/// A decision on one release.
#[derive(Serialize, ToSchema)]
pub(super) struct WishShown {
    /// `rel_…`.
    release: String,
    /// `postponed`, `refused` or `agreed`.
    decision: &'static str,
    #[schema(value_type = Option<String>, format = DateTime)]
    until: Option<Time>,
    /// `owner`, `unit` or `staff`.
    source: &'static str,
    #[schema(value_type = String, format = DateTime)]
    since: Time,
}

/// An update of a unit.
#[derive(Serialize, ToSchema)]
pub(super) struct ActionShown {
    number: i64,
    /// `rol_…`.
    rollout: String,
    /// `offered`, `running`, `unproven`, `proven`, `failed`, `returned`, `declined`, `cancelling` or `cancelled`.
    state: &'static str,
    /// What the unit said last.
    said: String,
    #[schema(value_type = String, format = DateTime)]
    offered: Time,
    #[schema(value_type = String, format = DateTime)]
    changed: Time,
}

impl OwnerShown {
    /// Reads it.
    pub(super) async fn read(app: &App, id: Id<kinds::Unit>) -> Result<Self, RolloutError> {
        const MOST: i64 = 50;
        let read = move |tx: &mut Tx<'_>| {
            let unit = tx.unit(id)?.ok_or(RolloutError::NotFound("unit"))?.number;
            Ok((tx.unit_consent(unit)?, tx.unit_wishes(unit, MOST)?, tx.rollout_actions(unit, MOST)?))
        };
        let (consent, wishes, actions) = app.store.read::<_, RolloutError, _>(read).await?;
        Ok(Self {
            automatic: consent.is_none_or(|consent| consent.automatic),
            features: consent.is_some_and(|consent| consent.features),
            source: consent.map(|consent| consent.source.as_str()),
            since: consent.map(|consent| consent.since),
            decisions: wishes.into_iter().map(WishShown::from).collect(),
            updates: actions.into_iter().map(ActionShown::from).collect(),
        })
    }
}

impl From<UnitWish> for WishShown {
    fn from(wish: UnitWish) -> Self {
        let (release, decision) = (wish.release.to_string(), wish.wish.as_str());
        Self { release, decision, until: wish.until, source: wish.source.as_str(), since: wish.since }
    }
}

impl From<RolloutAction> for ActionShown {
    fn from(action: RolloutAction) -> Self {
        let (rollout, state) = (action.rollout.to_string(), action.state.as_str());
        let RolloutAction { number, detail, offered, changed, .. } = action;
        Self { number, rollout, state, said: detail, offered, changed }
    }
}

//! What the API says of the lifecycle.

use jiff::civil::Date;
use serde::Serialize;
use steadfast_store::{NoticeProgress, SupportNotice, Time};
use utoipa::ToSchema;

use crate::lifecycle::kept::{Kept, KeptPaper, KeptUpdate};
use crate::lifecycle::period::Span;
use crate::lifecycle::read::{ReleaseSupport, Support};
use crate::lifecycle::support::Considered;

fn text(day: Option<Date>) -> Option<String> {
    day.map(|day| day.to_string())
}

/// The support of a product.
#[derive(Serialize, ToSchema)]
pub(super) struct SupportShown {
    /// `prd_…`.
    product: String,
    /// What the period rests on, by Article 13(8).
    considered: Considered,
    /// Ends by the day of placing.
    windows: Vec<WindowShown>,
    /// Devices in use.
    units: i64,
    /// Devices in use whose day of placing nobody has stated: which end is theirs is not known where there are several.
    units_unknown: i64,
    /// The latest end of all.
    latest: Option<String>,
    /// Between which days devices were placed, as far as is known; today where a release is on sale.
    placed: Option<[String; 2]>,
    /// Releases with the first and the last end of their devices.
    releases: Vec<ReleaseSupportShown>,
    /// What owners were told of ends.
    notices: Vec<SupportNoticeShown>,
    /// What is open: `no-end`, `no-reasons`, `no-expected-use`, `placing-now-not-covered`, `below-expected-use`.
    gaps: Vec<&'static str>,
}

/// Days of placing with one end of support.
#[derive(Serialize, ToSchema)]
pub(super) struct WindowShown {
    /// The first day of placing; nothing: from the beginning.
    placed_from: Option<String>,
    /// The first day that is not in it any more; nothing: without end.
    placed_before: Option<String>,
    /// The last day of support; nothing where nobody has said.
    ends: Option<String>,
    /// The last day of placing for which that end is late enough.
    suffices_until: Option<String>,
    /// Devices in use that were placed on these days, as far as their day is known.
    units: i64,
}

/// A release with the ends of support of its devices.
#[derive(Serialize, ToSchema)]
pub(super) struct ReleaseSupportShown {
    /// `rel_…`.
    id: String,
    /// Its part.
    part: String,
    /// Its version.
    version: String,
    /// `draft`, `gated`, `on-sale` or `withdrawn`.
    state: String,
    /// The first day of placing.
    placed_first: Option<String>,
    /// The last one; nothing: it is still on sale, or nobody has said.
    placed_last: Option<String>,
    /// The end of support for its first device.
    ends_first: Option<String>,
    /// For its last device, or for one that is placed today; nothing where it is not known.
    ends_last: Option<String>,
}

/// A notice that support ends, and how far it came.
#[derive(Serialize, ToSchema)]
pub(super) struct SupportNoticeShown {
    /// The end that it is about.
    ends: String,
    /// `half-year`, `month` or `end`.
    stage: String,
    /// `onn_…`.
    notice: String,
    /// Since when owners are told.
    #[schema(value_type = String)]
    told: Time,
    /// Devices that it is for.
    units: i64,
    /// Devices that state that they keep it.
    kept: i64,
    /// Among these: an owner opened it.
    opened: i64,
    /// Devices of which nobody knows whether they were told.
    unknown: i64,
}

impl SupportShown {
    pub(super) fn new(support: Support) -> Self {
        let considered = support.reasons.as_ref().map(|kept| Considered::kept(&kept.content)).unwrap_or_default();
        let window = |(span, units): &(Span, i64)| WindowShown {
            placed_from: text(span.from),
            placed_before: text(span.before),
            ends: text(span.ends),
            suffices_until: text(span.ends.and_then(|ends| support.promises.suffices_until(ends))),
            units: *units,
        };
        let known = support.sold.filter(|(first, _)| *first > Date::MIN);
        Self {
            product: support.product.id.to_string(),
            considered,
            windows: support.windows.iter().map(window).collect(),
            units: support.units.0,
            units_unknown: support.units.1,
            latest: text(support.promises.latest()),
            placed: known.map(|(first, last)| [first.to_string(), last.to_string()]),
            releases: support.releases.into_iter().map(ReleaseSupportShown::from).collect(),
            notices: support.notices.into_iter().map(SupportNoticeShown::from).collect(),
            gaps: support.gaps,
        }
    }
}

impl From<ReleaseSupport> for ReleaseSupportShown {
    fn from(one: ReleaseSupport) -> Self {
        Self {
            id: one.release.id.to_string(),
            part: one.part,
            version: one.release.label,
            state: one.release.state.as_str().to_owned(),
            placed_first: text(one.placed.0),
            placed_last: text(one.placed.1),
            ends_first: text(one.ends.0),
            ends_last: text(one.ends.1),
        }
    }
}

impl From<(SupportNotice, NoticeProgress)> for SupportNoticeShown {
    fn from((notice, progress): (SupportNotice, NoticeProgress)) -> Self {
        Self {
            ends: notice.ends,
            stage: notice.stage.as_str().to_owned(),
            notice: notice.notice.to_string(),
            told: notice.told,
            units: progress.units,
            kept: progress.kept,
            opened: progress.opened,
            unknown: progress.units - progress.kept,
        }
    }
}

/// What stays of a product, and until when.
#[derive(Serialize, ToSchema)]
pub(super) struct KeptShown {
    /// Years that each of it stays at the least.
    years: i32,
    /// Security updates.
    updates: Vec<KeptUpdateShown>,
    /// Documents.
    documents: Vec<KeptDocumentShown>,
    /// Whether there is more than this names.
    more: bool,
}

/// A security update.
#[derive(Serialize, ToSchema)]
pub(super) struct KeptUpdateShown {
    /// Its path in the repository.
    path: String,
    /// `rel_…`.
    release: String,
    /// Its version.
    version: String,
    /// `security` or `combined`.
    kind: String,
    /// When it was issued.
    #[schema(value_type = String)]
    issued: Time,
    /// The last day on which it must be there (Article 13(9)).
    until: String,
    /// Since when units are not offered it any more; its file stays.
    #[schema(value_type = Option<String>)]
    withdrawn: Option<Time>,
    /// When it was last read whole; nothing: it never was.
    #[schema(value_type = Option<String>)]
    proved: Option<Time>,
    /// What was wrong then.
    fault: Option<String>,
}

/// A document.
#[derive(Serialize, ToSchema)]
pub(super) struct KeptDocumentShown {
    /// `kdc_…`.
    id: String,
    /// What it is.
    kind: String,
    /// The name of its file.
    name: String,
    /// `rel_…`; nothing: it is about the product as a whole.
    release: Option<String>,
    /// The SHA-256 of its content.
    sha256: String,
    /// When it was kept.
    #[schema(value_type = String)]
    kept: Time,
    /// The last day on which it must be there (Article 13(13), (18)); nothing while devices are still placed, or nobody has said
    /// when the last one was.
    until: Option<String>,
    /// When it was last read whole; nothing: it never was.
    #[schema(value_type = Option<String>)]
    proved: Option<Time>,
    /// What was wrong then.
    fault: Option<String>,
}

impl From<Kept> for KeptShown {
    fn from(kept: Kept) -> Self {
        Self {
            years: crate::lifecycle::kept::YEARS,
            updates: kept.updates.into_iter().map(KeptUpdateShown::from).collect(),
            documents: kept.documents.into_iter().map(KeptDocumentShown::from).collect(),
            more: kept.more,
        }
    }
}

impl From<KeptUpdate> for KeptUpdateShown {
    fn from(one: KeptUpdate) -> Self {
        Self {
            path: one.artifact.path,
            release: one.release.id.to_string(),
            version: one.release.label,
            kind: one.artifact.kind,
            issued: one.artifact.issued,
            until: one.until.to_string(),
            withdrawn: one.artifact.withdrawn,
            proved: one.proved.0,
            fault: one.proved.1,
        }
    }
}

impl From<KeptPaper> for KeptDocumentShown {
    fn from(KeptPaper { document, until }: KeptPaper) -> Self {
        Self {
            id: document.id.to_string(),
            kind: document.kind,
            name: document.name,
            release: document.release.map(|release| release.to_string()),
            sha256: document.blob.to_string(),
            kept: document.kept,
            until: text(until),
            proved: document.proved,
            fault: document.fault,
        }
    }
}

//! How many records each of the last days left.

use steadfast_store::{StoreError, Time, Tx};

use crate::t;
use crate::web::Texts;
use crate::web::charts::{Chart, Point};

const DAYS: i64 = 30;
const DAY: i64 = 86_400_000_000;

/// Midnight in UTC, `ago` days before today.
fn midnight(now: Time, ago: i64) -> Time {
    Time((now.0.div_euclid(DAY) - ago) * DAY)
}

/// Records of each of the last thirty days, today last. Each is one count over a range of the key.
pub(super) fn days(tx: &mut Tx<'_>, now: Time) -> Result<Vec<u64>, StoreError> {
    (0..DAYS).rev().map(|ago| tx.record_count(midnight(now, ago), midnight(now, ago - 1))).collect()
}

/// The same as a chart.
pub(super) fn chart(days: &[u64], now: Time, texts: Texts) -> Chart {
    let first = i64::try_from(days.len()).unwrap_or(DAYS) - 1;
    let points = (0..)
        .zip(days)
        .map(|(at, count)| Point { label: texts.day(midnight(now, first - at).0), value: Some(*count as f64) });
    let (total, most): (u64, u64) = (days.iter().sum(), days.iter().copied().max().unwrap_or(0));
    Chart {
        id: "activity".to_owned(),
        title: t!(texts, "activity-title"),
        description: t!(texts, "activity-description", total = total, most = most),
        label_heading: t!(texts, "activity-day"),
        value_heading: t!(texts, "activity-records"),
        points: points.collect(),
    }
}

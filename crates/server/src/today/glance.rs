//! The numbers at the head of the first page, and the charts behind them.

use steadfast_matching::gate::Policy;
use steadfast_store::{ExposureDay, OpenNow, SoldNow, StoreError, Time, Tx};

use crate::feeds::shelf::Loaded;
use crate::t;
use crate::web::Texts;
use crate::web::charts::{Aged, Chart, Point, Stacked, by_severity};
use crate::web::pages::today_glance::GlanceView;

const DAY: i64 = 86_400_000_000;
/// So many days are shown at most, by the week; where there are fewer than [`YOUNG`], by the day.
const DAYS: i64 = 182;
const YOUNG: i64 = 35;
/// The ages that bars tell apart, in days.
const AGES: [i64; 4] = [7, 30, 90, 180];

/// What the database says.
#[derive(Debug)]
pub(super) struct Numbers {
    open: OpenNow,
    sold: SoldNow,
    ages: [i64; 5],
    days: Vec<ExposureDay>,
}

impl Numbers {
    pub(super) fn read(tx: &mut Tx<'_>, now: Time) -> Result<Self, StoreError> {
        let since = AGES.map(|days| Time(now.0.saturating_sub(days * DAY)));
        let first = now.0.div_euclid(DAY) - DAYS;
        let (open, sold, ages) = (tx.open_now()?, tx.sold_now()?, tx.open_ages(since)?);
        Ok(Self { open, sold, ages, days: tx.exposure_days(first, DAYS + 1)? })
    }

    /// Whether there is nothing to tell of yet.
    fn is_empty(&self) -> bool {
        self.sold.all == 0 && self.days.iter().all(|day| day.open == 0)
    }

    /// All of it for the page; nothing where neither products nor sources are there yet.
    pub(super) fn view(&self, sources: Vec<Aged>, now: Time, texts: Texts) -> Option<GlanceView> {
        if self.is_empty() && sources.is_empty() {
            return None;
        }
        Some(GlanceView {
            open: (number(self.open.exposures), number(self.open.flaws)),
            exploited: number(self.open.exploited),
            sold: (number(self.sold.all), number(self.sold.blocked), number(self.unknown())),
            oldest: self.open.oldest.map(|oldest| oldest.0),
            sources,
            limit: i64::from(Policy::default().max_feed_age_days) * DAY,
            over_time: over_time(&self.days, now, texts),
            ages: ages(self.ages, texts),
        })
    }

    fn unknown(&self) -> i64 {
        self.sold.all - self.sold.blocked - self.sold.pass
    }
}

fn number(value: i64) -> u64 {
    u64::try_from(value).unwrap_or(0)
}

/// The sources of the advisories in force, the oldest first; of the same name the one that is as of the latest time.
pub(super) fn sources(loaded: &Loaded, now: Time) -> Vec<Aged> {
    let aged = loaded.sources().iter().map(|source| Aged {
        name: source.name.clone(),
        age: source.as_of().map(|as_of| now.0.saturating_sub(as_of.saturating_mul(1_000_000)).max(0)),
    });
    let mut aged: Vec<Aged> = aged.collect();
    aged.sort_by_key(|source| std::cmp::Reverse(source.age.unwrap_or(i64::MAX)));
    aged
}

/// Open exposures by severity: at the end of each day or week.
fn over_time(days: &[ExposureDay], now: Time, texts: Texts) -> Option<Stacked> {
    let (first, today) = (days.first()?.day, now.0.div_euclid(DAY));
    let step = if today - first < YOUNG { 1 } else { 7 };
    let count = (today - first) / step;
    let ends = (0..=count).rev().map(|ago| today - ago * step);
    let points = ends.map(|end| {
        let last = days.iter().rev().find(|day| day.day <= end && day.day > end - step);
        let values = last.map(|day| day.by_severity.iter().map(|count| *count as f64).collect());
        (texts.day(end * DAY), values)
    });
    let newest = days.last()?;
    Some(Stacked {
        id: "over-time".to_owned(),
        title: t!(texts, "glance-over-time"),
        description: t!(texts, "glance-over-time-description", now = newest.open, exploited = newest.exploited),
        label_heading: t!(texts, "activity-day"),
        layers: by_severity(texts),
        points: points.collect(),
    })
}

fn ages(counts: [i64; 5], texts: Texts) -> Chart {
    let names = ["week", "month", "quarter", "half-year", "older"];
    let points = names.iter().zip(counts);
    let points = points.map(|(name, count)| Point { label: texts.named("age", name), value: Some(count as f64) });
    let total: i64 = counts.iter().sum();
    Chart {
        id: "ages".to_owned(),
        title: t!(texts, "glance-ages"),
        description: t!(texts, "glance-ages-description", total = total, old = counts[3] + counts[4]),
        label_heading: t!(texts, "glance-age"),
        value_heading: t!(texts, "glance-open"),
        points: points.collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::Language;

    fn day(day: i64, high: i64) -> ExposureDay {
        let by_severity = [0, high, 0, 0, 0];
        ExposureDay { day, waits: high, open: high, exploited: 0, by_severity, unknown: 0 }
    }

    fn drawn(days: &[ExposureDay], today: i64) -> Stacked {
        over_time(days, Time(today * DAY), Texts::new(Language::English)).expect("a chart")
    }

    #[test]
    fn a_young_server_is_shown_by_the_day_and_a_day_without_a_look_is_a_gap() {
        let chart = drawn(&[day(100, 1), day(102, 3)], 103);
        let highs: Vec<_> = chart.points.iter().map(|(_, values)| values.as_ref().map(|values| values[1])).collect();
        assert_eq!(highs, [Some(1.0), None, Some(3.0), None]);
    }

    #[test]
    fn months_are_shown_by_the_week_each_as_of_its_last_look() {
        let days: Vec<ExposureDay> = (0..100).map(|at| day(at, at)).collect();
        let chart = drawn(&days, 99);
        assert_eq!(chart.points.len(), 15);
        assert_eq!(chart.points.last().and_then(|(_, values)| values.as_ref().map(|values| values[1])), Some(99.0));
        assert!(over_time(&[], Time(0), Texts::new(Language::German)).is_none());
    }
}

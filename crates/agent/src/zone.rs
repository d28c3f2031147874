//! Time zones, as rules of their own (POSIX.1-2017, section 8.3): a small system has no table of them.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use steadfast_protocol::Seconds;

/// Zones by name, with their rules as of 2026.
const ZONES: [(&str, &str); 26] = [
    ("UTC", "UTC0"),
    ("Europe/Lisbon", "WET0WEST,M3.5.0/1,M10.5.0"),
    ("Europe/Dublin", "IST-1GMT0,M10.5.0,M3.5.0/1"),
    ("Europe/London", "GMT0BST,M3.5.0/1,M10.5.0"),
    ("Europe/Berlin", "CET-1CEST,M3.5.0,M10.5.0/3"),
    ("Europe/Madrid", "CET-1CEST,M3.5.0,M10.5.0/3"),
    ("Europe/Paris", "CET-1CEST,M3.5.0,M10.5.0/3"),
    ("Europe/Rome", "CET-1CEST,M3.5.0,M10.5.0/3"),
    ("Europe/Vienna", "CET-1CEST,M3.5.0,M10.5.0/3"),
    ("Europe/Warsaw", "CET-1CEST,M3.5.0,M10.5.0/3"),
    ("Europe/Stockholm", "CET-1CEST,M3.5.0,M10.5.0/3"),
    ("Europe/Athens", "EET-2EEST,M3.5.0/3,M10.5.0/4"),
    ("Europe/Bucharest", "EET-2EEST,M3.5.0/3,M10.5.0/4"),
    ("Europe/Helsinki", "EET-2EEST,M3.5.0/3,M10.5.0/4"),
    ("Europe/Istanbul", "<+03>-3"),
    ("Atlantic/Azores", "<-01>1<+00>,M3.5.0/0,M10.5.0/1"),
    ("Atlantic/Reykjavik", "GMT0"),
    ("America/New_York", "EST5EDT,M3.2.0,M11.1.0"),
    ("America/Chicago", "CST6CDT,M3.2.0,M11.1.0"),
    ("America/Los_Angeles", "PST8PDT,M3.2.0,M11.1.0"),
    ("America/Sao_Paulo", "<-03>3"),
    ("Asia/Dubai", "<+04>-4"),
    ("Asia/Kolkata", "IST-5:30"),
    ("Asia/Shanghai", "CST-8"),
    ("Asia/Tokyo", "JST-9"),
    ("Australia/Sydney", "AEST-10AEDT,M10.1.0,M4.1.0/3"),
];

/// All names.
pub fn names() -> impl Iterator<Item = &'static str> {
    ZONES.iter().map(|(name, _)| *name)
}

/// The minute of the day in a zone; nothing where the zone is not known.
#[must_use]
pub fn minute(time: Seconds, zone: &str) -> Option<u16> {
    let (_, rule) = ZONES.iter().find(|(name, _)| *name == zone)?;
    let local = TimeZone::posix(rule).ok()?.to_datetime(Timestamp::from_second(time).ok()?);
    u16::try_from(i32::from(local.hour()) * 60 + i32::from(local.minute())).ok()
}

/// An instant in UTC without anything between its digits: `20261127T120300Z`.
#[must_use]
pub fn compact(time: Seconds) -> String {
    Timestamp::from_second(time).unwrap_or_default().strftime("%Y%m%dT%H%M%SZ").to_string()
}

/// An instant as people in a zone write it: `2026-11-27 12:03`. A zone that is not known is UTC, and says so.
#[must_use]
pub fn shown(time: Seconds, zone: &str) -> String {
    let rule = ZONES.iter().find(|(name, _)| *name == zone).map(|(_, rule)| *rule);
    let known = rule.and_then(|rule| TimeZone::posix(rule).ok());
    let Ok(instant) = Timestamp::from_second(time) else { return String::new() };
    match known {
        Some(tz) if zone != "UTC" => tz.to_datetime(instant).strftime("%Y-%m-%d %H:%M:%S").to_string(),
        _ => instant.strftime("%Y-%m-%d %H:%M:%S UTC").to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_zone_is_one_and_summer_is_an_hour_later() {
        for (name, rule) in ZONES {
            assert!(TimeZone::posix(rule).is_ok(), "{name}");
        }
        assert_eq!(shown(1_782_000_000, "Europe/Berlin"), "2026-06-21 02:00:00");
        assert_eq!(shown(1_764_244_800, "Europe/Berlin"), "2025-11-27 13:00:00");
        assert_eq!(shown(1_764_244_800, "Mars"), "2025-11-27 12:00:00 UTC");
    }
}

//! `rollout plan`.

use std::io::Write;
use std::str::FromStr;

use serde_json::{Value, json};

use super::super::client::Client;
use super::super::{segment, text};
use super::RolloutPlan;
use super::steps::people;
use crate::failure::{Exit, Failure};
use crate::table::count;
use crate::terminal::clean;

/// A wave as it is written: `5:95:10:24`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Wave {
    share: u8,
    success: u8,
    failure: u8,
    hours: u16,
}

/// Where no wave is given: few devices first.
const PRESET: [Wave; 3] = [
    Wave { share: 5, success: 95, failure: 10, hours: 24 },
    Wave { share: 30, success: 95, failure: 5, hours: 24 },
    Wave { share: 100, success: 90, failure: 5, hours: 0 },
];

impl FromStr for Wave {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let expected =
            || format!("{text}: expected SHARE:SUCCESS:FAILURE or SHARE:SUCCESS:FAILURE:HOURS, as 5:95:10:24");
        let percent = |text: &str| text.parse::<u8>().ok().filter(|percent| (1..=100).contains(percent));
        let parts: Vec<&str> = text.split(':').collect();
        let (share, success, failure, hours) = match parts.as_slice() {
            [share, success, failure] => (share, success, failure, "0"),
            [share, success, failure, hours] => (share, success, failure, *hours),
            _ => return Err(expected()),
        };
        let wave = |share, success, failure, hours| Self { share, success, failure, hours };
        let read = percent(share).zip(percent(success)).zip(percent(failure)).zip(hours.parse().ok());
        read.map(|(((share, success), failure), hours)| wave(share, success, failure, hours)).ok_or_else(expected)
    }
}

impl Wave {
    fn to_json(self) -> Value {
        json!({"share": self.share, "success": self.success, "failure": self.failure, "hours": self.hours})
    }
}

/// Plans a rollout, and says what comes next.
pub(super) fn plan(args: &RolloutPlan, out: &mut dyn Write) -> Result<Exit, Failure> {
    let client = Client::signed_in(&args.connection)?;
    let waves = if args.waves.is_empty() { &PRESET } else { args.waves.as_slice() };
    let plan = json!({
        "waves": waves.iter().map(|wave| wave.to_json()).collect::<Vec<_>>(),
        "hardware": args.hardware, "markets": args.markets, "longest_postponement_days": args.longest_postponement,
    });
    let release = segment("rel", &args.release)?;
    let made = client.post("/api/v1/rollouts", &json!({"release": release, "plan": plan}))?;
    let (id, waves) = (text(&made, "id"), count(waves.len(), "wave", "waves"));
    let next = match args.hardware.is_empty() && args.markets.is_empty() {
        true => people(&client.server, id),
        false => format!("next: steadfast rollout approve {id}"),
    };
    writeln!(out, "{}\n{}", clean(&format!("{id}  a draft in {waves}")), clean(&next)).map_err(Failure::Output)?;
    Ok(Exit::Yes)
}

#[cfg(test)]
mod tests {
    use super::{PRESET, Wave};

    #[test]
    fn a_wave_is_read_as_it_is_written() {
        assert_eq!("5:95:10:24".parse(), Ok(PRESET[0]));
        assert_eq!("100:90:5".parse(), Ok(PRESET[2]));
        for wrong in ["", "5", "5:95", "5:95:10:24:1", "0:95:10", "101:95:10", "5:95:x", "5:95:10:", "5:95:10:99999"] {
            assert!(wrong.parse::<Wave>().is_err(), "{wrong}");
        }
    }
}

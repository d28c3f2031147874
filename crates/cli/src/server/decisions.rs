//! `unit decide`: what the owner of a unit told staff.

use std::io::Write;

use serde_json::{Value, json};

use super::client::Client;
use super::fleet::{OwnersWord, Switch, UnitDecide};
use super::segment;
use super::units::{named, told};
use crate::failure::{Exit, Failure};

/// Keeps a decision.
pub(super) fn decide(args: &UnitDecide, out: &mut dyn Write) -> Result<Exit, Failure> {
    let client = Client::signed_in(&args.which.connection)?;
    let id = named(&client, &args.which)?;
    let (decision, words) = match args.decision {
        Some(word) => on(args, word)?,
        None => always(args, &client, &id)?,
    };
    client.tell(&format!("/api/v1/units/{id}/decisions"), &decision)?;
    told(out, &format!("{id}  {words}"))
}

/// On one update.
fn on(args: &UnitDecide, word: OwnersWord) -> Result<(Value, String), Failure> {
    let release = segment("rel", args.release.as_deref().unwrap_or_default())?;
    if args.until.is_some() && word != OwnersWord::Postpone {
        return Err(Failure::Usage("--until goes with postpone".to_owned()));
    }
    Ok(match (word, args.until) {
        (OwnersWord::Postpone, until) => {
            let until = until.ok_or_else(|| Failure::Usage("until when? Give --until".to_owned()))?;
            let decision = json!({"on": "postponed", "release": release, "until": until.to_string()});
            (decision, format!("not before {} UTC", until.strftime("%Y-%m-%d %H:%M:%S")))
        }
        (OwnersWord::Refuse, _) => (json!({"on": "refused", "release": release}), "not this update".to_owned()),
        (OwnersWord::Agree, _) => (json!({"on": "agreed", "release": release}), "this update, now".to_owned()),
    })
}

/// Once for all. What was not said stays as it is.
fn always(args: &UnitDecide, client: &Client, id: &str) -> Result<(Value, String), Failure> {
    let switched = |switch: Option<Switch>| switch.map(|switch| switch == Switch::On);
    let (automatic, features) = match (switched(args.automatic), switched(args.features)) {
        (Some(automatic), Some(features)) => (automatic, features),
        (automatic, features) => {
            let now = client.json(&format!("/api/v1/units/{id}/updates"), &[])?;
            (automatic.unwrap_or(now["automatic"] == true), features.unwrap_or(now["features"] == true))
        }
    };
    let word = |on: bool| if on { "install by themselves" } else { "wait for the owner" };
    let words = format!("security updates {}, feature updates {}", word(automatic), word(features));
    Ok((json!({"on": "always", "automatic": automatic, "features": features}), words))
}

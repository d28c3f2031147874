//! What a policy says, and whether units of the line would believe it.

use std::io::Write;

use jiff::Timestamp;
use serde_json::{Value, json};
use steadfast_protocol::{Before, ByWhom, Policy, SignedPolicy};
use steadfast_trust::tuf::{Root, Targets};

use super::PolicyShow;
use super::make::{read, refused};
use crate::args::CheckFormat;
use crate::ceremony::Folder;
use crate::failure::{Exit, Failure};
use crate::scan;
use crate::terminal::clean;

/// Shows it: 0 units of the line would believe it now, 1 not.
pub(crate) fn run(args: &PolicyShow, clock: Timestamp, out: &mut dyn Write) -> Result<Exit, Failure> {
    let folder = Folder::new(&args.place.dir);
    let signed = SignedPolicy::read(&read(&args.file)?).map_err(|source| refused(&args.file, source))?;
    let root = folder.bytes(&folder.needed::<Root>("root")?.file)?;
    let targets = folder.bytes(&folder.needed::<Targets>("targets")?.file)?;
    let by = ByWhom { role: &args.line, root: &root, targets: &targets };
    let before = Before { product: &signed.policy.product, newest: None, now: clock.as_second() };
    let text = match args.format {
        CheckFormat::Table => told(&signed.policy),
        CheckFormat::Json => scan::to_json(&shape(&signed.policy)),
    };
    out.write_all(text.as_bytes()).map_err(Failure::Output)?;
    let judged = signed.believe(&by).and_then(|()| signed.judge(&before));
    judged.map(|()| Exit::Yes).map_err(|source| refused(&args.file, source))
}

fn moment(seconds: i64) -> String {
    Timestamp::from_second(seconds).map_or_else(|_| seconds.to_string(), |moment| moment.to_string())
}

fn told(policy: &Policy) -> String {
    let throttle = policy.throttle.map_or_else(
        || "as ever".to_owned(),
        |one| {
            let number = |number: Option<u32>| number.map_or("as ever".to_owned(), |number| number.to_string());
            format!("tries {}, first wait {}", number(one.tries.map(u32::from)), number(one.wait))
        },
    );
    let rows = [
        ("product", policy.product.clone()),
        ("in the order", policy.sequence.to_string()),
        ("signed", moment(policy.issued)),
        ("ends", moment(policy.expires)),
        ("reason", policy.reason.en.clone()),
        ("reason (de)", policy.reason.de.clone()),
        ("throttle", throttle),
        ("rests", policy.paused.join(", ")),
    ];
    rows.iter().map(|(name, value)| format!("{name:<14}{}\n", clean(value))).collect()
}

fn shape(policy: &Policy) -> Value {
    json!({
        "product": policy.product,
        "sequence": policy.sequence,
        "issued": moment(policy.issued),
        "expires": moment(policy.expires),
        "reason": {"en": policy.reason.en, "de": policy.reason.de},
        "tries": policy.throttle.and_then(|one| one.tries),
        "wait": policy.throttle.and_then(|one| one.wait),
        "paused": policy.paused,
        "lifts": policy.lifts_all(),
    })
}

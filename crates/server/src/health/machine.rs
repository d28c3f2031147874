//! What this one process stands on: its disk, its certificate, itself.

use std::time::Duration;

use steadfast_store::Time;

use super::Part;
use crate::app::App;
use crate::tls::RENEWED;
use crate::web::pages::health::{Condition, Value};

/// Less free space is worth a warning: time enough to make room.
const LITTLE: u64 = 2 << 30;
/// With less, writes fail soon.
const HARDLY_ANY: u64 = 256 << 20;

/// The file system of the data directory.
pub(super) async fn disk(app: &App) -> Part {
    let path = app.config.data.clone();
    let asked = tokio::task::spawn_blocking(move || rustix::fs::statvfs(&path)).await;
    let Ok(Ok(found)) = asked else { return Part::unknown("disk", "no-answer") };
    let free = found.f_bavail.saturating_mul(found.f_frsize);
    let all = found.f_blocks.saturating_mul(found.f_frsize);
    Part::good("disk")
        .figure("place", Value::Plain(app.config.data.display().to_string()))
        .figure("free", Value::Bytes(free))
        .figure("size", Value::Bytes(all))
        .but_if(free < LITTLE, Condition::Warning, "disk-little")
        .but_if(free < HARDLY_ANY, Condition::Bad, "disk-hardly-any")
}

/// The certificate, where this server or a proxy has one.
pub(super) fn certificate(app: &App, now: Time) -> Option<Part> {
    let Some(facts) = &app.certificate else {
        return app.config.behind_proxy.then(|| Part::unknown("certificate", "certificate-at-proxy"));
    };
    let ends = if facts.made_here { "certificate-ends-here" } else { "certificate-ends" };
    let left = facts.until.since(now);
    Some(
        Part::good("certificate")
            .figure("until", Value::At(facts.until.0))
            .figure("fingerprint", Value::Plain(facts.fingerprint.to_string()))
            .but_if(left < RENEWED, Condition::Warning, ends)
            .but_if(left == Duration::ZERO, Condition::Bad, "certificate-over"),
    )
}

/// The program itself.
pub(super) fn program(app: &App) -> Part {
    let up = app.ambient.steady().saturating_sub(app.watch.started);
    Part::good("program")
        .figure("version", Value::Plain(env!("CARGO_PKG_VERSION").to_owned()))
        .figure("uptime", Value::Lasts(up))
}

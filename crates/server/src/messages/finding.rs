//! What a line of syslog says of an alert: a Detection Finding of OCSF, as long as the line may be.

use steadfast_monitor::alert::Answer;
use steadfast_monitor::detect::{Cause, Reason, Surprise};
use steadfast_monitor::ocsf::{self, FleetFinding};
use steadfast_store::{Alert, AlertAnswer, Carrier, Id, Receiver, Stage, Time, kinds};

use super::syslog::{LONGEST, LONGEST_DATAGRAM, Level, line};

/// What a line needs besides the alert.
#[derive(Clone, Copy, Debug)]
pub(super) struct Around<'a> {
    pub(super) message: Id<kinds::Message>,
    pub(super) product: &'a str,
    pub(super) vendor: &'a str,
    pub(super) says: &'a str,
    pub(super) cause: Option<&'a Cause>,
    pub(super) page: &'a str,
    pub(super) host: &'a str,
    pub(super) now: Time,
}

/// The line: with all reasons where they find room, else with as many as do.
pub(super) fn told(receiver: &Receiver, alert: &Alert, stage: Stage, reasons: &[Reason], around: Around<'_>) -> String {
    let most = if receiver.carrier == Some(Carrier::Udp) { LONGEST_DATAGRAM } else { LONGEST };
    let with = |count: usize| one(alert, stage, reasons.get(..count).unwrap_or_default(), around);
    (1..=reasons.len()).rev().map(with).find(|line| line.len() <= most).unwrap_or_else(|| with(0))
}

fn one(alert: &Alert, stage: Stage, reasons: &[Reason], around: Around<'_>) -> String {
    let (uid, message, product) = (alert.id.to_string(), around.message.to_string(), alert.product.to_string());
    let finding = FleetFinding {
        uid: &uid,
        message: &message,
        stage: stage_of(stage),
        detector: &alert.detector,
        says: around.says,
        cause: around.cause,
        score: Surprise::of_hundredths(u16::try_from(alert.score).unwrap_or(u16::MAX)),
        seen: (seconds(alert.opened), seconds(alert.latest)),
        units: alert.units.unsigned_abs(),
        answer: alert.answer.map(answer_of),
        product: (&product, around.product, around.vendor),
        page: around.page,
        now: seconds(around.now),
    };
    let kind = format!("alert-{stage}");
    line(level(alert, stage), around.now, around.host, &kind, &ocsf::fleet(&finding, reasons))
}

const fn stage_of(stage: Stage) -> ocsf::Stage {
    match stage {
        Stage::Opened => ocsf::Stage::Opened,
        Stage::Grown => ocsf::Stage::Extended,
        Stage::Ended => ocsf::Stage::Closed,
    }
}

const fn answer_of(answer: AlertAnswer) -> Answer {
    match answer {
        AlertAnswer::True => Answer::True,
        AlertAnswer::False => Answer::False,
        AlertAnswer::Expected => Answer::Expected,
    }
}

/// By how rarely it happens by chance, as the severity of the finding.
fn level(alert: &Alert, stage: Stage) -> Level {
    match (stage, alert.score) {
        (Stage::Ended, _) | (_, ..300) => Level::Notice,
        (_, 300..600) => Level::Warning,
        _ => Level::Critical,
    }
}

fn seconds(time: Time) -> i64 {
    time.0.div_euclid(1_000_000)
}

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

/// How much room names have that find none whole, by turns.
const ROOMS: [usize; 4] = [160, 80, 40, 10];

/// The line: with all reasons where they find room, else with as many as do, and then with names that are cut.
pub(super) fn told(receiver: &Receiver, alert: &Alert, stage: Stage, reasons: &[Reason], around: Around<'_>) -> String {
    let most = if receiver.carrier == Some(Carrier::Udp) { LONGEST_DATAGRAM } else { LONGEST };
    let with = |count: usize| one(alert, stage, reasons.get(..count).unwrap_or_default(), around);
    let whole = (0..=reasons.len()).rev().map(with);
    let shorter = ROOMS.into_iter().map(|room| short(alert, stage, room, around));
    whole.chain(shorter).find(|line| line.len() <= most).unwrap_or_else(|| short(alert, stage, 0, around))
}

/// Without reasons, and with names that take so many bytes at most.
fn short(alert: &Alert, stage: Stage, room: usize, around: Around<'_>) -> String {
    let (product, vendor) = (cut(around.product, room), cut(around.vendor, room));
    let says = cut(around.says, 2 * room);
    // What it is about stands in the sentence too; a text of its own may be long.
    let around = Around { product: &product, vendor: &vendor, says: &says, cause: None, ..around };
    one(alert, stage, &[], around)
}

/// A text that takes so many bytes in the line.
fn cut(text: &str, most: usize) -> String {
    let mut left = most;
    let fits = |letter: &char| {
        let is_plain = letter.is_ascii_graphic() && !"\"\\".contains(*letter) || *letter == ' ';
        let takes = if is_plain { 1 } else { 6 * letter.len_utf16() };
        left.checked_sub(takes).map(|rest| left = rest).is_some()
    };
    let kept: String = text.chars().take_while(fits).collect();
    if kept.len() == text.len() { kept } else { format!("{kept}…") }
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use steadfast_monitor::detect::Peer;
    use steadfast_store::{ReceiverState, Way};

    use super::*;

    fn receiver() -> Receiver {
        Receiver {
            id: Id::from_bytes([1; 16]),
            way: Way::Syslog,
            name: String::new(),
            person: None,
            address: String::new(),
            language: "en".to_owned(),
            carrier: Some(Carrier::Udp),
            authority: None,
            kinds: String::new(),
            product: None,
            least: 0,
            state: ReceiverState::On,
            failing: None,
            tries: 0,
            pause: Time(0),
            delivered: None,
            maker: Id::from_bytes([1; 16]),
            created: Time(0),
            version: 1,
        }
    }

    fn alert() -> Alert {
        Alert {
            id: Id::from_bytes([255; 16]),
            product: Id::from_bytes([255; 16]),
            cause: Vec::new(),
            detector: "undeclared".to_owned(),
            score: 65_535,
            units: i64::MAX,
            opened: Time(1_800_000_000_000_000),
            latest: Time(1_800_000_000_000_000),
            ended: None,
            answer: Some(AlertAnswer::Expected),
            person: None,
            note: String::new(),
            version: 1,
        }
    }

    proptest! {
        #[test]
        fn a_datagram_is_small_whatever_things_are_called(
            product in "\\PC{0,300}|[\\x00-\\x1f\"]{0,300}|🦀{0,300}",
            vendor in "\\PC{0,300}",
            account in "\\PC{0,300}",
            reasons in 0_usize..5,
        ) {
            let says = format!("3 devices of {product} tell of {account}");
            let (host, page) = ("h".repeat(255), format!("https://{}", "p".repeat(300)));
            let cause = Cause::Account(account.as_str().into());
            let reason = Reason::new(steadfast_monitor::detect::Detector::Guessing, Cause::Peer(Peer::default()), 1);
            let around = Around {
                message: Id::from_bytes([255; 16]),
                product: &product,
                vendor: &vendor,
                says: &says,
                cause: Some(&cause),
                page: &page,
                host: &host,
                now: Time(1_800_000_000_000_000),
            };
            let line = told(&receiver(), &alert(), Stage::Ended, &vec![reason; reasons], around);
            prop_assert!(line.len() <= LONGEST_DATAGRAM, "{} bytes: {line}", line.len());
            let said: serde_json::Value = serde_json::from_str(&line[line.find('{').expect("JSON")..]).expect("JSON");
            prop_assert_eq!(&said["finding_info"]["src_url"], &serde_json::Value::from(page));
        }
    }
}

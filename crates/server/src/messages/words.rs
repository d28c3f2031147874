//! What a mail says, in the words of a language.

use steadfast_monitor::detect::Reason;
use steadfast_store::{AlertAnswer, Stage, Time};

use crate::monitoring::read::NamedAlert;
use crate::monitoring::sight::Sight;
use crate::monitoring::words::{against_words, score_words, sentence};
use crate::t;
use crate::web::{Texts, urls};

/// A subject and what a mail says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Words {
    pub(super) subject: String,
    pub(super) text: String,
}

/// What stands around every mail.
#[derive(Clone, Copy, Debug)]
pub(super) struct Page<'a> {
    pub(super) texts: Texts,
    /// Where people find the server.
    pub(super) address: &'a str,
    /// Whether what households' devices told of is named.
    pub(super) sight: Sight,
    /// How many units share events, of how many.
    pub(super) coverage: (i64, i64),
}

/// Something to tell of an alert, with why.
#[derive(Clone, Debug)]
pub(super) struct Told {
    pub(super) named: NamedAlert,
    pub(super) stages: Vec<Stage>,
    pub(super) reasons: Vec<Reason>,
}

impl Told {
    /// What is newest of it.
    fn stage(&self) -> Stage {
        self.stages.iter().max().copied().unwrap_or(Stage::Opened)
    }
}

impl Page<'_> {
    /// A mail about one alert. Its first line is the alert's one sentence.
    pub(super) fn one(&self, told: &Told) -> Words {
        let says = says(self.texts, self.sight, told);
        let alert = &told.named.alert;
        let mut lines = vec![format!("{says}."), String::new(), self.stage(told), String::new()];
        if !told.reasons.is_empty() {
            lines.push(t!(self.texts, "message-why"));
            lines.extend(told.reasons.iter().map(|reason| format!("- {}", self.reason(reason))));
            lines.push(String::new());
        }
        lines.push(t!(self.texts, "message-product", product = one_line(&told.named.product)));
        lines.push(t!(self.texts, "message-units", count = alert.units));
        lines.push(self.times(alert.opened, alert.latest));
        lines.push(score_words(self.texts, alert.score));
        lines.push(String::new());
        if self.sight == Sight::Outside {
            lines.push(t!(self.texts, "message-withheld"));
        }
        lines.push(t!(self.texts, "message-page", address = self.page(told)));
        lines.extend([String::new(), self.foot()]);
        Words { subject: subject(self.texts, self.sight, told), text: lines.join("\n") }
    }

    /// A mail about several, of which the first are named.
    pub(super) fn digest(&self, named: &[Told], count: i64) -> Words {
        let subject = t!(self.texts, "message-digest-subject", count = count);
        let mut lines = vec![t!(self.texts, "message-digest", count = count), String::new()];
        for told in named {
            lines.push(format!("- {}. {}", says(self.texts, self.sight, told), self.stage(told)));
            lines.push(format!("  {}", self.page(told)));
        }
        let rest = count.saturating_sub(i64::try_from(named.len()).unwrap_or(i64::MAX));
        if rest > 0 {
            lines.push(t!(self.texts, "message-digest-more", count = rest));
        }
        lines.push(String::new());
        lines.push(t!(self.texts, "message-page-all", address = format!("{}{}", self.address, urls::ALERTS)));
        lines.extend([String::new(), self.foot()]);
        Words { subject, text: lines.join("\n") }
    }

    fn stage(&self, told: &Told) -> String {
        match (told.stage(), told.named.alert.answer) {
            (Stage::Opened, _) => t!(self.texts, "message-opened"),
            (Stage::Grown, _) => t!(self.texts, "message-grown"),
            (Stage::Ended, None) => t!(self.texts, "message-quiet"),
            (Stage::Ended, Some(AlertAnswer::True)) => t!(self.texts, "message-answer-true"),
            (Stage::Ended, Some(AlertAnswer::False)) => t!(self.texts, "message-answer-false"),
            (Stage::Ended, Some(AlertAnswer::Expected)) => t!(self.texts, "message-answer-expected"),
        }
    }

    fn reason(&self, reason: &Reason) -> String {
        let detector =
            reason.detector.map_or_else(String::new, |detector| self.texts.named("detector", detector.code()));
        let said = t!(
            self.texts,
            "message-reason",
            detector = detector,
            about = self.sight.cause(self.texts, reason.cause.as_ref()),
            expected = self.sight.figure(self.texts, reason.expected.as_ref()),
            seen = self.sight.figure(self.texts, reason.seen.as_ref()),
            against = against_words(self.texts, reason.against.as_ref()),
        );
        one_line(&said)
    }

    fn times(&self, first: Time, last: Time) -> String {
        t!(self.texts, "message-times", first = self.texts.moment(first.0), last = self.texts.moment(last.0))
    }

    fn page(&self, told: &Told) -> String {
        format!("{}{}", self.address, urls::with(urls::ALERT, &[&told.named.alert.id.to_string()]))
    }

    fn foot(&self) -> String {
        let (shares, all) = self.coverage;
        t!(self.texts, "coverage-share", shares = shares, all = all)
    }
}

/// The alert's one sentence.
fn says(texts: Texts, sight: Sight, told: &Told) -> String {
    let NamedAlert { alert, product, cause } = &told.named;
    let about = sight.about(texts, cause.as_ref());
    one_line(&sentence(texts, &alert.detector, about, &one_line(product), alert.units))
}

/// The subject of a mail about one alert.
pub(super) fn subject(texts: Texts, sight: Sight, told: &Told) -> String {
    let says = says(texts, sight, told);
    match told.stage() {
        Stage::Opened => t!(texts, "message-subject-opened", says = says),
        Stage::Grown => t!(texts, "message-subject-grown", says = says),
        Stage::Ended => t!(texts, "message-subject-ended", says = says),
    }
}

/// The mail that somebody asked for, to see whether it arrives.
pub(super) fn test(texts: Texts, address: &str) -> Words {
    let text = [t!(texts, "message-test"), String::new(), t!(texts, "message-page-all", address = address)];
    Words { subject: t!(texts, "message-test-subject"), text: text.join("\n") }
}

/// Whatever a device or a product is called, it begins no line of its own.
fn one_line(text: &str) -> String {
    text.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect()
}

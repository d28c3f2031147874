//! What the unit noticed by itself: told to its owner, to local programs, and to the product's program.

use serde_json::{Value, json};
use steadfast_device::concluded::{Answer, Conclusion};
use steadfast_device::unit::ChangeError;
use steadfast_monitor::detect::{Against, Cause, Detector, Figure, Peer, Reason};
use steadfast_monitor::event::{Address, Class, Concluded, ConclusionStep, Transport};

use super::asked::{Asked, Who};
use super::{Home, Trouble, page};
use crate::event_loop::{Hands, Reply};
use crate::hooks::Told;
use crate::http::{Response, encoded};
use crate::pages::{self, ExpectedView, NoticedLine, NoticedView, Place};
use crate::texts::Language;

/// How many stand on the overview; the others are counted.
const ON_HOME: usize = 3;

impl Home {
    /// Looks at what was recorded since the last time, and tells what is new.
    pub(super) fn conclude(&mut self, hands: &mut Hands<Self>) {
        if self.unit.conclude() {
            self.tell_watchers(hands);
        }
        self.tell_program();
    }

    /// Hands what is new to the product's program. What it cannot take now it is handed at the next look.
    fn tell_program(&mut self) {
        let Some(teller) = &mut self.teller else { return };
        let Some(concluded) = self.unit.concluded() else { return };
        let waiting: Vec<(u64, ConclusionStep, Value)> =
            concluded.to_tell().map(|(one, step)| (one.id, step, as_json(one, Some(step)))).collect();
        for (id, step, said) in waiting {
            match teller.tell(&said.to_string()) {
                Told::HandedOver => self.unit.told(id, step),
                Told::Later => return,
                Told::Never(why) => return self.trouble(Trouble::Teller, Some(why)),
            }
        }
    }

    /// What the product's program made of it.
    pub(super) fn look_at_teller(&mut self) {
        if let Some(said) = self.teller.as_mut().and_then(crate::hooks::Teller::said) {
            self.trouble(Trouble::Teller, said.err());
        }
    }

    /// For local programs: what goes on, and what is over and was not answered.
    pub(super) fn alerts(&self) -> Vec<Value> {
        self.unit.concluded().map_or_else(Vec::new, |all| all.all().map(|one| as_json(one, None)).collect())
    }

    /// How many conclusions go on.
    pub(super) fn open_alerts(&self) -> usize {
        self.unit.concluded().map_or(0, |all| all.all().filter(|one| one.is_open()).count())
    }

    fn noticed_line(&self, one: &Conclusion, language: Language) -> NoticedLine {
        let reason = &one.reason;
        NoticedLine {
            id: one.id,
            what: sentence(reason, language),
            expected: figure(reason, reason.expected.as_ref(), language),
            seen: figure(reason, reason.seen.as_ref(), language),
            against: against(reason.against.as_ref(), language),
            since: self.time(reason.first),
            last: self.time(reason.last),
            number: reason.events.last,
            entries: entries(reason),
            over: one.over.map(|at| self.time(at)),
        }
    }

    /// What stands on the overview, and how many more there are.
    pub(super) fn noticed_on_home(&self, language: Language) -> (Vec<NoticedLine>, u64) {
        let Some(concluded) = self.unit.concluded() else { return (Vec::new(), 0) };
        let lines = concluded.all().take(ON_HOME).map(|one| self.noticed_line(one, language)).collect();
        let others = concluded.all().skip(ON_HOME).count() as u64;
        (lines, others.saturating_add(concluded.more()))
    }

    pub(super) fn noticed_page(&self, asked: &Asked<'_>, who: &Who) -> Reply {
        let concluded = self.unit.concluded();
        let language = asked.language;
        let lines = concluded.iter().flat_map(|all| all.all()).map(|one| self.noticed_line(one, language)).collect();
        let expected = concluded.iter().flat_map(|all| all.expected()).map(|known| ExpectedView {
            id: known.id,
            what: about_both(known.detector, known.cause.as_ref(), language),
            since: self.time(known.since),
        });
        let off = self.unit.owner().filter(|owner| !owner.switches.record);
        let view = NoticedView {
            lines,
            expected: expected.collect(),
            more: concluded.map_or(0, steadfast_device::concluded::Concluded::more),
            off: off.map(|owner| self.time(owner.since.first().copied().unwrap_or_default())),
            knows_declaration: self.unit.declaration().is_some(),
            is_owner: who.is_owner(),
        };
        page(pages::noticed(&self.frame(asked, Some(who), Some(Place::Noticed)), &view))
    }

    /// The same for programs, as a file.
    pub(super) fn noticed_file(&self) -> Reply {
        let body = json!({ "noticed": self.alerts() }).to_string().into_bytes();
        let response = Response::new(200, "application/json", body);
        Reply::Now(response.with("content-disposition", "attachment; filename=\"noticed.json\""))
    }

    pub(super) fn answer_noticed(&mut self, asked: &Asked<'_>, who: &Who, hands: &mut Hands<Self>) -> Reply {
        let answer = match asked.field("do") {
            "known" => Answer::Known,
            "expected" => Answer::Expected,
            _ => return self.told(asked, Some(who), 400, "error-bad-request"),
        };
        let done = self.unit.answer(asked.field("id").parse().unwrap_or_default(), answer, who.name.as_str());
        self.answered_noticed(asked, who, &done, hands)
    }

    pub(super) fn take_back_noticed(&mut self, asked: &Asked<'_>, who: &Who, hands: &mut Hands<Self>) -> Reply {
        let done = self.unit.take_back(asked.field("id").parse().unwrap_or_default(), who.name.as_str());
        self.answered_noticed(asked, who, &done, hands)
    }

    fn answered_noticed(
        &mut self,
        asked: &Asked<'_>,
        who: &Who,
        done: &Result<bool, ChangeError>,
        hands: &mut Hands<Self>,
    ) -> Reply {
        if let Ok(false) = done {
            return self.told(asked, Some(who), 409, "noticed-not-answered");
        }
        self.seal();
        self.tell_watchers(hands);
        Reply::Now(self.leads(done, "/noticed", asked.language))
    }
}

/// What a program is told of it: words in both languages, and what they are made of.
fn as_json(one: &Conclusion, step: Option<ConclusionStep>) -> Value {
    let reason = &one.reason;
    let figure_json = |it: Option<&Figure>| it.map(|it| figure(reason, Some(it), Language::En));
    let (address, port, transport, name) = parts(reason.cause.as_ref());
    let stage = match step {
        Some(ConclusionStep::Found) => "noticed",
        Some(_) => "over",
        None if one.is_open() => "noticed",
        None => "over",
    };
    json!({
        "id": one.id,
        "stage": stage,
        "detector": reason.detector.map(Detector::code),
        "about": { "address": address.map(|it| it.to_string()), "port": port, "transport": transport, "name": name },
        "expected": figure_json(reason.expected.as_ref()),
        "seen": figure_json(reason.seen.as_ref()),
        "first": reason.first,
        "last": reason.last,
        "over": one.over,
        "answered": one.answered.map(ConclusionStep::code),
        "events": {
            "class": reason.events.class.map(Class::code),
            "first": reason.events.first,
            "last": reason.events.last,
            "count": reason.events.count,
        },
        "words": { "en": sentence(reason, Language::En), "de": sentence(reason, Language::De) },
    })
}

type Parts<'a> = (Option<Address>, Option<u16>, Option<&'static str>, Option<&'a str>);

/// What a cause names.
fn parts(cause: Option<&Cause>) -> Parts<'_> {
    match cause {
        Some(Cause::Peer(Peer { address, port, transport })) => (*address, *port, transport.map(Transport::code), None),
        Some(Cause::Listening(port, transport)) => (None, *port, transport.map(Transport::code), None),
        Some(Cause::Source(source)) => (*source, None, None, None),
        Some(Cause::Account(name) | Cause::File(name)) => (None, None, None, Some(name.as_str())),
        _ => (None, None, None, None),
    }
}

/// The key of what a detector found, in a sentence with `{ $about }`.
fn title(detector: Detector) -> &'static str {
    match detector {
        Detector::Undeclared => "noticed-undeclared",
        Detector::OverDeclared => "noticed-over-declared",
        Detector::Guessing => "noticed-guessing",
        Detector::SlowGuessing => "noticed-slow-guessing",
        Detector::SuccessAfterFailures => "noticed-success",
        Detector::NewAdministrator => "noticed-administrator",
        Detector::UnusualLogin => "noticed-unusual",
        Detector::StaleCredential => "noticed-stale",
        Detector::LogGap => "noticed-gap",
        Detector::Damaged => "noticed-damaged",
        Detector::Erased => "noticed-erased",
        _ => "noticed-other",
    }
}

/// What was noticed.
fn sentence(reason: &Reason, language: Language) -> String {
    about_both(reason.detector, reason.cause.as_ref(), language)
}

fn about_both(detector: Option<Detector>, cause: Option<&Cause>, language: Language) -> String {
    let key = detector.map_or("noticed-other", title);
    language.with(key, &[("about", &of_parts(parts(cause), language))])
}

/// What the event of a conclusion says.
pub(super) fn told(it: &Concluded<'_>, language: Language) -> String {
    let parts = (it.address, it.port, it.transport.map(Transport::code), it.name.map(|name| name.as_str()));
    language.with(it.detector.map_or("noticed-other", title), &[("about", &of_parts(parts, language))])
}

fn of_parts((address, port, transport, name): Parts<'_>, language: Language) -> String {
    let here =
        |it: Address| if it.0.is_unspecified() { language.text("event-here").to_owned() } else { it.to_string() };
    let port = port.map(|port| format!("{port}/{}", transport.unwrap_or("?")));
    match (name.filter(|name| !name.is_empty()), address, port) {
        (Some(name), ..) => name.to_owned(),
        (None, Some(address), Some(port)) => format!("{}, {port}", here(address)),
        (None, Some(address), None) => here(address),
        (None, None, Some(port)) => port,
        (None, None, None) => language.text("noticed-many").to_owned(),
    }
}

fn figure(reason: &Reason, figure: Option<&Figure>, language: Language) -> String {
    let with = |key, count: u64| language.with(key, &[("count", &count.to_string())]);
    match figure {
        Some(Figure::Count(count)) if reason.detector == Some(Detector::LogGap) => with("figure-entries", *count),
        Some(Figure::Count(count)) => with("figure-tries", *count),
        Some(Figure::PerHour(count)) => with("figure-per-hour", *count),
        Some(Figure::BytesPerHour(count)) => with("figure-bytes-per-hour", *count),
        Some(Figure::OneOf(count)) => with("figure-one-of", *count),
        Some(Figure::Peer(peer)) => of_parts(parts(Some(&Cause::Peer(*peer))), language),
        Some(Figure::Hours(hours)) => hours_of(*hours),
        Some(Figure::Text(text)) => text.to_string(),
        Some(Figure::Nothing) => language.text("figure-nothing").to_owned(),
        _ => language.text("unknown").to_owned(),
    }
}

/// Hours of the day, UTC.
fn hours_of(hours: u32) -> String {
    let all: Vec<String> = (0..24).filter(|hour| hours >> hour & 1 == 1).map(|hour| format!("{hour:02}")).collect();
    format!("{} UTC", all.join(", "))
}

fn against(against: Option<&Against>, language: Language) -> String {
    match against {
        Some(Against::Declaration(Some(release))) => {
            language.with("against-declaration", &[("version", release.as_str())])
        }
        Some(Against::Declaration(None)) => language.text("against-factory").to_owned(),
        Some(Against::Own(days)) => language.with("against-own", &[("count", &days.to_string())]),
        Some(Against::Rule) => language.text("against-rule").to_owned(),
        _ => language.text("unknown").to_owned(),
    }
}

/// Where the events behind it are read: those that name whom it is about, else from the last of them on.
fn entries(reason: &Reason) -> String {
    let kind = reason.events.class.map_or("", Class::code);
    let (address, _, _, name) = parts(reason.cause.as_ref());
    let search = address.filter(|it| !it.0.is_unspecified()).map(|it| it.to_string());
    let search = search.or(name.map(str::to_owned)).unwrap_or_default();
    let next = reason.events.last.saturating_add(1);
    format!("/log?kind={kind}&search={}&before={next}-{next}-{next}", encoded(&search))
}

//! The first page: what must I do today, by when, and why.

use maud::{Markup, html};

use super::monitoring_alerts::{self, AlertRow};
use super::proof_log::{RecordRow, record_cells, record_columns};
use super::today_glance::{GlanceView, charts, numbers};
use super::triage::{QueuedFlaw, cells, columns};
use crate::t;
use crate::web::charts::{Chart, bars};
use crate::web::components::{
    Listing, Look, Paging, Query, badge, button_link, empty, notice, page_heading_with, section, time, unknown,
};
use crate::web::layout::Page;
use crate::web::{Frame, Section, Texts, Tone, urls};

/// Something to do, with what it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Duty {
    /// Somebody acted alone and a second person must look at it.
    ConfirmBreakGlass {
        /// The action's key.
        action: String,
        /// Who.
        by: String,
    },
    /// A proposal waits.
    DecideApproval {
        /// The action's key.
        action: String,
        /// Who.
        by: String,
    },
    /// A case waits for something.
    HandleCase {
        /// `cas_…`.
        id: String,
        /// Number and title.
        case: String,
        /// `assess`, `safe` or `report`.
        what: &'static str,
    },
    /// A report of a finder waits to be acknowledged.
    AcknowledgeReport {
        /// `rpt_…`.
        id: String,
        /// What people call it.
        number: i64,
    },
    /// A finder waits for an answer.
    AnswerFinder {
        /// `rpt_…`.
        id: String,
        /// What people call it.
        number: i64,
    },
    /// `security.txt` ends soon, or ended.
    RenewSecurityTxt,
    /// The key that signs advisories and security.txt ends.
    RenewAdvisoryKey,
    /// Flaws that are exploited wait for a decision.
    DecideExploited {
        /// How many.
        count: u64,
    },
    /// Flaws wait for a decision.
    DecideFlaws {
        /// How many.
        count: u64,
    },
    /// Decisions rest on what changed since.
    LookAgain {
        /// How many.
        count: u64,
    },
    /// The reader has no second factor.
    SetUpSecondFactor,
    /// The reader has few recovery codes left.
    RenewRecoveryCodes {
        /// How many.
        left: u64,
    },
    /// Nobody else could administer the server.
    InviteSecondAdmin,
    /// The server's certificate ends.
    RenewCertificate,
    /// Jobs were given up, or fail again and again.
    LookAtFailedJobs {
        /// How many.
        count: u64,
    },
    /// A source of advisories shrank and is held back.
    DecideFeed {
        /// What it is called.
        name: String,
        /// Where it is decided.
        address: String,
    },
    /// Sources of advisories fail again and again.
    MendFeeds {
        /// How many.
        count: u64,
    },
    /// No advisories are loaded at all.
    LoadAdvisories,
    /// Sources of advisories are too old.
    RenewSources {
        /// How many.
        count: u64,
    },
    /// A webhook's deliveries do not arrive.
    MendWebhook {
        /// `hok_…`.
        id: String,
        /// Where it goes.
        url: String,
    },
    /// Alerts reach nobody but the page.
    TellSomebody,
    /// Mail or syslog does not arrive.
    MendReceivers {
        /// How many receivers.
        count: u64,
    },
    /// A token of the reader ends.
    RenewToken {
        /// Its name.
        name: String,
    },
    /// A release is sold although its check does not pass, and nobody decided so.
    StopDelivery {
        /// `rel_…`.
        id: String,
        /// Product and version.
        release: String,
        /// `blocked` or `undecided`.
        verdict: String,
    },
    /// Little room is left on the disk.
    MakeRoom {
        /// Bytes.
        free: u64,
    },
}

/// A duty with its time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DutyRow {
    /// What.
    pub duty: Duty,
    /// By when; none for as soon as possible.
    pub due: Option<i64>,
}

/// What the page is made from.
#[derive(Clone, Debug)]
pub struct TodayView {
    /// How it stands, where there are products or sources.
    pub glance: Option<GlanceView>,
    /// The flaws that come first among those that wait.
    pub urgent: Vec<QueuedFlaw>,
    /// The open alerts that concern most devices, and how many there are.
    pub alerts: (Vec<AlertRow>, u64),
    /// The reader's duties; the page puts them in order.
    pub duties: Vec<DutyRow>,
    /// What was looked at, by keys; shown as texts `looked-…`.
    pub looked: Vec<&'static str>,
    /// What could not be looked at, by keys; shown as texts `unseen-…`. Then "nothing to do" is not said.
    pub unseen: Vec<&'static str>,
    /// The newest records.
    pub records: Vec<RecordRow>,
    /// How many records there are.
    pub total: u64,
    /// Records per day.
    pub activity: Option<Chart>,
}

/// The first page.
#[must_use]
pub fn today(frame: &Frame, view: &TodayView) -> Markup {
    let texts = frame.texts;
    let mut duties: Vec<&DutyRow> = view.duties.iter().collect();
    duties.sort_by_key(|row| (urgency(frame, row), row.due.unwrap_or(i64::MIN)));
    let lead = html! { (texts.date(frame.now)) " · " (t!(texts, "today-count", count = duties.len())) };
    let body = html! {
        (page_heading_with(&t!(texts, "today-title"), &lead, &html! {}))
        @for key in &view.unseen { (notice(Tone::Unknown, &texts.named("unseen", key))) }
        div id="alerts" data-live-part { (alerts(frame, view)) }
        @if let Some(glance) = &view.glance { div id="numbers" data-live-part { (numbers(frame, glance)) } }
        div id="duties" data-live-part { (list(frame, view, &duties)) }
        div id="urgent" data-live-part { (urgent(frame, view)) }
        @if let Some(glance) = &view.glance { div.parts id="glance" data-live-part { (charts(frame, glance)) } }
        (recent(frame, view))
        @if let Some(chart) = &view.activity { section.card { h2 { (t!(texts, "today-activity")) } (bars(texts, chart)) } }
    };
    Page::new(t!(texts, "today"), body).section(Section::Today).live("approval job record").render(frame)
}

/// What comes first: what is overdue or under attack, then what must not be sold, then what waits for a decision, then the
/// rest.
fn urgency(frame: &Frame, row: &DutyRow) -> u8 {
    match &row.duty {
        _ if row.due.is_some_and(|due| due < frame.now) => 0,
        Duty::HandleCase { .. } => 0,
        Duty::DecideExploited { .. } | Duty::ConfirmBreakGlass { .. } | Duty::AcknowledgeReport { .. } => 1,
        Duty::StopDelivery { verdict, .. } if verdict == "blocked" => 2,
        // What cannot be decided often cannot be for their sake.
        Duty::LoadAdvisories | Duty::RenewSources { .. } | Duty::DecideFeed { .. } => 3,
        Duty::StopDelivery { .. } | Duty::DecideApproval { .. } => 4,
        Duty::LookAgain { .. } | Duty::DecideFlaws { .. } => 5,
        _ => 6,
    }
}

/// What may be an attack stands before everything else.
fn alerts(frame: &Frame, view: &TodayView) -> Markup {
    let texts = frame.texts;
    let (rows, all) = &view.alerts;
    let list = Listing {
        id: "open-alerts",
        caption: t!(texts, "alerts-open-caption"),
        columns: monitoring_alerts::columns(texts),
        rows: rows.iter().map(|row| monitoring_alerts::cells(frame, row)).collect(),
        query: &Query::new(urls::ALERTS),
        paging: &Paging::whole(*all),
        filter: html! {},
        empty: html! {},
    };
    html! {
        @if !rows.is_empty() {
            (section(&t!(texts, "alerts-open"), &html! {
                (list.render(texts))
                @if *all > rows.len() as u64 { p { a href=(urls::MONITORING) { (t!(texts, "alerts-open-all")) } } }
            }))
        }
    }
}

fn urgent(frame: &Frame, view: &TodayView) -> Markup {
    let texts = frame.texts;
    let shown = view.urgent.len() as u64;
    let all = view.glance.as_ref().map_or(shown, |glance| glance.open.1.max(shown));
    let list = Listing {
        id: "urgent-flaws",
        caption: t!(texts, "today-urgent-caption"),
        columns: columns(texts),
        rows: view.urgent.iter().map(|row| cells(texts, row)).collect(),
        query: &Query::new(urls::TRIAGE),
        paging: &Paging::whole(all),
        filter: html! {},
        empty: html! {},
    };
    html! {
        @if !view.urgent.is_empty() {
            (section(&t!(texts, "today-urgent"), &html! {
                (list.render(texts))
                p { a href=(urls::TRIAGE) { (t!(texts, "today-all-flaws")) } }
            }))
        }
    }
}

fn list(frame: &Frame, view: &TodayView, duties: &[&DutyRow]) -> Markup {
    let texts = frame.texts;
    let words: Vec<String> = view.looked.iter().map(|key| texts.named("looked", key)).collect();
    let looked = t!(texts, "today-looked", what = words.join(", "));
    html! {
        @if !duties.is_empty() {
            ol.duties { @for row in duties { li { (duty(frame, row)) } } }
        } @else if view.unseen.is_empty() {
            (empty(&t!(texts, "today-nothing"), &looked))
        } @else {
            (empty(&t!(texts, "today-nothing-known"), &looked))
        }
    }
}

fn duty(frame: &Frame, row: &DutyRow) -> Markup {
    let texts = frame.texts;
    let (what, why) = words(frame, &row.duty);
    html! {
        div.duty-due {
            @match row.due {
                Some(due) if due < frame.now => { (badge(Tone::Bad, &t!(texts, "overdue"))) (time(frame, due)) }
                Some(due) => (time(frame, due)),
                None => (badge(Tone::Warning, &t!(texts, "as-soon-as-possible"))),
            }
        }
        div.duty-words { h2 { (what) } p { (why) } }
        div.duty-action { (button_link(&address(&row.duty), &t!(texts, "go-there"), Look::Plain)) }
    }
}

/// What to do, and why.
fn words(frame: &Frame, duty: &Duty) -> (String, String) {
    let texts = frame.texts;
    match duty {
        Duty::ConfirmBreakGlass { action, by } => (
            t!(texts, "duty-confirm", action = texts.named("action", action)),
            t!(texts, "duty-confirm-why", name = by),
        ),
        Duty::DecideApproval { action, by } => {
            (t!(texts, "duty-decide", action = texts.named("action", action)), t!(texts, "duty-decide-why", name = by))
        }
        Duty::HandleCase { case, what, .. } => case_words(texts, case, what),
        Duty::AcknowledgeReport { number, .. } => {
            (t!(texts, "duty-report", number = *number), t!(texts, "duty-report-why"))
        }
        Duty::AnswerFinder { number, .. } => (t!(texts, "duty-finder", number = *number), t!(texts, "duty-finder-why")),
        Duty::RenewAdvisoryKey => (t!(texts, "duty-advisory-key"), t!(texts, "duty-advisory-key-why")),
        Duty::RenewSecurityTxt => (t!(texts, "duty-security-txt"), t!(texts, "duty-security-txt-why")),
        Duty::DecideExploited { count } => {
            (t!(texts, "duty-exploited", count = *count), t!(texts, "duty-exploited-why"))
        }
        Duty::DecideFlaws { count } => (t!(texts, "duty-triage", count = *count), t!(texts, "duty-triage-why")),
        Duty::LookAgain { count } => (t!(texts, "duty-revisit", count = *count), t!(texts, "duty-revisit-why")),
        Duty::SetUpSecondFactor => (t!(texts, "duty-factor"), t!(texts, "duty-factor-why")),
        Duty::RenewRecoveryCodes { left } => (t!(texts, "duty-recovery"), t!(texts, "duty-recovery-why", left = *left)),
        Duty::InviteSecondAdmin => (t!(texts, "duty-admin"), t!(texts, "duty-admin-why")),
        Duty::RenewToken { name } => (t!(texts, "duty-token", name = name), t!(texts, "duty-token-why")),
        Duty::StopDelivery { release, verdict, .. } => {
            (t!(texts, "duty-stop", release = release), t!(texts, "duty-stop-why", verdict = verdict))
        }
        _ => operation_words(texts, duty),
    }
}

/// The same for a case.
fn case_words(texts: Texts, case: &str, what: &str) -> (String, String) {
    match what {
        "assess" => (t!(texts, "duty-case-assess", case = case), t!(texts, "duty-case-assess-why")),
        "safe" => (t!(texts, "duty-case-unknown", case = case), t!(texts, "duty-case-unknown-why")),
        "close" => (t!(texts, "duty-case-close", case = case), t!(texts, "duty-case-close-why")),
        "report" => (t!(texts, "duty-case-report", case = case), t!(texts, "duty-case-report-why")),
        stage => {
            let name = texts.named("notice-stage", stage);
            (t!(texts, "duty-case-stage", stage = name, case = case), texts.named("duty-case-why", stage))
        }
    }
}

/// The same for duties of operation.
fn operation_words(texts: Texts, duty: &Duty) -> (String, String) {
    match duty {
        Duty::LookAtFailedJobs { count } => (t!(texts, "duty-jobs", count = *count), t!(texts, "duty-jobs-why")),
        Duty::DecideFeed { name, .. } => (t!(texts, "duty-feed-held", name = name), t!(texts, "duty-feed-held-why")),
        Duty::MendFeeds { count } => (t!(texts, "duty-feeds", count = *count), t!(texts, "duty-feeds-why")),
        Duty::LoadAdvisories => (t!(texts, "duty-no-advisories"), t!(texts, "duty-no-advisories-why")),
        Duty::RenewSources { count } => (t!(texts, "duty-sources", count = *count), t!(texts, "duty-sources-why")),
        Duty::MendWebhook { url, .. } => (t!(texts, "duty-webhook", url = url), t!(texts, "duty-webhook-why")),
        Duty::TellSomebody => (t!(texts, "duty-tell"), t!(texts, "duty-tell-why")),
        Duty::MendReceivers { count } => (t!(texts, "duty-messages", count = *count), t!(texts, "duty-messages-why")),
        Duty::MakeRoom { free } => (t!(texts, "duty-room"), t!(texts, "duty-room-why", free = texts.bytes(*free))),
        _ => (t!(texts, "duty-certificate"), t!(texts, "duty-certificate-why")),
    }
}

fn address(duty: &Duty) -> String {
    match duty {
        Duty::ConfirmBreakGlass { .. } | Duty::DecideApproval { .. } => urls::APPROVALS.to_owned(),
        Duty::HandleCase { id, .. } => urls::with(urls::CASE, &[id]),
        Duty::AcknowledgeReport { id, .. } | Duty::AnswerFinder { id, .. } => urls::with(urls::REPORT_READ, &[id]),
        Duty::RenewSecurityTxt => urls::DISCLOSURE.to_owned(),
        Duty::RenewAdvisoryKey => urls::OWN_ADVISORY_KEY.to_owned(),
        Duty::DecideExploited { .. } => urls::query(urls::TRIAGE, &[("only", "exploited")]),
        Duty::DecideFlaws { .. } => urls::TRIAGE.to_owned(),
        Duty::LookAgain { .. } => urls::query(urls::TRIAGE, &[("only", "revisit")]),
        Duty::SetUpSecondFactor | Duty::RenewRecoveryCodes { .. } => urls::ACCOUNT.to_owned(),
        Duty::InviteSecondAdmin => urls::INVITE.to_owned(),
        Duty::LookAtFailedJobs { .. } => urls::JOBS.to_owned(),
        Duty::DecideFeed { address, .. } => address.clone(),
        Duty::MendFeeds { .. } | Duty::RenewSources { .. } | Duty::LoadAdvisories => urls::FEEDS.to_owned(),
        Duty::MendWebhook { id, .. } => urls::with(urls::WEBHOOK, &[id]),
        Duty::TellSomebody | Duty::MendReceivers { .. } => urls::MESSAGES.to_owned(),
        Duty::RenewToken { .. } => urls::TOKENS.to_owned(),
        Duty::StopDelivery { id, .. } => urls::with(urls::RELEASE, &[id]),
        Duty::RenewCertificate | Duty::MakeRoom { .. } => urls::HEALTH.to_owned(),
    }
}

fn recent(frame: &Frame, view: &TodayView) -> Markup {
    let texts = frame.texts;
    let list = Listing {
        id: "recent",
        caption: t!(texts, "today-recent-caption"),
        columns: record_columns(texts),
        rows: view.records.iter().map(|row| record_cells(frame, row)).collect(),
        query: &Query::new(urls::PROOF_LOG),
        paging: &Paging::whole(view.total),
        filter: html! {},
        empty: html! { p { (unknown(texts)) } },
    };
    html! {
        @if !view.records.is_empty() {
            (section(&t!(texts, "today-recent"), &html! {
                (list.render(texts))
                p { a href=(urls::PROOF_LOG) { (t!(texts, "today-all-records")) } }
            }))
        }
    }
}

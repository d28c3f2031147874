//! The menu: at the side where there is room, else opened from the bar. It opens without the script (`popover`).

use maud::{Markup, html};

use crate::t;
use crate::web::components::{Icon, icon};
use crate::web::{Frame, Section, SignedIn, Texts, urls};

/// The button in the bar that opens the menu on narrow screens.
pub(super) fn opener(frame: &Frame) -> Markup {
    html! {
        @if frame.person.is_some() {
            button.menu-opener type="button" popovertarget="menu" {
                (icon(Icon::Menu)) span.visually-hidden { (t!(frame.texts, "menu")) }
            }
        }
    }
}

/// The entries the person's role may see, in groups.
pub(super) fn menu(frame: &Frame, current: Option<Section>) -> Markup {
    let texts = frame.texts;
    html! {
        @if let Some(person) = &frame.person {
            nav.menu id="menu" popover aria-label=(t!(texts, "menu")) {
                (group(
                    texts,
                    None,
                    &[
                        Section::Today,
                        Section::Triage,
                        Section::Products,
                        Section::Fleet,
                        Section::Monitoring,
                        Section::Cases,
                        Section::Duty,
                        Section::Drills,
                        Section::Reports,
                        Section::Rollouts,
                        Section::Approvals,
                    ],
                    person,
                    current,
                ))
                (group(texts, Some(&t!(texts, "menu-evidence")), &[Section::ProofLog], person, current))
                (group(texts, Some(&t!(texts, "menu-access")), &[Section::People, Section::Tokens], person, current))
                (group(
                    texts,
                    Some(&t!(texts, "menu-operations")),
                    &[Section::Feeds, Section::Webhooks, Section::Messages, Section::Jobs, Section::Health],
                    person,
                    current,
                ))
            }
        }
    }
}

fn group(
    texts: Texts,
    title: Option<&str>,
    entries: &[Section],
    person: &SignedIn,
    current: Option<Section>,
) -> Markup {
    let seen: Vec<Section> = entries.iter().copied().filter(|entry| person.sections.contains(entry)).collect();
    html! {
        @if !seen.is_empty() {
            @if let Some(title) = title { p.menu-group { (title) } }
            ul {
                @for entry in seen {
                    li { a href=(address(entry)) aria-current=[(current == Some(entry)).then_some("true")] {
                        (icon(picture(entry))) span { (words(texts, entry)) }
                        (count(texts, entry, person))
                    } }
                }
            }
        }
    }
}

/// How much waits behind an entry, where something does.
fn count(texts: Texts, entry: Section, person: &SignedIn) -> Markup {
    let (count, what) = match entry {
        Section::Approvals => (person.waiting, t!(texts, "menu-waiting")),
        Section::Monitoring => (person.alerts, t!(texts, "menu-alerts")),
        Section::Cases => (person.cases, t!(texts, "menu-cases")),
        _ => return html! {},
    };
    html! { @if count > 0 { span.count { (count) span.visually-hidden { " " (what) } } } }
}

const fn address(section: Section) -> &'static str {
    match section {
        Section::Today => urls::TODAY,
        Section::Triage => urls::TRIAGE,
        Section::Approvals => urls::APPROVALS,
        Section::Products => urls::PRODUCTS,
        Section::Fleet => urls::FLEET,
        Section::Monitoring => urls::MONITORING,
        Section::Cases => urls::CASES,
        Section::Duty => urls::DUTY,
        Section::Drills => urls::DRILLS,
        Section::Reports => urls::REPORTS,
        Section::Rollouts => urls::ROLLOUTS,
        Section::ProofLog => urls::PROOF_LOG,
        Section::People => urls::PEOPLE,
        Section::Tokens => urls::TOKENS,
        Section::Feeds => urls::FEEDS,
        Section::Webhooks => urls::WEBHOOKS,
        Section::Messages => urls::MESSAGES,
        Section::Jobs => urls::JOBS,
        Section::Health => urls::HEALTH,
    }
}

const fn picture(section: Section) -> Icon {
    match section {
        Section::Today => Icon::Today,
        Section::Triage => Icon::Triage,
        Section::Approvals => Icon::Approvals,
        Section::Products => Icon::Products,
        Section::Fleet => Icon::Fleet,
        Section::Monitoring => Icon::Monitoring,
        Section::Cases => Icon::Case,
        Section::Duty => Icon::Bell,
        Section::Drills => Icon::Health,
        Section::Reports => Icon::Message,
        Section::Rollouts => Icon::Rollouts,
        Section::ProofLog => Icon::Log,
        Section::People => Icon::People,
        Section::Tokens => Icon::Key,
        Section::Feeds => Icon::Feed,
        Section::Webhooks => Icon::Webhook,
        Section::Messages => Icon::Message,
        Section::Jobs => Icon::Jobs,
        Section::Health => Icon::Health,
    }
}

fn words(texts: Texts, section: Section) -> String {
    match section {
        Section::Today => t!(texts, "today"),
        Section::Triage => t!(texts, "triage"),
        Section::Approvals => t!(texts, "approvals"),
        Section::Products => t!(texts, "products"),
        Section::Fleet => t!(texts, "fleet"),
        Section::Monitoring => t!(texts, "monitoring"),
        Section::Cases => t!(texts, "cases"),
        Section::Duty => t!(texts, "duty"),
        Section::Drills => t!(texts, "drills"),
        Section::Reports => t!(texts, "reports"),
        Section::Rollouts => t!(texts, "rollouts"),
        Section::ProofLog => t!(texts, "proof-log"),
        Section::People => t!(texts, "people"),
        Section::Tokens => t!(texts, "tokens"),
        Section::Feeds => t!(texts, "feeds"),
        Section::Webhooks => t!(texts, "webhooks"),
        Section::Messages => t!(texts, "messages"),
        Section::Jobs => t!(texts, "jobs"),
        Section::Health => t!(texts, "health"),
    }
}

//! One person: role, ways to sign in, sessions, tokens; and what they did.

use maud::{Markup, html};

use super::approvals::proposal;
use super::confirm::confirm_first;
use super::people::{PersonState, role_choices};
use super::sessions::{SessionRow, sessions};
use super::tokens::{TokenRow, token_list};
use crate::t;
use crate::web::components::{
    Confirm, Definitions, Look, actions, badge, card, columns, copyable, error_summary, form, notice,
    page_heading_with, post_button, radios, submit, tabs, time_or_never,
};
use crate::web::layout::Page;
use crate::web::{Filled, Frame, Section, Texts, Tone, urls};

/// The ways somebody proves that it is them.
#[derive(Clone, Debug, Default)]
pub struct Factors {
    /// Whether an authenticator app is set up.
    pub totp: bool,
    /// How many passkeys.
    pub passkeys: u64,
    /// How many recovery codes are left.
    pub recovery_codes: u64,
}

/// One person.
#[derive(Clone, Debug)]
pub struct PersonView {
    /// `usr_…`.
    pub id: String,
    /// Name.
    pub name: String,
    /// E-mail address.
    pub email: String,
    /// Role key.
    pub role: String,
    /// Whether they can sign in.
    pub state: PersonState,
    /// Since when they are here.
    pub created: i64,
    /// When they were last here.
    pub last_seen: Option<i64>,
    /// How they prove who they are.
    pub factors: Factors,
    /// Their sessions; nothing where the reader may not see them.
    pub sessions: Option<Vec<SessionRow>>,
    /// Their tokens; nothing where the reader may not see them.
    pub tokens: Option<Vec<TokenRow>>,
    /// Role keys the reader may give.
    pub roles: Vec<String>,
    /// Whether the reader may change role and state.
    pub may_change: bool,
    /// Whether the reader may end the person's sessions.
    pub may_end_sessions: bool,
    /// Whether the reader may propose what takes two people.
    pub may_propose: bool,
    /// Whether a change first needs a fresh proof that it is the reader.
    pub stale: bool,
    /// Whether it is the reader.
    pub is_self: bool,
    /// Whether nobody else could administer the server.
    pub last_admin: bool,
    /// Field `role`.
    pub filled: Filled,
}

/// One person.
#[must_use]
pub fn person(frame: &Frame, view: &PersonView) -> Markup {
    let texts = frame.texts;
    let main = html! {
        (card(&t!(texts, "person-facts"), &facts(frame, view)))
        @if view.may_change { (role(texts, view)) }
        @if let Some(rows) = &view.sessions { (card(&t!(texts, "sessions"), &html! {
            (sessions(frame, rows, false))
            @if view.may_end_sessions && !rows.is_empty() { (end_sessions(texts, view)) }
        })) }
        @if let Some(rows) = &view.tokens { (card(&t!(texts, "tokens"), &token_list(frame, rows))) }
    };
    let aside = html! {
        (card(&t!(texts, "second-factors"), &factors(frame, view)))
        @if view.may_change { (state(texts, view)) }
        @if view.may_propose && !view.is_self && view.state != PersonState::Disabled { (takes_two(texts, view)) }
    };
    let body = html! {
        (page_heading_with(&view.name, &html! { (view.email) }, &view.state.badge(texts)))
        (person_tabs(texts, &view.id, &urls::with(urls::PERSON, &[&view.id])))
        @if view.stale && (view.may_change || view.may_end_sessions) { (confirm_first(frame)) }
        @if view.state == PersonState::Locked { (notice(Tone::Warning, &t!(texts, "person-locked-explained"))) }
        @if view.last_admin { (notice(Tone::Warning, &t!(texts, "person-last-admin"))) }
        (columns(&main, &aside))
    };
    page(frame, &view.name, body).render(frame)
}

fn page(frame: &Frame, name: &str, body: Markup) -> Page {
    Page::new(name.to_owned(), body).section(Section::People).under(urls::PEOPLE, t!(frame.texts, "people"))
}

fn person_tabs(texts: Texts, id: &str, current: &str) -> Markup {
    let entries = [
        (urls::with(urls::PERSON, &[id]), t!(texts, "person-tab-account")),
        (urls::with(urls::PERSON_RECORDS, &[id]), t!(texts, "person-tab-records")),
    ];
    tabs(&t!(texts, "person-tabs"), current, &entries)
}

fn facts(frame: &Frame, view: &PersonView) -> Markup {
    let texts = frame.texts;
    Definitions::new()
        .text(t!(texts, "column-role"), &texts.named("role", &view.role))
        .text(t!(texts, "person-since"), &texts.moment(view.created))
        .row(t!(texts, "last-seen"), time_or_never(frame, view.last_seen, &t!(texts, "never")))
        .row(t!(texts, "identifier"), copyable(texts, "person-id", &t!(texts, "identifier"), &view.id))
        .render()
}

fn role(texts: Texts, view: &PersonView) -> Markup {
    let filled = if view.filled.value("role").is_empty() {
        view.filled.clone().with("role", view.role.as_str())
    } else {
        view.filled.clone()
    };
    let fields = html! {
        (error_summary(texts, &filled))
        (radios(texts, &filled, "role", &t!(texts, "column-role"), &role_choices(texts, &view.roles)))
        p.hint { (t!(texts, "role-change-hint")) }
        (submit(&t!(texts, "role-change"), Look::Plain))
    };
    html! {
        details.card.folded open[view.filled.problem("role").is_some()] {
            summary { h2 { (t!(texts, "role-change")) } }
            (form(&urls::with(urls::PERSON_ROLE, &[&view.id]), &fields))
        }
    }
}

fn factors(frame: &Frame, view: &PersonView) -> Markup {
    let texts = frame.texts;
    let none = !view.factors.totp && view.factors.passkeys == 0;
    let app = if view.factors.totp { t!(texts, "is-set-up") } else { t!(texts, "not-set-up") };
    let list = Definitions::new()
        .text(t!(texts, "totp"), &app)
        .text(t!(texts, "passkeys"), &texts.number(view.factors.passkeys))
        .text(t!(texts, "recovery-codes-left"), &texts.number(view.factors.recovery_codes));
    html! {
        @if none { p { (badge(Tone::Warning, &t!(texts, "factor-none"))) } }
        (list.render())
        @if view.may_change && !none && !view.is_self { (reset_factors(texts, view)) }
    }
}

fn reset_factors(texts: Texts, view: &PersonView) -> Markup {
    Confirm {
        id: "reset-factors",
        opener: t!(texts, "factors-reset"),
        title: t!(texts, "factors-reset-title", name = &view.name),
        explanation: t!(texts, "factors-reset-effect"),
        fields: html! {},
        action: urls::with(urls::PERSON_FACTORS_RESET, &[&view.id]),
        button: t!(texts, "factors-reset"),
        look: Look::Danger,
        cancel: t!(texts, "cancel"),
        open: false,
    }
    .render()
}

fn end_sessions(texts: Texts, view: &PersonView) -> Markup {
    Confirm {
        id: "end-sessions",
        opener: t!(texts, "sessions-end-all"),
        title: t!(texts, "sessions-end-title", name = &view.name),
        explanation: t!(texts, "sessions-end-effect"),
        fields: html! {},
        action: urls::with(urls::PERSON_SESSIONS_REVOKE, &[&view.id]),
        button: t!(texts, "sessions-end-all"),
        look: Look::Danger,
        cancel: t!(texts, "cancel"),
        open: false,
    }
    .render()
}

fn state(texts: Texts, view: &PersonView) -> Markup {
    let disabled = view.state == PersonState::Disabled;
    let body = html! {
        @if disabled {
            p { (t!(texts, "person-disabled-explained")) }
            (actions(&[post_button(&urls::with(urls::PERSON_ENABLE, &[&view.id]), &t!(texts, "person-enable"), Look::Plain)]))
        } @else if view.is_self || view.last_admin {
            p { (t!(texts, "person-disable-not-here")) }
        } @else {
            p { (t!(texts, "person-disable-hint")) }
            (disable(texts, view))
        }
    };
    card(&t!(texts, "person-access"), &body)
}

fn disable(texts: Texts, view: &PersonView) -> Markup {
    Confirm {
        id: "disable",
        opener: t!(texts, "person-disable"),
        title: t!(texts, "person-disable-title", name = &view.name),
        explanation: t!(texts, "person-disable-effect"),
        fields: html! {},
        action: urls::with(urls::PERSON_DISABLE, &[&view.id]),
        button: t!(texts, "person-disable"),
        look: Look::Danger,
        cancel: t!(texts, "cancel"),
        open: false,
    }
    .render()
}

/// What is proposed here and decided by somebody else.
fn takes_two(texts: Texts, view: &PersonView) -> Markup {
    let body = html! {
        p { (t!(texts, "person-two-hint")) }
        (actions(&[
            html! { @if view.role != "admin" { (make_admin(texts, view)) } },
            recover(texts, view),
        ]))
    };
    card(&t!(texts, "person-two"), &body)
}

fn make_admin(texts: Texts, view: &PersonView) -> Markup {
    Confirm {
        opener: t!(texts, "make-admin"),
        title: t!(texts, "make-admin-title", name = &view.name),
        explanation: t!(texts, "make-admin-effect", name = &view.name),
        ..proposal(texts, "make-admin", &view.id)
    }
    .render()
}

fn recover(texts: Texts, view: &PersonView) -> Markup {
    Confirm {
        opener: t!(texts, "recover-propose"),
        title: t!(texts, "recover-propose-title", name = &view.name),
        explanation: t!(texts, "recover-propose-effect"),
        ..proposal(texts, "recover", &view.id)
    }
    .render()
}

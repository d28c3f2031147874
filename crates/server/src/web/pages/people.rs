//! The list of people, and inviting one.

use maud::{Markup, html};

use crate::t;
use crate::web::components::{
    Cell, Choice, Column, Confirm, Definitions, Input, Listing, Look, Paging, Query, badge, button_link, card, columns,
    copyable, empty_with, error_summary, form, page_heading, page_heading_with, radios, secret, select, submit, time,
    time_or_never,
};
use crate::web::layout::Page;
use crate::web::{Filled, Frame, Section, Texts, Tone, urls};

/// Whether somebody can sign in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PersonState {
    /// Yes.
    Active,
    /// Not until the throttle lifts or an administrator does.
    Locked,
    /// No: the account is closed.
    Disabled,
}

impl PersonState {
    /// The keys of the filter.
    pub const ALL: [Self; 3] = [Self::Active, Self::Locked, Self::Disabled];

    /// The key in the filter `state`.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Locked => "locked",
            Self::Disabled => "disabled",
        }
    }

    fn words(self, texts: Texts) -> String {
        match self {
            Self::Active => t!(texts, "person-active"),
            Self::Locked => t!(texts, "person-locked"),
            Self::Disabled => t!(texts, "person-disabled"),
        }
    }

    /// As a badge.
    #[must_use]
    pub fn badge(self, texts: Texts) -> Markup {
        let tone = match self {
            Self::Active => Tone::Good,
            Self::Locked => Tone::Warning,
            Self::Disabled => Tone::Neutral,
        };
        badge(tone, &self.words(texts))
    }
}

/// One row of the list.
#[derive(Clone, Debug)]
pub struct PersonRow {
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
    /// Whether they have a second factor.
    pub second_factor: bool,
    /// When they were last here, in microseconds.
    pub last_seen: Option<i64>,
}

/// An invitation that waits.
#[derive(Clone, Debug)]
pub struct InvitationRow {
    /// `inv_…`.
    pub id: String,
    /// For whom.
    pub name: String,
    /// E-mail address.
    pub email: String,
    /// Role key.
    pub role: String,
    /// By whom, where that is known.
    pub invited_by: Option<String>,
    /// Until when the link works.
    pub expires: i64,
}

/// The list.
#[derive(Clone, Debug)]
pub struct PeopleView {
    /// This page's people.
    pub rows: Vec<PersonRow>,
    /// Filters `q`, `role`, `state`; orders `name`, `role`, `seen`.
    pub query: Query,
    /// Which page this is.
    pub paging: Paging,
    /// Invitations that wait.
    pub invitations: Vec<InvitationRow>,
    /// All role keys, for the filter.
    pub roles: Vec<String>,
    /// Whether the reader may invite and withdraw.
    pub may_invite: bool,
}

/// The list of people.
#[must_use]
pub fn people(frame: &Frame, view: &PeopleView) -> Markup {
    let texts = frame.texts;
    let invite = html! { @if view.may_invite { (invite_link(texts)) } };
    let body = html! {
        (page_heading_with(&t!(texts, "people"), &html! { (t!(texts, "people-lead")) }, &invite))
        (listing(frame, view))
        @if !view.invitations.is_empty() { (card(&t!(texts, "invitations"), &invitations(frame, view))) }
    };
    Page::new(t!(texts, "people"), body).section(Section::People).render(frame)
}

fn invite_link(texts: Texts) -> Markup {
    button_link(urls::INVITE, &t!(texts, "invite"), Look::Primary)
}

fn listing(frame: &Frame, view: &PeopleView) -> Markup {
    let texts = frame.texts;
    Listing {
        id: "people",
        caption: t!(texts, "people-caption"),
        columns: vec![
            Column::new(t!(texts, "column-name")).sorted_by("name"),
            Column::new(t!(texts, "email")),
            Column::new(t!(texts, "column-role")).sorted_by("role"),
            Column::new(t!(texts, "column-state")),
            Column::new(t!(texts, "second-factor")),
            Column::new(t!(texts, "last-seen")).sorted_by("seen"),
        ],
        rows: view.rows.iter().map(|row| cells(frame, row)).collect(),
        query: &view.query,
        paging: &view.paging,
        filter: filter(texts, view),
        empty: empty_with(&t!(texts, "people-empty"), &t!(texts, "people-empty-hint"), &html! {}),
    }
    .render(texts)
}

fn cells(frame: &Frame, row: &PersonRow) -> Vec<Cell> {
    let texts = frame.texts;
    let factor = if row.second_factor {
        badge(Tone::Good, &t!(texts, "factor-set"))
    } else {
        badge(Tone::Warning, &t!(texts, "factor-none"))
    };
    vec![
        html! { a href=(urls::with(urls::PERSON, &[&row.id])) { (row.name) } },
        html! { span.address { (row.email) } },
        html! { (texts.named("role", &row.role)) },
        row.state.badge(texts),
        factor,
        time_or_never(frame, row.last_seen, &t!(texts, "never")),
    ]
}

fn filter(texts: Texts, view: &PeopleView) -> Markup {
    let filled = Filled::empty()
        .with("q", view.query.value("q"))
        .with("role", view.query.value("role"))
        .with("state", view.query.value("state"));
    let any = t!(texts, "any");
    let states: Vec<Choice> =
        PersonState::ALL.into_iter().map(|state| Choice::new(state.key(), state.words(texts))).collect();
    html! {
        (Input::search("q", t!(texts, "people-search")).render(texts, &filled))
        (select(texts, &filled, "role", &t!(texts, "column-role"), Some(&any), &role_names(texts, &view.roles)))
        (select(texts, &filled, "state", &t!(texts, "column-state"), Some(&any), &states))
    }
}

pub(super) fn role_names(texts: Texts, roles: &[String]) -> Vec<Choice> {
    roles.iter().map(|role| Choice::new(role.as_str(), texts.named("role", role))).collect()
}

/// Roles with a line on what each may do.
pub(super) fn role_choices(texts: Texts, roles: &[String]) -> Vec<Choice> {
    let explained =
        |role: &String| Choice::explained(role.as_str(), texts.named("role", role), texts.named("role-may", role));
    roles.iter().map(explained).collect()
}

fn invitations(frame: &Frame, view: &PeopleView) -> Markup {
    html! { ul.rows { @for row in &view.invitations { li { (invitation(frame, row, view.may_invite)) } } } }
}

fn invitation(frame: &Frame, row: &InvitationRow, may_withdraw: bool) -> Markup {
    let texts = frame.texts;
    html! {
        div.row-main {
            p { strong { (row.name) } " " (row.email) " · " (texts.named("role", &row.role)) }
            p.hint {
                @match &row.invited_by {
                    Some(name) => (t!(texts, "invited-by", name = name)),
                    None => (t!(texts, "invited-by-unknown")),
                }
                " · "
                @if row.expires <= frame.now { (badge(Tone::Warning, &t!(texts, "invitation-expired"))) " " }
                (t!(texts, "valid-until")) " " (time(frame, row.expires))
            }
        }
        @if may_withdraw { (withdraw(texts, row)) }
    }
}

fn withdraw(texts: Texts, row: &InvitationRow) -> Markup {
    Confirm {
        id: &row.id,
        opener: t!(texts, "invitation-withdraw"),
        title: t!(texts, "invitation-withdraw-title", name = &row.name),
        explanation: t!(texts, "invitation-withdraw-effect"),
        fields: html! {},
        action: urls::with(urls::INVITATION_REVOKE, &[&row.id]),
        button: t!(texts, "invitation-withdraw"),
        look: Look::Danger,
        cancel: t!(texts, "cancel"),
        open: false,
    }
    .render()
}

/// A new invitation.
#[derive(Clone, Debug)]
pub struct InviteView {
    /// Role keys the reader may give.
    pub roles: Vec<String>,
    /// How long the link works, in microseconds.
    pub valid_for: i64,
    /// Fields `name`, `email`, `role`.
    pub filled: Filled,
}

/// Inviting somebody.
#[must_use]
pub fn invite(frame: &Frame, view: &InviteView) -> Markup {
    let (texts, filled) = (frame.texts, &view.filled);
    let fields = html! {
        (error_summary(texts, filled))
        (Input::text("name", t!(texts, "column-name")).autocomplete("off").render(texts, filled))
        (Input::email("email", t!(texts, "email")).autocomplete("off").render(texts, filled))
        (radios(texts, filled, "role", &t!(texts, "column-role"), &role_choices(texts, &view.roles)))
        (submit(&t!(texts, "invite-submit"), Look::Primary))
    };
    let body = html! {
        (page_heading_with(
            &t!(texts, "invite"),
            &html! { (t!(texts, "invite-lead", duration = texts.duration(view.valid_for))) },
            &html! {},
        ))
        section.card { (form(urls::INVITE, &fields)) }
    };
    Page::new(t!(texts, "invite"), body).section(Section::People).under(urls::PEOPLE, t!(texts, "people")).render(frame)
}

/// The link of a new invitation, shown once.
#[derive(Clone, Debug)]
pub struct InvitedView {
    /// For whom.
    pub name: String,
    /// E-mail address.
    pub email: String,
    /// Role key.
    pub role: String,
    /// The whole link.
    pub link: String,
    /// Until when it works.
    pub expires: i64,
    /// The certificate's fingerprint, where the server made it itself.
    pub certificate: Option<String>,
}

/// The page after an invitation.
#[must_use]
pub fn invited(frame: &Frame, view: &InvitedView) -> Markup {
    let texts = frame.texts;
    let facts = Definitions::new()
        .text(t!(texts, "column-name"), &view.name)
        .text(t!(texts, "email"), &view.email)
        .text(t!(texts, "column-role"), &texts.named("role", &view.role))
        .row(t!(texts, "valid-until"), time(frame, view.expires));
    let main = html! {
        section.card {
            (secret(texts, "invitation-link", &t!(texts, "invited-link"), &view.link))
            p { (t!(texts, "invited-once")) }
            @if let Some(print) = &view.certificate {
                p { (t!(texts, "invited-certificate")) }
                p { (copyable(texts, "certificate", &t!(texts, "certificate-fingerprint"), print)) }
            }
            p { a href=(urls::PEOPLE) { (t!(texts, "back-to-people")) } }
        }
    };
    let body = html! {
        (page_heading(&t!(texts, "invited-title", name = &view.name)))
        (columns(&main, &card(&t!(texts, "invitation"), &facts.render())))
    };
    Page::new(t!(texts, "invitation"), body)
        .section(Section::People)
        .under(urls::PEOPLE, t!(texts, "people"))
        .render(frame)
}

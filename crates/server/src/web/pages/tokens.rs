//! Access tokens: the list, making one, and the one time it is shown.

use maud::{Markup, html};

use crate::t;
use crate::web::components::{
    Cell, Choice, Column, Confirm, Definitions, Group, Input, Listing, Look, Paging, Query, badge, button_link, card,
    checkbox_groups, code_block, columns, empty_with, error_summary, form, notice, page_heading_with, secret, select,
    submit, time, time_or_never,
};
use crate::web::layout::Page;
use crate::web::{Filled, Frame, Section, Texts, Tone, urls};

/// Whether a token works.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenState {
    /// Yes.
    Active,
    /// It is held because of a case, and does not count until it is given back.
    Held,
    /// Its time is over.
    Expired,
    /// It was ended.
    Revoked,
}

impl TokenState {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Active, Self::Held, Self::Expired, Self::Revoked];

    /// The key in the filter `state`.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Held => "held",
            Self::Expired => "expired",
            Self::Revoked => "revoked",
        }
    }

    /// Whether there is something to end.
    const fn may_end(self) -> bool {
        matches!(self, Self::Active | Self::Held)
    }

    fn words(self, texts: Texts) -> String {
        match self {
            Self::Active => t!(texts, "token-active"),
            Self::Held => t!(texts, "token-held"),
            Self::Expired => t!(texts, "token-expired"),
            Self::Revoked => t!(texts, "token-revoked"),
        }
    }

    fn badge(self, texts: Texts) -> Markup {
        let tone = match self {
            Self::Active => Tone::Good,
            Self::Held => Tone::Warning,
            Self::Expired | Self::Revoked => Tone::Neutral,
        };
        badge(tone, &self.words(texts))
    }
}

/// One token, never the token itself.
#[derive(Clone, Debug)]
pub struct TokenRow {
    /// `tok_…`.
    pub id: String,
    /// What it is for.
    pub name: String,
    /// `usr_…` of its maker.
    pub owner_id: String,
    /// The maker's name.
    pub owner: String,
    /// Action keys.
    pub scopes: Vec<String>,
    /// When it ends.
    pub expires: i64,
    /// When it was last used.
    pub last_used: Option<i64>,
    /// Whether it works.
    pub state: TokenState,
    /// Whether the reader may end it.
    pub may_revoke: bool,
}

/// The list.
#[derive(Clone, Debug)]
pub struct TokensView {
    /// This page's tokens.
    pub rows: Vec<TokenRow>,
    /// Filters `q`, `state`; newest first.
    pub query: Query,
    /// Which page this is.
    pub paging: Paging,
    /// Whether the reader may make one.
    pub may_make: bool,
}

/// The list of tokens.
#[must_use]
pub fn tokens(frame: &Frame, view: &TokensView) -> Markup {
    let texts = frame.texts;
    let make = html! { @if view.may_make { (button_link(urls::TOKEN_NEW, &t!(texts, "token-make"), Look::Primary)) } };
    let list = Listing {
        id: "tokens",
        caption: t!(texts, "tokens-caption"),
        columns: token_columns(texts),
        rows: view.rows.iter().map(|row| cells(frame, row)).collect(),
        query: &view.query,
        paging: &view.paging,
        filter: filter(texts, &view.query),
        empty: empty_with(&t!(texts, "tokens-empty"), &t!(texts, "tokens-empty-hint"), &make),
    };
    let body = html! {
        (page_heading_with(&t!(texts, "tokens"), &html! { (t!(texts, "tokens-lead")) }, &make))
        (list.render(texts))
    };
    Page::new(t!(texts, "tokens"), body).section(Section::Tokens).render(frame)
}

fn token_columns(texts: Texts) -> Vec<Column> {
    vec![
        Column::new(t!(texts, "column-name")),
        Column::new(t!(texts, "token-owner")),
        Column::new(t!(texts, "token-scopes")),
        Column::new(t!(texts, "column-state")),
        Column::new(t!(texts, "expires")),
        Column::new(t!(texts, "last-used")),
        Column::new(t!(texts, "column-action")),
    ]
}

fn cells(frame: &Frame, row: &TokenRow) -> Vec<Cell> {
    let texts = frame.texts;
    vec![
        html! { (row.name) },
        html! { a href=(urls::with(urls::PERSON, &[&row.owner_id])) { (row.owner) } },
        scopes(texts, &row.scopes),
        row.state.badge(texts),
        time(frame, row.expires),
        time_or_never(frame, row.last_used, &t!(texts, "never")),
        html! { @if row.may_revoke && row.state.may_end() { (revoke(texts, row)) } @else { "–" } },
    ]
}

fn scopes(texts: Texts, keys: &[String]) -> Markup {
    html! { ul.plain { @for key in keys { li { (texts.named("action", key)) } } } }
}

fn filter(texts: Texts, query: &Query) -> Markup {
    let filled = Filled::empty().with("q", query.value("q")).with("state", query.value("state"));
    let states: Vec<Choice> =
        TokenState::ALL.into_iter().map(|state| Choice::new(state.key(), state.words(texts))).collect();
    html! {
        (Input::search("q", t!(texts, "tokens-search")).render(texts, &filled))
        (select(texts, &filled, "state", &t!(texts, "column-state"), Some(&t!(texts, "any")), &states))
    }
}

fn revoke(texts: Texts, row: &TokenRow) -> Markup {
    Confirm {
        id: &row.id,
        opener: t!(texts, "token-revoke"),
        title: t!(texts, "token-revoke-title", name = &row.name),
        explanation: t!(texts, "token-revoke-effect"),
        fields: html! {},
        action: urls::with(urls::TOKEN_REVOKE, &[&row.id]),
        button: t!(texts, "token-revoke"),
        look: Look::Danger,
        cancel: t!(texts, "cancel"),
        open: false,
    }
    .render()
}

/// Tokens as rows of a card, on a person's page.
pub(super) fn token_list(frame: &Frame, rows: &[TokenRow]) -> Markup {
    let texts = frame.texts;
    html! {
        @if rows.is_empty() { p.quiet { (t!(texts, "tokens-none")) } }
        @else { ul.rows { @for row in rows { li {
            div.row-main {
                p { strong { (row.name) } " " (row.state.badge(texts)) }
                p.hint { (t!(texts, "expires")) " " (time(frame, row.expires)) }
            }
            @if row.may_revoke && row.state.may_end() { (revoke(texts, row)) }
        } } } }
    }
}

/// A new token.
#[derive(Clone, Debug)]
pub struct NewTokenView {
    /// Action keys the reader may give to it.
    pub scopes: Vec<String>,
    /// Lifetimes to choose from, in days.
    pub days: Vec<u32>,
    /// Fields `name`, `scope`, `days`.
    pub filled: Filled,
}

/// Making a token.
#[must_use]
pub fn new_token(frame: &Frame, view: &NewTokenView) -> Markup {
    let (texts, filled) = (frame.texts, &view.filled);
    let scopes = scope_groups(texts, &view.scopes);
    let days: Vec<Choice> =
        view.days.iter().map(|days| Choice::new(days.to_string(), t!(texts, "time-days", count = *days))).collect();
    let fields = html! {
        (error_summary(texts, filled))
        (Input::text("name", t!(texts, "token-name")).hint(t!(texts, "token-name-hint")).autocomplete("off")
            .render(texts, filled))
        (checkbox_groups(texts, filled, "scope", &t!(texts, "token-scopes-choose"), &scopes))
        (select(texts, filled, "days", &t!(texts, "token-lifetime"), None, &days))
        (submit(&t!(texts, "token-make"), Look::Primary))
    };
    let body = html! {
        (page_heading_with(&t!(texts, "token-make"), &html! { (t!(texts, "token-make-lead")) }, &html! {}))
        section.card { (form(urls::TOKEN_NEW, &fields)) }
    };
    page(frame, t!(texts, "token-make"), body)
}

/// By subject, the part of an action's key before the dot.
fn scope_groups(texts: Texts, keys: &[String]) -> Vec<Group> {
    let subject = |key: &str| key.split('.').next().unwrap_or_default().to_owned();
    let groups = keys.chunk_by(|left, right| subject(left) == subject(right));
    let group = |keys: &[String]| Group {
        label: texts.named("subject", &keys.first().map(|key| subject(key)).unwrap_or_default()),
        choices: keys.iter().map(|key| scope_choice(texts, key)).collect(),
    };
    groups.map(group).collect()
}

fn scope_choice(texts: Texts, key: &str) -> Choice {
    Choice::explained(key, texts.named("action", key), key)
}

fn page(frame: &Frame, title: String, body: Markup) -> Markup {
    Page::new(title, body).section(Section::Tokens).under(urls::TOKENS, t!(frame.texts, "tokens")).render(frame)
}

/// A token, this once.
#[derive(Clone, Debug)]
pub struct MadeTokenView {
    /// What it is for.
    pub name: String,
    /// The token.
    pub token: String,
    /// Action keys.
    pub scopes: Vec<String>,
    /// When it ends.
    pub expires: i64,
    /// The server's address, for the example.
    pub server: String,
}

/// The one time a token is shown.
#[must_use]
pub fn made_token(frame: &Frame, view: &MadeTokenView) -> Markup {
    let texts = frame.texts;
    let facts = Definitions::new()
        .row(t!(texts, "token-scopes"), scopes(texts, &view.scopes))
        .row(t!(texts, "expires"), time(frame, view.expires));
    let example = format!("curl --header \"Authorization: Bearer $STEADFAST_TOKEN\" {}/api/v1/me", view.server);
    let main = html! {
        section.card {
            (secret(texts, "token", &t!(texts, "token-new"), &view.token))
            (notice(Tone::Warning, &t!(texts, "token-once")))
            (code_block(texts, "token-example", &t!(texts, "token-example"), &example))
            p { a href=(urls::TOKENS) { (t!(texts, "back-to-tokens")) } }
        }
    };
    let body = html! {
        (page_heading_with(&t!(texts, "token-made", name = &view.name), &html! {}, &html! {}))
        (columns(&main, &card(&t!(texts, "token-may"), &facts.render())))
    };
    page(frame, t!(texts, "token-new"), body)
}

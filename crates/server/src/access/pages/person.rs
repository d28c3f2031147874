//! The page of one person, and what administrators do there.

use std::sync::Arc;

use axum::Form;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use steadfast_store::{Id, StoreError, Time, Token, kinds};

use super::invite::roles;
use super::people::state;
use super::refusal::wrong_role;
use super::rows;
use crate::access::action::Action;
use crate::access::budgets::locked;
use crate::access::door::SignedIn;
use crate::access::error::AccessError;
use crate::access::people::{self as service, Account};
use crate::access::role::Role;
use crate::act::Ask;
use crate::app::App;
use crate::http::problem::Problem;
use crate::web::flash::done;
use crate::web::pages::person::{Factors, PersonView, person};
use crate::web::reader::Reader;
use crate::web::visit::page;
use crate::web::{Filled, Texts, urls};

/// More tokens of one person than this stand on the list of tokens only.
const TOKENS: i64 = 50;

fn id(text: &str) -> Result<Id<kinds::Person>, AccessError> {
    Ok(text.parse()?)
}

/// The page.
pub(super) async fn show(
    State(app): State<Arc<App>>,
    reader: Reader,
    Path(text): Path<String>,
) -> Result<Response, Problem> {
    reader.by.may(Action::PeopleRead)?;
    let id = text.parse().map_err(|_| AccessError::NotFound("person"))?;
    shown(&app, &reader, id, Filled::empty(), StatusCode::OK).await
}

async fn shown(
    app: &App,
    reader: &Reader,
    id: Id<kinds::Person>,
    filled: Filled,
    status: StatusCode,
) -> Result<Response, Problem> {
    let account = service::account(app, id).await?;
    let more = more(app, id).await?;
    let view = PersonView { filled, ..view(reader.frame.texts, &reader.by, account, more, app.ambient.now()) };
    Ok(page(status, person(&reader.frame, &view)))
}

/// What else the page says.
struct More {
    locked: bool,
    seen: Option<Time>,
    admins: i64,
    tokens: Vec<Token>,
}

async fn more(app: &App, id: Id<kinds::Person>) -> Result<More, StoreError> {
    app.store
        .read(move |tx| {
            Ok(More {
                locked: locked(tx, id)?,
                seen: tx.person_seen(id)?,
                admins: tx.person_active_count(Role::Admin.as_str())?,
                tokens: tx.token_list(Some(id), None, TOKENS)?,
            })
        })
        .await
}

fn view(texts: Texts, by: &SignedIn, account: Account, more: More, now: Time) -> PersonView {
    let has = |action| by.rights.contains(&action);
    let (person, ways) = (account.person, account.ways);
    let (is_self, is_admin) = (person.id == by.person.id, person.role == Role::Admin.as_str());
    let sees_sessions = is_self || has(Action::SessionRevokeAny);
    let sees_tokens = is_self || has(Action::TokenReadAny);
    let ends_tokens = has(Action::TokenRevokeAny) || is_self && has(Action::TokenRevokeOwn);
    let token = |token| rows::token(token, &person.name, ends_tokens, now);
    PersonView {
        id: person.id.to_string(),
        email: person.email.clone(),
        role: person.role.clone(),
        state: state(person.active, more.locked),
        created: person.created.0,
        last_seen: more.seen.map(|seen| seen.0),
        factors: Factors {
            totp: ways.totp,
            passkeys: account.passkeys.len() as u64,
            recovery_codes: u64::try_from(ways.recovery_codes).unwrap_or(0),
        },
        sessions: sees_sessions.then(|| rows::sessions(texts, &account.sessions, by)),
        tokens: sees_tokens.then(|| more.tokens.into_iter().map(token).collect()),
        roles: roles(),
        may_change: has(Action::PeopleChange),
        may_end_sessions: has(Action::SessionRevokeAny),
        may_propose: has(Action::PeopleMakeAdmin) && has(Action::ApprovalPropose),
        stale: !by.fresh(now),
        is_self,
        last_admin: is_admin && person.active && more.admins <= 1,
        filled: Filled::empty(),
        name: person.name,
    }
}

/// What the form of the role sends.
#[derive(Deserialize)]
pub(super) struct Sent {
    #[serde(default)]
    role: String,
}

/// Another role.
pub(super) async fn role(
    State(app): State<Arc<App>>,
    reader: Reader,
    Path(text): Path<String>,
    Form(sent): Form<Sent>,
) -> Result<Response, Problem> {
    reader.by.may(Action::PeopleChange)?;
    let id = id(&text)?;
    let given = sent.role.parse::<Role>().ok().filter(|role| *role != Role::Admin);
    let Some(given) = given else {
        let filled = Filled::empty().with("role", &sent.role).wrong("role", wrong_role(&sent.role));
        return shown(&app, &reader, id, filled, StatusCode::UNPROCESSABLE_ENTITY).await;
    };
    service::set_role(&app, Ask::new(reader.by.caller, Action::PeopleChange), id, given).await?;
    Ok(back(id, "role-changed"))
}

fn back(id: Id<kinds::Person>, what: &'static str) -> Response {
    done(&urls::with(urls::PERSON, &[&id.to_string()]), what)
}

macro_rules! buttons {
    ($($(#[$doc:meta])* $name:ident $action:ident, $done:literal;)+) => {
        $($(#[$doc])*
        pub(super) async fn $name(
            State(app): State<Arc<App>>,
            reader: Reader,
            Path(text): Path<String>,
        ) -> Result<Response, Problem> {
            let id = id(&text)?;
            service::$name(&app, Ask::new(reader.by.caller, Action::$action), id).await?;
            Ok(back(id, $done))
        })+
    };
}

buttons! {
    /// Closes the account.
    disable PeopleDisable, "person-disabled";
    /// Opens it again.
    enable PeopleDisable, "person-enabled";
    /// Takes every second factor away.
    reset_factors PeopleResetFactors, "factors-reset";
    /// Ends all sessions.
    end_sessions SessionRevokeAny, "others-sessions-ended";
}

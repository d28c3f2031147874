//! The page with the list of people.

use std::sync::Arc;

use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use steadfast_store::{Listed, Roster, RosterKey, RosterPage, StoreError};

use crate::access::action::Action;
use crate::access::role::Role;
use crate::access::roster::{Found, name_of, only_locked, page as found};
use crate::app::App;
use crate::http::problem::Problem;
use crate::web::components::{Paging, Query as Address, Total};
use crate::web::pages::people::{InvitationRow, PeopleView, PersonRow, PersonState, people};
use crate::web::reader::Reader;
use crate::web::urls;
use crate::web::visit::page;

/// What the address says.
#[derive(Default, Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    q: String,
    #[serde(default)]
    role: String,
    #[serde(default)]
    state: String,
    #[serde(default)]
    sort: String,
    after: Option<String>,
    before: Option<String>,
}

impl Asked {
    fn roster(&self) -> Roster {
        let (descending, key) = match self.sort.strip_prefix('-') {
            Some(key) => (true, key),
            None => (false, self.sort.as_str()),
        };
        let key = match key {
            "role" => RosterKey::Role,
            "seen" => RosterKey::Seen,
            _ => RosterKey::Name,
        };
        let active = match self.state.as_str() {
            "active" => Some(true),
            "disabled" => Some(false),
            _ => None,
        };
        let sought = self.q.chars().take(100).collect();
        Roster { sought, role: self.role.clone(), active, key, descending }
    }

    /// A cursor that is none begins at the first page.
    fn page(&self) -> RosterPage {
        let read = |text: &Option<String>| text.as_ref().and_then(|text| text.parse().ok());
        match (read(&self.after), read(&self.before)) {
            (Some(id), _) => RosterPage::After(id),
            (None, Some(id)) => RosterPage::Before(id),
            (None, None) => RosterPage::First,
        }
    }

    fn address(&self) -> Address {
        let address = Address::new(urls::PEOPLE).filter("q", self.q.as_str()).filter("role", self.role.as_str());
        address.filter("state", self.state.as_str()).sorted(self.sort.as_str())
    }
}

/// The list.
pub(super) async fn show(
    State(app): State<Arc<App>>,
    reader: Reader,
    Query(asked): Query<Asked>,
) -> Result<Response, Problem> {
    reader.by.may(Action::PeopleRead)?;
    let locked = asked.state == PersonState::Locked.key();
    let found = if locked {
        only_locked(&app, asked.roster()).await?
    } else {
        found(&app, asked.roster(), asked.page()).await?
    };
    let view = PeopleView {
        paging: paging(&found),
        rows: found.people.into_iter().map(row).collect(),
        query: asked.address(),
        invitations: invitations(&app).await?,
        roles: Role::ALL.map(|role| role.as_str().to_owned()).to_vec(),
        may_invite: reader.by.rights.contains(&Action::PeopleInvite),
    };
    Ok(page(StatusCode::OK, people(&reader.frame, &view)))
}

fn paging(found: &Found) -> Paging {
    let cursor = |row: Option<&(Listed, bool)>| row.map(|(person, _)| person.id.to_string());
    Paging {
        before: cursor(found.people.first()).filter(|_| found.before),
        after: cursor(found.people.last()).filter(|_| found.after),
        total: if found.uncounted { Total::AtLeast(found.total) } else { Total::Exact(found.total) },
    }
}

fn row((person, locked): (Listed, bool)) -> PersonRow {
    PersonRow {
        id: person.id.to_string(),
        name: person.name,
        email: person.email,
        role: person.role,
        state: state(person.active, locked),
        second_factor: person.second_factor,
        last_seen: person.seen.map(|seen| seen.0),
    }
}

/// Whether somebody can sign in.
pub(super) const fn state(active: bool, locked: bool) -> PersonState {
    match (active, locked) {
        (false, _) => PersonState::Disabled,
        (true, true) => PersonState::Locked,
        (true, false) => PersonState::Active,
    }
}

async fn invitations(app: &App) -> Result<Vec<InvitationRow>, StoreError> {
    app.store
        .read(|tx| {
            let open = tx.invitation_open(200)?;
            open.into_iter()
                .map(|link| {
                    Ok(InvitationRow {
                        id: link.id.to_string(),
                        name: link.name.unwrap_or_default(),
                        email: link.email.unwrap_or_default(),
                        role: link.role.unwrap_or_default(),
                        invited_by: name_of(tx, link.maker)?,
                        expires: link.expires.0,
                    })
                })
                .collect()
        })
        .await
}

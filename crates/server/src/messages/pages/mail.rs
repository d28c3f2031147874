//! The form of the mail server.

use std::sync::Arc;

use axum::Form;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use steadfast_store::StoreError;
use zeroize::Zeroizing;

use super::form::{Sent, field, wrong};
use crate::access::action::Action;
use crate::act::Ask;
use crate::app::App;
use crate::http::problem::Problem as HttpProblem;
use crate::messages::error::MessageError;
use crate::messages::settings::{self, MailServer, Security, Wanted};
use crate::web::flash::done;
use crate::web::pages::message_forms::{MailFormView, mail_form};
use crate::web::reader::Reader;
use crate::web::visit::page;
use crate::web::{Filled, urls};

/// Fields that are shown again as they were sent. The password is not.
const FIELDS: [&str; 7] = ["host", "port", "security", "user", "from", "authority", "details"];

/// The form.
pub(super) async fn show(State(app): State<Arc<App>>, reader: Reader) -> Result<Response, HttpProblem> {
    reader.by.may(Action::ReceiverChange)?;
    let server = app.store.read::<_, StoreError, _>(settings::server).await?;
    let has_password = server.as_ref().is_some_and(MailServer::has_password);
    let fresh = || Filled::empty().with("port", "465").with("security", Security::Tls.as_str());
    let filled = server.map_or_else(fresh, filled);
    Ok(page(StatusCode::OK, mail_form(&reader.frame, &MailFormView { has_password, filled })))
}

fn filled(server: MailServer) -> Filled {
    let MailServer { host, port, security, user, from, authority, details, .. } = server;
    Filled::empty()
        .with("host", host)
        .with("port", port.to_string())
        .with("security", security.as_str())
        .with("user", user.unwrap_or_default())
        .with("from", from)
        .with("authority", authority.unwrap_or_default())
        .with("details", if details { "yes" } else { "" })
}

fn wanted(sent: &Sent) -> Wanted {
    let of = |name: &str| field(sent, name);
    let security = Security::ALL.into_iter().find(|one| one.as_str() == of("security"));
    Wanted {
        host: of("host"),
        port: of("port").trim().parse().unwrap_or(0),
        security: security.unwrap_or_default(),
        user: of("user"),
        // Left empty it stays.
        password: Some(of("password")).filter(|password| !password.is_empty()).map(Zeroizing::new),
        from: of("from"),
        authority: of("authority"),
        details: of("details") == "yes",
    }
}

/// Sets the mail server.
pub(super) async fn change(
    State(app): State<Arc<App>>,
    reader: Reader,
    Form(sent): Form<Sent>,
) -> Result<Response, HttpProblem> {
    reader.by.may(Action::ReceiverChange)?;
    let ask = Ask::new(reader.by.caller.clone(), Action::ReceiverChange);
    match settings::change(&app, ask, wanted(&sent)).await {
        Ok(_) => Ok(done(urls::MESSAGES, "mail-changed")),
        Err(error) => {
            let typed = FIELDS.iter().fold(Filled::empty(), |filled, name| filled.with(name, field(&sent, name)));
            let place = if matches!(error, MessageError::Mail) { "from" } else { "host" };
            match wrong(reader.frame.texts, typed, &error, place) {
                Some(filled) => {
                    let view = MailFormView { has_password: false, filled };
                    Ok(page(StatusCode::UNPROCESSABLE_ENTITY, mail_form(&reader.frame, &view)))
                }
                None => Ok(HttpProblem::from(error).into_response()),
            }
        }
    }
}

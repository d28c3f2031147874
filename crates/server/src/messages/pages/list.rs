//! The list of receivers, and the mail server.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use steadfast_store::{StoreError, Tx};

use super::rows;
use crate::access::action::Action;
use crate::app::App;
use crate::http::problem::Problem;
use crate::messages::manage::MOST;
use crate::messages::sender::address;
use crate::messages::settings::{MailServer, server};
use crate::web::pages::messages::{MailView, MessagesView, messages};
use crate::web::reader::Reader;
use crate::web::visit::page;

/// All receivers: there are never more than fit on one page.
pub(super) async fn show(State(app): State<Arc<App>>, reader: Reader) -> Result<Response, Problem> {
    reader.by.may(Action::ReceiverRead)?;
    let may_change = reader.by.may(Action::ReceiverChange).is_ok();
    let view = app.store.read::<_, StoreError, _>(move |tx| read(tx, may_change)).await?;
    Ok(page(StatusCode::OK, messages(&reader.frame, &view)))
}

fn read(tx: &mut Tx<'_>, may_change: bool) -> Result<MessagesView, StoreError> {
    let mut rows = Vec::new();
    for receiver in tx.receiver_list(None, i64::try_from(MOST).unwrap_or(i64::MAX))? {
        let waiting = u64::try_from(tx.messages_waiting(receiver.id)?).unwrap_or(0);
        let address = address(tx, &receiver)?;
        rows.push(rows::receiver(tx, &receiver, address, waiting)?);
    }
    let is_heard = tx.receivers_of_alerts()? > 0;
    Ok(MessagesView { rows, mail: server(tx)?.map(shown), is_heard, may_change })
}

fn shown(server: MailServer) -> MailView {
    MailView {
        server: format!("{}:{}", server.host, server.port),
        security: server.security.as_str().to_owned(),
        user: server.user,
        from: server.from,
        details: server.details,
    }
}

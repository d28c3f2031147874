//! The form as it arrives: fields first, then files, each straight into quarantine. Where it is refused, the rest is read to
//! its end and dropped, so that the answer arrives.

use std::collections::BTreeMap;
use std::net::IpAddr;
use std::time::Duration;

use axum::extract::multipart::{Field, Multipart, MultipartError};
use axum::http::StatusCode;
use tokio::time::timeout;

use super::gate::{Turned, pass};
use crate::app::App;
use crate::http::problem::Problem;
use crate::reports::error::ReportError;
use crate::reports::fields::LONGEST_TEXT;
use crate::reports::quarantine::{Arrived, LONGEST_FILE, MOST_BYTES, MOST_FILES, ROOM, take};
use crate::reports::submit::WantedReport;
use crate::reports::ticket::Ticket;

/// The field of a form's ticket, and the one that people leave empty.
pub(super) const TICKET: &str = "ticket";
pub(super) const TRAP: &str = "website";
/// The fields that are shown again.
pub(super) const TYPED: [&str; 7] = ["what", "product", "version", "name", "reach", "credit", "credit_name"];
const FILES: &str = "files";
/// Fields of a form, files among them.
const MOST_FIELDS: usize = 96;
/// For one file to arrive.
const PATIENCE: Duration = Duration::from_secs(300);

/// A form that arrived.
#[derive(Default)]
pub(super) struct Sent {
    fields: BTreeMap<String, String>,
    /// What came with it.
    pub(super) files: Vec<Arrived>,
    bytes: usize,
    /// Its ticket, where it was looked at and is good.
    pub(super) ticket: Option<Ticket>,
    /// Why it comes back.
    pub(super) turned: Option<Turned>,
}

impl Sent {
    /// A field; empty where it was not sent.
    pub(super) fn value(&self, name: &str) -> &str {
        self.fields.get(name).map_or("", String::as_str)
    }

    /// As a report.
    pub(super) fn wanted(&self) -> WantedReport {
        let value = |name| self.value(name).to_owned();
        WantedReport {
            what: value("what"),
            product: value("product"),
            version: value("version"),
            name: value("name"),
            reach: value("reach"),
            credit: Some(value("credit")).filter(|word| !word.is_empty()).unwrap_or_else(|| "none".to_owned()),
            credit_name: value("credit_name"),
        }
    }

    /// Looks whether it is taken, once.
    async fn judge(&mut self, app: &App, network: Option<IpAddr>) -> Result<(), Problem> {
        if self.ticket.is_some() || self.turned.is_some() {
            return Ok(());
        }
        match pass(app, network, (self.value(TICKET), self.value(TRAP))).await? {
            Ok(ticket) => self.ticket = Some(ticket),
            Err(turned) => self.turned = Some(turned),
        }
        Ok(())
    }
}

/// Reads a form.
pub(super) async fn read(app: &App, network: Option<IpAddr>, mut multipart: Multipart) -> Result<Sent, Problem> {
    let mut sent = Sent::default();
    for _ in 0..MOST_FIELDS {
        let Some(field) = multipart.next_field().await.map_err(|error| broken(&error))? else {
            sent.judge(app, network).await?;
            return Ok(sent);
        };
        if field.name() == Some(FILES) {
            file(app, network, &mut sent, field).await?;
        } else {
            let name = field.name().unwrap_or_default().to_owned();
            let value = text(field).await?;
            sent.fields.entry(name).or_insert(value);
        }
    }
    Err(Problem::malformed("the form has more fields than it was handed out with"))
}

async fn file(app: &App, network: Option<IpAddr>, sent: &mut Sent, field: Field<'_>) -> Result<(), Problem> {
    let name = field.file_name().unwrap_or_default().to_owned();
    if name.is_empty() {
        return drain(field).await;
    }
    sent.judge(app, network).await?;
    if sent.turned.is_none() && sent.files.len() >= MOST_FILES {
        sent.turned = Some(Turned::TooManyFiles);
    }
    if sent.turned.is_none() && held(app).await? >= ROOM {
        sent.turned = Some(Turned::NoRoom);
    }
    if sent.turned.is_some() {
        return drain(field).await;
    }
    bring(app, sent, &name, field).await
}

async fn held(app: &App) -> Result<i64, Problem> {
    Ok(app.store.read::<_, ReportError, _>(|tx| Ok(tx.report_files_held()?)).await?)
}

/// One file into quarantine, where there is a place for its bytes.
async fn bring(app: &App, sent: &mut Sent, name: &str, field: Field<'_>) -> Result<(), Problem> {
    let Some(place) = app.lobby.place() else {
        sent.turned = Some(Turned::Busy);
        return drain(field).await;
    };
    let late = || Problem::timeout("an attachment did not arrive in time");
    let most = LONGEST_FILE.min(MOST_BYTES.saturating_sub(sent.bytes));
    let content = timeout(PATIENCE, whole(field, most)).await.map_err(|_| late())??;
    match content {
        Some(content) => {
            sent.bytes += content.len();
            sent.files.push(take(app, name, &content).await?);
        }
        None => sent.turned = Some(Turned::TooLarge),
    }
    drop(place);
    Ok(())
}

/// All of a file; nothing where it is longer than `most`, and then it is read to its end all the same.
async fn whole(mut field: Field<'_>, most: usize) -> Result<Option<Vec<u8>>, Problem> {
    let (mut bytes, mut is_longer) = (Vec::new(), false);
    while let Some(piece) = field.chunk().await.map_err(|error| broken(&error))? {
        is_longer |= bytes.len() + piece.len() > most;
        if is_longer {
            bytes = Vec::new();
        } else {
            bytes.extend_from_slice(&piece);
        }
    }
    Ok((!is_longer).then_some(bytes))
}

async fn drain(mut field: Field<'_>) -> Result<(), Problem> {
    while field.chunk().await.map_err(|error| broken(&error))?.is_some() {}
    Ok(())
}

/// A field that is no file. A longer one is cut where it is refused anyway.
async fn text(mut field: Field<'_>) -> Result<String, Problem> {
    let mut bytes = Vec::new();
    while let Some(piece) = field.chunk().await.map_err(|error| broken(&error))? {
        let room = (2 * LONGEST_TEXT).saturating_sub(bytes.len());
        bytes.extend_from_slice(&piece[..piece.len().min(room)]);
    }
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

fn broken(error: &MultipartError) -> Problem {
    match error.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Problem::too_large("the report is larger than this server reads: 24 MiB"),
        _ => Problem::malformed("the form cannot be read"),
    }
}

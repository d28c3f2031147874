//! A report comes in.

use std::fmt;

use serde::{Deserialize, Serialize};
use steadfast_store::{Credit, Id, Report, ReportState, StoreError, Tx, kinds};

use super::error::ReportError;
use super::fields::{CREDIT, CREDIT_NAME, Checked, LINE, LONGEST_TEXT, WHAT};
use super::measure::working_days;
use super::quarantine::Arrived;
use super::sealed::Written;
use super::settings;
use super::ticket::Ticket;
use crate::access::authorise::Passage;
use crate::act::{Ask, At, Fact};
use crate::app::App;
use crate::caller::Caller;

/// Products whose names are compared with what a finder calls theirs.
const PRODUCTS: i64 = 1000;
/// Reports within an hour that are very many.
const FLOOD: i64 = 30;
/// Reports within an hour beyond which no other one is taken.
const MOST: i64 = 300;
const HOUR: i64 = 3_600_000_000;

/// A report as its finder sends it. It has no words in a log.
#[derive(Clone, Default)]
pub struct WantedReport {
    /// What was found.
    pub what: String,
    /// What the finder calls the product.
    pub product: String,
    /// Its version.
    pub version: String,
    /// The finder's name.
    pub name: String,
    /// Where the finder can be reached.
    pub reach: String,
    /// `none`, `anonymous` or `named`.
    pub credit: String,
    /// The name to thank by.
    pub credit_name: String,
}

impl fmt::Debug for WantedReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "WantedReport({} bytes)", self.what.len())
    }
}

impl WantedReport {
    /// What of it is taken.
    ///
    /// # Errors
    /// Every field that is not.
    pub fn taken(&self) -> Result<(Written, Credit), ReportError> {
        let mut checked = Checked::default();
        let credit = checked.word(&self.credit, CREDIT).unwrap_or(Credit::None);
        let written = Written {
            what: checked.text(&self.what, 3..=LONGEST_TEXT, WHAT),
            product: checked.short(&self.product, LINE),
            version: checked.short(&self.version, LINE),
            name: checked.short(&self.name, LINE),
            reach: checked.short(&self.reach, LINE),
            credit_name: checked.short(&self.credit_name, LINE),
        };
        checked.must(credit != Credit::Named || !written.credit_name.is_empty(), CREDIT_NAME);
        checked.taken((written, credit))
    }
}

/// A report that is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Taken {
    /// Its id.
    pub id: Id<kinds::Report>,
    /// What people call it.
    pub number: i64,
    /// Whether it came just now.
    pub is_new: bool,
}

/// How busy the door is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Crowd {
    /// As ever.
    Usual,
    /// Very many arrive: everybody fills in the form for longer.
    Flood,
    /// Nobody could read what arrives.
    Full,
}

/// How busy it is now.
///
/// # Errors
/// When the database fails.
pub async fn crowd(app: &App) -> Result<Crowd, StoreError> {
    let since = steadfast_store::Time(app.ambient.now().0 - HOUR);
    let came = app.store.read::<_, StoreError, _>(move |tx| tx.reports_since(since)).await?;
    Ok(match came {
        came if came >= MOST => Crowd::Full,
        came if came >= FLOOD => Crowd::Flood,
        _ => Crowd::Usual,
    })
}

/// The report that was made of a form before.
///
/// # Errors
/// When the database fails.
pub async fn earlier(app: &App, ticket: &Ticket) -> Result<Option<Taken>, StoreError> {
    let digest = ticket.secret().digest();
    let found = app.store.read::<_, StoreError, _>(move |tx| tx.report_of_token(&digest)).await?;
    Ok(found.map(|report| Taken { id: report.id, number: report.number, is_new: false }))
}

/// Takes a report in. The same form gives the same report, however often it comes.
///
/// # Errors
/// When something is not taken, or cannot be kept.
pub async fn submit(
    app: &App,
    ticket: &Ticket,
    wanted: &WantedReport,
    files: Vec<Arrived>,
) -> Result<Taken, ReportError> {
    let (written, credit) = wanted.taken()?;
    let (id, digest) = (app.ambient.id(), ticket.secret().digest());
    let sealed = written.seal(app, id)?;
    let now = app.ambient.now();
    let rows = (1..).zip(&files).map(|(number, file)| file.row(app, id, number, now)).collect::<Result<Vec<_>, _>>()?;
    let bytes: i64 = files.iter().map(|file| file.bytes).sum();
    let ask = Ask::new(Caller::Nobody, Passage::Report);
    let done = app.act::<_, ReportError, _>(ask, move |tx, at| {
        if let Some(there) = tx.report_of_token(&digest)? {
            return Err(ReportError::Came(there.id));
        }
        let new = fresh(tx, id, at, (&written, credit))?;
        tx.report_insert(&new, &digest, &sealed)?;
        rows.iter().try_for_each(|row| tx.report_file_insert(row))?;
        let fact = about(Fact::new("report-received", &id), &new)
            .with("acknowledge_by", new.acknowledge_by.to_string())
            .with("attachments", rows.len())
            .with("bytes", bytes);
        Ok((Taken { id, number: new.number, is_new: true }, fact))
    });
    match done.await {
        Ok(done) => Ok(done.answer),
        Err(ReportError::Came(id)) => {
            earlier(app, ticket).await?.filter(|taken| taken.id == id).ok_or(ReportError::NotFound("report"))
        }
        Err(error) => Err(error),
    }
}

fn fresh(
    tx: &mut Tx<'_>,
    id: Id<kinds::Report>,
    at: &At,
    (written, credit): (&Written, Credit),
) -> Result<Report, StoreError> {
    let days = settings::kept(tx)?.disclosure.acknowledge_days;
    Ok(Report {
        id,
        number: tx.report_next()?,
        received: at.now,
        acknowledge_by: working_days(at.now, days),
        acknowledged: None,
        state: ReportState::New,
        product: named(tx, &written.product)?,
        case: None,
        credit,
        shown: None,
        waits: None,
        erased: None,
    })
}

/// The product of exactly that name, in whatever letters: the finder's own words stay sealed.
fn named(tx: &mut Tx<'_>, said: &str) -> Result<Option<Id<kinds::Product>>, StoreError> {
    let said = said.to_lowercase();
    let products = if said.is_empty() { Vec::new() } else { tx.product_names(PRODUCTS)? };
    Ok(products.into_iter().find(|(_, name)| name.to_lowercase() == said).map(|(id, _)| id))
}

/// A record about a report: ids, words of closed lists, numbers and times, never what anybody wrote.
pub(super) fn about(fact: Fact, report: &Report) -> Fact {
    let product = report.product.map_or(serde_json::Value::Null, |product| product.to_string().into());
    fact.with("number", report.number).with("product", product)
}

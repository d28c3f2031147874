//! Importers and dealers: what they are called, where they are, and how they can be reached.

use steadfast_store::{Id, Partner, PartnerKind, Tx, kinds};

use super::error::{LANGUAGE, MAIL, MARKET, NAME, PARTNER_KIND, RecallError};
use crate::act::{Ask, Fact};
use crate::app::App;
use crate::cases::error::CaseError;
use crate::cases::fields::Fields;
use crate::fleet::market;

/// The most characters of a name, and of an address.
pub(crate) const LONGEST_NAME: usize = 100;
const LONGEST_MAIL: usize = 254;

/// A partner as somebody enters it.
#[derive(Clone, Debug, Default)]
pub struct WantedPartner {
    /// `importer` or `dealer`; of a known one it does not change, like its name.
    pub kind: String,
    /// What it is called, just as lists of devices name it.
    pub name: String,
    /// The Member State where it is; empty: not known.
    pub market: String,
    /// Where it can be reached by mail; empty: not known.
    pub mail: String,
    /// The language of what it is told.
    pub language: String,
}

struct Reach {
    market: Option<String>,
    mail: String,
    language: String,
}

impl WantedPartner {
    fn reach(&self, fields: &mut Fields) -> Reach {
        let given = self.market.trim();
        let market = market::read(given).map(str::to_owned);
        fields.must(given.is_empty() || market.is_some(), MARKET);
        let mail = fields.short(&self.mail, 0, LONGEST_MAIL, MAIL);
        let is_address = |mail: &str| mail.parse::<lettre::Address>().is_ok();
        fields.must(mail.is_empty() || is_address(&mail), MAIL);
        let language = if self.language.is_empty() { "en" } else { &self.language };
        fields.must(matches!(language, "en" | "de"), LANGUAGE);
        Reach { market, mail, language: language.to_owned() }
    }
}

/// Enters a partner; its id.
///
/// # Errors
/// When something is not taken, there is one of this kind and name, or it is not allowed.
pub async fn make(app: &App, ask: Ask, wanted: WantedPartner) -> Result<Id<kinds::Partner>, RecallError> {
    let mut fields = Fields::default();
    let kind: Option<PartnerKind> = fields.word(&wanted.kind, PARTNER_KIND);
    let (name, reach) = (fields.short(&wanted.name, 1, LONGEST_NAME, NAME), wanted.reach(&mut fields));
    let (id, kind) = (app.ambient.id(), fields.taken(kind)?);
    let done = app.act::<_, RecallError, _>(ask, move |tx, at| {
        if tx.partner_named(kind, &name)?.is_some() {
            return Err(RecallError::Known);
        }
        let Reach { market, mail, language } = &reach;
        tx.partner_insert(&Partner {
            id,
            kind,
            name: name.clone(),
            market: market.clone(),
            mail: mail.clone(),
            language: language.clone(),
            receiver: None,
            created: at.now,
            version: 1,
        })?;
        Ok((id, Fact::new("partner-made", &id).with("kind", kind.as_str())))
    });
    Ok(done.await?.answer)
}

/// Says where a partner is and how it can be reached, on top of `seen`; its new version.
///
/// # Errors
/// When something is not taken, somebody changed it meanwhile, or it is not allowed.
pub async fn change(
    app: &App,
    ask: Ask,
    id: Id<kinds::Partner>,
    seen: i64,
    wanted: WantedPartner,
) -> Result<i64, RecallError> {
    let mut fields = Fields::default();
    let reach = wanted.reach(&mut fields);
    fields.taken(Some(()))?;
    let done = app.act::<_, RecallError, _>(ask, move |tx, _| {
        let known = of(tx, id)?;
        let Reach { market, mail, language } = &reach;
        let (market, mail, language) = (market.clone(), mail.clone(), language.clone());
        if !tx.partner_change(&Partner { market, mail, language, version: seen, ..known })? {
            return Err(RecallError::Changed);
        }
        // Mail to it goes where it is reached now.
        if let Some(mut receiver) = known.receiver.map(|id| tx.receiver(id)).transpose()?.flatten() {
            receiver.address.clone_from(&reach.mail);
            receiver.language.clone_from(&reach.language);
            tx.receiver_change(&receiver)?;
        }
        Ok((seen + 1, Fact::new("partner-changed", &id)))
    });
    Ok(done.await?.answer)
}

/// A partner that there is.
pub(super) fn of(tx: &mut Tx<'_>, id: Id<kinds::Partner>) -> Result<Partner, CaseError> {
    tx.partner(id)?.ok_or(CaseError::NotFound("partner"))
}

//! The job that tells importers and dealers of the units that went to them: one mail each, or several where the serial numbers are
//! many, and one record. Who has no address is told once it has one.

use steadfast_store::{
    Id, NewMessage, Partner, Recall, Receiver, ReceiverState, StoreError, Time, ToldPartner, Tx, Way, kinds,
};

use super::words::{self, Words};
use crate::act::Fact;
use crate::jobs::work::{Work, WorkError};
use crate::messages::RECALL;
use crate::messages::settings::server;
use crate::web::{Language, Texts};

/// Partners of one recall.
const PARTNERS: i64 = 2000;
/// Serial numbers of one mail, and mails to one partner: what is more is told in the list.
const SERIALS: i64 = 2000;
const MAILS: usize = 100;

type RecallId = Id<kinds::Recall>;

/// Tells every partner who was not told yet.
pub(crate) async fn run(work: &Work) -> Result<(), WorkError> {
    let read = work.app().store.read::<_, StoreError, _>(|tx| {
        let mut found = Vec::new();
        let recalls = if server(tx)?.is_some() { tx.recalls_decided()? } else { Vec::new() };
        for recall in recalls {
            for one in tx.recall_partners(recall.id, PARTNERS)? {
                if one.told.is_none() && !one.partner.mail.is_empty() {
                    found.push((recall.id, one.partner.id));
                }
            }
        }
        Ok(found)
    });
    for (recall, partner) in read.await? {
        work.go_on()?;
        tell(work, recall, partner).await?;
    }
    Ok(())
}

async fn tell(work: &Work, id: RecallId, partner: Id<kinds::Partner>) -> Result<(), WorkError> {
    let ambient = &work.app().ambient;
    let (ids, new): (Vec<Id<kinds::Message>>, _) = ((0..MAILS).map(|_| ambient.id()).collect(), ambient.id());
    let done = work.act(move |tx, at| {
        let recall = tx.recall(id)?.ok_or(WorkError::Already)?;
        let found = tx.recall_partners(id, PARTNERS)?.into_iter().find(|one| one.partner.id == partner);
        let ToldPartner { partner, units, .. } =
            found.filter(|one| one.told.is_none() && !one.partner.mail.is_empty()).ok_or(WorkError::Already)?;
        let receiver = receiver(tx, (&recall, &partner), new, at.now)?;
        let mails = send(tx, (&recall, &partner, units), receiver, (&ids, at.now))?;
        tx.recall_told_put(id, partner.id, (units, mails), at.now)?;
        let fact = Fact::new("recall-partner-told", &id).with("partner", partner.id.to_string());
        Ok(((), fact.with("number", recall.number).with("units", units).with("mails", mails)))
    });
    match done.await {
        Ok(()) | Err(WorkError::Already) => Ok(()),
        Err(error) => Err(error),
    }
}

/// The mails with a partner's own serial numbers, and nobody else's.
fn send(
    tx: &mut Tx<'_>,
    (recall, partner, units): (&Recall, &Partner, i64),
    receiver: Id<kinds::Receiver>,
    (ids, now): (&[Id<kinds::Message>], Time),
) -> Result<i64, StoreError> {
    let texts = Texts::new(Language::from_code(&partner.language).unwrap_or_default());
    let (mut after, mut mails) = (0, 0);
    for id in ids {
        let page = tx.recall_serials(recall.id, partner.id, after, SERIALS)?;
        let Some((last, ..)) = page.last() else { break };
        (after, mails) = (*last, mails + 1);
        let Words { subject, text } = words::mail(texts, recall, (partner, units), mails, &page);
        let kind = RECALL.to_owned();
        tx.message_insert(&NewMessage { id: *id, receiver, kind, alert: None, subject, body: text }, now)?;
    }
    Ok(mails)
}

/// The receiver by which a partner is told, made where there is none.
fn receiver(
    tx: &mut Tx<'_>,
    (recall, partner): (&Recall, &Partner),
    id: Id<kinds::Receiver>,
    now: Time,
) -> Result<Id<kinds::Receiver>, StoreError> {
    if let Some(known) = partner.receiver.map(|id| tx.receiver(id)).transpose()?.flatten() {
        return Ok(known.id);
    }
    tx.receiver_insert(&Receiver {
        id,
        way: Way::Mail,
        name: partner.name.clone(),
        person: None,
        address: partner.mail.clone(),
        language: partner.language.clone(),
        carrier: None,
        authority: None,
        kinds: serde_json::json!([RECALL]).to_string(),
        product: None,
        least: 0,
        state: ReceiverState::On,
        failing: None,
        tries: 0,
        pause: Time(0),
        delivered: None,
        maker: recall.maker.unwrap_or(Id::from_bytes([0; 16])),
        created: now,
        version: 1,
    })?;
    tx.partner_set_receiver(partner.id, id)?;
    Ok(id)
}

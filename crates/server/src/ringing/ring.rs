//! Ringing: one step of one alarm, with its mails and its record, in one transaction.

use steadfast_store::{
    Alarm, Id, KeptRing, NewMessage, Receiver, ReceiverState, RingPerson, RingWay, StoreError, Time, Tx, Way, kinds,
};

use super::alarm::{duty, steps};
use super::settings::kept;
use super::steps::{Ring, Whom};
use super::words::{self, Words};
use crate::act::Fact;
use crate::jobs::work::{Work, WorkError};
use crate::messages::RING;
use crate::messages::settings::server;
use crate::t;
use crate::web::{Language, Texts};

/// The most mails of one step.
const MAILS: usize = 100;

/// Rings what is to be rung of an alarm.
pub(super) async fn ring(work: &Work, id: Id<kinds::Alarm>) -> Result<(), WorkError> {
    let (address, ambient) = (work.app().config.address(), &work.app().ambient);
    let ids: Vec<(Id<kinds::Message>, Id<kinds::Receiver>)> =
        (0..MAILS).map(|_| (ambient.id(), ambient.id())).collect();
    let rung = work.act(move |tx, at| {
        let settings = kept(tx)?.settings;
        let alarm = tx.alarm(id)?.ok_or(WorkError::Already)?;
        let ring = steps(tx, &alarm, settings.again_minutes)?.ring(at.now).ok_or(WorkError::Already)?;
        let bell = Bell { alarm: &alarm, ring, address: &address, language: &settings.language, now: at.now };
        if !tx.ring_insert(&bell.kept())? {
            return Err(WorkError::Already);
        }
        let people = bell.people(tx, &ids)?;
        Ok(((), bell.fact(people)))
    });
    match rung.await {
        Ok(()) | Err(WorkError::Already) => Ok(()),
        Err(error) => Err(error),
    }
}

/// The word that a reach is kept under.
pub(super) const fn word(whom: Whom) -> &'static str {
    match whom {
        Whom::First => "first",
        Whom::Deputy => "deputy",
        Whom::All => "all",
    }
}

/// What one step rings for.
struct Bell<'a> {
    alarm: &'a Alarm,
    ring: Ring,
    address: &'a str,
    language: &'a str,
    now: Time,
}

impl Bell<'_> {
    fn kept(&self) -> KeptRing {
        let (round, turn) = (self.ring.step.round.number(), self.ring.step.turn);
        KeptRing { alarm: self.alarm.id, round, turn, whom: word(self.ring.whom).to_owned(), time: self.now }
    }

    /// By ids and numbers alone.
    fn fact(&self, people: usize) -> Fact {
        let alarm = self.alarm;
        Fact::new("ring", &alarm.id)
            .with("of", alarm.subject.as_str())
            .with("clock", alarm.clock.as_str())
            .with("case_number", alarm.number)
            .with("due", alarm.due.to_string())
            .with("round", self.ring.step.round.number())
            .with("turn", self.ring.step.turn)
            .with("whom", word(self.ring.whom))
            .with("people", people)
    }

    /// Rings everybody whom the step reaches; how many people.
    fn people(&self, tx: &mut Tx<'_>, ids: &[(Id<kinds::Message>, Id<kinds::Receiver>)]) -> Result<usize, StoreError> {
        let has_mail = server(tx)?.is_some();
        let mut ids = ids.iter().filter(|_| has_mail);
        let people = duty(tx)?.reached(self.ring.whom);
        for person in &people {
            let mail = match ids.next() {
                Some((message, new)) => self.receiver_of(tx, *person, *new)?.map(|to| (*message, to)),
                None => None,
            };
            self.reach(tx, person.bytes(), RingWay::Mail, mail)?;
        }
        for (receiver, (message, _)) in tx.receivers_of_rings()?.into_iter().zip(ids) {
            self.reach(tx, receiver.id.bytes(), RingWay::Receiver, Some((*message, receiver)))?;
        }
        Ok(people.len())
    }

    /// One of them; by mail, where there is a way to. A mail that still waits says less than this one.
    fn reach(
        &self,
        tx: &mut Tx<'_>,
        who: [u8; 16],
        way: RingWay,
        mail: Option<(Id<kinds::Message>, Receiver)>,
    ) -> Result<(), StoreError> {
        tx.ring_mails_drop(self.alarm.id, Some(&who))?;
        let way = if mail.is_some() { way } else { RingWay::Page };
        let message = mail.as_ref().map(|(message, _)| *message);
        if let Some((id, receiver)) = mail {
            let texts = Texts::new(Language::from_code(&receiver.language).unwrap_or_default());
            let Words { subject, text } = words::mail(texts, self.alarm, self.address, self.now);
            let new = NewMessage { id, receiver: receiver.id, kind: RING.to_owned(), alert: None, subject, body: text };
            tx.message_insert(&new, self.now)?;
            tx.receiver_unpause(receiver.id)?;
        }
        let (round, turn) = (self.ring.step.round.number(), self.ring.step.turn);
        tx.ring_reached(self.alarm.id, &RingPerson { round, turn, who: who.to_vec(), way, message })
    }

    /// The receiver by which somebody is rung, made where there is none; nothing: it is off, or they have no address.
    fn receiver_of(
        &self,
        tx: &mut Tx<'_>,
        person: Id<kinds::Person>,
        id: Id<kinds::Receiver>,
    ) -> Result<Option<Receiver>, StoreError> {
        if !tx.person(person)?.is_some_and(|person| person.email.contains('@')) {
            return Ok(None);
        }
        if let Some(known) = tx.receiver_of_rings(person)? {
            return Ok(Some(known).filter(|known| known.state == ReceiverState::On));
        }
        let new = self.new_receiver(person, id);
        tx.receiver_insert(&new)?;
        Ok(Some(new))
    }

    fn new_receiver(&self, person: Id<kinds::Person>, id: Id<kinds::Receiver>) -> Receiver {
        let texts = Texts::new(Language::from_code(self.language).unwrap_or_default());
        Receiver {
            id,
            way: Way::Mail,
            name: t!(texts, "ring-receiver"),
            person: Some(person),
            address: String::new(),
            language: self.language.to_owned(),
            carrier: None,
            authority: None,
            kinds: serde_json::json!([RING]).to_string(),
            product: None,
            least: 0,
            state: ReceiverState::On,
            failing: None,
            tries: 0,
            pause: Time(0),
            delivered: None,
            maker: person,
            created: self.now,
            version: 1,
        }
    }
}

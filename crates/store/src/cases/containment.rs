//! What was held because of a case, until it is undone.

use crate::assessment::words;
use crate::error::StoreError;
use crate::id::{Id, Kind, kinds};
use crate::sql::statements;
use crate::time::Time;
use crate::tx::Tx;
use crate::value::{Row, Value};

type CaseId = Id<kinds::Case>;
type ContainmentId = Id<kinds::Containment>;

/// The columns of a containment, with how many things it holds.
macro_rules! shown {
    ($rest:literal) => {
        concat!(
            "SELECT c.id, c.case_id, c.move, c.made, c.maker, c.undone, c.undoer,
            (SELECT CAST(COUNT(*) AS INT8) FROM containment_thing t WHERE t.containment = c.id) FROM containment c ",
            $rest
        )
    };
}

statements! {
    INSERT = "INSERT INTO containment (id, case_id, move, made, maker) VALUES (?1, ?2, ?3, ?4, ?5)";
    HOLD = "INSERT INTO containment_thing (containment, kind, thing, version) VALUES (?1, ?2, ?3, ?4)";
    GET = shown!("WHERE c.id = ?1");
    OF_CASE = shown!("WHERE c.case_id = ?1 ORDER BY c.made DESC, c.id DESC LIMIT ?2");
    HOLDS = "SELECT CAST(1 AS INT8) FROM containment WHERE case_id = ?1 AND undone IS NULL LIMIT 1";
    THINGS = "SELECT kind, thing, version FROM containment_thing WHERE containment = ?1 ORDER BY kind, thing";
    HOLDING = "SELECT t.kind, t.thing, c.id, c.case_id FROM containment c JOIN containment_thing t ON t.containment = c.id
        WHERE c.undone IS NULL AND t.kind = ?1 ORDER BY t.thing, c.id";
    END = "UPDATE containment SET undone = ?2, undoer = ?3 WHERE id = ?1 AND undone IS NULL";
}

/// What is held in one act.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ContainmentMove {
    /// Rollouts are paused.
    Rollouts,
    /// Webhooks and receivers are told nothing for now.
    Deliveries,
    /// Tokens do not count for now.
    Tokens,
}

words!(ContainmentMove, "move of a containment", Rollouts = "rollouts", Deliveries = "deliveries", Tokens = "tokens");

/// What kind of thing is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum HeldKind {
    /// A rollout.
    Rollout,
    /// A webhook.
    Webhook,
    /// A receiver of messages.
    Receiver,
    /// A token.
    Token,
}

words!(
    HeldKind,
    "kind of what is held",
    Rollout = "rollout",
    Webhook = "webhook",
    Receiver = "receiver",
    Token = "token"
);

/// Something that is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct HeldThing {
    /// Its kind.
    pub kind: HeldKind,
    /// The bytes of its id.
    pub thing: [u8; 16],
}

impl HeldThing {
    /// Something of a kind.
    #[must_use]
    pub fn new<K: Kind>(kind: HeldKind, id: Id<K>) -> Self {
        Self { kind, thing: id.bytes() }
    }

    /// Its id.
    #[must_use]
    pub fn id<K: Kind>(&self) -> Id<K> {
        Id::from_bytes(self.thing)
    }
}

/// Something that is held, and by what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Holding {
    /// What.
    pub held: HeldThing,
    /// By which act.
    pub containment: ContainmentId,
    /// Because of which case.
    pub case: CaseId,
}

/// One act that holds things.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Containment {
    /// Its id.
    pub id: ContainmentId,
    /// Because of which case.
    pub case: CaseId,
    /// What it holds.
    pub what: ContainmentMove,
    /// Since when.
    pub made: Time,
    /// By whom.
    pub maker: Option<Id<kinds::Person>>,
    /// When it was undone.
    pub undone: Option<Time>,
    /// By whom.
    pub undoer: Option<Id<kinds::Person>>,
    /// How many things it holds.
    pub things: i64,
}

fn read(row: &Row<'_>) -> Result<Containment, StoreError> {
    Ok(Containment {
        id: row.get(0)?,
        case: row.get(1)?,
        what: row.get::<String>(2)?.parse()?,
        made: row.get(3)?,
        maker: row.get(4)?,
        undone: row.get(5)?,
        undoer: row.get(6)?,
        things: row.get(7)?,
    })
}

fn thing(row: &Row<'_>) -> Result<HeldThing, StoreError> {
    // Any kind reads the bytes; which one it is stands beside them.
    let bytes: Id<kinds::Containment> = row.get(1)?;
    Ok(HeldThing { kind: row.get::<String>(0)?.parse()?, thing: bytes.bytes() })
}

impl Tx<'_> {
    /// Notes an act and what it holds, each with its version once it is held.
    ///
    /// # Errors
    /// When the database fails.
    pub fn containment_insert(&mut self, new: &Containment, things: &[(HeldThing, i64)]) -> Result<(), StoreError> {
        let values: [Value<'_>; 5] =
            [new.id.into(), new.case.into(), new.what.as_str().into(), new.made.into(), new.maker.into()];
        self.execute(INSERT, &values)?;
        for (held, version) in things {
            let thing = held.id::<kinds::Containment>();
            self.execute(HOLD, &[new.id.into(), held.kind.as_str().into(), thing.into(), (*version).into()])?;
        }
        Ok(())
    }

    /// One of them.
    ///
    /// # Errors
    /// When the database fails.
    pub fn containment(&mut self, id: ContainmentId) -> Result<Option<Containment>, StoreError> {
        self.optional(GET, &[id.into()], read)
    }

    /// Up to `limit` of a case, the newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub fn containments_of(&mut self, case: CaseId, limit: i64) -> Result<Vec<Containment>, StoreError> {
        self.rows(OF_CASE, &[case.into(), limit.into()], read)
    }

    /// Whether a case holds anything now.
    ///
    /// # Errors
    /// When the database fails.
    pub fn containment_is_held(&mut self, case: CaseId) -> Result<bool, StoreError> {
        Ok(self.optional(HOLDS, &[case.into()], |row| row.get::<i64>(0))?.is_some())
    }

    /// What one holds, each with its version as it was left.
    ///
    /// # Errors
    /// When the database fails.
    pub fn containment_things(&mut self, id: ContainmentId) -> Result<Vec<(HeldThing, i64)>, StoreError> {
        self.rows(THINGS, &[id.into()], |row| Ok((thing(row)?, row.get(2)?)))
    }

    /// Everything of a kind that is held now, and by what.
    ///
    /// # Errors
    /// When the database fails.
    pub fn containment_holding(&mut self, kind: HeldKind) -> Result<Vec<Holding>, StoreError> {
        let holding = |row: &Row<'_>| Ok(Holding { held: thing(row)?, containment: row.get(2)?, case: row.get(3)? });
        self.rows(HOLDING, &[kind.as_str().into()], holding)
    }

    /// Ends an act; false where it was undone before.
    ///
    /// # Errors
    /// When the database fails.
    pub fn containment_end(
        &mut self,
        id: ContainmentId,
        now: Time,
        person: Option<Id<kinds::Person>>,
    ) -> Result<bool, StoreError> {
        Ok(self.execute(END, &[id.into(), now.into(), person.into()])? == 1)
    }
}

//! Assessments: what people decided on exposures. A row never changes but for its end.

use crate::error::StoreError;
use crate::id::{Id, kinds};
use crate::sql::{Sql, statements};
use crate::time::Time;
use crate::tx::Tx;
use crate::value::{Row, Value};

/// An assessment's columns.
macro_rules! columns {
    ($rest:literal) => {
        concat!(
            "SELECT s.id, s.ids, s.scope, s.product, s.release, s.component, s.component_versions, s.status, \
             s.justification, s.statement, s.action, s.basis, s.person, s.source, s.time, s.ended FROM assessment s ",
            $rest
        )
    };
}

statements! {
    INSERT = "INSERT INTO assessment (id, ids, scope, product, release, component, component_versions, status,
        justification, statement, action, basis, person, source, time)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)";
    NAME = "INSERT INTO assessment_flaw (id, assessment) VALUES (?1, ?2) ON CONFLICT (id, assessment) DO NOTHING";
    GET = columns!("WHERE s.id = ?1");
    END = "UPDATE assessment SET ended = ?2 WHERE id = ?1 AND ended IS NULL";
    OF_FLAW = columns!("WHERE s.id IN (SELECT a.assessment FROM flaw_id i JOIN assessment_flaw a ON a.id = i.id
        WHERE i.flaw = ?1) ORDER BY s.id DESC");
    FLAWS = "SELECT DISTINCT i.flaw FROM assessment_flaw a JOIN flaw_id i ON i.id = a.id WHERE a.assessment = ?1
        ORDER BY i.flaw";
    LIST = columns!("WHERE s.id < ?1 ORDER BY s.id DESC LIMIT ?2");
    OF_PRODUCT = columns!("WHERE s.product = ?3 AND s.id < ?1 ORDER BY s.id DESC LIMIT ?2");
    OF_RELEASE = columns!("WHERE s.release = ?3 AND s.id < ?1 ORDER BY s.id DESC LIMIT ?2");
}

/// What an assessment says: the statuses of VEX.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum VexStatus {
    /// Not affected, for a justification.
    NotAffected,
    /// Affected: something is to be done.
    Affected,
    /// Fixed in what it is about.
    Fixed,
    /// Somebody looks into it.
    UnderInvestigation,
}

/// How far an assessment reaches. What reaches less far comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reach {
    /// One release.
    Release,
    /// Every release of one product line, later ones too.
    Product,
    /// The component, wherever it is.
    Component,
}

/// Makes the words of a closed list.
macro_rules! words {
    ($of:ident, $what:literal, $($value:ident = $word:literal),+) => {
        impl $of {
            /// Every one.
            pub const ALL: &'static [Self] = &[$(Self::$value),+];

            /// Its word.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$value => $word),+ }
            }
        }

        impl ::std::fmt::Display for $of {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl ::std::str::FromStr for $of {
            type Err = $crate::error::StoreError;

            fn from_str(word: &str) -> Result<Self, $crate::error::StoreError> {
                let unknown = || $crate::error::StoreError::UnknownWord { what: $what, found: word.to_owned() };
                Self::ALL.iter().copied().find(|value| value.as_str() == word).ok_or_else(unknown)
            }
        }
    };
}

pub(crate) use words;

words!(
    VexStatus,
    "VEX status",
    NotAffected = "not_affected",
    Affected = "affected",
    Fixed = "fixed",
    UnderInvestigation = "under_investigation"
);
words!(Reach, "reach of an assessment", Release = "release", Product = "product", Component = "component");

/// A decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assessment {
    /// Its id.
    pub id: Id<kinds::Assessment>,
    /// The ids of the flaw, as they were known then.
    pub ids: Vec<String>,
    /// How far it reaches.
    pub reach: Reach,
    /// The product line, where it reaches that far.
    pub product: Option<Id<kinds::Product>>,
    /// The release, where it is about one.
    pub release: Option<Id<kinds::Release>>,
    /// The component, as [`Assessment`]s name it; nothing: whichever.
    pub component: Option<String>,
    /// Versions of it that were decided on, as a JSON array; nothing: whichever.
    pub component_versions: Option<String>,
    /// What is said.
    pub status: VexStatus,
    /// Why not affected, in a word of VEX.
    pub justification: Option<String>,
    /// Why, in words.
    pub statement: String,
    /// What is to be done.
    pub action: String,
    /// What was known then, as a JSON object.
    pub basis: String,
    /// Who decided.
    pub person: Option<Id<kinds::Person>>,
    /// The document that it was read from.
    pub source: Option<String>,
    /// When.
    pub time: Time,
    /// When another took its place, or it was withdrawn.
    pub ended: Option<Time>,
}

/// Which assessments.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum AssessmentFilter {
    /// All.
    #[default]
    Every,
    /// Those of one product line.
    Product(Id<kinds::Product>),
    /// Those of one release.
    Release(Id<kinds::Release>),
}

impl Tx<'_> {
    /// Writes a decision down under each of its ids.
    ///
    /// # Errors
    /// When the database fails.
    pub fn assessment_insert(&mut self, new: &Assessment) -> Result<(), StoreError> {
        let ids = serde_json::Value::from(new.ids.clone()).to_string();
        let values: [Value<'_>; 15] = [
            new.id.into(),
            (&ids).into(),
            new.reach.as_str().into(),
            new.product.into(),
            new.release.into(),
            new.component.as_ref().into(),
            new.component_versions.as_ref().into(),
            new.status.as_str().into(),
            new.justification.as_ref().into(),
            (&new.statement).into(),
            (&new.action).into(),
            (&new.basis).into(),
            new.person.into(),
            new.source.as_ref().into(),
            new.time.into(),
        ];
        self.execute(INSERT, &values)?;
        new.ids.iter().try_for_each(|id| self.execute(NAME, &[id.into(), new.id.into()]).map(drop))
    }

    /// One assessment.
    ///
    /// # Errors
    /// When the database fails.
    pub fn assessment(&mut self, id: Id<kinds::Assessment>) -> Result<Option<Assessment>, StoreError> {
        self.optional(GET, &[id.into()], assessment)
    }

    /// Ends an assessment; false where it had ended, or is none.
    ///
    /// # Errors
    /// When the database fails.
    pub fn assessment_end(&mut self, id: Id<kinds::Assessment>, now: Time) -> Result<bool, StoreError> {
        Ok(self.execute(END, &[id.into(), now.into()])? == 1)
    }

    /// Every assessment of a flaw, under whichever of its names, the newest first; ended ones too.
    ///
    /// # Errors
    /// When the database fails.
    pub fn assessments_of(&mut self, flaw: i64) -> Result<Vec<Assessment>, StoreError> {
        self.rows(OF_FLAW, &[flaw.into()], assessment)
    }

    /// The flaws that an assessment is about today.
    ///
    /// # Errors
    /// When the database fails.
    pub fn assessment_flaws(&mut self, id: Id<kinds::Assessment>) -> Result<Vec<i64>, StoreError> {
        self.rows(FLAWS, &[id.into()], |row| row.get(0))
    }

    /// Up to `limit` assessments made before `before`, the newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub fn assessment_list(
        &mut self,
        filter: AssessmentFilter,
        before: Option<Id<kinds::Assessment>>,
        limit: i64,
    ) -> Result<Vec<Assessment>, StoreError> {
        let before = before.unwrap_or_else(|| Id::from_bytes([0xff; 16]));
        let (sql, of): (Sql, Option<Value<'_>>) = match filter {
            AssessmentFilter::Every => (LIST, None),
            AssessmentFilter::Product(product) => (OF_PRODUCT, Some(product.into())),
            AssessmentFilter::Release(release) => (OF_RELEASE, Some(release.into())),
        };
        let mut values = vec![before.into(), limit.into()];
        values.extend(of);
        self.rows(sql, &values, assessment)
    }
}

fn assessment(row: &Row<'_>) -> Result<Assessment, StoreError> {
    Ok(Assessment {
        id: row.get(0)?,
        ids: strings(&row.get::<String>(1)?),
        reach: row.get::<String>(2)?.parse()?,
        product: row.get(3)?,
        release: row.get(4)?,
        component: row.get(5)?,
        component_versions: row.get(6)?,
        status: row.get::<String>(7)?.parse()?,
        justification: row.get(8)?,
        statement: row.get(9)?,
        action: row.get(10)?,
        basis: row.get(11)?,
        person: row.get(12)?,
        source: row.get(13)?,
        time: row.get(14)?,
        ended: row.get(15)?,
    })
}

/// A JSON array of texts; nothing where it is none.
pub(crate) fn strings(text: &str) -> Vec<String> {
    serde_json::from_str(text).unwrap_or_default()
}

//! Who works on a case.

use super::CaseRole;
use crate::error::StoreError;
use crate::id::{Id, kinds};
use crate::sql::statements;
use crate::time::Time;
use crate::tx::Tx;

statements! {
    FREE = "UPDATE case_person SET role = 'member' WHERE case_id = ?1 AND role = 'lead' AND person <> ?2";
    PUT = "INSERT INTO case_person (case_id, person, role, since) VALUES (?1, ?2, ?3, ?4)
        ON CONFLICT (case_id, person) DO UPDATE SET role = excluded.role";
    REMOVE = "DELETE FROM case_person WHERE case_id = ?1 AND person = ?2";
    OF_CASE = "SELECT person, role, since FROM case_person WHERE case_id = ?1 ORDER BY role, since, person";
}

/// Somebody who works on a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CasePerson {
    /// Who.
    pub person: Id<kinds::Person>,
    /// As what.
    pub role: CaseRole,
    /// Since when.
    pub since: Time,
}

impl Tx<'_> {
    /// Somebody works on a case. A new lead takes the place of the one before, who stays.
    ///
    /// # Errors
    /// When the database fails.
    pub fn case_person_put(
        &mut self,
        case: Id<kinds::Case>,
        person: Id<kinds::Person>,
        role: CaseRole,
        now: Time,
    ) -> Result<(), StoreError> {
        if role == CaseRole::Lead {
            self.execute(FREE, &[case.into(), person.into()])?;
        }
        self.execute(PUT, &[case.into(), person.into(), role.as_str().into(), now.into()]).map(drop)
    }

    /// Somebody does not work on a case any more; false where they did not.
    ///
    /// # Errors
    /// When the database fails.
    pub fn case_person_remove(&mut self, case: Id<kinds::Case>, person: Id<kinds::Person>) -> Result<bool, StoreError> {
        Ok(self.execute(REMOVE, &[case.into(), person.into()])? == 1)
    }

    /// Who works on a case, the lead first.
    ///
    /// # Errors
    /// When the database fails.
    pub fn case_people(&mut self, case: Id<kinds::Case>) -> Result<Vec<CasePerson>, StoreError> {
        self.rows(OF_CASE, &[case.into()], |row| {
            Ok(CasePerson { person: row.get(0)?, role: row.get::<String>(1)?.parse()?, since: row.get(2)? })
        })
    }
}

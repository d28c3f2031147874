//! Flaws that somebody names as exploited, and the products of which no case says so yet.

use crate::error::StoreError;
use crate::fleet::affected::answer;
use crate::id::{Id, kinds};
use crate::sql::statements;
use crate::tx::Tx;
use crate::value::Row;

/// Open exposures `e` of published flaws `f`, in releases on sale or in the field, of which nobody said that they are not affected.
macro_rules! concerned {
    () => {
        concat!(
            "FROM flaw f JOIN exposure e ON e.flaw = f.number JOIN release r ON r.id = e.release JOIN part p ON p.id = r.part
            LEFT JOIN assessment a ON a.id = e.assessment
            WHERE f.exploited IS NOT NULL AND f.origin = 'published' AND f.informational IS NULL AND e.closed IS NULL
            AND ",
            answer!(),
            " >= 2 AND (r.state = 'on-sale' OR EXISTS (SELECT 1 FROM unit_runs u WHERE u.release = r.id)) "
        )
    };
}

statements! {
    LISTED = "SELECT number, name, exploited FROM flaw WHERE exploited IS NOT NULL AND origin = 'published'
        AND informational IS NULL ORDER BY number";
    PRODUCTS = concat!("SELECT DISTINCT p.product ", concerned!(), "AND f.number = ?1
        AND NOT EXISTS (SELECT 1 FROM case_file c JOIN case_signal s ON s.case_id = c.id JOIN flaw_id i ON i.id = c.flaw
        WHERE c.product = p.product AND i.flaw = f.number AND s.kind = 'kev') ORDER BY p.product");
    CASE = "SELECT c.id FROM case_file c JOIN flaw_id i ON i.id = c.flaw WHERE c.product = ?1 AND i.flaw = ?2
        ORDER BY CASE WHEN c.state = 'open' THEN 0 ELSE 1 END, c.number DESC LIMIT 1";
}

/// A flaw that somebody names as exploited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedFlaw {
    /// Its number.
    pub number: i64,
    /// What people call it.
    pub name: String,
    /// Who says so, and since when, as it was written.
    pub exploited: String,
}

impl Tx<'_> {
    /// Every published flaw that somebody names as exploited.
    ///
    /// # Errors
    /// When the database fails.
    pub fn flaws_listed(&mut self) -> Result<Vec<ListedFlaw>, StoreError> {
        let read = |row: &Row<'_>| Ok(ListedFlaw { number: row.get(0)?, name: row.get(1)?, exploited: row.get(2)? });
        self.rows(LISTED, &[], read)
    }

    /// The products that such a flaw concerns and that have no case which was told of it by a list: under whichever of its
    /// names, open or closed.
    ///
    /// # Errors
    /// When the database fails.
    pub fn flaw_unsignalled(&mut self, flaw: i64) -> Result<Vec<Id<kinds::Product>>, StoreError> {
        self.rows(PRODUCTS, &[flaw.into()], |row| row.get(0))
    }

    /// The case of a product and a flaw, under whichever of its names: the newest open one, else the newest.
    ///
    /// # Errors
    /// When the database fails.
    pub fn case_of_flaw(
        &mut self,
        product: Id<kinds::Product>,
        flaw: i64,
    ) -> Result<Option<Id<kinds::Case>>, StoreError> {
        self.optional(CASE, &[product.into(), flaw.into()], |row| row.get(0))
    }
}

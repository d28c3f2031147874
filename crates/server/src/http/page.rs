//! Long lists in pages: a cursor names where the next page begins.

use serde::{Deserialize, Serialize};
use steadfast_store::{Id, Kind};
use utoipa::{IntoParams, ToSchema};

use super::problem::Problem;

/// Which page of a list.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct PageQuery {
    /// The `next` of the page before.
    pub(crate) cursor: Option<String>,
    /// How many at most, 1 to 200; 50 unless said otherwise.
    pub(crate) limit: Option<i64>,
}

/// One page of a list.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct Page<T> {
    /// The entries.
    pub(crate) items: Vec<T>,
    /// The cursor of the next page; absent on the last one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) next: Option<String>,
}

impl PageQuery {
    /// How many entries are asked for.
    pub(crate) fn limit(&self) -> Result<i64, Problem> {
        match self.limit {
            None => Ok(50),
            Some(limit @ 1..=200) => Ok(limit),
            Some(_) => Err(Problem::invalid("limit is 1 to 200")),
        }
    }

    /// The id that the page lies behind.
    pub(crate) fn behind<K: Kind>(&self) -> Result<Option<Id<K>>, Problem> {
        let read = |text: &String| text.parse().map_err(|_| Problem::invalid("cursor is none of this list's"));
        self.cursor.as_ref().map(read).transpose()
    }
}

impl<T> Page<T> {
    /// A page of what was found; `found` holds up to one entry more than `limit`, which only says that there is more.
    pub(crate) fn of<R>(mut found: Vec<R>, limit: i64, cursor: impl Fn(&R) -> String, shown: impl Fn(R) -> T) -> Self {
        let limit = usize::try_from(limit).unwrap_or(usize::MAX);
        let more = found.len() > limit;
        found.truncate(limit);
        let next = found.last().filter(|_| more).map(cursor);
        Self { items: found.into_iter().map(shown).collect(), next }
    }
}

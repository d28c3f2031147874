//! What changed between two indexes: the keys of components whose findings may differ.

use std::collections::BTreeSet;

use super::record::{Feed, Record};
use super::{Index, IndexError, RecordNumber};
use crate::key;

/// The keys under which components meet records that differ between two indexes, sorted. A component none of whose keys is named has the same findings by both, as long as both cover
/// the same. Records that share a flaw with one that changed count as changed.
///
/// # Errors
/// When an index is damaged.
pub fn changes(old: &Index<'_>, new: &Index<'_>) -> Result<BTreeSet<String>, IndexError> {
    let mut ids = changed_ids(old, new)?;
    old.signals()?.differing(&new.signals()?, &mut |id| ids.extend([id]));
    let mut keys = BTreeSet::new();
    for index in [old, new] {
        for id in flaws(index, &ids) {
            for number in index.lookup(&key::id(&id)) {
                keys.extend(key::of_record(&index.record(number)?));
            }
        }
    }
    Ok(keys)
}

/// Every id of the flaws that these ids name in an index.
fn flaws(index: &Index<'_>, ids: &BTreeSet<String>) -> BTreeSet<String> {
    let numbers = ids.iter().filter_map(|id| index.lookup(&key::id(id)).next()).map(|first| index.flaw(first));
    let flaws: BTreeSet<_> = numbers.collect();
    flaws.into_iter().flat_map(|flaw| index.flaw_ids(flaw)).map(str::to_owned).collect()
}

/// Records lie in the order of feed and id, so that one walk along both finds what differs.
fn changed_ids(old: &Index<'_>, new: &Index<'_>) -> Result<BTreeSet<String>, IndexError> {
    let mut ids = BTreeSet::new();
    let (mut left, mut right) = (Group::at(old, 0)?, Group::at(new, 0)?);
    loop {
        let order = match (&left, &right) {
            (None, None) => return Ok(ids),
            (Some(_), None) => std::cmp::Ordering::Less,
            (None, Some(_)) => std::cmp::Ordering::Greater,
            (Some(left), Some(right)) => left.name.cmp(&right.name),
        };
        match order {
            std::cmp::Ordering::Less => take(&mut ids, old, &mut left)?,
            std::cmp::Ordering::Greater => take(&mut ids, new, &mut right)?,
            std::cmp::Ordering::Equal if same(old, &left, new, &right) => {
                left = next(old, &left)?;
                right = next(new, &right)?;
            }
            std::cmp::Ordering::Equal => {
                take(&mut ids, old, &mut left)?;
                take(&mut ids, new, &mut right)?;
            }
        }
    }
}

/// Records of one name, which lie side by side.
struct Group<'a> {
    name: (Feed, &'a str),
    first: RecordNumber,
    end: RecordNumber,
}

impl<'a> Group<'a> {
    fn at(index: &Index<'a>, first: RecordNumber) -> Result<Option<Self>, IndexError> {
        let Some(name) = name(index, first)? else { return Ok(None) };
        let mut end = first + 1;
        while self::name(index, end)? == Some(name) {
            end += 1;
        }
        Ok(Some(Self { name, first, end }))
    }
}

fn next<'a>(index: &Index<'a>, group: &Option<Group<'a>>) -> Result<Option<Group<'a>>, IndexError> {
    group.as_ref().map_or(Ok(None), |group| Group::at(index, group.end))
}

fn same(old: &Index<'_>, left: &Option<Group<'_>>, new: &Index<'_>, right: &Option<Group<'_>>) -> bool {
    let content = |index: &Index<'_>, group: &Option<Group<'_>>| {
        let numbers = group.iter().flat_map(|group| group.first..group.end);
        numbers.map(|number| index.record_bytes(number).map(<[u8]>::to_vec)).collect::<Vec<_>>()
    };
    content(old, left) == content(new, right)
}

/// Takes the ids of a group, and goes on.
fn take<'a>(ids: &mut BTreeSet<String>, index: &Index<'a>, group: &mut Option<Group<'a>>) -> Result<(), IndexError> {
    for number in group.iter().flat_map(|group| group.first..group.end) {
        let record: Record<'_> = index.record(number)?;
        ids.insert(record.id.to_owned());
        ids.extend(record.aliases.iter().map(|alias| (*alias).to_owned()));
    }
    *group = next(index, group)?;
    Ok(())
}

/// Feed and id of a record, which stand first in its bytes.
fn name<'a>(index: &Index<'a>, number: RecordNumber) -> Result<Option<(Feed, &'a str)>, IndexError> {
    if number as usize >= index.len() {
        return Ok(None);
    }
    let bytes = index.record_bytes(number).ok_or(IndexError::Damaged("a record"))?;
    let read = postcard::take_from_bytes::<(&str, Feed)>(bytes);
    read.map(|((id, feed), _)| Some((feed, id))).map_err(|_| IndexError::Damaged("a record"))
}

//! Entries of two files, paired by id.

use std::collections::BTreeMap;

use super::How;

/// An entry of one file or both.
pub(super) enum Paired<'a, T> {
    /// In the new file alone.
    Added(&'a T),
    /// In the old file alone.
    Removed(&'a T),
    /// In both, and not alike.
    Changed(&'a T, &'a T),
}

impl<T> Paired<'_, T> {
    pub(super) const fn how(&self) -> How {
        match self {
            Self::Added(_) => How::Added,
            Self::Removed(_) => How::Removed,
            Self::Changed(..) => How::Changed,
        }
    }

    /// The newest there is of it.
    pub(super) const fn newest(&self) -> &T {
        match self {
            Self::Added(one) | Self::Removed(one) | Self::Changed(_, one) => one,
        }
    }
}

/// Pairs entries by id, in the order of ids; equal ones are left out.
pub(super) fn paired<'a, T: PartialEq>(old: &'a [T], new: &'a [T], id: fn(&T) -> &str) -> Vec<Paired<'a, T>> {
    let mut all: BTreeMap<&str, (Option<&T>, Option<&T>)> = BTreeMap::new();
    for one in old {
        all.entry(id(one)).or_default().0.get_or_insert(one);
    }
    for one in new {
        all.entry(id(one)).or_default().1.get_or_insert(one);
    }
    let differing = all.into_values().filter_map(|pair| match pair {
        (None, Some(new)) => Some(Paired::Added(new)),
        (Some(old), None) => Some(Paired::Removed(old)),
        (Some(old), Some(new)) if old != new => Some(Paired::Changed(old, new)),
        _ => None,
    });
    differing.collect()
}

//! The most frequent of many things, in a fixed number of places (space-saving).
//!
//! Of `n` that were counted in `K` places, everything that came more often than `n / K` is among them; each count is too
//! large by at most its `error`, and never too small. After a merge that still holds, with the `n` of both: a thing that one
//! part no longer knows may have come there as often as the least it knows, and that is added to both.
//!
//! Each place can keep something about its thing, such as the times at which it came ([`super::beat::Beat`]). A thing
//! that was put out and comes back begins anew.

use super::Unreadable;
use super::wire::{Reader, Writer};

/// What these bytes are, and their version.
const KIND: (u8, u8) = (b'H', 1);

/// What can be kept beside a count: whatever fits into sixteen bytes.
pub trait Beside: Copy + Default {
    /// As a number.
    fn pack(self) -> u128;

    /// What [`Beside::pack`] gave. Any other number is something too.
    fn unpack(packed: u128) -> Self;
}

impl Beside for () {
    fn pack(self) -> u128 {
        0
    }

    fn unpack(_: u128) -> Self {}
}

/// A thing and how often it came.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Item<T> {
    /// The number that stands for it.
    pub thing: u64,
    /// How often it came, at most.
    pub count: u64,
    /// By how much that may be too large.
    pub error: u64,
    /// What is kept about it.
    pub beside: T,
}

/// Counts the most frequent things in `K` places.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heavy<const K: usize, T = ()> {
    /// In no order that means anything.
    items: [Item<T>; K],
    used: usize,
}

impl<const K: usize, T: Beside> Default for Heavy<K, T> {
    fn default() -> Self {
        Self { items: [Item::default(); K], used: 0 }
    }
}

impl<const K: usize, T: Beside> Heavy<K, T> {
    /// Counts a thing, and gives its place. It allocates nothing, and looks at each place once.
    pub fn insert(&mut self, thing: u64) -> &mut Item<T> {
        let at = self.place(thing);
        let item = &mut self.items[at];
        item.count = item.count.saturating_add(1);
        item
    }

    /// Where a thing is, or where it takes the place of the least.
    fn place(&mut self, thing: u64) -> usize {
        const { assert!(K > 0, "there is at least one place") };
        if let Some(at) = self.used().iter().position(|item| item.thing == thing) {
            return at;
        }
        if self.used < K {
            self.used += 1;
            self.items[self.used - 1] = Item { thing, ..Item::default() };
            return self.used - 1;
        }
        let least = (0..K).min_by_key(|at| rank(&self.items[*at])).unwrap_or_default();
        let error = self.items[least].count;
        self.items[least] = Item { thing, count: error, error, beside: T::default() };
        least
    }

    /// What is known of a thing; nothing where it came no more often than the least that is known.
    #[must_use]
    pub fn get(&self, thing: u64) -> Option<&Item<T>> {
        self.used().iter().find(|item| item.thing == thing)
    }

    /// What is known, the most frequent first.
    #[must_use]
    pub fn items(&self) -> Vec<Item<T>> {
        let mut items = self.used().to_vec();
        items.sort_unstable_by_key(|item| std::cmp::Reverse(rank(item)));
        items
    }

    /// How often something that is not known may have come.
    #[must_use]
    pub fn most_unknown(&self) -> u64 {
        if self.used < K { 0 } else { self.items.iter().map(|item| item.count).min().unwrap_or_default() }
    }

    /// Counts all that another has counted. What is kept beside a thing stays, where both know it, that of whoever counted
    /// it more often.
    pub fn merge(&mut self, other: &Self) {
        let (ours, theirs) = (self.most_unknown(), other.most_unknown());
        let known = self.used().iter().map(|item| match other.get(item.thing) {
            Some(same) => joined(item, same),
            None => raised(item, theirs),
        });
        let unknown = other.used().iter().filter(|item| self.get(item.thing).is_none());
        let mut all: Vec<Item<T>> = known.chain(unknown.map(|item| raised(item, ours))).collect();
        all.sort_unstable_by_key(|item| std::cmp::Reverse(rank(item)));
        all.truncate(K);
        self.used = all.len();
        self.items[..all.len()].copy_from_slice(&all);
    }

    fn used(&self) -> &[Item<T>] {
        &self.items[..self.used]
    }

    /// What is kept, as bytes.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut writer = Writer::new(KIND.0, KIND.1, 16 * K);
        writer.short(self.used as u64);
        for item in self.used() {
            writer.put(item.thing.to_le_bytes()).short(item.count).short(item.error);
            let packed = item.beside.pack();
            writer.short(packed as u64).short((packed >> 64) as u64);
        }
        writer.done()
    }

    /// What [`Heavy::to_bytes`] wrote.
    ///
    /// # Errors
    /// When these bytes are nothing of the kind, or tell of more than there are places for.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Unreadable> {
        let mut reader = Reader::new(KIND.0, KIND.1, bytes)?;
        let used = usize::try_from(reader.short()?).ok().filter(|used| *used <= K).ok_or(Unreadable)?;
        let mut read = Self::default();
        for _ in 0..used {
            let (thing, count, error) = (reader.u64()?, reader.short()?, reader.short()?);
            let packed = u128::from(reader.short()?) | u128::from(reader.short()?) << 64;
            if error > count || read.get(thing).is_some() {
                return Err(Unreadable);
            }
            read.items[read.used] = Item { thing, count, error, beside: T::unpack(packed) };
            read.used += 1;
        }
        reader.end().map(|()| read)
    }
}

/// By which things are put in order: of two as frequent, the smaller number is the more frequent.
fn rank<T>(item: &Item<T>) -> (u64, std::cmp::Reverse<u64>) {
    (item.count, std::cmp::Reverse(item.thing))
}

/// A thing that both know.
fn joined<T: Beside>(one: &Item<T>, other: &Item<T>) -> Item<T> {
    let beside = if rank(one) < rank(other) { other.beside } else { one.beside };
    let (count, error) = (one.count.saturating_add(other.count), one.error.saturating_add(other.error));
    Item { thing: one.thing, count, error, beside }
}

/// A thing that only one knows.
fn raised<T: Beside>(item: &Item<T>, by: u64) -> Item<T> {
    Item { count: item.count.saturating_add(by), error: item.error.saturating_add(by), ..*item }
}

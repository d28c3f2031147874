//! How much a unit did in this hour with each endpoint that has a limit.

use minicbor::{Decode, Encode};

use super::Declaration;
use crate::detect::Figure;

/// Connections and bytes of this hour, for endpoints that have a limit.
#[derive(Clone, Debug, Default, PartialEq, Eq, Encode, Decode)]
#[cbor(transparent)]
pub struct Rates(#[n(0)] Vec<Rate>);

#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
struct Rate {
    #[n(0)]
    endpoint: u8,
    #[n(1)]
    connections: u32,
    #[n(2)]
    bytes: u64,
}

impl Rates {
    /// A new hour.
    pub fn clear(&mut self) {
        self.0.clear();
    }

    /// Counts; and says what was expected and what was seen, where it is more than declared.
    pub fn over(
        &mut self,
        declared: &Declaration,
        endpoint: usize,
        times: u64,
        bytes: u64,
    ) -> Option<(Figure, Figure)> {
        let limits = declared.endpoints.get(endpoint).filter(|endpoint| endpoint.is_limited())?;
        let rate = self.of(u8::try_from(endpoint).ok()?)?;
        rate.connections = rate.connections.saturating_add(u32::try_from(times).unwrap_or(u32::MAX));
        rate.bytes = rate.bytes.saturating_add(bytes);
        let (connections, bytes) = (u64::from(rate.connections), rate.bytes);
        let many = limits.connections.filter(|&most| connections > most);
        let large = limits.bytes.filter(|&most| bytes > most);
        let many = many.map(|most| (Figure::PerHour(most), Figure::PerHour(connections)));
        many.or(large.map(|most| (Figure::BytesPerHour(most), Figure::BytesPerHour(bytes))))
    }

    fn of(&mut self, endpoint: u8) -> Option<&mut Rate> {
        let found = self.0.iter().position(|rate| rate.endpoint == endpoint);
        if found.is_none() && self.0.len() < Declaration::MOST_LIMITED {
            self.0.push(Rate { endpoint, connections: 0, bytes: 0 });
        }
        let at = found.unwrap_or(self.0.len().saturating_sub(1));
        self.0.get_mut(at).filter(|rate| rate.endpoint == endpoint)
    }
}

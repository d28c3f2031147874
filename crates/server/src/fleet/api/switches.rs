//! The switches of a unit's owner as the API shows them.

use serde::Serialize;
use steadfast_store::{Time, UnitLog, UnitSwitches};
use utoipa::ToSchema;

/// What the owner of a unit switched on.
#[derive(Serialize, ToSchema)]
pub(super) struct SwitchesShown {
    /// Whether it records security events.
    record: bool,
    /// Whether it sends them here.
    share: bool,
    /// Whether it may be acted on from afar.
    remote: bool,
    /// Since when it is known so.
    #[schema(value_type = Option<String>, format = DateTime)]
    #[serde(skip_serializing_if = "Option::is_none")]
    since: Option<Time>,
}

impl SwitchesShown {
    /// As the unit said last; nothing where it never did.
    pub(super) fn of(log: &UnitLog) -> Option<Self> {
        let UnitSwitches { record, share, remote } = log.switches?;
        Some(Self { record, share, remote, since: log.changed })
    }
}

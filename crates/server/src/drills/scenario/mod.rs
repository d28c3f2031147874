//! What is played, step by step. Each scenario is short and goes through the services that a real night would go through.

mod approver;
mod case;
mod chosen;
mod exploited;
mod feed;
mod fix;
mod guessing;
mod key;
mod platform;

use steadfast_store::Scenario;

use super::error::DrillError;
use super::run::Run;

/// How many steps a scenario has.
pub(super) const fn steps(scenario: Scenario) -> usize {
    match scenario {
        Scenario::ExploitedComponent => 15,
        Scenario::MassGuessing => 7,
        Scenario::StolenUpdateKey => 7,
        Scenario::PlatformDown | Scenario::FeedDown => 4,
        Scenario::ApproverAbsent => 5,
        Scenario::SaturdayNight => 0,
    }
}

/// Plays it.
pub(super) async fn play(run: &mut Run, scenario: Scenario) -> Result<(), DrillError> {
    match scenario {
        Scenario::ExploitedComponent => exploited::play(run).await,
        Scenario::MassGuessing => guessing::play(run).await,
        Scenario::StolenUpdateKey => key::play(run).await,
        Scenario::PlatformDown => platform::play(run).await,
        Scenario::ApproverAbsent => approver::play(run).await,
        Scenario::FeedDown => feed::play(run).await,
        Scenario::SaturdayNight => Err(DrillError::NotByHand),
    }
}

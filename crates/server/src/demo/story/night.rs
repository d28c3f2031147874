//! A Saturday night before a holiday: the story ends as a list names a flaw of the gateways as exploited, and whoever visits is on
//! duty. What the fleet shows a minute later, the gateways send themselves.

use serde_json::json;
use steadfast_cra::member_state::MemberState;
use steadfast_store::{Id, StoreError, Time, kinds};

use super::cast::Who;
use super::failed;
use super::feeds::Sources;
use super::perform::Company;
use crate::access::action::Action;
use crate::demo::DemoError;
use crate::drills::by_hand;
use crate::drills::clock::saturday_night;
use crate::feeds::manage::{fetch, list};
use crate::notices::prepare::prepare;
use crate::notices::readiness::{Establishment, Readiness, Representative};
use crate::ringing::manage::set;

/// The flaw that the list names: of the broker in every gateway before the newest release.
const FLAW: &str = "CVE-2024-8376";
/// The maker's Member State.
const HOME: &str = "DE";
/// The list has it since so long before the story's end, in microseconds.
pub(super) const BEFORE: i64 = 20_000_000;

/// When the story ends: a few seconds after the list named the flaw at 23:40.
pub(in crate::demo) fn end(now: Time) -> Time {
    let (night, _) = saturday_night(now, MemberState::from_code(HOME));
    Time(night.0 + BEFORE)
}

/// The entry of that night. No list has it: it is made up, and says so.
pub(super) fn listed(day: &str) -> String {
    json!({
        "cveID": FLAW, "vendorProject": "Eclipse", "product": "Mosquitto",
        "vulnerabilityName": "Made up for a drill: no list names this flaw as exploited", "dateAdded": day,
        "shortDescription": "Made up for a drill. The flaw is real; that it is exploited is not.",
        "requiredAction": "None: this is a drill.", "dueDate": day, "knownRansomwareCampaignUse": "Unknown", "notes": "",
    })
    .to_string()
}

impl Company {
    /// The night begins: people are ready, the list names the flaw, and a case opens by that. The drill's id.
    pub(super) async fn night(&self, sources: &Sources) -> Result<Id<kinds::Drill>, DemoError> {
        sources.clock.put(Time(sources.end.0 - 3_600_000_000));
        self.ready().await?;
        sources.clock.put(Time(sources.end.0 - BEFORE));
        let scene = "the night";
        let feeds = list(&self.app).await?;
        let list = feeds.iter().find(|feed| feed.kind == "kev").ok_or(DemoError::Ended)?.id;
        let ask = self.ask(Who::Mara, Action::FeedChange).await?;
        fetch(&self.app, ask, list).await.map_err(failed(scene))?;
        self.work().await?;
        let case = self.app.store.read::<_, StoreError, _>(|tx| {
            let filter = steadfast_store::CaseFilter { state: None, product: None };
            tx.case_list(filter, steadfast_store::CasePlace::FIRST, 1)
        });
        let case = case.await?.first().ok_or(DemoError::Scene { scene, reason: "no case opened".to_owned() })?.id;
        let ask = self.ask(Who::Ines, Action::DrillHold).await?;
        by_hand::begin(&self.app, ask, case).await.map_err(failed(scene))
    }

    /// The visitor is on duty with a deputy, and both could hand a report in.
    async fn ready(&self) -> Result<(), DemoError> {
        let people = [self.cast.id(Who::Guest)?.to_string(), self.cast.id(Who::Ines)?.to_string()];
        let representatives = people.iter().zip([false, true]);
        let representatives =
            representatives.map(|(person, deputy)| Representative { person: person.clone(), deputy, login: true });
        let wanted = Readiness {
            establishment: Establishment { decisions: HOME.to_owned(), ..Establishment::default() },
            coordinator: HOME.to_owned(),
            representatives: representatives.collect(),
            ..Readiness::default()
        };
        let ask = self.ask(Who::Mara, Action::NoticePrepare).await?;
        prepare(&self.app, ask, 0, wanted).await.map_err(failed("being ready"))?;
        let ask = self.ask(Who::Mara, Action::DutyChange).await?;
        set(&self.app, ask, people.to_vec()).await.map_err(failed("being on duty"))
    }
}

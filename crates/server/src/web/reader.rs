//! Somebody signed in who reads a page; nobody else gets past this extractor.

use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::HeaderMap;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use steadfast_store::{Approval, StoreError, Time, Tx};

use super::visit::{Visit, see};
use super::{Frame, Ringing, Section, SignedIn as Shown, Texts, urls};
use crate::access::action::Action;
use crate::access::door::{Perhaps, SignedIn};
use crate::app::App;
use crate::http::problem::Problem;
use crate::ringing::read::{Banner, banners};
use crate::ringing::words;

/// More that wait than anybody reads at once are counted as so many.
const MOST_WAITING: i64 = 100;

/// Who reads, and the frame of the page. Whoever is not signed in is sent to the sign-in, and comes back afterwards.
#[derive(Clone, Debug)]
pub(crate) struct Reader {
    /// Who.
    pub(crate) by: SignedIn,
    /// What stands around the page.
    pub(crate) frame: Frame,
}

impl FromRequestParts<Arc<App>> for Reader {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Response> {
        let Ok(visit) = Visit::from_request_parts(parts, app).await;
        let perhaps = Perhaps::from_request_parts(parts, app).await.map_err(IntoResponse::into_response)?;
        let Some(by) = perhaps.0 else {
            return Err(see(&urls::query(urls::SIGN_IN, &[("back", visit.back())]), HeaderMap::new()));
        };
        let frame = visit.frame_of(app, &by).await.map_err(|error| Problem::from(error).into_response())?;
        Ok(Self { by, frame })
    }
}

impl Visit {
    /// The frame of a page for somebody who is signed in.
    pub(crate) async fn frame_of(&self, app: &App, by: &SignedIn) -> Result<Frame, StoreError> {
        let me = by.person.id;
        let sees = |section: Section| by.rights.contains(&section.right());
        let (alerts, cases, duty) = (sees(Section::Monitoring), sees(Section::Cases), sees(Section::Duty));
        let now = app.ambient.now();
        let read = move |tx: &mut Tx<'_>| {
            let alerts = if alerts { tx.alerts_open_count()? } else { 0 };
            let cases = if cases { tx.cases_due_count()? } else { 0 };
            let banners = if duty { banners(tx, me, now)? } else { Vec::new() };
            Ok((tx.approval_open(MOST_WAITING)?, alerts, cases, banners))
        };
        let (open, alerts, cases, banners) = app.store.read::<_, StoreError, _>(read).await?;
        let decides = by.rights.contains(&Action::ApprovalConfirm);
        let other = |one: &&Approval| decides && one.proposer != me && one.subject != me.to_string();
        let waiting = open.iter().filter(other).count();
        let shown = Shown {
            id: me.to_string(),
            name: by.person.name.clone(),
            role: by.role.as_str().to_owned(),
            sections: Section::ALL.into_iter().filter(|section| by.rights.contains(&section.right())).collect(),
            waiting: u64::try_from(waiting).unwrap_or(u64::MAX),
            alerts: u64::try_from(alerts).unwrap_or(0),
            cases: u64::try_from(cases).unwrap_or(0),
        };
        let frame = self.frame(app).await?;
        let may_answer = by.rights.contains(&Action::AlarmAnswer);
        let ringing = banners.into_iter().map(|banner| ringing(frame.texts, banner, may_answer, now)).collect();
        Ok(Frame { person: Some(shown), ringing, ..frame })
    }
}

fn ringing(texts: Texts, banner: Banner, may_answer: bool, now: Time) -> Ringing {
    let Banner { alarm, answered, rings } = banner;
    let (id, says) = (alarm.id.to_string(), words::due(texts, &alarm, now));
    Ringing { id, says, rings, answered, may_answer }
}

impl Section {
    /// What it takes to see it.
    const fn right(self) -> Action {
        match self {
            Self::Today | Self::Tokens => Action::AccountRead,
            Self::Triage => Action::ExposureRead,
            Self::Approvals => Action::ApprovalRead,
            Self::Products => Action::CatalogueRead,
            Self::Fleet => Action::UnitRead,
            Self::Monitoring => Action::MonitoringRead,
            Self::Cases => Action::CaseRead,
            Self::Duty => Action::DutyRead,
            Self::Drills => Action::DrillRead,
            Self::Reports => Action::ReportOpen,
            Self::Rollouts => Action::RolloutRead,
            Self::ProofLog => Action::RecordRead,
            Self::People => Action::PeopleRead,
            Self::Feeds => Action::FeedRead,
            Self::Webhooks => Action::WebhookRead,
            Self::Messages => Action::ReceiverRead,
            Self::Jobs => Action::JobRead,
            Self::Health => Action::HealthRead,
        }
    }
}

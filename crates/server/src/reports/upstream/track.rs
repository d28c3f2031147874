//! What became of a report to a maintainer.

use steadfast_store::{Id, Time, Tx, Upstream, UpstreamAnswer, UpstreamState, UpstreamWay, kinds};

use super::draft::about;
use crate::act::{Ask, Fact};
use crate::app::App;
use crate::reports::error::ReportError;
use crate::reports::fields::{ANSWER, Checked, WAY, WHEN};

fn one(tx: &mut Tx<'_>, id: Id<kinds::Upstream>) -> Result<Upstream, ReportError> {
    tx.upstream(id)?.ok_or(ReportError::NotFound("report upstream"))
}

fn product(tx: &mut Tx<'_>, upstream: &Upstream) -> Result<Option<Id<kinds::Product>>, ReportError> {
    Ok(tx.case(upstream.case)?.ok_or(ReportError::NotFound("case"))?.product)
}

/// Notes that somebody sent it: how, and when.
///
/// # Errors
/// When it was sent before, something is not taken, or it is not allowed.
pub async fn sent(
    app: &App,
    ask: Ask,
    id: Id<kinds::Upstream>,
    (way, when): (&str, Option<Time>),
) -> Result<(), ReportError> {
    let mut checked = Checked::default();
    let way = checked.word::<UpstreamWay>(way, WAY);
    let now = app.ambient.now();
    checked.must(when.is_none_or(|when| when <= now && when.0 >= 0), WHEN);
    let (way, person) = (checked.taken(way)?, ask.by.person());
    app.act::<_, ReportError, _>(ask, move |tx, at| {
        let before = one(tx, id)?;
        if before.state != UpstreamState::Drafted {
            return Err(ReportError::Already);
        }
        let sent = when.unwrap_or(at.now);
        let after = Upstream { state: UpstreamState::Sent, sent: Some(sent), sender: person, way, ..before };
        tx.upstream_change(&after)?;
        let fact = about(Fact::new("upstream-sent", &id), product(tx, &after)?, &after);
        Ok(((), fact.with("way", way.map_or("", UpstreamWay::as_str)).with("sent", sent.to_string())))
    })
    .await?;
    Ok(())
}

/// Notes what the maintainer answered. A later answer takes its place; each leaves a record.
///
/// # Errors
/// When it was never sent, there is no such answer, or it is not allowed.
pub async fn answered(app: &App, ask: Ask, id: Id<kinds::Upstream>, answer: &str) -> Result<(), ReportError> {
    let mut checked = Checked::default();
    let answer = checked.word::<UpstreamAnswer>(answer, ANSWER);
    let answer = checked.taken(answer)?;
    app.act::<_, ReportError, _>(ask, move |tx, at| {
        let before = one(tx, id)?;
        if before.state == UpstreamState::Drafted || before.answer == answer {
            return Err(if before.answer.is_some() { ReportError::Already } else { ReportError::NotSent });
        }
        let after = Upstream { state: UpstreamState::Answered, answered: Some(at.now), answer, ..before };
        tx.upstream_change(&after)?;
        let fact = about(Fact::new("upstream-answered", &id), product(tx, &after)?, &after);
        Ok(((), fact.with("answer", answer.map_or("", UpstreamAnswer::as_str))))
    })
    .await?;
    Ok(())
}

//! A key that signs updates was stolen.

use serde_json::Value;
use steadfast_store::{Metadata, NoticeStage, StoreError};

use crate::drills::error::DrillError;
use crate::drills::run::Run;

/// A role of the repository, as its delegator states it.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Signers {
    name: String,
    keys: usize,
    threshold: usize,
}

/// Plays it.
pub(super) async fn play(run: &mut Run) -> Result<(), DrillError> {
    let Some(signers) = signers(run).await? else { return Ok(()) };
    root(run, &signers).await?;
    holders(run).await?;
    accept(run, &signers).await?;
    let case = run.opened("incident", None).await?;
    if run.assessed(case, None).await? {
        run.drafted("early-warning", (case, NoticeStage::EarlyWarning)).await?;
        run.ready().await?;
    }
    Ok(())
}

/// The step `stolen`: whose key it is. The line of a product is what is signed most often, so that one is taken.
async fn signers(run: &mut Run) -> Result<Option<Vec<Signers>>, DrillError> {
    let mut step = run.step("stolen");
    let published = run.app.store.read::<_, StoreError, _>(|tx| tx.metadata_newest_of_each()).await?;
    let all: Vec<Signers> = published.iter().flat_map(stated).collect();
    if all.is_empty() {
        step.not_possible("no-repository");
        run.over(step).await?;
        return Ok(None);
    }
    let lines: Vec<&Signers> = all.iter().filter(|one| !TOP.contains(&&*one.name)).collect();
    let stolen = lines.first().copied().or_else(|| all.iter().find(|one| one.name == "targets"));
    step.fact("roles", all.len());
    step.fact("stolen", stolen.map_or("", |one| &*one.name));
    step.fact("threshold", stolen.map_or(0, |one| one.threshold));
    step.gap_where(stolen.is_some_and(|one| one.threshold == 1), "one-key-signs-alone");
    run.over(step).await?;
    Ok(Some(all))
}

const TOP: [&str; 4] = ["root", "targets", "snapshot", "timestamp"];

/// The roles that a file of metadata states signers of.
fn stated(metadata: &Metadata) -> Vec<Signers> {
    let file: Value = serde_json::from_slice(&metadata.content).unwrap_or_default();
    let signed = &file["signed"];
    let of_root = signed["roles"].as_object().into_iter().flatten().map(|(name, role)| signers_of(name, role));
    let delegated = signed["delegations"]["roles"].as_array().into_iter().flatten();
    let delegated = delegated.map(|role| signers_of(role["name"].as_str().unwrap_or_default(), role));
    of_root.chain(delegated).collect()
}

fn signers_of(name: &str, role: &Value) -> Signers {
    let keys = role["keyids"].as_array().map_or(0, Vec::len);
    let threshold = role["threshold"].as_u64().and_then(|number| usize::try_from(number).ok()).unwrap_or(0);
    Signers { name: name.to_owned(), keys, threshold }
}

/// The step `root`: whether the root can be signed anew, also where one more of its keys is lost.
async fn root(run: &mut Run, all: &[Signers]) -> Result<(), DrillError> {
    let mut step = run.step("root");
    let root = all.iter().find(|one| one.name == "root");
    step.fact("keys", root.map_or(0, |root| root.keys));
    step.fact("threshold", root.map_or(0, |root| root.threshold));
    step.gap_where(root.is_none_or(|root| root.keys < root.threshold), "root-cannot-be-signed");
    step.gap_where(root.is_some_and(|root| root.keys == root.threshold), "no-spare-root-key");
    step.gap_where(root.is_some_and(|root| root.threshold == 1), "one-root-key-suffices");
    run.over(step).await
}

/// The step `holders`: keys of root and targets are made and kept away from the server, so it cannot say who has them.
async fn holders(run: &mut Run) -> Result<(), DrillError> {
    let mut step = run.step("holders");
    step.gap("holders-not-known-here");
    run.over(step).await
}

/// The step `accept`: units in use would take what the stolen key signs, until they hear of another delegation.
async fn accept(run: &mut Run, all: &[Signers]) -> Result<(), DrillError> {
    let mut step = run.step("accept");
    let tally = run.app.store.read::<_, StoreError, _>(|tx| tx.unit_tally(None)).await?;
    step.fact("units-in-use", tally.in_use());
    step.fact("units-silent", tally.silent);
    step.fact("lines", all.iter().filter(|one| !TOP.contains(&&*one.name)).count());
    step.gap_where(tally.silent > 0, "silent-units-hear-late");
    run.over(step).await
}

#[cfg(test)]
mod tests {
    use steadfast_store::Time;

    use super::*;

    #[test]
    fn signers_are_read_off_root_and_delegations() {
        let file = |text: &str| Metadata {
            role: String::new(),
            version: 1,
            content: text.as_bytes().to_vec(),
            expires: Time(0),
            published: Time(0),
        };
        let root = file(r#"{"signed":{"roles":{"root":{"keyids":["a","b","c"],"threshold":2}}}}"#);
        assert_eq!(stated(&root), [Signers { name: "root".to_owned(), keys: 3, threshold: 2 }]);
        let targets = file(r#"{"signed":{"delegations":{"roles":[{"name":"gateway","keyids":["d"],"threshold":1}]}}}"#);
        assert_eq!(stated(&targets), [Signers { name: "gateway".to_owned(), keys: 1, threshold: 1 }]);
        assert_eq!(stated(&file("not JSON")), []);
    }
}

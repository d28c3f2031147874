//! The portfolio from the database, in pages.

use std::collections::BTreeMap;
use std::sync::Arc;

use steadfast_matching::finding::Finding;
use steadfast_matching::judge::Platforms;
use steadfast_matching::member::Member;
use steadfast_matching::scan::NOWHERE;
use steadfast_store::{Holding, Id, KeptComponent, StoreError};

use super::compute::flaw_digest;
use super::engine::{Engine, Held, Kept, Place, Release};
use super::ground::Ground;
use crate::jobs::work::{Work, WorkError};

/// Rows of a page.
const PAGE: i64 = 4096;

/// Everything that is kept.
pub(super) async fn engine(work: &Work, generation: i64, ground: Ground) -> Result<Engine, WorkError> {
    let mut engine = Engine::new(generation, ground);
    components(work, &mut engine).await?;
    flaws(work, &mut engine).await?;
    findings(work, &mut engine).await?;
    holdings(work, &mut engine).await?;
    Ok(engine)
}

async fn components(work: &Work, engine: &mut Engine) -> Result<(), WorkError> {
    let mut platforms: BTreeMap<[u8; 32], Arc<Platforms>> = BTreeMap::new();
    let none = Arc::new(Platforms::default());
    let mut after = 0;
    loop {
        let page = work.app().store.read::<_, StoreError, _>(move |tx| tx.component_list(after, PAGE)).await?;
        let Some(last) = page.last() else { return Ok(()) };
        after = last.number;
        for kept in page {
            let platforms = match kept.platforms {
                Some(digest) => of_bill(work, &mut platforms, digest).await?,
                None => Arc::clone(&none),
            };
            let KeptComponent { number, content, .. } = kept;
            engine.add(number, member(&content)?, platforms);
        }
        work.go_on()?;
    }
}

fn member(content: &[u8]) -> Result<Member, WorkError> {
    serde_json::from_slice(content).map_err(|error| WorkError::Fault(format!("a component cannot be read: {error}")))
}

async fn of_bill(
    work: &Work,
    known: &mut BTreeMap<[u8; 32], Arc<Platforms>>,
    digest: [u8; 32],
) -> Result<Arc<Platforms>, WorkError> {
    if let Some(platforms) = known.get(&digest) {
        return Ok(Arc::clone(platforms));
    }
    let content = work.app().store.read::<_, StoreError, _>(move |tx| tx.platforms(&digest)).await?;
    let platforms = serde_json::from_slice(&content.unwrap_or_default());
    let platforms = platforms.map_err(|error| WorkError::Fault(format!("platforms cannot be read: {error}")))?;
    Ok(Arc::clone(known.entry(digest).or_insert(Arc::new(platforms))))
}

async fn flaws(work: &Work, engine: &mut Engine) -> Result<(), WorkError> {
    let mut ids = ids(work).await?;
    let mut after = 0;
    loop {
        let page = work.app().store.read::<_, StoreError, _>(move |tx| tx.flaw_list(after, PAGE)).await?;
        let Some((last, _)) = page.last() else { return Ok(()) };
        after = *last;
        for (number, facts) in page {
            engine.name(number, ids.remove(&number).unwrap_or_default(), flaw_digest(&facts));
        }
    }
}

/// The ids of each flaw: a flaw that became one with another has none left.
async fn ids(work: &Work) -> Result<BTreeMap<i64, Vec<String>>, WorkError> {
    let (mut of, mut after) = (BTreeMap::<i64, Vec<String>>::new(), String::new());
    loop {
        let behind = after.clone();
        let page = work.app().store.read::<_, StoreError, _>(move |tx| tx.flaw_id_list(&behind, PAGE)).await?;
        let Some((last, _)) = page.last() else { return Ok(of) };
        after.clone_from(last);
        page.into_iter().for_each(|(id, flaw)| of.entry(flaw).or_default().push(id));
    }
}

async fn findings(work: &Work, engine: &mut Engine) -> Result<(), WorkError> {
    let mut after = (0, 0);
    loop {
        let page = work.app().store.read::<_, StoreError, _>(move |tx| tx.finding_list(after, PAGE)).await?;
        let Some((component, flaw, _)) = page.last() else { return Ok(()) };
        after = (*component, *flaw);
        for (component, flaw, content) in page {
            let finding: Result<Finding, _> = serde_json::from_str(&content);
            let finding = finding.map_err(|error| WorkError::Fault(format!("a finding cannot be read: {error}")))?;
            if let Some(known) = engine.members.get_mut(&component) {
                known.findings.push(Kept::of(flaw, &finding).0);
            }
        }
    }
}

async fn holdings(work: &Work, engine: &mut Engine) -> Result<(), WorkError> {
    let mut after: (Release, i64) = (Id::from_bytes([0; 16]), -1);
    let mut held: BTreeMap<Release, Held> = BTreeMap::new();
    loop {
        let page = work.app().store.read::<_, StoreError, _>(move |tx| tx.holding_list(after, PAGE)).await?;
        let Some(last) = page.last() else { break };
        after = (last.release, last.place);
        page.into_iter().for_each(|holding| take(held.entry(holding.release).or_default(), &holding));
    }
    held.into_iter().for_each(|(release, held)| engine.hold(release, held));
    Ok(())
}

fn take(held: &mut Held, holding: &Holding) {
    held.places.push(Place { component: holding.component, counted: holding.counted });
    let sources: Option<Vec<i64>> = holding.built_from.as_deref().and_then(|text| serde_json::from_str(text).ok());
    let place = |place: i64| usize::try_from(place).unwrap_or(NOWHERE);
    if let Some(sources) = sources {
        held.built_from.resize(held.places.len(), Vec::new());
        held.built_from[held.places.len() - 1] = sources.into_iter().map(place).collect();
    }
}

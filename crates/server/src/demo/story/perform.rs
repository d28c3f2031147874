//! How each scene is performed.

use std::collections::BTreeMap;
use std::sync::Arc;

use bytes::Bytes;
use steadfast_store::{Id, kinds};
use tokio::sync::watch;

use super::cast::{Cast, Who};
use super::failed;
use super::feeds::{FEEDS, PYPI, export};
use super::maker::{Parts, product_file};
use super::scenes::Scene;
use crate::access::action::Action;
use crate::access::approvals::{self, Proposal, Verdict};
use crate::act::Ask;
use crate::app::App;
use crate::catalogue::releases::{self, NewRelease};
use crate::catalogue::{bills, sale};
use crate::demo::DemoError;
use crate::feeds::hand_in;
use crate::http::upload::Received;
use crate::jobs::runner::Runner;

/// Everybody and everything that the story needs.
pub(super) struct Company {
    pub(super) app: Arc<App>,
    pub(super) cast: Cast,
    pub(super) runner: Runner,
    /// Says when the server ends, which it does not while the story is played.
    pub(super) end: (watch::Sender<bool>, watch::Receiver<bool>),
    parts: Parts,
    releases: BTreeMap<&'static str, Id<kinds::Release>>,
    /// The day on which what a product file accepts is looked at again.
    until: String,
}

impl Company {
    pub(super) fn new(app: &Arc<App>, cast: Cast, parts: Parts, until: String) -> Self {
        let (runner, end) = (Runner::new(Arc::clone(app)), watch::channel(false));
        Self { app: Arc::clone(app), cast, runner, end, parts, releases: BTreeMap::new(), until }
    }

    async fn ask(&self, who: Who, action: Action) -> Result<Ask, DemoError> {
        self.cast.ask(&self.app, who, action).await
    }

    async fn put(&self, content: Bytes) -> Result<steadfast_store::Put, DemoError> {
        self.app.blobs.put_bytes(content).await.map_err(failed("keeping a file"))
    }

    fn release(&self, key: &'static str) -> Result<Id<kinds::Release>, DemoError> {
        let scene = DemoError::Scene { scene: key, reason: "there is no such release yet".to_owned() };
        self.releases.get(key).copied().ok_or(scene)
    }

    /// The feeds of a day are handed in and taken.
    pub(super) async fn import(&mut self, today: i64) -> Result<(), DemoError> {
        for feed in FEEDS.iter().filter(|feed| feed.until.is_none_or(|until| today <= until)) {
            self.hand_in(feed.name, today, 1).await?;
        }
        self.work().await
    }

    async fn hand_in(&self, name: &str, today: i64, share: usize) -> Result<(), DemoError> {
        let Some(feed) = FEEDS.iter().find(|feed| feed.name == name) else { return Ok(()) };
        let now = self.app.ambient.now().to_string();
        let content = export(feed, today, &now, share).map_err(DemoError::io("an export cannot be packed"))?;
        let put = self.put(content).await?;
        let handed = hand_in::Handed::read(&self.app, name, Some(&now), false).map_err(failed("an export"))?;
        let ask = self.ask(Who::Ines, Action::FeedImport).await?;
        hand_in::hand_in(&self.app, ask, handed, put).await.map_err(failed("an export"))?;
        Ok(())
    }

    /// Whatever is due is done.
    async fn work(&self) -> Result<(), DemoError> {
        while self.runner.turn(&self.end.1).await? {}
        Ok(())
    }

    /// Performs a scene, and what follows from it.
    pub(super) async fn perform(&mut self, scene: &Scene, today: i64) -> Result<(), DemoError> {
        match *scene {
            Scene::Release { key, bill, units } => self.make(key, bill, units).await?,
            Scene::Gate(key) => {
                let ask = self.ask(Who::Jonas, Action::ReleaseSell).await?;
                sale::gate(&self.app, ask, self.release(key)?).await.map_err(failed(key))?;
            }
            Scene::Sell(key) => {
                let ask = self.ask(Who::Jonas, Action::ReleaseSell).await?;
                let _hack = sale::sell(&self.app, ask, self.release(key)?).await.map_err(failed(key));
            }
            Scene::Withdraw(key) => {
                let ask = self.ask(Who::Jonas, Action::ReleaseSell).await?;
                sale::withdraw(&self.app, ask, self.release(key)?).await.map_err(failed(key))?;
            }
            Scene::Placed(key) => {
                let (ask, today) =
                    (self.ask(Who::Jonas, Action::ReleaseSell).await?, super::day(self.app.ambient.now(), 0));
                let _hack = sale::placed(&self.app, ask, self.release(key)?, &today).await.map_err(failed(key));
            }
            Scene::Units(key, units) => {
                let ask = self.ask(Who::Jonas, Action::ReleaseChange).await?;
                releases::set_units(&self.app, ask, self.release(key)?, Some(units)).await.map_err(failed(key))?;
            }
            Scene::Against { key, reason, decided } => self.sell_against(key, reason, decided).await?,
            Scene::Shrunk => self.hand_in(PYPI, today, 3).await?,
            Scene::Left => self.leave_held().await?,
            Scene::Decide(_) | Scene::Found(_) => self.decide(scene).await?,
        }
        self.work().await
    }

    async fn make(
        &mut self,
        key: &'static str,
        bill: (&str, &'static [u8]),
        units: Option<i64>,
    ) -> Result<(), DemoError> {
        let (part_key, label) = key.split_once(' ').unwrap_or((key, ""));
        let Some((part, _)) = self.parts.get(part_key).copied() else { return Err(DemoError::Ended) };
        let hash = self.put(Bytes::from_static(bill.1)).await?.hash;
        let bill = bills::bill(&self.app, &Received { hash, name: bill.0.to_owned() }).await.map_err(failed(key))?;
        let hash = self.put(product_file(part_key, &self.until).into()).await?.hash;
        let file = bills::policy(&self.app, &Received { hash, name: "steadfast.toml".to_owned() }).await;
        let wanted = NewRelease { label: label.to_owned(), units, ..NewRelease::default() };
        let ask = self.ask(Who::Jonas, Action::ReleaseChange).await?;
        let made = releases::make(&self.app, ask, part, wanted, Some(bill), Some(file.map_err(failed(key))?)).await;
        self.releases.insert(key, made.map_err(failed(key))?);
        Ok(())
    }

    /// Two people decide that a release is sold although its check did not pass; or the first of them proposes it.
    async fn sell_against(&self, key: &'static str, reason: &str, decided: bool) -> Result<(), DemoError> {
        let proposal = Proposal::SellAgainstVerdict { release: self.release(key)? };
        let ask = self.ask(Who::Ines, Action::ApprovalPropose).await?;
        let made = approvals::propose(&self.app, ask, proposal, reason).await.map_err(failed(key))?;
        if decided {
            let ask = self.ask(Who::Mara, Action::ApprovalConfirm).await?;
            approvals::decide(&self.app, ask, made, Verdict::Approve, "").await.map_err(failed(key))?;
        }
        Ok(())
    }

    /// The export that was held back is left: its publisher's fault.
    async fn leave_held(&self) -> Result<(), DemoError> {
        let scene = "an export that was held back";
        let imports = hand_in::list(&self.app, None, 50).await?;
        for held in imports.iter().filter(|import| import.state == steadfast_store::ImportState::Held) {
            let ask = self.ask(Who::Ines, Action::FeedDecide).await?;
            hand_in::decide(&self.app, ask, held.id, false).await.map_err(failed(scene))?;
        }
        Ok(())
    }
}

impl Company {
    async fn decide(&self, _scene: &Scene) -> Result<(), DemoError> {
        Ok(())
    }
}

//! How each scene is performed.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::Arc;

use bytes::Bytes;
use steadfast_store::{Id, Put, kinds};
use tokio::sync::watch;

use super::cast::{Cast, Who};
use super::failed;
use super::feeds::FEEDS;
use super::maker::{Parts, product_file};
use super::scene::{Decision, Delivery, Finding, Reaching, Says, Scene};
use super::updates::{Gateways, Safe, serial};
use crate::access::action::Action;
use crate::access::approvals::{self, Proposal, Verdict};
use crate::act::Ask;
use crate::app::App;
use crate::catalogue::releases::{self, NewRelease};
use crate::catalogue::{bills, sale};
use crate::demo::DemoError;
use crate::feeds::manage;
use crate::fleet::list::hand_in;
use crate::http::upload::Received;
use crate::jobs::runner::Runner;
use crate::triage::assess::{assess, version};
use crate::triage::error::TriageError;
use crate::triage::wanted::Wanted;
use crate::triage::{own, read};

/// Everybody and everything that the story needs.
pub(super) struct Company {
    pub(super) app: Arc<App>,
    pub(super) cast: Cast,
    pub(super) runner: Runner,
    /// Says when the server ends, which it does not while the story is played.
    pub(super) end: (watch::Sender<bool>, watch::Receiver<bool>),
    parts: Parts,
    releases: BTreeMap<&'static str, Id<kinds::Release>>,
    pub(super) safe: Option<Safe>,
    pub(super) gateways: Gateways,
    /// The day on which what a product file accepts is looked at again.
    until: String,
}

impl Company {
    pub(super) fn new(app: &Arc<App>, cast: Cast, parts: Parts, until: String) -> Self {
        let (runner, end) = (Runner::new(Arc::clone(app)), watch::channel(false));
        let (releases, safe, gateways) = (BTreeMap::new(), None, Gateways::new(app));
        Self { app: Arc::clone(app), cast, runner, end, parts, releases, safe, gateways, until }
    }

    pub(super) async fn ask(&self, who: Who, action: Action) -> Result<Ask, DemoError> {
        self.cast.ask(&self.app, who, action).await
    }

    pub(super) async fn put(&self, content: Bytes) -> Result<steadfast_store::Put, DemoError> {
        self.app.blobs.put_bytes(content).await.map_err(failed("keeping a file"))
    }

    /// A part, and its product.
    pub(super) fn part(&self, key: &str) -> Result<(Id<kinds::Part>, Id<kinds::Product>), DemoError> {
        self.parts.get(key).copied().ok_or(DemoError::Ended)
    }

    pub(super) fn release(&self, key: &'static str) -> Result<Id<kinds::Release>, DemoError> {
        let scene = DemoError::Scene { scene: key, reason: "there is no such release yet".to_owned() };
        self.releases.get(key).copied().ok_or(scene)
    }

    /// The sources are entered; from here on they are fetched as on any server.
    pub(super) async fn add_feeds(&self, address: SocketAddr) -> Result<(), DemoError> {
        for feed in &FEEDS {
            let wanted = manage::Wanted {
                name: Some(feed.name.to_owned()),
                kind: Some(feed.kind.to_owned()),
                url: Some(format!("http://{address}/demo/feeds/{}", feed.key)),
                // Well within a day: a day that is played fast must not come too early for a source.
                every_hours: Some(12),
            };
            let ask = self.ask(Who::Mara, Action::FeedChange).await?;
            manage::add(&self.app, ask, wanted).await.map_err(failed(feed.name))?;
        }
        self.work().await
    }

    /// Whatever is due is done.
    pub(super) async fn work(&self) -> Result<(), DemoError> {
        while self.runner.turn(&self.end.1).await? {}
        Ok(())
    }

    /// Performs a scene, and what follows from it.
    pub(super) async fn perform(&mut self, scene: &Scene) -> Result<(), DemoError> {
        match *scene {
            Scene::Release { key, bill, units } => self.make(key, bill, units).await?,
            Scene::Gate(key) => {
                let ask = self.ask(Who::Jonas, Action::ReleaseSell).await?;
                sale::gate(&self.app, ask, self.release(key)?).await.map_err(failed(key))?;
            }
            Scene::Sell(key) => {
                let ask = self.ask(Who::Jonas, Action::ReleaseSell).await?;
                sale::sell(&self.app, ask, self.release(key)?).await.map_err(failed(key))?;
            }
            Scene::Withdraw(key) => {
                let ask = self.ask(Who::Jonas, Action::ReleaseSell).await?;
                sale::withdraw(&self.app, ask, self.release(key)?).await.map_err(failed(key))?;
            }
            Scene::Placed(key) => {
                let (ask, today) =
                    (self.ask(Who::Jonas, Action::ReleaseSell).await?, super::day(self.app.ambient.now(), 0));
                sale::placed(&self.app, ask, self.release(key)?, &today).await.map_err(failed(key))?;
            }
            Scene::Units(key, units) => {
                let ask = self.ask(Who::Jonas, Action::ReleaseChange).await?;
                releases::set_units(&self.app, ask, self.release(key)?, Some(units)).await.map_err(failed(key))?;
            }
            Scene::Against { key, reason, decided } => self.sell_against(key, reason, decided).await?,
            Scene::Left => self.leave_held().await?,
            Scene::Found(ref finding) => self.found(finding).await?,
            Scene::Decide(ref decision) => self.decide(decision).await?,
            Scene::Delivered(key, delivery) => self.deliver(key, delivery).await?,
            Scene::Ceremony => self.ceremony().await?,
            Scene::Signed(key, ref fix) => self.sign(key, fix).await?,
            Scene::SwitchedOn => self.switched_on().await?,
            Scene::Spread(key) => self.spread(key).await?,
            Scene::Tested(key) => self.tested(key).await?,
            Scene::Declared(key, sample) => self.declare(key, sample).await?,
            Scene::Published(part) => self.show_everybody(part).await?,
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
        let put = self.put(Bytes::from_static(bill.1)).await?;
        let received = |put: Put, name: &str| Received { hash: put.hash, name: name.to_owned(), length: put.length };
        let bill = bills::bill(&self.app, &received(put, bill.0)).await.map_err(failed(key))?;
        let put = self.put(product_file(part_key, &self.until).into()).await?;
        let file = bills::policy(&self.app, &received(put, "steadfast.toml")).await;
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
        let feeds = manage::list(&self.app).await?;
        for held in feeds.iter().filter(|feed| feed.held.is_some()) {
            let ask = self.ask(Who::Ines, Action::FeedDecide).await?;
            manage::decide(&self.app, ask, held.id, false).await.map_err(failed("an export that was held back"))?;
        }
        Ok(())
    }

    /// A report is entered into the own register, and decided on.
    async fn found(&self, finding: &Finding) -> Result<(), DemoError> {
        let (scene, text) = ("a finder's report", |text: &str| Some(text.to_owned()));
        let wanted = own::WantedFlaw {
            source: text("finder"),
            title: text(finding.title),
            detail: text(finding.detail),
            part: self.parts.get(finding.part).map(|(part, _)| part.to_string()),
            first: Some(finding.sequences.0),
            fixed: Some(finding.sequences.1),
            severity: text(finding.severity),
            vector_v3: None,
            vector_v4: None,
            exploited: Some(false),
        };
        let ask = self.ask(Who::Ines, Action::OwnFlawChange).await?;
        own::enter(&self.app, ask, wanted).await.map_err(failed(scene))?;
        Ok(())
    }

    /// A factory list, as a spreadsheet of the factory writes it.
    async fn deliver(&mut self, key: &'static str, delivery: Delivery) -> Result<(), DemoError> {
        let (part_key, label) = key.split_once(' ').unwrap_or((key, ""));
        let Some((_, product)) = self.parts.get(part_key).copied() else { return Err(DemoError::Ended) };
        let put = self.put(self.factory_list(label, delivery).into()).await?;
        self.gateways.left(delivery.first..delivery.first + delivery.units, label);
        let list = Received { hash: put.hash, name: format!("{part_key}-{label}.csv"), length: put.length };
        let ask = self.ask(Who::Jonas, Action::UnitEnrol).await?;
        hand_in::hand_in(&self.app, ask, &product.to_string(), &list).await.map_err(failed(key))?;
        Ok(())
    }

    fn factory_list(&self, label: &str, delivery: Delivery) -> String {
        let market = |number: u32| {
            let at = usize::try_from(number).unwrap_or(0) % delivery.markets.len().max(1);
            delivery.markets.get(at).copied().unwrap_or_default()
        };
        let line = |number: u32| {
            let key = self.gateways.fingerprint(number);
            format!("{};{key};{};B;{label}\r\n", serial(number), market(number))
        };
        let lines = (delivery.first..delivery.first + delivery.units).map(line);
        "serial;key;market;hardware;version\r\n".to_owned() + &lines.collect::<String>()
    }

    async fn decide(&self, decision: &Decision) -> Result<(), DemoError> {
        let flaw = decision.flaw;
        let found = self.app.store.read::<_, TriageError, _>(move |tx| {
            let (row, decided) = read::flaw(tx, flaw)?;
            Ok((row.number, version(&decided)))
        });
        let (number, seen) = found.await.map_err(failed(flaw))?;
        let (ask, wanted) = (self.ask(decision.by, Action::ExposureAssess).await?, self.wanted(decision)?);
        assess(&self.app, ask, number, seen, wanted).await.map_err(failed(flaw))?;
        Ok(())
    }

    fn wanted(&self, decision: &Decision) -> Result<Wanted, DemoError> {
        let (status, justification, action) = match decision.says {
            Says::NotAffected(why) => ("not_affected", Some(why.to_owned()), ""),
            Says::Affected(action) => ("affected", None, action),
            Says::Fixed => ("fixed", None, ""),
            Says::Looking => ("under_investigation", None, ""),
        };
        let (status, statement, action) = (status.to_owned(), decision.words.to_owned(), action.to_owned());
        let wanted = Wanted { status, justification, statement, action, ..Wanted::default() };
        Ok(match decision.reaching {
            Reaching::Everywhere(component) => {
                Wanted { reach: "component".to_owned(), component: Some(component.to_owned()), ..wanted }
            }
            Reaching::Line(part) => {
                let product = self.parts.get(part).map(|(_, product)| product.to_string());
                Wanted { reach: "product".to_owned(), product, ..wanted }
            }
            Reaching::Only(key) => {
                Wanted { reach: "release".to_owned(), release: Some(self.release(key)?.to_string()), ..wanted }
            }
        })
    }
}

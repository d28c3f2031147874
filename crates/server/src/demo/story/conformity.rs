//! What the maker does for conformity: reports of tests, reviews, declarations, the page for everybody.

use bytes::Bytes;
use steadfast_store::{Id, kinds};

use super::cast::Who;
use super::failed;
use super::perform::Company;
use crate::access::action::Action;
use crate::conformity::declare::prepare::{WantedDeclaration, prepare};
use crate::conformity::declare::sign::{WantedSignature, sign};
use crate::conformity::dossier::keep::{WantedHandOver, hand_over, keep};
use crate::conformity::given::{Handed, give};
use crate::conformity::review::{WantedReview, record};
use crate::demo::DemoError;
use crate::http::upload::Received;
use crate::lifecycle::page::{WantedPage, say};

/// Reports that the build of a release leaves.
const REPORTS: [(&str, &[u8]); 2] = [
    ("system.junit.xml", include_bytes!("../../../../../fixtures/demo/tests/system.junit.xml")),
    ("analysis.sarif", include_bytes!("../../../../../fixtures/demo/tests/analysis.sarif")),
];

/// Reviews that a product file of the sample expects: requirement, evidence, what was looked at.
const REVIEWS: [(&str, &str, &str); 2] = [
    (
        "I.1.1",
        "assessment-review",
        "The risk assessment was gone through line by line with those who build and who repair it.",
    ),
    ("I.2.3", "penetration", "A house outside tried two weeks to get in; its report has no open finding above low."),
];

/// A certificate that is made up, for practice.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sample {
    pub(super) body: &'static str,
    pub(super) number: &'static str,
    pub(super) certificate: &'static str,
}

impl Company {
    /// The build server hands the reports of a release in, and people record what they looked at.
    pub(super) async fn tested(&self, key: &'static str) -> Result<(), DemoError> {
        let release = self.release(key)?;
        for (name, report) in REPORTS {
            let put = self.put(Bytes::from_static(report)).await?;
            let received = Received { hash: put.hash, name: name.to_owned(), length: put.length };
            let ask = self.ask(Who::Jonas, Action::EvidenceGive).await?;
            let commit = format!("v{}", key.rsplit(' ').next().unwrap_or_default());
            let handed = Handed { received: &received, commit: &commit, signature: None };
            give(&self.app, ask, release, handed).await.map_err(failed(key))?;
        }
        for (requirement, evidence, words) in REVIEWS {
            let wanted = WantedReview {
                requirement: requirement.to_owned(),
                says: "met".to_owned(),
                words: words.to_owned(),
                evidence: evidence.to_owned(),
                until: String::new(),
            };
            let ask = self.ask(Who::Ines, Action::ReviewRecord).await?;
            record(&self.app, ask, release, wanted).await.map_err(failed(key))?;
        }
        Ok(())
    }

    /// One prepares a declaration, another signs it: with a made-up certificate, as a sample that counts for nothing.
    pub(super) async fn declare(&self, key: &'static str, sample: Option<Sample>) -> Result<(), DemoError> {
        let (_, product) = self.part(key.split(' ').next().unwrap_or_default())?;
        let said = |text: Option<&str>| text.unwrap_or_default().to_owned();
        let wanted = WantedDeclaration {
            release: Some(self.release(key)?),
            procedure: said(sample.map(|_| "B+C")),
            body_name: said(sample.map(|sample| sample.body)),
            body_number: said(sample.map(|sample| sample.number)),
            certificate: said(sample.map(|sample| sample.certificate)),
            sample: sample.is_some(),
            marking: "product".to_owned(),
            ..WantedDeclaration::default()
        };
        let ask = self.ask(Who::Jonas, Action::DeclarationPrepare).await?;
        let made = prepare(&self.app, ask, product, wanted).await.map_err(failed(key))?;
        let signature = WantedSignature {
            place: "Musterstadt".to_owned(),
            function: "managing director".to_owned(),
            words: "What facts do not show yet was looked at by hand; the list is in the register.".to_owned(),
        };
        let ask = self.ask(Who::Mara, Action::DeclarationSign).await?;
        sign(&self.app, ask, made, signature).await.map_err(failed(key))?;
        if sample.is_none() { self.documented(key, product).await } else { Ok(()) }
    }

    /// The dossier of what was declared is kept, and an authority gets what it asked for.
    async fn documented(&self, key: &'static str, product: Id<kinds::Product>) -> Result<(), DemoError> {
        let release = Some(self.release(key)?);
        let ask = self.ask(Who::Jonas, Action::DossierKeep).await?;
        keep(&self.app, ask, product, release).await.map_err(failed(key))?;
        let wanted = WantedHandOver {
            release,
            to: "Example Authority, 4711/26".to_owned(),
            asked: "Risk assessment and reports of tests, after a question of a customer.".to_owned(),
            points: vec!["3".to_owned(), "6".to_owned()],
            ..WantedHandOver::default()
        };
        let ask = self.ask(Who::Mara, Action::DossierHandOver).await?;
        hand_over(&self.app, ask, product, wanted).await.map(drop).map_err(failed(key))
    }

    /// Everybody may read the page of a product.
    pub(super) async fn show_everybody(&self, part: &'static str) -> Result<(), DemoError> {
        let (_, product) = self.part(part)?;
        let wanted =
            WantedPage { slug: part.to_owned(), published: true, gtin: String::new(), languages: "en de".to_owned() };
        let ask = self.ask(Who::Mara, Action::ProductPublish).await?;
        say(&self.app, ask, product, 0, wanted).await.map(drop).map_err(failed(part))
    }
}

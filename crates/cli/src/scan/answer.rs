//! An answer with everything that its views show.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use steadfast_formats::bom::Component;
use steadfast_matching::bill::Bill;
use steadfast_matching::coverage::Coverage;
use steadfast_matching::ecosystem;
use steadfast_matching::finding::{Finding, Kind, Status};
use steadfast_matching::gate::{Answer, Code};
use steadfast_matching::index::{Index, Source};
use steadfast_matching::reason::Reason;
use steadfast_matching::scan::{Counts, Scan, State};
use steadfast_matching::version::Scheme;

use super::Purpose;
use super::advisories::Advisories;
use super::statements::Given;
use crate::table::{count, day};

/// What all answers of one run share.
#[derive(Debug)]
pub(super) struct Context<'a> {
    /// The command.
    pub(super) purpose: Purpose,
    /// The time that ages are counted from.
    pub(super) now: Timestamp,
    /// Where the policy came from; `None` for the default.
    pub(super) policy_file: Option<PathBuf>,
    /// What the answers rest on.
    pub(super) snapshot: Snapshot,
    /// VEX documents given.
    pub(super) documents: &'a [Given],
    /// Whether any advisory is loaded.
    pub(super) loaded: bool,
    /// Whether everything is to be listed.
    pub(super) all: bool,
}

/// The advisories that an answer rests on.
#[derive(Debug)]
pub(super) struct Snapshot {
    /// `sha256:…`
    pub(super) digest: String,
    /// The newest time that any source is as of, in seconds since the epoch.
    pub(super) time: Option<i64>,
    /// The sources.
    pub(super) sources: Vec<Source>,
}

impl Snapshot {
    /// The snapshot of what is loaded.
    pub(super) fn new(advisories: &Advisories, index: &Index<'_>, sources: &[Source]) -> Self {
        let digest: String = advisories.digest(index).iter().map(|byte| format!("{byte:02x}")).collect();
        let time = sources.iter().filter_map(Source::as_of).max();
        Self { digest: format!("sha256:{digest}"), time, sources: sources.to_vec() }
    }
}

/// The answer about one bill.
#[derive(Debug)]
pub(super) struct Answered<'a> {
    /// The bill's file.
    pub(super) file: &'a Path,
    /// The bill.
    pub(super) bill: Bill<'a>,
    /// What was found.
    pub(super) scan: Scan,
    /// The verdict, where one was asked for.
    pub(super) gate: Option<Answer>,
    /// Findings that block, by their places.
    blocking: BTreeSet<usize>,
    /// What could be checked.
    pub(super) counts: Counts,
    /// Ecosystems that the bill needs and no fresh feed covers.
    pub(super) missing: BTreeMap<String, Reason>,
    /// The oldest time of the feeds that checked its components, in seconds since the epoch.
    pub(super) as_of: Option<i64>,
}

impl<'a> Answered<'a> {
    /// Puts an answer together.
    pub(super) fn new(file: &'a Path, bill: Bill<'a>, scan: Scan, gate: Option<Answer>, coverage: &Coverage) -> Self {
        let counts = scan.counts(&bill);
        let missing = coverage.missing(bill.parts.iter());
        let checked = bill.parts.iter().zip(&scan.states).filter(|(_, state)| **state == State::Checked);
        let as_of = checked.filter_map(|(part, _)| coverage.as_of(part)).min();
        let blocking = |code: Code| matches!(code, Code::Exploited | Code::Severity | Code::Epss);
        let reasons = gate.iter().flat_map(|gate| &gate.reasons).filter(|reason| blocking(reason.code));
        let blocking = reasons.filter_map(|reason| reason.finding).collect();
        Self { file, bill, scan, gate, blocking, counts, missing, as_of }
    }

    /// The name of the bill's subject, of its document, or of its file.
    pub(super) fn name(&self) -> String {
        let bom = self.bill.bom;
        let subject = bom.subject.as_ref().map(|subject| subject.name.clone()).filter(|name| !name.is_empty());
        subject.or_else(|| bom.name.clone()).unwrap_or_else(|| self.file.to_string_lossy().into_owned())
    }

    /// The version of the bill's subject.
    pub(super) fn version(&self) -> Option<&str> {
        self.bill.bom.subject.as_ref().and_then(|subject| subject.version.as_deref())
    }

    /// The component of a finding.
    pub(super) fn component(&self, finding: &Finding) -> Option<&Component> {
        self.bill.parts.get(finding.part).map(|part| part.component)
    }

    /// The order of the versions of a finding's component.
    pub(super) fn scheme(&self, finding: &Finding) -> Scheme {
        let part = self.bill.parts.get(finding.part);
        let package = part.and_then(|part| part.identity.packages.first());
        package.map_or(Scheme::Generic, |package| ecosystem::scheme(package.base))
    }

    /// Whether a finding blocks, by the gate's word.
    pub(super) fn blocks(&self, number: usize) -> bool {
        self.blocking.contains(&number)
    }

    /// Components that could not be checked and are not accepted: by reason, with their places.
    pub(super) fn unknowns(&self) -> BTreeMap<Reason, Vec<usize>> {
        let mut unknowns: BTreeMap<Reason, Vec<usize>> = BTreeMap::new();
        for (number, state) in self.scan.states.iter().enumerate() {
            if let State::Unknown(reason) = state {
                unknowns.entry(*reason).or_default().push(number);
            }
        }
        unknowns
    }

    /// Findings of a status; informational ones apart.
    pub(super) fn findings(&self, status: Status) -> impl Iterator<Item = (usize, &Finding)> {
        let all = self.scan.findings.iter().enumerate();
        all.filter(move |(_, finding)| finding.status == status && finding.kind == Kind::Vulnerability)
    }
}

/// What makes two packages the same thing: their CPE name, or their package URL without qualifiers.
pub(super) fn identity(component: &Component) -> (String, Option<&str>) {
    let purl = component.purls.first().map(|purl| purl.split('?').next().unwrap_or(purl).to_owned());
    let named = if component.cpes.is_empty() { purl } else { component.cpes.first().cloned() };
    (named.unwrap_or_else(|| component.name.clone()), component.version.as_deref())
}

impl Answered<'_> {
    /// How many flaws affect it, and how many of them block: each counted once in packages built from one thing.
    pub(super) fn distinct(&self) -> (usize, usize) {
        let mut seen: BTreeMap<_, bool> = BTreeMap::new();
        for (number, finding) in self.findings(Status::Affected) {
            let Some(component) = self.component(finding) else { continue };
            *seen.entry((identity(component), finding.id.as_str())).or_default() |= self.blocks(number);
        }
        (seen.len(), seen.values().filter(|blocks| **blocks).count())
    }
}

/// The sentence that says what an answer means, and no more.
pub(super) fn meaning(answered: &Answered<'_>) -> String {
    let Counts { checked, unknown, build_only, own, .. } = answered.counts;
    let unknown = unknown + answered.bill.bom.reported;
    let as_of = if checked == 0 { String::new() } else { format!(" (advisories of {})", day(answered.as_of)) };
    let could = format!(
        "{} that could be checked{as_of}; {unknown} could not be checked",
        count(checked, "component", "components")
    );
    let (affected, blocking) = answered.distinct();
    let found = match (&answered.gate, affected, blocking) {
        (None, 0, _) => format!("No known vulnerability among the {could}."),
        (None, number, _) => {
            let known =
                count(number, "known vulnerability affects this bill", "known vulnerabilities affect this bill");
            format!("{known}; it has {could}.")
        }
        (Some(_), _, 0) => format!("No blocking known vulnerability among the {could}."),
        (Some(_), _, number) => {
            let known = count(number, "known vulnerability blocks", "known vulnerabilities block");
            format!("{known} this release; it has {could}.")
        }
    };
    let own =
        if own == 0 { String::new() } else { format!(" {} your own.", count(own, "component is", "components are")) };
    let tools = if build_only == 0 { String::new() } else { format!(" {build_only} only built the product.") };
    format!(
        "{found}{own}{tools} This says nothing about unknown flaws or other requirements, and is not a declaration of conformity."
    )
}

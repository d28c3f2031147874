//! The JSON form of an answer: documented in `docs/json.md`, versioned by `schema`.

use serde::Serialize;
use steadfast_cra::annex_i::requirement;
use steadfast_matching::finding::{Finding, Kind, Severity, Status};
use steadfast_matching::gate::{Answer, Verdict};
use steadfast_matching::index::{Source, SourceKind};
use steadfast_matching::scan::State;
use steadfast_matching::vex::Outcome;

use super::super::answer::{Answered, Context, meaning};

/// An answer.
#[derive(Debug, Serialize)]
pub(super) struct Report<'a> {
    schema: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    verdict: Option<Verdict>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reasons: Option<Vec<Why<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    requirement: Option<Cited>,
    statement: String,
    now: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    policy: Option<String>,
    snapshot: SnapshotView<'a>,
    bom: BomView,
    findings: Vec<FindingView<'a>>,
    unknown_components: Vec<UnknownView<'a>>,
    problems: Vec<String>,
    vex: Vec<VexView>,
}

/// The requirement that the gate speaks to.
#[derive(Debug, Serialize)]
struct Cited {
    id: &'static str,
    reference: &'static str,
}

/// Why the verdict is what it is.
#[derive(Debug, Serialize)]
struct Why<'a> {
    code: &'static str,
    text: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    finding: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    component: Option<ComponentView<'a>>,
}

#[derive(Debug, Serialize)]
struct SnapshotView<'a> {
    digest: &'a str,
    time: Option<String>,
    sources: Vec<SourceView<'a>>,
}

#[derive(Debug, Serialize)]
struct SourceView<'a> {
    kind: SourceKind,
    name: &'a str,
    records: u32,
    covers: &'a [String],
    as_of: Option<String>,
    not_understood: u32,
}

#[derive(Debug, Serialize)]
struct BomView {
    file: String,
    format: String,
    name: String,
    version: Option<String>,
    entries: usize,
    components: usize,
    checked: usize,
    unknown: usize,
    build_only: usize,
    own: usize,
    not_understood: usize,
}

#[derive(Debug, Serialize)]
struct FindingView<'a> {
    id: &'a str,
    aliases: &'a [String],
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    informational: Option<&'a str>,
    status: Status,
    component: Option<ComponentView<'a>>,
    severity: Severity,
    exploited: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    exploited_by: Option<&'a str>,
    cvss: Option<CvssView<'a>>,
    epss: Option<f32>,
    fixed_in: &'a [String],
    reason: Option<&'static str>,
    detail: Option<&'a str>,
    summary: &'a str,
    references: &'a [String],
    modified: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    blocks: Option<bool>,
}

#[derive(Debug, Serialize)]
struct CvssView<'a> {
    score: f64,
    vector: &'a str,
}

#[derive(Debug, Serialize)]
struct ComponentView<'a> {
    name: &'a str,
    version: Option<&'a str>,
    purl: Option<&'a str>,
    cpe: Option<&'a str>,
    reference: &'a str,
}

#[derive(Debug, Serialize)]
struct UnknownView<'a> {
    component: ComponentView<'a>,
    reason: &'static str,
}

#[derive(Debug, Serialize)]
struct VexView {
    file: String,
    statement: String,
    vulnerability: String,
    status: String,
    outcome: Outcome,
}

/// The report of one answer.
pub(super) fn report<'a>(context: &'a Context<'_>, answered: &'a Answered<'a>) -> Report<'a> {
    let known_exploitation = context.snapshot.sources.iter().any(|source| source.kind == SourceKind::Kev);
    let findings = answered.scan.findings.iter().enumerate();
    Report {
        schema: 1,
        verdict: answered.gate.as_ref().map(|gate| gate.verdict),
        reasons: answered.gate.as_ref().map(|gate| reasons(answered, gate)),
        requirement: answered.gate.as_ref().and_then(|_| cited()),
        statement: meaning(answered),
        now: context.now.to_string(),
        policy: context.policy_file.as_ref().map(|file| file.to_string_lossy().into_owned()),
        snapshot: snapshot(context),
        bom: bom(answered),
        findings: findings.map(|(number, finding)| view(answered, number, finding, known_exploitation)).collect(),
        unknown_components: unknowns(answered),
        problems: answered.bill.bom.problems.iter().map(ToString::to_string).collect(),
        vex: statements(context, answered),
    }
}

fn cited() -> Option<Cited> {
    let requirement = requirement("I.1.2.a")?;
    Some(Cited { id: &requirement.id, reference: &requirement.reference })
}

fn reasons<'a>(answered: &'a Answered<'a>, gate: &'a Answer) -> Vec<Why<'a>> {
    let why = gate.reasons.iter().map(|reason| Why {
        code: reason.code.text(),
        text: &reason.words,
        finding: reason
            .finding
            .and_then(|number| answered.scan.findings.get(number))
            .map(|finding| finding.id.as_str()),
        component: reason.part.and_then(|part| component(answered, part)),
    });
    why.collect()
}

fn snapshot<'a>(context: &'a Context<'_>) -> SnapshotView<'a> {
    let sources = context.snapshot.sources.iter();
    SnapshotView {
        digest: &context.snapshot.digest,
        time: time(context.snapshot.time),
        sources: sources.map(source).collect(),
    }
}

fn source(source: &Source) -> SourceView<'_> {
    SourceView {
        kind: source.kind,
        name: &source.name,
        records: source.records,
        covers: &source.covers,
        as_of: time(source.as_of()),
        not_understood: source.problems,
    }
}

fn bom(answered: &Answered<'_>) -> BomView {
    let bom = answered.bill.bom;
    BomView {
        file: answered.file.to_string_lossy().into_owned(),
        format: format!("{} {}", bom.format, bom.format_version),
        name: answered.name(),
        version: answered.version().map(str::to_owned),
        entries: bom.entries,
        components: answered.counts.components,
        checked: answered.counts.checked,
        unknown: answered.counts.unknown,
        build_only: answered.counts.build_only,
        own: answered.counts.own,
        not_understood: bom.reported,
    }
}

/// `exploited` is `null` where no catalogue is loaded: not being listed says nothing then.
fn view<'a>(answered: &'a Answered<'a>, number: usize, finding: &'a Finding, known: bool) -> FindingView<'a> {
    let informational = if let Kind::Informational(kind) = &finding.kind { Some(kind.as_str()) } else { None };
    let cvss = finding.cvss.as_ref();
    FindingView {
        id: &finding.id,
        aliases: &finding.aliases,
        kind: if informational.is_some() { "informational" } else { "vulnerability" },
        informational,
        status: finding.status,
        component: component(answered, finding.part),
        severity: finding.severity,
        exploited: (known || finding.exploited.is_some()).then_some(finding.exploited.is_some()),
        exploited_by: finding.exploited.as_deref(),
        cvss: cvss.map(|(vector, tenths)| CvssView { score: f64::from(*tenths) / 10.0, vector }),
        epss: finding.epss,
        fixed_in: &finding.fixed_in,
        reason: finding.reason.map(steadfast_matching::reason::Reason::code),
        detail: finding.detail.as_deref(),
        summary: &finding.summary,
        references: &finding.references,
        modified: time(finding.modified),
        blocks: answered.gate.as_ref().map(|_| answered.blocks(number)),
    }
}

fn component<'a>(answered: &'a Answered<'a>, part: usize) -> Option<ComponentView<'a>> {
    let component = answered.bill.parts.get(part)?.component;
    Some(ComponentView {
        name: &component.name,
        version: component.version.as_deref(),
        purl: component.purls.first().map(String::as_str),
        cpe: component.cpes.first().map(String::as_str),
        reference: &component.reference,
    })
}

fn unknowns<'a>(answered: &'a Answered<'a>) -> Vec<UnknownView<'a>> {
    let states = answered.scan.states.iter().enumerate();
    let unknown = states.filter_map(|(part, state)| match state {
        State::Unknown(reason) => Some(UnknownView { component: component(answered, part)?, reason: reason.code() }),
        State::Checked | State::Through | State::BuildOnly | State::Own => None,
    });
    unknown.collect()
}

/// Every statement given beside the bill, and those inside the bill that were meant for something here.
fn statements(context: &Context<'_>, answered: &Answered<'_>) -> Vec<VexView> {
    let given = context.documents.iter().flat_map(|given| {
        let file = given.file.to_string_lossy().into_owned();
        given.document.statements.iter().map(move |statement| (file.clone(), statement))
    });
    let given = given.zip(&answered.scan.outcomes);
    let own = answered.bill.bom.statements.iter().zip(&answered.scan.bill_outcomes);
    let own = own.map(|(statement, outcome)| ((answered.file.to_string_lossy().into_owned(), statement), outcome));
    let all = own.chain(given).map(|((file, statement), outcome)| VexView {
        file,
        statement: statement.place.to_string(),
        vulnerability: statement.vulnerability.first().cloned().unwrap_or_default(),
        status: statement.status.to_string(),
        outcome: *outcome,
    });
    all.collect()
}

fn time(seconds: Option<i64>) -> Option<String> {
    seconds.and_then(|seconds| jiff::Timestamp::from_second(seconds).ok()).map(|time| time.to_string())
}

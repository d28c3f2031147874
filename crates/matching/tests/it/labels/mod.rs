//! Match labels: pairs of package and vulnerability that people judged true or false, against the loaded advisories.
//!
//! `cargo xtask labels` prints the report.

mod identity;

use std::collections::BTreeMap;
use std::fmt;

use serde::Deserialize;
use steadfast_matching::bill::Bill;
use steadfast_matching::finding::Status;
use steadfast_matching::index::Index;
use steadfast_matching::key;
use steadfast_testkit::shared_data;

use crate::shared;
use crate::world::{World, bom};
use identity::{Certain, Kind};

/// A label, as its file writes it.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Label {
    image: String,
    package: String,
    version: String,
    #[serde(rename = "vuln")]
    vulnerability: String,
    effective_cve: Option<String>,
    label: String,
}

impl Label {
    fn ids(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.vulnerability.as_str()).chain(self.effective_cve.as_deref())
    }

    fn is_true(&self) -> bool {
        self.label == "TP"
    }
}

/// What the matching says of a label's package and vulnerability.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Said {
    Affected,
    Unknown,
    Nothing,
}

/// What became of a label.
enum Outcome {
    Scored(Kind, Said, String),
    /// Why it could not be scored.
    Unscored(&'static str),
}

const NOT_KNOWN: &str = "the vulnerability is in none of the loaded advisories";
const WITHDRAWN: &str = "every loaded advisory about it was withdrawn";
const OTHER_PACKAGE: &str = "the loaded advisories about it name other packages";
const NO_VERSION: &str = "the label has no version";

fn outcome(world: &World, index: &Index<'_>, certain: &Certain, label: &Label) -> Outcome {
    if label.version.is_empty() {
        return Outcome::Unscored(NO_VERSION);
    }
    let (kind, component) = identity::component(label, certain);
    let bom = bom(&[component]);
    let bill = Bill::new(&bom);
    let numbers: Vec<u32> = label.ids().flat_map(|id| index.lookup(&key::id(id))).collect();
    let records: Vec<_> = numbers.iter().map(|number| index.record(*number).expect("an undamaged record")).collect();
    let standing: Vec<_> = records.iter().filter(|record| record.withdrawn.is_none()).collect();
    let keys = bill.parts[0].identity.keys();
    let names_it = standing.iter().any(|record| key::of_record(record).iter().any(|key| keys.contains(key)));
    match (records.is_empty(), standing.is_empty(), names_it) {
        (true, ..) => Outcome::Unscored(NOT_KNOWN),
        (_, true, _) => Outcome::Unscored(WITHDRAWN),
        (_, _, false) => Outcome::Unscored(OTHER_PACKAGE),
        _ => said(world, &bill, label, kind),
    }
}

fn said(world: &World, bill: &Bill<'_>, label: &Label, kind: Kind) -> Outcome {
    let findings = world.scan(bill, &[], &[]).findings;
    let found = findings.iter().find(|finding| finding.ids().any(|id| label.ids().any(|wanted| wanted == id)));
    let (said, words) = match found {
        None => (Said::Nothing, String::new()),
        Some(finding) if finding.status == Status::Affected => (Said::Affected, finding.id.clone()),
        Some(finding) => (Said::Unknown, finding.reason.map_or("", |reason| reason.code()).to_owned()),
    };
    Outcome::Scored(kind, said, words)
}

/// Counts of true and false labels that were reported, or not.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Counts {
    true_reported: usize,
    true_missed: usize,
    false_reported: usize,
    false_passed: usize,
}

impl Counts {
    fn add(&mut self, is_true: bool, reported: bool) {
        *match (is_true, reported) {
            (true, true) => &mut self.true_reported,
            (true, false) => &mut self.true_missed,
            (false, true) => &mut self.false_reported,
            (false, false) => &mut self.false_passed,
        } += 1;
    }

    fn scored(&self) -> usize {
        self.true_reported + self.true_missed + self.false_reported + self.false_passed
    }

    /// True ones among those reported.
    fn precision(&self) -> String {
        percent(self.true_reported, self.true_reported + self.false_reported)
    }

    /// Reported ones among those true.
    fn recall(&self) -> String {
        percent(self.true_reported, self.true_reported + self.true_missed)
    }
}

/// A share in percent, or a dash of none.
fn percent(part: usize, whole: usize) -> String {
    if whole == 0 { "–".to_owned() } else { format!("{:.1} %", 100.0 * part as f64 / whole as f64) }
}

impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (precision, recall) = (self.precision(), self.recall());
        let of_true = self.true_reported + self.true_missed;
        let of_false = self.false_reported + self.false_passed;
        write!(f, "{} scored; precision {precision}, recall {recall}; ", self.scored())?;
        write!(
            f,
            "{} of {of_true} true and {} of {of_false} false ones reported",
            self.true_reported, self.false_reported
        )
    }
}

/// The whole score.
#[derive(Debug, Default)]
struct Score {
    /// By kind of identity: reported as affected; reported as affected or unknown.
    kinds: BTreeMap<Kind, [Counts; 2]>,
    unscored: BTreeMap<(&'static str, bool), usize>,
    /// True ones that are not reported as affected, and false ones that are reported at all, by class.
    misses: Vec<String>,
}

impl Score {
    fn add(&mut self, label: &Label, outcome: &Outcome) {
        let (kind, said, words) = match outcome {
            Outcome::Unscored(why) => {
                *self.unscored.entry((why, label.is_true())).or_default() += 1;
                return;
            }
            Outcome::Scored(kind, said, words) => (*kind, *said, words),
        };
        let [affected, either] = self.kinds.entry(kind).or_default();
        affected.add(label.is_true(), said == Said::Affected);
        either.add(label.is_true(), said != Said::Nothing);
        let hit = if label.is_true() { said == Said::Affected } else { said == Said::Nothing };
        if !hit {
            let effective = label.effective_cve.as_deref().unwrap_or("-");
            let Label { label, package, version, vulnerability, image, .. } = label;
            let image = image.split('@').next().unwrap_or_default();
            self.misses.push(format!(
                "{label} {kind:?} {said:?} {words}: {package} {version} {vulnerability} {effective} ({image})"
            ));
        }
    }

    fn all(&self) -> [Counts; 2] {
        let mut all = [Counts::default(); 2];
        for counts in self.kinds.values() {
            for (sum, part) in all.iter_mut().zip(counts) {
                sum.true_reported += part.true_reported;
                sum.true_missed += part.true_missed;
                sum.false_reported += part.false_reported;
                sum.false_passed += part.false_passed;
            }
        }
        all
    }
}

impl fmt::Display for Score {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (kind, [affected, either]) in &self.kinds {
            writeln!(f, "{kind:?}\n  affected:            {affected}\n  affected or unknown: {either}")?;
        }
        let [affected, either] = self.all();
        writeln!(f, "all\n  affected:            {affected}\n  affected or unknown: {either}\nnot scored")?;
        for ((why, is_true), count) in &self.unscored {
            writeln!(f, "  {count:>5} {}: {why}", if *is_true { "true" } else { "false" })?;
        }
        let mut classes: BTreeMap<&str, usize> = BTreeMap::new();
        self.misses
            .iter()
            .for_each(|miss| *classes.entry(miss.split(':').next().unwrap_or_default()).or_default() += 1);
        writeln!(f, "misses")?;
        classes.iter().try_for_each(|(class, count)| writeln!(f, "  {count:>5} {class}"))?;
        self.misses.iter().try_for_each(|miss| writeln!(f, "    {miss}"))
    }
}

fn labels(root: &std::path::Path) -> Vec<Label> {
    let packed =
        std::fs::read(root.join("ground-truth/anchore-match-labels/labels-dev.jsonl.zst")).expect("the labels");
    let text = String::from_utf8(shared::unpacked(packed)).expect("text");
    text.lines().map(|line| serde_json::from_str(line).expect("a label")).collect()
}

fn score(root: &std::path::Path) -> Score {
    let world = World { bytes: shared::compiled(root, &["osv", "cve", "cpe"]), oldest: 0 };
    let (index, labels) = (world.index(), labels(root));
    let certain = identity::certain(&index, &labels);
    let mut score = Score::default();
    labels.iter().for_each(|label| score.add(label, &outcome(&world, &index, &certain, label)));
    assert_eq!(score.all()[0].scored() + score.unscored.values().sum::<usize>(), labels.len());
    score
}

/// True labels that must be reported (at least) and false ones that may be (at most).
type Floor = (usize, usize);

/// What was reached and must be again: labels scored; reported as affected; reported as affected or unknown.
const FLOORS: [(Kind, usize, [Floor; 2]); 3] = [
    (Kind::Ecosystem, 118, [(84, 27), (84, 27)]),
    (Kind::Distribution, 15, [(0, 0), (12, 3)]),
    (Kind::Product, 25, [(24, 0), (24, 1)]),
];

#[test]
fn labels_score_no_worse_than_before() {
    let Some(root) = shared_data() else { return };
    let score = score(&root);
    println!("{score}");
    for (kind, scored, floors) in FLOORS {
        let counts = score.kinds[&kind];
        for (found, (most_true, least_false)) in counts.iter().zip(floors) {
            assert_eq!(found.scored(), scored, "{kind:?}: labels scored");
            assert!(found.true_reported >= most_true, "{kind:?}: {found}; {most_true} true ones were reported");
            assert!(found.false_reported <= least_false, "{kind:?}: {found}; {least_false} false ones were reported");
        }
    }
}

//! `product init`: from questions, or from a file of answers, to a draft of the product file.

use std::collections::BTreeMap;
use std::fs::OpenOptions;
use std::io::{IsTerminal, Write};
use std::path::Path;

use steadfast_formats::Limits;
use steadfast_product::guide::{
    Answer, Answers, Draft, Effort, OnSale, OnSaleError, Scanned, SelfTest, Stake, draft, gaps_on_sale,
};
use steadfast_product::{Phase, ProductFile};

use super::check::counted;
use super::{Init, NAME, interview};
use crate::failure::{Exit, Failure};
use crate::table::{row, table, width, wrapped};
use crate::terminal::clean;
use crate::{input, scan};

/// Most components that are taken from a bill: more than anybody looks into by hand.
const MOST_COMPONENTS: usize = 500;

/// Writes a draft, and says what is open in it. An existing file is left alone.
pub(crate) fn run(args: &Init, out: &mut dyn Write) -> Result<Exit, Failure> {
    if args.questions {
        out.write_all(interview::list().as_bytes()).map_err(Failure::Output)?;
        return Ok(Exit::Yes);
    }
    let path = args.folder.join(NAME);
    if path.exists() {
        let reason = "is there already, and is left as it is: `steadfast product check` names what is open in it";
        return Err(Failure::Policy { file: path, reason: reason.to_owned() });
    }
    // Before anything is asked: nobody answers forty questions for a folder that cannot be made.
    std::fs::create_dir_all(&args.folder)
        .map_err(|source| Failure::Unwritable { file: args.folder.clone(), source })?;
    let components = args.from_sbom.as_deref().map(named_by).transpose()?.unwrap_or_default();
    let known = OnSale {
        scan: args.scan.as_deref().map(|path| stated(path, Scanned::read)).transpose()?,
        self_test: args.self_test.as_deref().map(|path| stated(path, SelfTest::read)).transpose()?,
    };
    let answers = answers(args, out)?;
    let draft = draft(&answers, &components);
    written(&path, &draft.text)?;
    let told = told(&path, &draft, components.len(), &known)?;
    out.write_all(told.as_bytes()).map_err(Failure::Output)?;
    Ok(Exit::Yes)
}

fn answers(args: &Init, out: &mut dyn Write) -> Result<Answers, Failure> {
    let Some(path) = &args.answers else {
        let stdin = std::io::stdin();
        if !stdin.is_terminal() {
            let reason = "there is no terminal to ask at: give --answers FILE; `--questions` lists what is asked";
            return Err(Failure::Usage(reason.to_owned()));
        }
        return interview::ask(&mut stdin.lock(), out).map_err(Failure::Output);
    };
    let bytes = input::document(path, &Limits::default())?;
    let refused = |reason: String| Failure::Policy { file: path.clone(), reason };
    let text = std::str::from_utf8(&bytes).map_err(|_| refused("not UTF-8 text".to_owned()))?;
    let given: BTreeMap<String, Answer> = if text.trim_start().starts_with('{') {
        serde_json::from_str(text).map_err(|error| refused(error.to_string()))?
    } else {
        toml::from_str(text).map_err(|error| Failure::toml(path, text, &error))?
    };
    Answers::read(given).map_err(|error| refused(error.to_string()))
}

/// Components of a bill, by package URL without the version, or by name.
fn named_by(path: &Path) -> Result<Vec<String>, Failure> {
    let bom = scan::read(path)?;
    let name = |one: &steadfast_formats::bom::Component| {
        let purl = one.purls.first().map(|purl| purl.split(['@', '?']).next().unwrap_or(purl).to_owned());
        purl.unwrap_or_else(|| one.name.clone())
    };
    let parts = bom.components.iter().filter(|one| !one.subject);
    let names: std::collections::BTreeSet<String> = parts.map(name).collect();
    Ok(names.into_iter().take(MOST_COMPONENTS).collect())
}

/// What is known of a product that is on sale already, from a file.
fn stated<T>(path: &Path, read: fn(&[u8]) -> Result<T, OnSaleError>) -> Result<T, Failure> {
    let bytes = input::document(path, &Limits::default())?;
    read(&bytes).map_err(|error| Failure::Policy { file: path.to_owned(), reason: error.to_string() })
}

/// What a scan knows, in a line.
fn vulnerabilities(scan: Scanned) -> String {
    let Scanned { affected, exploited, unknown } = scan;
    format!(
        "Known vulnerabilities first (Annex I Part I (2)(a)): {affected} affect it, {exploited} of them exploited, {unknown} unknown."
    )
}

fn written(path: &Path, text: &str) -> Result<(), Failure> {
    let unwritable = |source| Failure::Unwritable { file: path.to_owned(), source };
    let mut file = OpenOptions::new().write(true).create_new(true).open(path).map_err(unwritable)?;
    file.write_all(text.as_bytes()).and_then(|()| file.sync_all()).map_err(unwritable)
}

fn told(path: &Path, draft: &Draft, components: usize, known: &OnSale) -> Result<String, Failure> {
    let refused = |error| Failure::Policy { file: path.to_owned(), reason: format!("{error}") };
    let file = ProductFile::read(draft.text.as_bytes()).map_err(refused)?;
    let findings = steadfast_product::check(&file, Phase::Delivery);
    let mut text =
        format!("{} is written, with {} open.\n", clean(&path.display().to_string()), counted(findings.len()));
    if components > 0 {
        text.push_str(&format!("{components} components were taken from the bill.\n"));
    }
    for note in &draft.notes {
        text.push_str(&format!("{}\n", wrapped(note)));
    }
    text.push_str(&known.scan.map_or_else(String::new, |scan| format!("\n{}\n", wrapped(&vulnerabilities(scan)))));
    let mut rows = table(&["open", "count", "risk", "effort", "clause", "what to do"], width());
    for gap in gaps_on_sale(&findings, known) {
        let risk = match gap.risk {
            Stake::High => "high",
            Stake::Medium => "medium",
            Stake::Low => "low",
        };
        let effort = match gap.effort {
            Effort::Small => "small",
            Effort::Medium => "medium",
            Effort::Large => "large",
        };
        row(&mut rows, &[gap.code, &gap.count.to_string(), risk, effort, gap.clause, &gap.advice]);
    }
    text.push_str(&format!("\n{rows}\n\n"));
    for effort in [Effort::Small, Effort::Medium, Effort::Large] {
        text.push_str(&format!("{effort:?} effort: {}.\n", effort.reason()));
    }
    Ok(text)
}

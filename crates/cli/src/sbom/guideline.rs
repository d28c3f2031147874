//! Whether a bill has all that BSI TR-03183-2 requires.

use steadfast_cra::sbom_fields::GUIDELINE;
use steadfast_formats::bom::Bom;

use super::report::{Assessed, Coverage, Finding, Guideline, Total};

/// Incomplete as soon as one required thing is missing for certain; else unknown as soon as one cannot be told.
/// Additional fields do not count: no document shows whether what it leaves out exists.
pub(super) fn conclude(bom: &Bom, document: &[Finding], totals: &[Total], product: Option<&Assessed>) -> Guideline {
    let certain = certain(document, totals, product);
    let unknown = unknown(bom, document, totals, product);
    let verdict = match (certain.is_empty(), unknown.is_empty()) {
        (false, _) => Coverage::Incomplete,
        (true, false) => Coverage::Unknown,
        (true, true) => Coverage::Complete,
    };
    Guideline { guideline: GUIDELINE, verdict, reasons: certain.into_iter().chain(unknown).collect() }
}

fn certain(document: &[Finding], totals: &[Total], product: Option<&Assessed>) -> Vec<String> {
    let of_document = required(document).filter(|finding| finding.state.is_certain_gap()).map(reason);
    let with_gaps = required_totals(totals).filter(|total| total.missing + total.unfit > 0).count();
    let all = required_totals(totals).count();
    let of_components = (with_gaps > 0).then(|| format!("{with_gaps} of {all} required component fields have gaps"));
    let of_product = product.map_or(0, |product| product.required_gaps().count());
    let of_product = (of_product > 0).then(|| format!("the product itself lacks {of_product} required fields"));
    of_document.chain(of_components).chain(of_product).collect()
}

fn unknown(bom: &Bom, document: &[Finding], totals: &[Total], product: Option<&Assessed>) -> Vec<String> {
    let of_document = required(document).filter(|finding| finding.state.is_unknown()).map(reason);
    let open = required_totals(totals).filter(|total| total.unknown > 0).count();
    let of_components = (open > 0).then(|| format!("{open} required component fields cannot be told everywhere"));
    let of_product = product.is_some_and(|product| required(&product.gaps).any(|gap| gap.state.is_unknown()));
    let of_product = of_product.then(|| "not every field of the product itself can be told".to_owned());
    of_document.chain(of_components).chain(of_product).chain(unread(bom)).collect()
}

/// What could not be judged, because the document does not give it or it could not be understood.
fn unread(bom: &Bom) -> impl Iterator<Item = String> {
    let entries = (bom.reported > 0).then(|| format!("{} component entries could not be read", bom.reported));
    let product = bom.subject.is_none().then(|| "the document does not say which product it is about".to_owned());
    entries.into_iter().chain(product)
}

fn reason(finding: &Finding) -> String {
    format!("{}: {}", finding.field.label, finding.state.detail().unwrap_or(finding.state.code()))
}

fn required(findings: &[Finding]) -> impl Iterator<Item = &Finding> {
    findings.iter().filter(|finding| finding.field.is_required())
}

fn required_totals(totals: &[Total]) -> impl Iterator<Item = &Total> {
    totals.iter().filter(|total| total.field.is_required())
}

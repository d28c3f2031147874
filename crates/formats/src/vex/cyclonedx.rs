//! CycloneDX VEX.

use super::Statement;
use crate::Problem;
use crate::bom::tree::Element;
use crate::json::Raw;

pub(crate) fn statements(whole: &str, raw: &[Raw<'_>], path: &str, problems: &mut Vec<Problem>) -> Vec<Statement> {
    let _ = (whole, raw, path, problems);
    Vec::new()
}

pub(crate) fn statements_xml(element: &Element, problems: &mut Vec<Problem>) -> Vec<Statement> {
    let _ = (element, problems);
    Vec::new()
}

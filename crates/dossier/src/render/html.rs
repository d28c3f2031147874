//! HTML that stands alone: no script, nothing fetched, light, ready for print.

use std::fmt::Write as _;

use super::{escape, moment};
use crate::document::{Block, Document, Fact};
use crate::texts::text;

const STYLE: &str = "\
:root{color-scheme:light}\
body{font:1rem/1.5 system-ui,sans-serif;max-width:48rem;margin:2rem auto;padding:0 1rem;color:#1a1a1a;background:#fff}\
h1{font-size:1.6rem;line-height:1.2;margin-bottom:.2rem}h2{font-size:1.2rem;margin-top:2rem}h3{font-size:1rem}\
.about,.made,.place{color:#555}.place{font-size:.85rem;font-weight:normal;display:block}\
.notice{border-left:.3rem solid #8a4b00;padding:.4rem .8rem;background:#fff6e8}\
.missing{color:#8a1c1c;font-style:italic}\
table{border-collapse:collapse;width:100%;margin:.8rem 0}caption{text-align:left;font-weight:bold;padding:.3rem 0}\
th,td{border:1px solid #bbb;padding:.35rem .5rem;text-align:left;vertical-align:top;overflow-wrap:anywhere}\
thead th{background:#f1f1f1}td,p{white-space:pre-line}\
@page{size:A4;margin:20mm 18mm}@media print{body{margin:0;max-width:none}h2,h3{break-after:avoid}tr{break-inside:avoid}}";

/// The document as HTML.
pub fn html(document: &Document) -> String {
    let (title, language) = (escape(&document.title), document.language.tag());
    let mut page = format!(
        "<!doctype html>\n<html lang=\"{language}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title}</title>\n\
         <style>{STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n<p class=\"about\">{}</p>\n",
        escape(&document.about)
    );
    document.blocks.iter().for_each(|block| write_block(&mut page, block, document));
    gaps(&mut page, document);
    let _ = write!(page, "<p class=\"made\">{}</p>\n</main>\n</body>\n</html>\n", escape(&moment(document)));
    page
}

fn write_block(page: &mut String, block: &Block, document: &Document) {
    let _ = match block {
        Block::Heading { level, text } => writeln!(page, "<h{0}>{1}</h{0}>", (*level).clamp(2, 3), escape(text)),
        Block::Paragraph { text } => writeln!(page, "<p>{}</p>", escape(text)),
        Block::Notice { text } => writeln!(page, "<p class=\"notice\" role=\"note\">{}</p>", escape(text)),
        Block::List { entries } => {
            let entries: String = entries.iter().map(|entry| format!("<li>{}</li>", escape(entry))).collect();
            writeln!(page, "<ul>{entries}</ul>")
        }
        Block::Facts { facts } => {
            page.push_str("<table><tbody>\n");
            facts.iter().for_each(|fact| write_fact(page, fact, document));
            writeln!(page, "</tbody></table>")
        }
        Block::Table { caption, head, rows } => {
            table(page, caption, head, rows);
            Ok(())
        }
    };
}

fn write_fact(page: &mut String, fact: &Fact, document: &Document) {
    let missing = text("not-stated", document.language);
    let (class, value) = match &fact.value {
        Some(value) => ("", value.as_str()),
        None => (" class=\"missing\"", missing.as_str()),
    };
    let (label, place, value) = (escape(&fact.label), escape(&fact.reference), escape(value));
    let _ = writeln!(
        page,
        "<tr><th scope=\"row\">{label}<span class=\"place\">{place}</span></th><td{class}>{value}</td></tr>"
    );
}

fn table(page: &mut String, caption: &str, head: &[String], rows: &[Vec<String>]) {
    let heads: String = head.iter().map(|cell| format!("<th scope=\"col\">{}</th>", escape(cell))).collect();
    let _ = writeln!(page, "<table><caption>{}</caption><thead><tr>{heads}</tr></thead><tbody>", escape(caption));
    for row in rows {
        let cells = row.iter().enumerate().map(|(place, cell)| match place {
            0 => format!("<th scope=\"row\">{}</th>", escape(cell)),
            _ => format!("<td>{}</td>", escape(cell)),
        });
        let _ = writeln!(page, "<tr>{}</tr>", cells.collect::<String>());
    }
    page.push_str("</tbody></table>\n");
}

fn gaps(page: &mut String, document: &Document) {
    if document.gaps.is_empty() {
        return;
    }
    let (caption, rows) = super::plain::gap_rows(document);
    let _ = writeln!(page, "<h2>{}</h2>", escape(&caption));
    table(page, &caption, &super::plain::gap_head(document), &rows);
}

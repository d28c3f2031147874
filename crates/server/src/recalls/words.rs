//! What partners are told, in the language that they read.

use std::fmt::Write as _;

use steadfast_store::{Partner, Recall};

use crate::t;
use crate::web::Texts;

/// Subject and text of a mail.
pub(super) struct Words {
    pub(super) subject: String,
    pub(super) text: String,
}

type Serials = [(i64, String, String, String)];

/// The mail of this number to a partner, with these serial numbers.
pub(super) fn mail(
    texts: Texts,
    recall: &Recall,
    (partner, units): (&Partner, i64),
    number: i64,
    page: &Serials,
) -> Words {
    let kind = recall.kind.as_str();
    let subject = t!(
        texts,
        "recall-mail-subject",
        kind = texts.named("recall-kind", kind),
        product = recall.product_name.as_str(),
        number = recall.number
    );
    let mut text = t!(texts, "recall-mail-to", name = partner.name.as_str());
    let what = texts.named_with("recall-mail", kind, &[("product", recall.product_name.as_str().into())]);
    let _ = write!(text, "\n\n{}\n\n{}", what.unwrap_or_default(), t!(texts, "recall-mail-units", count = units));
    if number > 1 {
        let _ = write!(text, "\n{}", t!(texts, "recall-mail-more", number = number));
    }
    text.push('\n');
    for (_, serial, part, version) in page {
        let _ = write!(text, "\n{serial}  {part} {version}");
    }
    text.push('\n');
    Words { subject, text }
}

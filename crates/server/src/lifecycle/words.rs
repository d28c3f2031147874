//! What owners are told of an end of support, in English and German: plain sentences, true for whoever reads them. Pure.

use steadfast_store::SupportStage;

use super::period::Span;
use crate::owner_notices::content::{Content, Words};
use crate::web::pages::public_product::month;
use crate::web::{Language, Texts};

/// What is known for it.
#[derive(Clone, Debug)]
pub(super) struct Known {
    /// What the product is called.
    pub(super) product: String,
    /// The days of placing, and the end.
    pub(super) span: Span,
    /// The last day of support (YYYY-MM-DD).
    pub(super) ends: String,
    pub(super) stage: SupportStage,
    /// Where there is more; empty: nowhere.
    pub(super) address: String,
}

impl Known {
    /// The notice.
    pub(super) fn content(&self) -> Content {
        let gravity = if self.stage == SupportStage::HalfYear { "information" } else { "important" };
        let address = if self.address.starts_with("https://") { self.address.clone() } else { String::new() };
        Content { en: self.english(), de: self.german(), gravity: gravity.to_owned(), address }
    }

    fn is_over(&self) -> bool {
        self.stage == SupportStage::End
    }

    fn english(&self) -> Words {
        let (product, ends) = (&self.product, &self.ends);
        let month = month(Texts::new(Language::English), ends);
        let which = match (self.span.from, self.span.before) {
            (None, None) => format!("your device ({product})"),
            (None, Some(before)) => format!("devices ({product}) that were placed on the market before {before}"),
            (Some(from), None) => format!("devices ({product}) that were placed on the market from {from} on"),
            (Some(from), Some(before)) => {
                format!("devices ({product}) that were placed on the market from {from} on and before {before}")
            }
        };
        let (title, happened) = if self.is_over() {
            (format!("{product}: security support has ended"), format!("Security support for {which} ended on {ends}."))
        } else {
            (
                format!("{product}: security support ends in {month}"),
                format!("Security support for {which} ends on {ends}. Until then there are security updates."),
            )
        };
        let advice = if self.is_over() {
            "There are no new security updates for it. Updates that were issued stay available. Consider replacing the device, or \
             take it off the network. Before you give it away, export what you need and erase your data on it."
        } else {
            "Nothing needs to be done today. Plan what comes after that day: afterwards there are no new security updates."
        };
        Words { title, happened, advice: advice.to_owned() }
    }

    fn german(&self) -> Words {
        let (product, ends) = (&self.product, &self.ends);
        let month = month(Texts::new(Language::German), ends);
        let which = match (self.span.from, self.span.before) {
            (None, None) => format!("Ihr Gerät ({product})"),
            (None, Some(before)) => format!("Geräte ({product}), die vor dem {before} in Verkehr gebracht wurden,"),
            (Some(from), None) => format!("Geräte ({product}), die ab dem {from} in Verkehr gebracht wurden,"),
            (Some(from), Some(before)) => {
                format!("Geräte ({product}), die ab dem {from} und vor dem {before} in Verkehr gebracht wurden,")
            }
        };
        let (title, happened) = if self.is_over() {
            (
                format!("{product}: die Sicherheitsunterstützung ist beendet"),
                format!("Die Sicherheitsunterstützung für {which} endete am {ends}."),
            )
        } else {
            (
                format!("{product}: die Sicherheitsunterstützung endet im {month}"),
                format!(
                    "Die Sicherheitsunterstützung für {which} endet am {ends}. Bis dahin gibt es Sicherheitsupdates."
                ),
            )
        };
        let advice = if self.is_over() {
            "Es gibt dafür keine neuen Sicherheitsupdates. Ausgegebene Updates bleiben verfügbar. Denken Sie daran, das Gerät zu \
             ersetzen oder vom Netz zu nehmen. Bevor Sie es weggeben: nehmen Sie Ihre Daten mit und löschen Sie sie darauf."
        } else {
            "Heute ist nichts zu tun. Planen Sie, was danach kommt: ab dann gibt es keine neuen Sicherheitsupdates."
        };
        Words { title, happened, advice: advice.to_owned() }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_notice_is_taken_whatever_the_window_and_says_the_end() {
        let (from, before) = (Some(date(2029, 1, 1)), Some(date(2030, 1, 1)));
        for span in [(None, None), (None, before), (from, None), (from, before)] {
            for stage in [SupportStage::HalfYear, SupportStage::Month, SupportStage::End] {
                let ends = date(2034, 12, 31);
                let span = Span { from: span.0, before: span.1, ends: Some(ends) };
                let known = Known {
                    product: "Gateway".to_owned(),
                    span,
                    ends: ends.to_string(),
                    stage,
                    address: "https://lumen.example/p/gateway".to_owned(),
                };
                let content = known.content();
                assert_eq!(content.taken().expect("taken"), content);
                assert!(content.en.happened.contains("2034-12-31") && content.de.happened.contains("2034-12-31"));
            }
        }
    }
}

//! What papers are made of: the catalogue and the product file of the release.

use std::collections::BTreeMap;

use jiff::civil::Date;
use steadfast_dossier::declaration::{Declaration, cyber_resilience_act};
use steadfast_dossier::facts::{Assessment, Declared, Party, Product as Described, Said};
use steadfast_dossier::label::Label;
use steadfast_dossier::support_statement::SupportStatement;
use steadfast_dossier::user_information::UserInformation;
use steadfast_product::ProductFile;
use steadfast_product::file::{Procedures, Words};
use steadfast_store::{Id, Manufacturer, Product, Release, Tx, kinds};

use crate::conformity::declare::content::Content;
use crate::conformity::error::ConformityError;

/// The languages in which papers are made.
const LANGUAGES: [&str; 2] = ["en", "de"];

/// Everything that papers of one release can say.
#[derive(Clone, Debug)]
pub(crate) struct Facts {
    pub(crate) product: Product,
    pub(crate) manufacturer: Manufacturer,
    pub(crate) release: Release,
    /// The product file; an empty one where the release has none.
    pub(crate) file: ProductFile,
}

impl Facts {
    /// Reads them.
    ///
    /// # Errors
    /// When there is no such product or release.
    pub(crate) fn read(
        tx: &mut Tx<'_>,
        product: Id<kinds::Product>,
        release: Id<kinds::Release>,
    ) -> Result<Self, ConformityError> {
        let product = tx.product(product)?.ok_or(ConformityError::NotFound("product"))?;
        let manufacturer = tx.manufacturer(product.manufacturer)?.ok_or(ConformityError::NotFound("manufacturer"))?;
        let release = tx.release(release)?.ok_or(ConformityError::NotFound("release"))?;
        let file = release.file.as_ref().and_then(|(_, text)| ProductFile::read(text.as_bytes()).ok());
        Ok(Self { product, manufacturer, release, file: file.unwrap_or_default() })
    }

    /// The digest of the product file, where the release has one.
    pub(crate) fn file_digest(&self) -> Option<String> {
        self.release.file.as_ref().map(|(hash, _)| hash.to_string())
    }

    /// Points of Annex VII to which the product file says something. What it leaves out, it does not document.
    pub(super) fn points_of_file(&self) -> Vec<&'static str> {
        let file = &self.file;
        let said = [
            ("1(a)", !file.purpose.intended.trim().is_empty()),
            ("2(a)", !file.interface.is_empty()),
            ("2(c)", !file.phase.production.procedure.is_empty()),
            ("3", !file.threat.is_empty()),
            ("5", !file.standard.is_empty()),
        ];
        said.into_iter().filter(|(_, is_said)| *is_said).map(|(point, _)| point).collect()
    }

    pub(super) fn described(&self) -> Described {
        let own = &self.file.product;
        Described {
            name: some(&self.product.name),
            designation: some(&self.product.designation).or_else(|| some(&own.designation)),
            identification: some(&own.identification),
            versions: vec![self.release.label.clone()],
            object: Said::everywhere(&self.file.purpose.intended),
        }
    }

    fn party(&self) -> Party {
        let contact = &self.file.contact;
        Party {
            name: some(&self.manufacturer.name),
            address: some(&self.manufacturer.address).or_else(|| some(&contact.address)),
            digital: some(&contact.digital).or_else(|| some(&self.manufacturer.contact)),
            website: contact.website.clone(),
        }
    }

    /// What a declaration would say; nobody signed it.
    pub(crate) fn declaration(&self) -> Declaration {
        let standard = |standard: &steadfast_product::file::Standard| Declared {
            name: format!("{} {}", standard.id, standard.edition).trim().to_owned(),
            parts: standard.parts.join(", "),
        };
        Declaration {
            number: None,
            product: self.described(),
            manufacturer: self.party(),
            representative: None,
            acts: vec![cyber_resilience_act()],
            standards: self.file.standard.iter().map(standard).collect(),
            assessment: self.assessment(),
            signature: Default::default(),
        }
    }

    /// How conformity is assessed, as the product file says.
    pub(crate) fn assessment(&self) -> Assessment {
        let route = &self.file.route;
        Assessment {
            procedure: route.procedure.map(Procedures::of_law),
            body_name: route.notified_body.clone(),
            body_number: route.notified_body.as_deref().and_then(body_number),
            certificate: route.certificate.clone(),
            sample: false,
        }
    }

    /// The information of Annex II.
    pub(super) fn user_information(&self) -> UserInformation {
        let (file, told) = (&self.file, &self.file.information);
        let words = |words: &Option<Words>| said(words.as_ref());
        UserInformation {
            product: self.described(),
            manufacturer: self.party(),
            vulnerability_contact: some(&file.contact.vulnerabilities).or_else(|| some(&self.product.contact)),
            disclosure_policy: some(&file.contact.disclosure_policy),
            purpose: Said::everywhere(if self.product.purpose.is_empty() {
                &file.purpose.intended
            } else {
                &self.product.purpose
            }),
            environment: Said::everywhere(&file.purpose.environment),
            essential_functions: Said::everywhere(&file.purpose.essential_functions.join("; ")),
            security_properties: Said::everywhere(&file.purpose.security_properties.join("; ")),
            risks: words(&told.risk_circumstances),
            declaration_address: told.declaration.clone(),
            support: words(&told.support),
            support_end: self.support_end(),
            secure_use: words(&told.secure_start),
            changes: words(&told.changes),
            updates: words(&told.installing_updates),
            decommissioning: words(&told.decommissioning),
            automatic_updates_off: words(&told.updates_off),
            for_integrators: None,
            integration: words(&told.integration),
            bill: told.bill_of_materials.clone(),
        }
    }

    fn support_end(&self) -> Option<Date> {
        let stated = self.file.support.to.map(|day| day.to_string());
        self.product.support_to.clone().or(stated)?.parse().ok()
    }

    /// What stands on a label: it leads to `address`, and bears the CE marking once a declaration is signed (Art. 30(3)).
    pub(super) fn label(&self, address: Option<&str>, declared: Option<&Content>) -> Label {
        Label {
            product: self.described(),
            manufacturer: self.party(),
            address: address.map(str::to_owned),
            support_end: self.support_end(),
            marked: declared.is_some(),
            body_number: declared.and_then(|content| content.marking().number().map(str::to_owned)),
        }
    }

    /// The support period with its reasons.
    pub(super) fn support(&self) -> SupportStatement {
        let stated = self.file.support.from.map(|day| day.to_string());
        let from = self.product.support_from.clone().or(stated);
        let reasons = self.file.support.reasons.criteria();
        let given = reasons.into_iter().filter(|(_, reason)| !reason.trim().is_empty());
        let mut reasons: BTreeMap<String, Said> =
            given.map(|(id, reason)| (id.to_owned(), Said::everywhere(reason))).collect();
        if reasons.is_empty() && !self.product.support_reason.is_empty() {
            reasons.insert("user-expectations".to_owned(), Said::everywhere(&self.product.support_reason));
        }
        SupportStatement {
            product: self.described(),
            from: from.and_then(|day| day.parse().ok()),
            to: self.support_end(),
            expected_months: self.file.purpose.expected_years.map(|years| years.saturating_mul(12)),
            reasons,
        }
    }
}

/// The number of a notified body in a text: the only four digits that stand by themselves. Of several, one may be a year: then
/// somebody has to say which.
fn body_number(text: &str) -> Option<String> {
    let words = text.split(|letter: char| !letter.is_ascii_alphanumeric());
    let mut numbers = words.filter(|word| word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit()));
    numbers.next().filter(|_| numbers.next().is_none()).map(str::to_owned)
}

fn some(text: &str) -> Option<String> {
    Some(text.trim().to_owned()).filter(|text| !text.is_empty())
}

/// What the file says in each language of papers; a text that is elsewhere is named by its file.
fn said(words: Option<&Words>) -> Said {
    let Some(words) = words else { return Said::default() };
    let of = |language: &str| words.text(language, "en").or_else(|| words.file()).map(str::to_owned);
    Said(LANGUAGES.iter().filter_map(|language| Some(((*language).to_owned(), of(language)?))).collect())
}

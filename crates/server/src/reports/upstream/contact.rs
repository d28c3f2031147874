//! Where the maintainer of a component can be reached, as the bills of materials of the case's product say.

use steadfast_formats::bom::{self, Component};
use steadfast_store::{BlobHash, Id, Tx, kinds};

use crate::app::App;
use crate::catalogue::bills::{LIMITS, SBOM};
use crate::reports::error::ReportError;

/// Parts of a product that are looked at.
const PARTS: i64 = 20;

/// What a bill says; nothing where it says nothing, or there is none.
///
/// # Errors
/// When there is no such case, or the database or the place of files fails.
pub async fn stated(app: &App, case: Id<kinds::Case>, component: &str) -> Result<Option<String>, ReportError> {
    let bills = app.store.read::<_, ReportError, _>(move |tx| bills(tx, case)).await?;
    for bill in bills {
        let Ok(place) = app.catalogue.desk.clone().acquire_owned().await else { return Ok(None) };
        let (bytes, sought) = (app.blobs.bytes(bill, SBOM.limit).await?, component.to_owned());
        let found = tokio::task::spawn_blocking(move || {
            let found = bom::read(&bytes, &LIMITS).ok().and_then(|bill| of(&bill.components, &sought));
            drop(place);
            found
        });
        if let Ok(Some(found)) = found.await {
            return Ok(Some(found));
        }
    }
    Ok(None)
}

/// The bill of the newest release of each part.
fn bills(tx: &mut Tx<'_>, case: Id<kinds::Case>) -> Result<Vec<BlobHash>, ReportError> {
    let case = tx.case(case)?.ok_or(ReportError::NotFound("case"))?;
    let Some(product) = case.product else { return Ok(Vec::new()) };
    let mut bills = Vec::new();
    for part in tx.part_list(product, PARTS)? {
        bills.extend(tx.release_of_part(part.id, None, 1)?.into_iter().filter_map(|release| Some(release.sbom?.0)));
    }
    Ok(bills)
}

/// Of the components of that name: where flaws are told, else where help is, else where its maker is.
fn of(components: &[Component], sought: &str) -> Option<String> {
    let named = components.iter().filter(|one| one.name == sought || one.purls.iter().any(|purl| purl == sought));
    let all: Vec<&Component> = named.collect();
    let at = |kind: &str| {
        all.iter().flat_map(|one| &one.addresses).find(|(found, _)| found == kind).map(|(_, address)| address.clone())
    };
    let maker = || all.iter().find_map(|one| one.supplier.as_ref()?.contact.clone());
    let found = at("security-contact").or_else(|| at("support")).or_else(|| at("issue-tracker")).or_else(maker);
    found.map(|text| text.chars().take(200).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn contact(component: &str) -> Option<String> {
        let bill = br#"{"bomFormat": "CycloneDX", "specVersion": "1.6", "components": [
            {"type": "library", "name": "zlib", "version": "1.2.11", "externalReferences": [
                {"type": "issue-tracker", "url": "https://zlib.example/issues"},
                {"type": "security-contact", "url": "mailto:security@zlib.example"}]},
            {"type": "library", "name": "expat", "supplier": {"name": "E", "url": ["https://expat.example"]}},
            {"type": "library", "name": "bare"}]}"#;
        of(&bom::read(bill, &LIMITS).expect("a bill").components, component)
    }

    #[test]
    fn where_flaws_are_told_comes_before_whoever_made_it_and_unknown_stays_unknown() {
        assert_eq!(contact("zlib").as_deref(), Some("mailto:security@zlib.example"));
        assert_eq!(contact("expat").as_deref(), Some("https://expat.example"));
        assert_eq!([contact("bare"), contact("other")], [None, None]);
    }
}

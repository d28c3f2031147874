//! Manufacturers, products, releases with their bills and product files, documents.

use std::sync::Arc;

use serde_json::{Value, json};
use steadfast_store::{Id, NamePage, Product, Release, StoreError, Tx, kinds};

use super::HandOverError;
use super::archive::Archive;
use crate::app::App;
use crate::catalogue::products::MOST_PARTS;
use crate::lifecycle::{kept, read};

/// Rows of one look.
const SLICE: i64 = 100;
/// More documents than a product has.
const DOCUMENTS: i64 = 10_000;

pub(super) fn line(value: &Value) -> String {
    format!("{value}\n")
}

pub(super) async fn manufacturers(app: &Arc<App>, archive: &mut Archive) -> Result<(), HandOverError> {
    let (mut text, mut before) = (String::new(), None);
    loop {
        let found = app.store.read::<_, StoreError, _>(move |tx| tx.manufacturer_list(before, SLICE)).await?;
        let Some(last) = found.last() else { break };
        before = Some(last.id);
        for one in &found {
            let said = json!({"id": one.id, "name": one.name, "address": one.address, "contact": one.contact});
            text.push_str(&line(&said));
        }
    }
    archive.file("manufacturers.jsonl", text).await
}

pub(super) async fn products(app: &Arc<App>, archive: &mut Archive) -> Result<(), HandOverError> {
    let mut page = NamePage::First;
    loop {
        let found = app.store.read::<_, StoreError, _>(move |tx| tx.product_list("", page, SLICE)).await?;
        let Some(last) = found.last() else { return Ok(()) };
        page = NamePage::After(last.id);
        for one in found {
            product(app, archive, one).await?;
        }
    }
}

async fn product(app: &Arc<App>, archive: &mut Archive, product: Product) -> Result<(), HandOverError> {
    let id = product.id;
    let said = app.store.read::<_, StoreError, _>(move |tx| of_product(tx, &product)).await?;
    archive.file(&format!("products/{id}.json"), serde_json::to_string_pretty(&said)?).await?;
    let parts = app.store.read::<_, StoreError, _>(move |tx| tx.part_list(id, MOST_PARTS)).await?;
    for part in parts {
        releases(app, archive, part.id).await?;
    }
    documents(app, archive, id).await
}

fn of_product(tx: &mut Tx<'_>, product: &Product) -> Result<Value, StoreError> {
    let parts = tx.part_list(product.id, MOST_PARTS)?.into_iter();
    let parts: Vec<Value> =
        parts.map(|part| json!({"id": part.id, "name": part.name, "kind": part.kind.as_str()})).collect();
    let promises = tx.support_promises(product.id)?.into_iter();
    let promises: Vec<Value> = promises
        .map(|one| json!({"placed_from": one.placed_from, "ends": one.ends, "reason": one.reason, "made": one.made}))
        .collect();
    let considered = tx.support_reason(product.id)?.and_then(|kept| serde_json::from_str::<Value>(&kept.content).ok());
    let page = tx.public_page(product.id)?;
    let page = page.map(
        |page| json!({"slug": page.slug, "published": page.published, "gtin": page.gtin, "languages": page.languages}),
    );
    Ok(json!({
        "id": product.id, "name": product.name, "designation": product.designation,
        "manufacturer": product.manufacturer, "category": product.category, "purpose": product.purpose,
        "contact": product.contact, "risk": product.risk, "support_from": product.support_from,
        "support_to": product.support_to, "support_reason": product.support_reason,
        "support_promises": promises, "support_considered": considered, "page": page, "parts": parts,
    }))
}

async fn releases(app: &Arc<App>, archive: &mut Archive, part: Id<kinds::Part>) -> Result<(), HandOverError> {
    let mut before = None;
    loop {
        let found = app.store.read::<_, StoreError, _>(move |tx| tx.release_of_part(part, before, SLICE)).await?;
        let Some(last) = found.last() else { return Ok(()) };
        before = Some(last.sequence);
        for one in &found {
            release(app, archive, one).await?;
        }
    }
}

async fn release(app: &Arc<App>, archive: &mut Archive, release: &Release) -> Result<(), HandOverError> {
    let id = release.id;
    let bill = release.sbom.as_ref().map(|(blob, name)| json!({"name": name, "sha256": blob.to_string()}));
    let said = json!({
        "id": id, "part": release.part, "version": release.label, "sequence": release.sequence,
        "released": release.released, "state": release.state.as_str(), "on_sale": release.on_sale,
        "last_placed": release.last_placed, "units": release.units, "components": release.components, "bill": bill,
        "product_file": release.file.as_ref().map(|(blob, _)| blob.to_string()),
    });
    archive.file(&format!("releases/{id}.json"), serde_json::to_string_pretty(&said)?).await?;
    if let Some((blob, _)) = &release.sbom {
        archive.blob(&format!("releases/{id}.bill"), &app.blobs, *blob).await?;
    }
    if let Some((blob, _)) = &release.file {
        archive.blob(&format!("releases/{id}.product-file"), &app.blobs, *blob).await?;
    }
    Ok(())
}

async fn documents(app: &Arc<App>, archive: &mut Archive, id: Id<kinds::Product>) -> Result<(), HandOverError> {
    let read = move |tx: &mut Tx<'_>| {
        let Some(product) = tx.product(id)? else { return Ok((Vec::new(), None)) };
        Ok((tx.documents_of(id, DOCUMENTS)?, read::promises(tx, &product)?.latest()))
    };
    let (found, ends) = app.store.read::<_, StoreError, _>(read).await?;
    let mut list = String::new();
    for one in &found {
        let stays = kept::until(read::day(one.kept), ends).to_string();
        list.push_str(&line(&json!({
            "id": one.id, "release": one.release, "kind": one.kind, "name": one.name, "sha256": one.blob.to_string(),
            "kept": one.kept, "stays_at_least_until": stays,
        })));
        archive.blob(&format!("documents/{}", one.id), &app.blobs, one.blob).await?;
    }
    if found.is_empty() { Ok(()) } else { archive.file(&format!("documents/{id}.jsonl"), list).await }
}

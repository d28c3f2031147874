//! Drafts to authorities and users (Article 13(23): both are to be told before the end, as far as that is possible). Nothing is sent.

use std::sync::Arc;

use steadfast_store::{NamePage, StoreError};

use super::HandOverError;
use super::archive::Archive;
use crate::access::setup::ORGANISATION;
use crate::app::App;

/// Products that a letter names.
const MOST: i64 = 500;

pub(super) async fn put(app: &Arc<App>, archive: &mut Archive) -> Result<(), HandOverError> {
    let read = app.store.read::<_, StoreError, _>(|tx| {
        let products = tx.product_list("", NamePage::First, MOST)?;
        let named = products.into_iter().map(|one| (one.name, one.designation, one.support_to)).collect::<Vec<_>>();
        Ok((tx.setting(ORGANISATION)?.unwrap_or_default(), named))
    });
    let (organisation, products) = read.await?;
    archive.file("letters/authority.en.txt", authority(&organisation, &products)).await?;
    archive.file("letters/users.en.txt", users(&organisation, &products, false)).await?;
    archive.file("letters/users.de.txt", users(&organisation, &products, true)).await
}

/// Name, designation, last day of support.
type Named = (String, String, Option<String>);

fn list(products: &[Named], unknown: &str) -> String {
    let line = |(name, designation, ends): &Named| {
        format!("- {name} ({designation}): {}\n", ends.as_deref().unwrap_or(unknown))
    };
    products.iter().map(line).collect()
}

fn authority(organisation: &str, products: &[Named]) -> String {
    let list = list(products, "end of support: unknown");
    format!(
        "DRAFT. Nothing has been sent. To be added: the day on which operations end, who goes on (if anybody), to which market \
         surveillance authorities this goes.\n\n\
         {organisation} will cease operations and will then not be able to meet the obligations of Regulation (EU) 2024/2847 \
         (Article 13(23)). Products concerned, with the last day of support that was promised:\n\n{list}\n\
         Users are told by the means that are available. Technical documentation, declarations and updates that were issued are \
         kept as the hand-over describes.\n"
    )
}

fn users(organisation: &str, products: &[Named], is_german: bool) -> String {
    if is_german {
        let list = list(products, "Ende der Unterstützung: unbekannt");
        return format!(
            "ENTWURF. Nichts wurde gesendet. Zu ergänzen: der Tag, wer weitermacht (wenn jemand), was Nutzer tun können.\n\n\
             {organisation} stellt den Betrieb ein. Danach gibt es für diese Produkte keine neuen Sicherheitsupdates von uns \
             (zugesagtes Ende der Unterstützung):\n\n{list}\n\
             Installieren Sie die Updates, die es gibt. Nehmen Sie Ihre Daten mit, und löschen Sie sie auf dem Gerät, bevor Sie es \
             weggeben.\n"
        );
    }
    let list = list(products, "end of support: unknown");
    format!(
        "DRAFT. Nothing has been sent. To be added: the day, who goes on (if anybody), what users can do.\n\n\
         {organisation} ceases operations. After that there are no new security updates from us for these products (promised end of \
         support):\n\n{list}\n\
         Install the updates that there are. Export your data, and erase them on the device before you give it away.\n"
    )
}

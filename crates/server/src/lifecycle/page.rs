//! What everybody may read of a product: switched on by staff, off until then.

use std::time::Duration;

use serde::Serialize;
use steadfast_store::{Id, Manufacturer, Product, ProductPage, ReleaseState, StoreError, Time, Tx, kinds};
use utoipa::ToSchema;

use super::read;
use crate::act::{Ask, Fact};
use crate::app::App;
use crate::catalogue::check::Check;
use crate::catalogue::error::{CatalogueError, Fault};
use crate::catalogue::products::MOST_PARTS;
use crate::conformity::declare::content::Content;

type ProductId = Id<kinds::Product>;

/// The most characters of a word in an address.
const LONGEST_SLUG: usize = 60;
const MOST_LANGUAGES: usize = 40;
/// Releases of a part that are looked at.
const RELEASES: i64 = 200;

/// What is said of a page.
#[derive(Clone, Debug, Default)]
pub struct WantedPage {
    /// Its word in the address; empty: its id alone.
    pub slug: String,
    /// Whether everybody may read it.
    pub published: bool,
    /// Its number in trade; empty: none.
    pub gtin: String,
    /// Languages of the user information, parted by blanks.
    pub languages: String,
}

impl WantedPage {
    fn taken(&self) -> Result<Self, CatalogueError> {
        let mut check = Check::default();
        let slug = check.words("slug", &self.slug, LONGEST_SLUG);
        let gtin: String = check.words("gtin", &self.gtin, 20).split([' ', '-']).collect();
        let languages: Vec<&str> =
            self.languages.split([' ', ',', '\n', '\r', '\t']).filter(|one| !one.is_empty()).collect();
        if !slug.is_empty() && !is_slug(&slug) {
            check.wrong("slug", Fault::NoSlug);
        }
        if !gtin.is_empty() && !is_gtin(&gtin) {
            check.wrong("gtin", Fault::NoGtin);
        }
        if languages.len() > MOST_LANGUAGES || !languages.iter().all(|one| is_language(one)) {
            check.wrong("languages", Fault::NoLanguages);
        }
        check.done()?;
        Ok(Self { slug, gtin, languages: languages.join(" "), published: self.published })
    }
}

/// Small letters, digits and hyphens. Nothing that is an id, or the feed.
fn is_slug(text: &str) -> bool {
    let is_plain = text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
    is_plain && text.starts_with(|letter: char| letter.is_ascii_lowercase()) && text != "feed"
}

/// A number of GS1: 8, 12, 13 or 14 digits, whose weighted sum is a multiple of ten.
fn is_gtin(text: &str) -> bool {
    let digits: Vec<u32> = text.chars().filter_map(|letter| letter.to_digit(10)).collect();
    let sum: u32 = digits.iter().rev().enumerate().map(|(at, digit)| digit * if at % 2 == 0 { 1 } else { 3 }).sum();
    digits.len() == text.chars().count() && matches!(digits.len(), 8 | 12 | 13 | 14) && sum.is_multiple_of(10)
}

/// A code of BCP 47, as far as its shape goes: a language of two or three letters, and parts behind hyphens.
fn is_language(text: &str) -> bool {
    let mut parts = text.split('-');
    let first = parts.next().unwrap_or_default();
    let is_part = |part: &str| (2..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric());
    (2..=3).contains(&first.len()) && first.bytes().all(|byte| byte.is_ascii_lowercase()) && parts.all(is_part)
}

/// Says what everybody may read of a product, on top of `version` (0: nothing was said); the new version.
///
/// # Errors
/// When something is not taken, somebody changed it meanwhile, or it is not allowed.
pub async fn say(
    app: &App,
    ask: Ask,
    product: ProductId,
    version: i64,
    wanted: WantedPage,
) -> Result<i64, CatalogueError> {
    let taken = wanted.taken()?;
    let done = app.act::<_, CatalogueError, _>(ask, move |tx, at| {
        tx.product(product)?.ok_or(CatalogueError::NotFound("product"))?;
        let other = tx.public_page_of(&taken.slug)?.is_some_and(|page| page.product != product);
        if other {
            return Err(CatalogueError::at("slug", Fault::SlugTaken));
        }
        let WantedPage { slug, published, gtin, languages } = taken.clone();
        let new = ProductPage { product, slug, published, gtin, languages, changed: at.now, version };
        if !tx.public_page_put(&new)? {
            return Err(CatalogueError::Changed("page"));
        }
        let fact = Fact::new("product-page-set", &product).with("published", new.published);
        let fact = fact.with("slug", new.slug.as_str()).with("gtin", new.gtin.as_str());
        Ok((version + 1, fact.with("languages", new.languages.as_str())))
    });
    Ok(done.await?.answer)
}

/// A declaration of conformity, as far as everybody may know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Declared {
    /// The address of its full text (Article 13(20)).
    pub address: String,
    /// The day on which it was signed.
    pub day: String,
}

/// The declaration of a product that is in force; nothing while there is none. A sample is none.
///
/// # Errors
/// When the database fails.
pub fn declared(tx: &mut Tx<'_>, product: ProductId) -> Result<Option<Declared>, StoreError> {
    let Some(row) = tx.declaration_in_force(product)? else { return Ok(None) };
    let address = Content::kept(&row.content).map(|content| content.address).unwrap_or_default();
    let day = row.signed.map(|at| read::day(at).to_string()).unwrap_or_default();
    Ok(Some(Declared { address, day }))
}

/// A part, and the newest of its versions that get security updates.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct SupportedPart {
    /// Its name.
    pub part: String,
    /// Versions on sale, the newest first: what is wrong with them is mended by a newer version.
    pub versions: Vec<String>,
}

/// What everybody may read: nothing else of a product leaves the house.
#[derive(Clone, Debug)]
pub struct Public {
    /// The product.
    pub product: Product,
    /// Its manufacturer.
    pub maker: Manufacturer,
    /// What was said of the page.
    pub page: ProductPage,
    /// Ends of support by the day of placing; the day is nothing where it is for all, or from the beginning.
    pub ends: Vec<(Option<String>, String)>,
    /// The end for a device that is placed today.
    pub ends_today: Option<String>,
    /// Its declaration.
    pub declared: Option<Declared>,
    /// Parts, and versions that get security updates.
    pub parts: Vec<SupportedPart>,
}

/// The page at `word`: an id or a slug; nothing where it is not published.
pub(crate) fn public(tx: &mut Tx<'_>, word: &str, now: Time) -> Result<Option<Public>, StoreError> {
    let page = match word.parse::<ProductId>() {
        Ok(id) => tx.public_page(id)?,
        Err(_) => tx.public_page_of(word)?,
    };
    match page.filter(|page| page.published) {
        Some(page) => whole(tx, page, now),
        None => Ok(None),
    }
}

/// What everybody may read of a product whose page is published.
pub(crate) fn whole(tx: &mut Tx<'_>, page: ProductPage, now: Time) -> Result<Option<Public>, StoreError> {
    let Some(product) = tx.product(page.product)? else { return Ok(None) };
    let Some(maker) = tx.manufacturer(product.manufacturer)? else { return Ok(None) };
    let promises = read::promises(tx, &product)?;
    let spans = promises.spans().into_iter();
    let ends = spans.filter_map(|span| Some((span.from.map(|day| day.to_string()), span.ends?.to_string()))).collect();
    Ok(Some(Public {
        ends,
        ends_today: promises.ends(read::day(now)).map(|day| day.to_string()),
        declared: declared(tx, product.id)?,
        parts: parts(tx, product.id)?,
        product,
        maker,
        page,
    }))
}

fn parts(tx: &mut Tx<'_>, product: ProductId) -> Result<Vec<SupportedPart>, StoreError> {
    let mut found = Vec::new();
    for part in tx.part_list(product, MOST_PARTS)? {
        let releases = tx.release_of_part(part.id, None, RELEASES)?.into_iter();
        let on_sale = releases.filter(|release| release.state == ReleaseState::OnSale);
        let versions: Vec<String> = on_sale.map(|release| release.label).collect();
        if !versions.is_empty() {
            found.push(SupportedPart { part: part.name, versions });
        }
    }
    Ok(found)
}

/// How long others may keep what they read.
pub(crate) const FRESH: Duration = Duration::from_secs(300);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_in_trade_proves_itself() {
        for good in ["4006381333931", "96385074", "036000291452", "00012345600012"] {
            assert!(is_gtin(good), "{good}");
        }
        for bad in
            ["4006381333932", "400638133393", "", "12345678901234567", "4006381333a31", "４００６３８１３３３９３１"]
        {
            assert!(!is_gtin(bad), "{bad}");
        }
    }

    #[test]
    fn a_word_in_an_address_is_no_id_and_not_the_feed() {
        assert!(is_slug("gateway-2") && !is_slug("feed") && !is_slug("prd_1") && !is_slug("-x") && !is_slug("a/b"));
    }

    #[test]
    fn languages_are_told_by_their_codes() {
        assert!(["en", "de", "pt-BR", "zh-Hans-CN", "gsw"].iter().all(|text| is_language(text)));
        assert!(["e", "English", "EN", "de-", "d1", ""].iter().all(|text| !is_language(text)));
    }
}

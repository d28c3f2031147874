//! What a person does on a page.

use fantoccini::elements::Element;
use fantoccini::{Client, Locator};
use serde_json::json;

use super::{Browser, PATIENCE};
use crate::wait::now;

/// The field of that label (its text without surrounding space, also by `aria-label`) or of that name.
const FIELD: &str = "
const said = arguments[0], plain = text => (text || '').replace(/\\s+/g, ' ').trim();
const label = [...document.querySelectorAll('label')].find(label => plain(label.textContent) === said)
  || [...document.querySelectorAll('label')].find(label => plain(label.textContent).startsWith(said));
return (label && (label.control || label.querySelector('input, select, textarea')))
  || [...document.querySelectorAll('input, select, textarea')]
       .find(field => field.name === said || field.id === said || field.getAttribute('aria-label') === said)
  || null;";

/// The first visible button or link of that text or name, one of an open dialogue before others.
const PRESSABLE: &str = "
const said = arguments[0], plain = text => (text || '').replace(/\\s+/g, ' ').trim();
const named = element => [plain(element.innerText), plain(element.getAttribute('aria-label')), plain(element.value)];
const found = [...document.querySelectorAll('button, a[href], input[type=submit], summary, [role=button], [role=tab]')]
  .filter(element => element.getClientRects().length > 0 && !element.disabled)
  .filter(element => named(element).includes(said));
return found.find(element => element.closest('dialog[open]')) || found[0] || null;";

impl Browser {
    /// Opens an address and waits until the page is loaded.
    ///
    /// # Panics
    /// When it cannot be reached.
    pub async fn goto(&self, address: &str) {
        self.client().goto(address).await.unwrap_or_else(|error| panic!("{address}: {error}"));
    }

    /// The address that is shown.
    ///
    /// # Panics
    /// When the browser is gone.
    pub async fn address(&self) -> String {
        self.client().current_url().await.expect("an address").to_string()
    }

    /// The page's title.
    ///
    /// # Panics
    /// When the browser is gone.
    pub async fn title(&self) -> String {
        self.client().title().await.expect("a title")
    }

    /// What a person reads on the page; a page that is just replaced by another is read once that one is there.
    ///
    /// # Panics
    /// When there is no page in time.
    pub async fn text(&self) -> String {
        let begin = now();
        loop {
            match self.read().await {
                Ok(text) => return text,
                Err(error) => assert!(begin.elapsed() < PATIENCE, "the page has no text: {error}"),
            }
            tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        }
    }

    /// Fills the field of this label or name: text is replaced, of a list the entry of this text or value is chosen, a
    /// box is ticked for `true` and cleared for `false`.
    ///
    /// # Panics
    /// When there is no such field.
    pub async fn fill(&self, field: &str, value: &str) {
        let element = self.waited_for(FIELD, field, "field").await;
        let filled = match (kind(&element).await.as_str(), value) {
            ("select", _) => choose(&element, value).await,
            ("checkbox" | "radio", "true" | "false") => tick(&element, value == "true").await,
            _ => write(&element, value).await,
        };
        filled.unwrap_or_else(|error| panic!("the field {field:?} cannot be filled: {error}"));
    }

    /// Presses the button or link of this text, and waits until a page that comes of it is loaded.
    ///
    /// # Panics
    /// When there is none, or it cannot be pressed.
    pub async fn press(&self, text: &str) {
        let element = self.waited_for(PRESSABLE, text, "button or link").await;
        element.click().await.unwrap_or_else(|error| panic!("{text:?} cannot be pressed: {error}"));
    }

    /// Waits until the page shows this text.
    ///
    /// # Panics
    /// When it does not in time; what the page shows instead is told.
    pub async fn sees(&self, text: &str) {
        let begin = now();
        while !self.read().await.unwrap_or_default().contains(text) {
            assert!(begin.elapsed() < PATIENCE, "the page does not show {text:?} but:\n{}", self.text().await);
            tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        }
    }

    /// The first element of this CSS selector.
    ///
    /// # Panics
    /// When there is none in time.
    pub async fn find(&self, selector: &str) -> Element {
        let found = self.client().wait().at_most(PATIENCE).for_element(Locator::Css(selector)).await;
        found.unwrap_or_else(|error| panic!("no {selector} on the page: {error}"))
    }

    /// Runs a script in the page; its `return` comes back.
    ///
    /// # Panics
    /// When it fails.
    pub async fn script(&self, script: &str) -> serde_json::Value {
        self.client().execute(script, Vec::new()).await.unwrap_or_else(|error| panic!("{script}: {error}"))
    }

    /// The text at this moment; between two pages there may be none.
    async fn read(&self) -> Result<String, fantoccini::error::CmdError> {
        self.client().find(Locator::Css("body")).await?.text().await
    }

    async fn waited_for(&self, script: &str, said: &str, what: &str) -> Element {
        let begin = now();
        loop {
            if let Some(element) = located(self.client(), script, said).await {
                return element;
            }
            assert!(begin.elapsed() < PATIENCE, "no {what} {said:?} on the page:\n{}", self.text().await);
            tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        }
    }
}

async fn located(client: &Client, script: &str, said: &str) -> Option<Element> {
    let found = client.execute(script, vec![json!(said)]).await.ok()?;
    let reference = found.as_object()?.values().next()?.as_str()?.to_owned();
    Some(Element::from_element_id(client.clone(), reference.into()))
}

type Filled = Result<(), fantoccini::error::CmdError>;

/// The element's type where that decides how it is filled.
async fn kind(element: &Element) -> String {
    let tag = element.tag_name().await.unwrap_or_default();
    if tag == "input" { element.prop("type").await.ok().flatten().unwrap_or_default() } else { tag }
}

async fn choose(element: &Element, value: &str) -> Filled {
    match element.select_by_label(value).await {
        Ok(()) => Ok(()),
        Err(_) => element.select_by_value(value).await,
    }
}

async fn tick(element: &Element, wanted: bool) -> Filled {
    if element.is_selected().await? == wanted { Ok(()) } else { element.click().await }
}

async fn write(element: &Element, value: &str) -> Filled {
    element.clear().await?;
    element.send_keys(value).await
}

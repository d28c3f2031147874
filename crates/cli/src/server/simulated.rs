//! What `simulate` needs of a server: ids of the catalogue, and the list by which its units become known.

use std::io::Write;
use std::time::Duration;

use serde_json::{Value, json};
use steadfast_simulate::Net;

use super::client::{Client, Form};
use super::{Connection, lists, products, text};
use crate::failure::{Exit, Failure};

/// A server with a product whose units are to be simulated.
pub(crate) struct Ground {
    client: Client,
    /// The product: `prd_…`.
    pub(crate) product: String,
    /// The part that its units update: `prt_…`.
    pub(crate) part: String,
    /// The place in the order of the version that the units leave the factory with, where the catalogue has it.
    pub(crate) sequence: Option<u64>,
    part_name: String,
}

/// Pages of releases that are looked through for a version.
const PAGES: usize = 20;

impl Ground {
    /// Finds product, part and version.
    pub(crate) fn find(
        connection: &Connection,
        product: &str,
        part: Option<&str>,
        version: &str,
    ) -> Result<Self, Failure> {
        let client = Client::signed_in(connection)?;
        let product = products::named(&client, product)?;
        let part = products::part(&client, &product, part)?;
        let shown = client.json(&format!("/api/v1/products/{product}"), &[])?;
        let parts = shown["parts"].as_array().map(Vec::as_slice).unwrap_or_default();
        let name = parts.iter().find(|one| text(one, "id") == part).map(|one| text(one, "name").to_owned());
        let sequence = sequence(&client, (&product, &part), version)?;
        Ok(Self { part_name: name.unwrap_or_default(), client, product, part, sequence })
    }

    /// The network of the units: the server, as the command trusts it.
    pub(crate) fn net(&self) -> Net {
        Net::new(&self.client.server, self.client.agent())
    }

    /// The column of the list in which the version of the part stands.
    pub(crate) fn version_column(&self) -> String {
        format!("version:{}", self.part_name)
    }

    /// Hands the list in, and waits until it was worked off.
    pub(crate) fn enter(&self, list: &[u8], out: &mut dyn Write) -> Result<(), Failure> {
        let mut form = Form::default();
        form.text("import", &json!({"product": self.product}).to_string());
        form.file("list", "simulated.csv", list);
        let made = self.client.upload("/api/v1/unit-imports", &form)?;
        let done = lists::wait(&self.client, &format!("/api/v1/unit-imports/{}", text(&made, "id")))?;
        out.write_all(lists::told(&done).as_bytes()).map_err(Failure::Output)?;
        match lists::exit(&done) {
            Exit::Yes => Ok(()),
            _ => Err(Failure::Usage("the simulated units could not all be entered, as said above".to_owned())),
        }
    }
}

/// The place of a version in the order of its part.
fn sequence(client: &Client, (product, part): (&str, &str), version: &str) -> Result<Option<u64>, Failure> {
    let mut cursor = String::new();
    for _ in 0..PAGES {
        let page = client.json("/api/v1/releases", &[("product", product), ("limit", "200"), ("cursor", &cursor)])?;
        let all = page["items"].as_array().map(Vec::as_slice).unwrap_or_default();
        let fits = |release: &&Value| text(release, "part") == part && text(release, "label") == version;
        if let Some(found) = all.iter().find(fits) {
            return Ok(found["sequence"].as_u64());
        }
        match page["next"].as_str() {
            Some(next) => next.clone_into(&mut cursor),
            None => break,
        }
    }
    Ok(None)
}

/// How often it is looked how far something is.
pub(crate) const LOOK: Duration = Duration::from_millis(250);

//! The sample maker: four products with their parts, and the product file of each.

use std::collections::BTreeMap;

use steadfast_store::{Id, Time, kinds};

use super::cast::{Cast, Who};
use super::{day, failed};
use crate::access::action::Action;
use crate::app::App;
use crate::catalogue::{manufacturers, parts, products};
use crate::demo::DemoError;

/// A product of the sample.
struct Sample {
    name: &'static str,
    designation: &'static str,
    category: &'static str,
    purpose: &'static str,
    /// Years of support, and why so many.
    support: (i64, &'static str),
    risk: &'static str,
    /// Keys of its parts, with name and kind.
    parts: &'static [(&'static str, &'static str, &'static str)],
}

const SAMPLES: [Sample; 4] = [
    Sample {
        name: "Example Gateway",
        designation: "EG-200",
        category: "default",
        purpose: "Connects machines of a shop floor with the maker's cloud: reads their controllers by Modbus and OPC UA, \
                  buffers, and forwards by MQTT.",
        support: (10, "Machines of this kind stay in use for ten years and more; customers were told so in the offer."),
        risk: "high",
        parts: &[("gateway", "Firmware", "device")],
    },
    Sample {
        name: "Example Camera",
        designation: "EC-5",
        category: "III.I.17",
        purpose: "Watches entrances of small businesses and homes; pictures stay on the device unless its owner says \
                  otherwise.",
        support: (5, "Five years: the time for which such cameras are used by those who answered our survey."),
        risk: "high",
        parts: &[("camera", "Firmware", "device")],
    },
    Sample {
        name: "Example Router",
        designation: "ER-10",
        category: "III.I.12",
        purpose: "Connects small offices to the internet, with Wi-Fi and a virtual private network for people on the road.",
        support: (7, "Seven years: providers hand them out with contracts that are renewed twice as a rule."),
        risk: "critical",
        parts: &[("router", "Firmware", "device")],
    },
    Sample {
        name: "Example Studio",
        designation: "ES-5",
        category: "default",
        purpose: "Desktop application in which machine data are looked at and reports made; its cloud part keeps projects \
                  of a team in step.",
        support: (5, "Five years: a licence is sold with updates for as long."),
        risk: "medium",
        parts: &[("studio", "Desktop application", "application"), ("cloud", "Cloud service", "remote")],
    },
];

/// The parts by their keys.
pub(super) type Parts = BTreeMap<&'static str, (Id<kinds::Part>, Id<kinds::Product>)>;

/// Who they are.
pub(super) const NAME: &str = "Example Maker GmbH";

/// Enters maker, products and parts.
pub(super) async fn make(app: &App, cast: &Cast, begin: Time) -> Result<Parts, DemoError> {
    let scene = "the sample maker";
    let wanted = manufacturers::Wanted {
        name: Some(NAME.to_owned()),
        address: Some("Musterstraße 1\n12345 Musterstadt\nGermany".to_owned()),
        contact: Some("https://maker.example".to_owned()),
    };
    let ask = cast.ask(app, Who::Mara, Action::CatalogueChange).await?;
    let maker = manufacturers::make(app, ask, wanted).await.map_err(failed(scene))?.to_string();
    let mut made = Parts::new();
    for sample in &SAMPLES {
        let ask = cast.ask(app, Who::Mara, Action::CatalogueChange).await?;
        let product = products::make(app, ask, sample.wanted(&maker, begin)).await.map_err(failed(scene))?;
        for (key, name, kind) in sample.parts {
            let ask = cast.ask(app, Who::Mara, Action::CatalogueChange).await?;
            let part = parts::make(app, ask, product, name, kind).await.map_err(failed(scene))?;
            made.insert(key, (part, product));
        }
    }
    Ok(made)
}

impl Sample {
    fn wanted(&self, maker: &str, begin: Time) -> products::Wanted {
        let said = |text: &str| Some(text.to_owned());
        products::Wanted {
            name: said(self.name),
            designation: said(self.designation),
            manufacturer: said(maker),
            category: said(self.category),
            purpose: said(self.purpose),
            support_from: said(&day(begin, 0)),
            support_to: said(&day(begin, self.support.0 * 366)),
            support_reason: said(self.support.1),
            contact: said("security@maker.example"),
            risk: said(self.risk),
        }
    }
}

/// What a gateway is meant to do on the network.
const NETWORK: &str = "\n[network]\nlocal-network-is-free = true\nany-name-server = true\nany-time-server = true\n\n\
     [[network.endpoint]]\nhost = \"updates.example.com\"\nports = [443]\nconnections-per-hour = 20\n";

/// The product files of what is sold as a device.
const GATEWAY: &str = include_str!("../../../../../fixtures/demo/steadfast.toml");
const CAMERA: &str = include_str!("../../../../../fixtures/demo/camera.toml");
const ROUTER: &str = include_str!("../../../../../fixtures/demo/router.toml");
/// That of the desktop application: critical and exploited vulnerabilities block, and so does what nobody knows.
const STUDIO: &str = "schema = 1\n\n[gate]\nblock-severity = \"critical\"\nblock-exploited = true\n\n\
     [[gate.own]]\ncomponent = \"steadfast*\"\n";

/// The product file of a part. `until` is the day on which what is accepted is looked at again.
pub(super) fn product_file(part: &str, until: &str) -> String {
    let (file, blob) = match part {
        "gateway" => (GATEWAY, Some("lte-modem-firmware")),
        "camera" => (CAMERA, Some("isp-firmware")),
        "router" => (ROUTER, Some("wifi-radio-firmware")),
        _ => (STUDIO, None),
    };
    let accepted = blob.map_or_else(String::new, |blob| {
        format!(
            "\n[[gate.accept]]\ncomponent = \"{blob}\"\nreason = \"Its supplier tells us of flaws by contract; no public \
             feed covers it.\"\nexpires = {until}\n"
        )
    });
    let network = if part == "gateway" { NETWORK } else { "" };
    format!("{file}{accepted}{network}")
}

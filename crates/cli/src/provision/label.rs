//! The label: what an owner needs to reach the unit, to know it, and to open it once.

use qrcode::render::{svg, unicode};
use qrcode::{EcLevel, QrCode};
use steadfast_device::factory::Factory;
use steadfast_trust::encoding::hex;

use super::line::Made;
use super::{Form, Unit};

/// The address of a unit.
pub(super) fn address(args: &Unit) -> String {
    let host: String =
        args.serial.trim().to_lowercase().chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
    args.address.replace("{serial}", host.trim_matches('-'))
}

/// A label.
pub(super) struct Label<'a> {
    title: String,
    serial: &'a str,
    address: String,
    code: &'a str,
    certificate: Option<String>,
}

impl<'a> Label<'a> {
    pub(super) fn new(args: &'a Unit, settings: &Factory, made: &'a Made) -> Self {
        Self {
            title: format!("{} · {}", settings.maker, settings.name),
            serial: &made.serial,
            address: address(args),
            code: &made.code,
            certificate: made.certificate.map(|digest| hex(&digest)),
        }
    }

    pub(super) fn shown(&self, form: Form) -> String {
        match form {
            Form::Text => self.text(),
            Form::Svg => self.svg(),
        }
    }

    /// What the QR code says: the address; code and fingerprint behind a `#`, which no browser sends to whoever answers.
    fn link(&self) -> String {
        let certificate = self.certificate.as_ref().map(|text| format!("&sha256={text}")).unwrap_or_default();
        format!("{}/#code={}{certificate}", self.address.trim_end_matches('/'), self.code)
    }

    fn qr(&self) -> Option<QrCode> {
        QrCode::with_error_correction_level(self.link(), EcLevel::M).ok()
    }

    fn lines(&self) -> Vec<(&'static str, String)> {
        let mut lines = vec![
            ("Serial number", self.serial.to_owned()),
            ("Address", self.address.clone()),
            ("Set-up code", self.code.to_owned()),
        ];
        lines.extend(self.certificate.as_ref().map(|text| ("Certificate", grouped(text))));
        lines
    }

    fn text(&self) -> String {
        let mut text = format!("{}\n\n", crate::terminal::clean(&self.title));
        for (name, value) in self.lines() {
            text += &format!("{name:<14}{}\n", crate::terminal::clean(&value));
        }
        let qr = self.qr().map(|code| code.render::<unicode::Dense1x2>().quiet_zone(true).build());
        text + "\n" + &qr.unwrap_or_default() + "\n"
    }

    fn svg(&self) -> String {
        let code = self.qr();
        // Four modules of white around it, as ISO/IEC 18004 asks, and three units each: a label is as high as that.
        let side = code.as_ref().map_or(0, |code| (code.width() + 8) * 3);
        let (height, text) = (side.max(210), side + 12);
        let draw = |code: &QrCode| code.render::<svg::Color<'_>>().quiet_zone(true).module_dimensions(3, 3).build();
        let qr = code.as_ref().map(draw);
        let picture = qr.as_deref().and_then(|text| text.find("<svg").map(|at| &text[at..])).unwrap_or_default();
        let mut rows = String::new();
        for (at, (name, value)) in self.lines().iter().enumerate() {
            let y = 58 + at * 34;
            rows += &format!(
                "<text x=\"{text}\" y=\"{y}\" font-size=\"9\">{name}</text><text x=\"{text}\" y=\"{}\" font-size=\"12\" \
                 font-family=\"monospace\">{}</text>",
                y + 15,
                escaped(value)
            );
        }
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"900\" height=\"{height}\" viewBox=\"0 0 900 {height}\" \
             font-family=\"sans-serif\"><rect width=\"900\" height=\"{height}\" fill=\"#fff\"/>{picture}<text x=\"{text}\" \
             y=\"34\" font-size=\"16\">{}</text>{rows}</svg>\n",
            escaped(&self.title)
        )
    }
}

/// A fingerprint as browsers show it: pairs of digits.
fn grouped(digits: &str) -> String {
    let pairs: Vec<&str> = (0..digits.len()).step_by(2).filter_map(|at| digits.get(at..at + 2)).collect();
    pairs.join(":").to_uppercase()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

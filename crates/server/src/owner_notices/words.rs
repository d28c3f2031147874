//! The first draft of a notice: plain sentences of what is known, in English and German, made without reading anything.

use super::content::{Content, Words};

/// What is known for it.
#[derive(Clone, Debug, Default)]
pub(super) struct Known {
    /// What the product is called.
    pub(super) product: String,
    /// Whether it is about an incident.
    pub(super) is_incident: bool,
    /// The flaw's name; empty: it has none.
    pub(super) flaw: String,
    /// Versions that have it, the newest first.
    pub(super) affected: Vec<String>,
    /// The version that mends it.
    pub(super) fixed: Option<String>,
    /// Whether that is offered to units already.
    pub(super) is_offered: bool,
    /// Whether it is known to be exploited.
    pub(super) is_exploited: bool,
    /// Where there is more.
    pub(super) address: String,
}

/// Versions that are named; of more, only how many.
const FEW: usize = 5;

impl Known {
    /// The draft.
    pub(super) fn content(&self) -> Content {
        let gravity = if self.is_exploited { "urgent" } else { "important" };
        Content { en: self.english(), de: self.german(), gravity: gravity.to_owned(), address: self.address.clone() }
    }

    fn english(&self) -> Words {
        let product = &self.product;
        let mut happened = match (self.is_incident, self.flaw.as_str()) {
            (true, _) => format!("Something happened that can affect the security of your device ({product})."),
            (false, "") => format!("A security flaw was found in your device ({product})."),
            (false, flaw) => format!("A security flaw ({flaw}) was found in your device ({product})."),
        };
        if self.is_exploited {
            happened.push_str(" It is known that it is being exploited.");
        }
        happened.push_str(&self.versions("\nAffected versions: ", "more"));
        let advice = match (&self.fixed, self.is_offered) {
            (Some(version), true) => format!(
                "Version {version} mends it, and is offered to your device. Look under Updates whether it is installed or \
                 waits for your consent."
            ),
            (Some(version), false) => {
                format!("Version {version} mends it. It will be offered to your device; look under Updates.")
            }
            (None, _) => "There is no update yet that mends it. We tell you here as soon as there is one.".to_owned(),
        };
        Words { title: format!("{product}: a notice about security"), happened, advice }
    }

    fn german(&self) -> Words {
        let product = &self.product;
        let mut happened = match (self.is_incident, self.flaw.as_str()) {
            (true, _) => format!("Etwas ist geschehen, das die Sicherheit Ihres Geräts ({product}) betreffen kann."),
            (false, "") => format!("In Ihrem Gerät ({product}) wurde eine Sicherheitslücke gefunden."),
            (false, flaw) => format!("In Ihrem Gerät ({product}) wurde eine Sicherheitslücke gefunden ({flaw})."),
        };
        if self.is_exploited {
            happened.push_str(" Es ist bekannt, dass sie ausgenutzt wird.");
        }
        happened.push_str(&self.versions("\nBetroffene Versionen: ", "weitere"));
        let advice = match (&self.fixed, self.is_offered) {
            (Some(version), true) => format!(
                "Version {version} behebt sie und wird Ihrem Gerät angeboten. Sehen Sie unter Updates nach, ob sie \
                 installiert ist oder auf Ihre Zustimmung wartet."
            ),
            (Some(version), false) => {
                format!(
                    "Version {version} behebt sie. Sie wird Ihrem Gerät angeboten werden; sehen Sie unter Updates nach."
                )
            }
            (None, _) => {
                "Es gibt noch kein Update, das hilft. Sobald es eines gibt, sagen wir es Ihnen hier.".to_owned()
            }
        };
        Words { title: format!("{product}: eine Mitteilung zur Sicherheit"), happened, advice }
    }

    fn versions(&self, before: &str, more: &str) -> String {
        if self.affected.is_empty() {
            return String::new();
        }
        let named: Vec<&str> = self.affected.iter().take(FEW).map(String::as_str).collect();
        let others = self.affected.len().saturating_sub(FEW);
        let rest = if others > 0 { format!(", {others} {more}") } else { String::new() };
        format!("{before}{}{rest}.", named.join(", "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_draft_is_taken_whatever_is_known() {
        let versions = |count: usize| (0..count).map(|number| format!("1.{number}")).collect();
        for (many, fixed, is_offered) in
            [(0, None, false), (3, Some("2.0".to_owned()), false), (900, Some("2".into()), true)]
        {
            for is_incident in [false, true] {
                let (product, affected, fixed) = ("Gateway".to_owned(), versions(many), fixed.clone());
                let known = Known { product, is_incident, affected, fixed, is_offered, ..Known::default() };
                let content = known.content();
                assert_eq!(content.taken().expect("taken"), content);
            }
        }
    }

    #[test]
    fn no_update_is_promised_where_none_is_known() {
        let words = Known::default().english();
        assert!(words.advice.contains("no update yet"), "{words:?}");
        assert!(!words.happened.contains("exploited"), "{words:?}");
    }
}

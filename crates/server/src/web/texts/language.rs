//! Which language a visitor reads.

/// A language the pages speak.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Language {
    /// English, also where nothing fits.
    #[default]
    English,
    /// German.
    German,
}

impl Language {
    /// All of them, in the order of the switch.
    pub const ALL: [Self; 2] = [Self::English, Self::German];

    /// The cookie that keeps the visitor's choice.
    pub const COOKIE: &'static str = "steadfast-language";

    /// The BCP 47 tag, for `lang` and the cookie.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::German => "de",
        }
    }

    /// The language's name in itself.
    #[must_use]
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::German => "Deutsch",
        }
    }

    /// The language of a tag by its primary part: `de-AT` is German.
    #[must_use]
    pub fn from_code(tag: &str) -> Option<Self> {
        let primary = tag.trim().split(['-', '_']).next().unwrap_or_default();
        Self::ALL.into_iter().find(|language| primary.eq_ignore_ascii_case(language.code()))
    }

    /// The cookie's choice first, then the best of `Accept-Language` (RFC 9110, 12.5.4), then English.
    #[must_use]
    pub fn negotiate(cookie: Option<&str>, accept: Option<&str>) -> Self {
        cookie.and_then(Self::from_code).or_else(|| accept.and_then(preferred)).unwrap_or_default()
    }
}

/// The known language with the highest weight; the first of equals. `*` is English; weight 0 means "not this".
fn preferred(accept: &str) -> Option<Language> {
    let mut best: Option<(Language, u16)> = None;
    for range in accept.split(',').take(32) {
        let mut parts = range.split(';');
        let tag = parts.next().unwrap_or_default().trim();
        let language = if tag == "*" { Some(Language::English) } else { Language::from_code(tag) };
        let weight = parts.find_map(weight).unwrap_or(1000);
        match (language, best) {
            (Some(language), None) if weight > 0 => best = Some((language, weight)),
            (Some(language), Some((_, highest))) if weight > highest => best = Some((language, weight)),
            _ => {}
        }
    }
    best.map(|(language, _)| language)
}

/// `q=0.8` in thousandths; nothing for anything else.
fn weight(parameter: &str) -> Option<u16> {
    let value = parameter.trim().strip_prefix("q=")?;
    let value: f32 = value.parse().ok().filter(|value| (0.0..=1.0).contains(value))?;
    Some((value * 1000.0) as u16)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cookie_wins_over_the_browser() {
        assert_eq!(Language::negotiate(Some("de"), Some("en")), Language::German);
        assert_eq!(Language::negotiate(Some("xx"), Some("de-CH,en;q=0.5")), Language::German);
    }

    #[test]
    fn the_browser_is_asked_by_weight() {
        let of = |accept| Language::negotiate(None, Some(accept));
        assert_eq!(of("fr, en;q=0.3, de;q=0.7"), Language::German);
        assert_eq!(of("de;q=0, en;q=0.1"), Language::English);
        assert_eq!(of("fr,*;q=0.1"), Language::English);
        assert_eq!(of(";;q=,,\u{0}"), Language::English);
        assert_eq!(Language::negotiate(None, None), Language::English);
    }
}

//! Whether a text is what a field asks for.

/// Whether a text holds an e-mail or internet address, as the guideline asks of creators (§5.2.1, §5.2.2).
pub(super) fn is_contact(text: &str) -> bool {
    text.split_whitespace().map(|word| word.trim_matches(['<', '>', '(', ')', ',', ';'])).any(is_address)
}

fn is_address(word: &str) -> bool {
    is_email(word.strip_prefix("mailto:").unwrap_or(word)) || is_url(word)
}

fn is_email(word: &str) -> bool {
    word.split_once('@').is_some_and(|(person, host)| !person.is_empty() && !host.is_empty() && !host.contains('@'))
}

fn is_url(word: &str) -> bool {
    let rest = word.strip_prefix("https://").or_else(|| word.strip_prefix("http://"));
    rest.is_some_and(|host| !host.is_empty())
}

/// Whether a text is a file name rather than a path. A leading `./`, which SPDX writers add, is no path.
pub(super) fn is_file_name(text: &str) -> bool {
    let name = text.strip_prefix("./").unwrap_or(text);
    !name.trim().is_empty() && !name.contains(['/', '\\'])
}

/// Whether a text has the form of an SPDX licence identifier or expression (§6.1). Identifiers are not looked up in
/// the SPDX list; only form is checked, so that `MIT License` is told from `MIT`.
pub(super) fn is_licence_expression(text: &str) -> bool {
    let spaced = text.replace('(', " ( ").replace(')', " ) ");
    let mut open = 0_usize;
    let mut expects_operand = true;
    for word in spaced.split_whitespace() {
        match (word, expects_operand) {
            ("(", true) => open += 1,
            (")", false) if open > 0 => open -= 1,
            ("AND" | "OR" | "WITH", false) => expects_operand = true,
            (identifier, true) if is_licence_identifier(identifier) => expects_operand = false,
            _ => return false,
        }
    }
    open == 0 && !expects_operand
}

fn is_licence_identifier(word: &str) -> bool {
    let says_nothing = ["NOASSERTION", "NONE", "AND", "OR", "WITH", "(", ")"].contains(&word);
    !says_nothing && word.chars().all(|c| c.is_ascii_alphanumeric() || ['-', '.', '+', ':'].contains(&c))
}

/// Whether a text gives no licence at all.
pub(super) fn is_no_licence(text: &str) -> bool {
    matches!(text.trim(), "" | "NOASSERTION" | "NONE")
}

#[cfg(test)]
mod tests {
    use super::{is_contact, is_file_name, is_licence_expression};

    #[test]
    fn a_name_alone_is_no_contact() {
        assert!(is_contact("security@example.org"));
        assert!(is_contact("Example GmbH <mailto:info@example.org>"));
        assert!(is_contact("Organization: Example (https://example.org)"));
        assert!(!is_contact("Example GmbH") && !is_contact("") && !is_contact("@") && !is_contact("https://"));
    }

    #[test]
    fn a_path_is_no_file_name() {
        assert!(is_file_name("libssl.so.3") && is_file_name("./zlib-1.3.tar.gz"));
        assert!(!is_file_name("/usr/lib/libssl.so.3") && !is_file_name("C:\\x.dll") && !is_file_name(" "));
    }

    #[test]
    fn licence_expressions_are_told_from_prose() {
        for fit in ["MIT", "Apache-2.0 OR MIT", "(MIT AND GPL-2.0-or-later WITH Classpath-exception-2.0) OR ISC"] {
            assert!(is_licence_expression(fit), "{fit}");
        }
        for unfit in ["MIT License", "", "MIT OR", "(MIT", "MIT)", "NOASSERTION", "OR MIT", "GPL; see COPYING", "()"] {
            assert!(!is_licence_expression(unfit), "{unfit}");
        }
    }

    #[test]
    fn hostile_licences_take_linear_time() {
        assert!(!is_licence_expression(&"(".repeat(1_000_000)));
        assert!(!is_licence_expression(&"MIT OR ".repeat(300_000)));
    }
}

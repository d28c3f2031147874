//! Text that comes from a document, made safe to show on a terminal.

use std::borrow::Cow;
use std::fmt::Write;

/// The text with every character made visible that could steer a terminal, hide, or reorder what a reader sees:
/// it is written as `\u{..}`. Line breaks count among them, so that the result is always one line.
pub(crate) fn clean(text: &str) -> Cow<'_, str> {
    let Some(first) = text.find(is_deceptive) else { return Cow::Borrowed(text) };
    let (harmless, rest) = text.split_at(first);
    let mut cleaned = harmless.to_owned();
    for character in rest.chars() {
        push(&mut cleaned, character);
    }
    Cow::Owned(cleaned)
}

fn push(cleaned: &mut String, character: char) {
    if is_deceptive(character) {
        // Writing to a string cannot fail.
        let _ = write!(cleaned, "\\u{{{:x}}}", u32::from(character));
    } else {
        cleaned.push(character);
    }
}

/// Controls (C0, DEL, C1), direction marks and overrides, separators that break lines, characters and fillers that
/// show nothing, and the plane of tags (an invisible copy of ASCII) and further variation selectors.
pub(crate) fn is_deceptive(character: char) -> bool {
    matches!(character,
        '\0'..='\x1f' | '\x7f'..='\u{9f}'
        | '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}'..='\u{1160}' | '\u{17b4}'..='\u{17b5}' | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{3164}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
}

#[cfg(test)]
mod tests {
    use super::clean;

    #[test]
    fn ordinary_text_of_any_script_stays_as_it_is() {
        for text in ["openssl 3.0.7-1+deb12u2", "Ärzte GmbH", "日本語", "مكتبة", "emoji 🦀", "back\\slash", ""]
        {
            assert!(matches!(clean(text), std::borrow::Cow::Borrowed(same) if same == text), "{text}");
        }
    }

    #[test]
    fn terminal_sequences_become_visible() {
        assert_eq!(clean("a\x1b[2Jb"), "a\\u{1b}[2Jb");
        assert_eq!(clean("\u{9b}31m"), "\\u{9b}31m");
        assert_eq!(clean("one\r\ntwo\tthree\x7f"), "one\\u{d}\\u{a}two\\u{9}three\\u{7f}");
    }

    #[test]
    fn direction_marks_and_invisible_characters_become_visible() {
        for deceptive in
            ['\u{200b}', '\u{200e}', '\u{200f}', '\u{2028}', '\u{2029}', '\u{202a}', '\u{202e}', '\u{2066}']
                .into_iter()
                .chain(['\u{2069}', '\u{2060}', '\u{feff}', '\u{e0001}', '\u{e0041}', '\u{e007f}'])
        {
            let expected = format!("lib\\u{{{:x}}}ssl", u32::from(deceptive));
            assert_eq!(clean(&format!("lib{deceptive}ssl")), expected);
        }
    }

    #[test]
    fn cleaning_twice_changes_nothing_more() {
        let once = clean("x\u{202e}y\x07").into_owned();
        assert_eq!(clean(&once), once.as_str());
    }
}

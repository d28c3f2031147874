//! Text broken into lines.

use crate::font::Face;

/// The lines of a text that are no wider than so many times the size of its letters. Lines of the text stay lines; a word
/// that is wider than a line goes on in the next one.
pub(crate) fn lines(text: &str, face: Face, room: f32) -> Vec<String> {
    text.lines().flat_map(|line| broken(&clean(line), face, room)).collect()
}

/// What cannot be drawn is a gap, or the sign for letters that are not there.
pub(crate) fn clean(line: &str) -> String {
    let drawn = |letter: char| match letter {
        letter if letter.is_whitespace() => ' ',
        letter if letter.is_control() || is_direction(letter) => char::REPLACEMENT_CHARACTER,
        letter => letter,
    };
    line.chars().map(drawn).collect()
}

/// Letters that are not seen and turn others around.
const fn is_direction(letter: char) -> bool {
    matches!(letter, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

fn broken(line: &str, face: Face, room: f32) -> Vec<String> {
    let (mut done, mut open, mut wide) = (Vec::new(), String::new(), 0.0);
    for piece in pieces(line, face, room) {
        let more = face.width(&piece);
        if wide + face.width(piece.trim_end()) > room && !open.is_empty() {
            done.push(std::mem::take(&mut open).trim_end().to_owned());
            wide = 0.0;
        }
        open.push_str(&piece);
        wide += more;
    }
    done.push(open.trim_end().to_owned());
    done
}

/// Words with the gaps behind them; what is too wide for a line in several pieces.
fn pieces(line: &str, face: Face, room: f32) -> Vec<String> {
    line.split_inclusive(' ').flat_map(|word| cut(word, face, room)).collect()
}

fn cut(word: &str, face: Face, room: f32) -> Vec<String> {
    let (mut all, mut wide) = (vec![String::new()], 0.0);
    for letter in word.chars() {
        let more = face.width(letter.encode_utf8(&mut [0; 4]));
        if wide + more > room && letter != ' ' {
            all.push(String::new());
            wide = 0.0;
        }
        wide += more;
        if let Some(last) = all.last_mut() {
            last.push(letter);
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_stay_lines_and_words_stay_whole_where_they_fit() {
        let all = lines("one two three\n\nfour", Face::Regular, 5.0);
        assert_eq!(all, ["one two", "three", "", "four"]);
    }

    #[test]
    fn a_word_without_end_goes_on_in_the_next_line() {
        let all = lines(&"a".repeat(50), Face::Regular, 10.0);
        assert!(all.len() > 2, "{all:?}");
        assert_eq!(all.concat(), "a".repeat(50));
        assert!(all.iter().all(|line| Face::Regular.width(line) <= 10.0), "{all:?}");
    }

    #[test]
    fn what_steers_terminals_and_turns_text_around_is_seen_as_such() {
        assert_eq!(clean("a\tb\u{1b}[2J\u{202e}c"), "a b\u{fffd}[2J\u{fffd}c");
    }
}

//! Passwords that a hand makes without a thought: one thing again and again, or along the keys.

/// Characters of the longest block whose repetition is no password.
const BLOCK: usize = 4;

/// Neighbours that make a run. Three in a row are in many words; four seldom.
const RUN: usize = 4;

/// Rows that hands follow, forwards and backwards; from the end of one they go on at its start.
const TRACKS: [&str; 7] = [
    "abcdefghijklmnopqrstuvwxyz",
    "1234567890",
    "qwertyuiopasdfghjklzxcvbnm",
    "qwertzuiopasdfghjklyxcvbnm",
    "qwertzuiopüasdfghjklöäyxcvbnm",
    "azertyuiopqsdfghjklmwxcvbn",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p",
];

/// Whether a text is one character, or one block of at most four, again and again.
pub(super) fn is_repeated(text: &[char]) -> bool {
    (1..=BLOCK).any(|block| text.len() > block && text.iter().skip(block).eq(&text[..text.len() - block]))
}

/// Whether a text is a sequence: all but fewer than four of its characters stand in runs of four or more neighbours, as
/// `abcdefghijkl`, `1234qwertzui`, `987654321000`.
pub(super) fn is_sequence(text: &[char]) -> bool {
    let (mut at, mut outside) = (0, 0);
    while at < text.len() {
        match longest_run(&text[at..]) {
            run if run >= RUN => at += run,
            _ => {
                at += 1;
                outside += 1;
            }
        }
    }
    outside < RUN
}

fn longest_run(text: &[char]) -> usize {
    let along = |track: &str| {
        let forwards: Vec<char> = track.chars().collect();
        let backwards: Vec<char> = track.chars().rev().collect();
        run_along(text, &forwards).max(run_along(text, &backwards))
    };
    TRACKS.into_iter().map(along).max().unwrap_or(0)
}

fn run_along(text: &[char], track: &[char]) -> usize {
    let Some(start) = track.iter().position(|key| Some(key) == text.first()) else { return 0 };
    text.iter().zip(track.iter().cycle().skip(start)).take_while(|(typed, key)| typed == key).count()
}

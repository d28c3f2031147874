//! The table of figures beside their goals.

use std::time::Duration;

/// One figure and its goal.
pub(super) struct Row {
    pub(super) what: String,
    pub(super) goal: String,
    pub(super) figure: String,
    /// `None` where there is no goal, or nothing was measured.
    pub(super) met: Option<bool>,
}

impl Row {
    /// A wall time that is to stay below `goal` milliseconds.
    pub(super) fn wall(what: &str, took: Duration, goal: u64) -> Self {
        let met = took < Duration::from_millis(goal);
        Self::new(what, format!("< {}", time(Duration::from_millis(goal))), time(took), Some(met))
    }

    /// A peak of memory that is to stay below `goal` MB.
    pub(super) fn peak(what: &str, peak: Option<u64>, goal: u64) -> Self {
        let bytes = peak.map(|kibibytes| kibibytes.saturating_mul(1024));
        let figure =
            bytes.map_or("not measured: no GNU time".to_owned(), |bytes| format!("{:.1} MB", bytes as f64 / 1e6));
        Self::new(what, format!("< {goal} MB"), figure, bytes.map(|bytes| bytes < goal * 1_000_000))
    }

    /// A figure without a goal.
    pub(super) fn plain(what: &str, figure: String) -> Self {
        Self::new(what, String::new(), figure, None)
    }

    /// How many times as long a peer takes.
    pub(super) fn ratio(what: &str, ours: Duration, theirs: Duration, goal: f64) -> Self {
        let ratio = theirs.as_secs_f64() / ours.as_secs_f64();
        let figure = format!("{ratio:.1} × ({} against {})", time(theirs), time(ours));
        Self::new(what, format!("≥ {goal} ×"), figure, Some(ratio >= goal))
    }

    /// A figure that another program measured, as it printed it; nothing where the line holds none.
    pub(super) fn printed(line: &str) -> Option<Self> {
        let cells: Vec<&str> = line.strip_prefix("row\t")?.split('\t').collect();
        let [what, goal, figure, met] = cells.as_slice() else { return None };
        let met = (!met.is_empty()).then_some(*met == "met");
        Some(Self::new(what, (*goal).to_owned(), (*figure).to_owned(), met))
    }

    fn new(what: &str, goal: String, figure: String, met: Option<bool>) -> Self {
        Self { what: what.to_owned(), goal, figure, met }
    }
}

/// Milliseconds below a second, else seconds.
pub(super) fn time(took: Duration) -> String {
    match took.as_secs_f64() {
        seconds if seconds < 1.0 => format!("{:.1} ms", seconds * 1e3),
        seconds => format!("{seconds:.2} s"),
    }
}

/// The rows as a Markdown table.
pub(super) fn markdown(rows: &[Row]) -> String {
    let mut text = "| what | goal | measured | |\n| --- | --- | --- | --- |\n".to_owned();
    for row in rows {
        let met = row.met.map_or("", |met| if met { "met" } else { "MISSED" });
        text += &format!("| {} | {} | {} | {met} |\n", row.what, row.goal, row.figure);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{Row, markdown};
    use std::time::Duration;

    #[test]
    fn what_another_program_printed_is_a_figure() {
        let line = |line| Row::printed(line).map(|row| markdown(&[row]).lines().nth(2).map(str::to_owned));
        assert_eq!(line("row\ta read\t< 3 ×\t2 ×\tmet"), Some(Some("| a read | < 3 × | 2 × | met |".to_owned())));
        assert_eq!(line("row\ta read\t\t2 ×\t"), Some(Some("| a read |  | 2 × |  |".to_owned())));
        assert_eq!(line("16 at once"), None);
    }

    #[test]
    fn a_figure_stands_beside_its_goal() {
        let ms = Duration::from_millis;
        let rows = [
            Row::wall("a scan", ms(41), 40),
            Row::peak("memory", Some(39_062), 40),
            Row::peak("memory", None, 40),
            Row::ratio("a peer", ms(10), ms(1_000), 100.0),
        ];
        let lines: Vec<String> = markdown(&rows).lines().skip(2).map(str::to_owned).collect();
        assert_eq!(lines[0], "| a scan | < 40.0 ms | 41.0 ms | MISSED |");
        assert_eq!(lines[1], "| memory | < 40 MB | 40.0 MB | met |");
        assert_eq!(lines[2], "| memory | < 40 MB | not measured: no GNU time |  |");
        assert_eq!(lines[3], "| a peer | ≥ 100 × | 100.0 × (1.00 s against 10.0 ms) | met |");
    }
}

//! The picture as SVG that stands in a page: no script, no colours, links and titles for who has it read to them.
//!
//! Each node is a link to its anchor and carries its mark as id, in a group with the edges that begin at it, so that a style
//! sheet can show a walk: `.walk:hover .edge`, `.walk:focus-within .edge`, `a:target ~ .edge`. Classes are the words of
//! [`Kind`](super::Kind), [`Link`](super::Link), [`Flag`](super::Flag), `risk-…` and `after-…` with a [`Level`](super::Level),
//! `set-aside`, `flagged`, `node`, `edge`, `column`.

use std::fmt::Write as _;

use super::layout::WIDTH;
use super::{Column, Edge, Kind, Node, Picture, Weight};

/// Every key that [`Picture::svg`] asks words for.
pub const KEYS: [&str; 30] = [
    "picture-title",
    "picture-flagged",
    "picture-left-out",
    "picture-before",
    "picture-after",
    "picture-not-weighed",
    "picture-set-aside",
    "picture-column-assets",
    "picture-column-interfaces",
    "picture-column-threats",
    "picture-column-controls",
    "picture-column-evidence",
    "picture-column-requirements",
    "picture-kind-asset",
    "picture-kind-interface",
    "picture-kind-entry",
    "picture-kind-threat",
    "picture-kind-control",
    "picture-kind-evidence",
    "picture-kind-requirement",
    "picture-level-low",
    "picture-level-medium",
    "picture-level-high",
    "picture-flag-untreated",
    "picture-flag-unreachable",
    "picture-flag-uncontrolled",
    "picture-flag-unweighed",
    "picture-flag-unshown",
    "picture-flag-unlinked",
    "picture-flag-dangling",
];

/// Letters of a line.
const LETTERS: usize = 27;
/// From one line to the next.
const LINE: i32 = 15;

/// Columns as they are drawn: what edges run below comes after them.
const DRAWN: [Column; 6] =
    [Column::Threats, Column::Controls, Column::Evidence, Column::Requirements, Column::Assets, Column::Interfaces];

impl Column {
    const fn key(self) -> &'static str {
        match self {
            Self::Assets => "picture-column-assets",
            Self::Interfaces => "picture-column-interfaces",
            Self::Threats => "picture-column-threats",
            Self::Controls => "picture-column-controls",
            Self::Evidence => "picture-column-evidence",
            Self::Requirements => "picture-column-requirements",
        }
    }
}

impl Picture {
    /// The picture as one `<svg>` element. `words` gives the text of each of [`KEYS`] in the language of the page; whatever it
    /// and the file say is text, never markup.
    #[must_use]
    pub fn svg(&self, words: impl Fn(&str) -> String) -> String {
        let (width, height) = (self.width, self.height);
        let mut svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"risk-picture\" viewBox=\"0 0 {width} {height}\" \
             width=\"{width}\" height=\"{height}\" role=\"group\" aria-labelledby=\"picture-title picture-desc\">\
             <title id=\"picture-title\">{}</title><desc id=\"picture-desc\">{}</desc>",
            escape(&words("picture-title")),
            escape(&self.described(&words))
        );
        for column in Column::ALL {
            self.name(&mut svg, column, &words);
        }
        for column in DRAWN {
            let members = self.nodes.iter().enumerate().filter(|(_, node)| node.kind.column() == column);
            members.for_each(|(at, node)| self.walk(&mut svg, at, node, &words));
        }
        svg.push_str("</svg>\n");
        svg
    }

    /// How much there is of everything.
    fn described(&self, words: &impl Fn(&str) -> String) -> String {
        let counts = Column::ALL.map(|column| (column.key(), self.column(column).count()));
        let flagged = self.nodes.iter().filter(|node| !node.flags.is_empty()).count();
        let more = [("picture-flagged", flagged), ("picture-left-out", self.left_out)];
        let all = counts.into_iter().chain(more.into_iter().filter(|(_, count)| *count > 0));
        all.map(|(key, count)| format!("{}: {count}.", words(key))).collect::<Vec<_>>().join(" ")
    }

    fn name(&self, svg: &mut String, column: Column, words: &impl Fn(&str) -> String) {
        let Some(first) = self.column(column).next() else { return };
        let (x, name) = (first.place.x, escape(&words(column.key())));
        let _ = write!(svg, "<text class=\"column\" x=\"{x}\" y=\"32\">{name}</text>");
    }

    /// A node with the edges that begin at it.
    fn walk(&self, svg: &mut String, at: usize, node: &Node, words: &impl Fn(&str) -> String) {
        svg.push_str("<g class=\"walk\">");
        draw(svg, node, words);
        let edges = self.edges.iter().filter(|edge| edge.from == at && !edge.implied);
        edges.for_each(|edge| path(svg, edge));
        svg.push_str("</g>");
    }
}

fn path(svg: &mut String, edge: &Edge) {
    let [(x1, y1), (x2, y2), (x3, y3), (x4, y4)] = edge.curve;
    let link = edge.link.as_str();
    let _ = write!(svg, "<path class=\"edge {link}\" fill=\"none\" d=\"M{x1} {y1}C{x2} {y2} {x3} {y3} {x4} {y4}\"/>");
}

fn draw(svg: &mut String, node: &Node, words: &impl Fn(&str) -> String) {
    let (place, anchor) = (node.place, &node.anchor);
    let (x, y) = (place.x + 8, place.y + LINE + 2);
    let _ = write!(
        svg,
        "<a id=\"{}\" class=\"{}\" href=\"#{anchor}\"><title>{}</title>\
         <rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"4\"/>",
        node.mark(),
        classes(node),
        escape(&told(node, words)),
        place.x,
        place.y,
        place.width,
        place.height
    );
    let rows = if node.kind == Kind::Entry { 1 } else { 2 };
    for (line, row) in lines(&shown(node), letters(node), rows).into_iter().zip(0..) {
        let _ = write!(svg, "<text x=\"{x}\" y=\"{}\">{}</text>", y + row * LINE, escape(&line));
    }
    if let Some(risk) = node.risk.filter(|_| !node.set_aside) {
        let score = |weight: Option<Weight>| weight.map_or_else(|| "?".to_owned(), |weight| weight.score.to_string());
        let (before, after, y) = (score(risk.before), score(risk.after), y + 2 * LINE);
        let _ = write!(svg, "<text class=\"risk\" x=\"{x}\" y=\"{y}\">{before} → {after}</text>");
    }
    if !node.flags.is_empty() {
        let right = place.x + place.width - 14;
        let _ = write!(svg, "<text class=\"flag\" x=\"{right}\" y=\"{y}\" aria-hidden=\"true\">!</text>");
    }
    svg.push_str("</a>");
}

/// What stands in a node: requirements are known by where they stand.
fn shown(node: &Node) -> String {
    if node.kind == Kind::Requirement { format!("{} {}", node.id, node.label) } else { node.label.clone() }
}

/// Letters of a line in a node: fewer where it is set in or flagged.
fn letters(node: &Node) -> usize {
    let narrow = usize::try_from((WIDTH - node.place.width) / 6).unwrap_or(0);
    LETTERS.saturating_sub(narrow + if node.flags.is_empty() { 0 } else { 2 })
}

fn classes(node: &Node) -> String {
    let mut classes = format!("node {}", node.kind.as_str());
    let level = |weight: Option<Weight>| weight.map_or("unknown", |weight| weight.level.as_str());
    if let Some(risk) = node.risk {
        let _ = write!(classes, " risk-{} after-{}", level(risk.before), level(risk.after));
    }
    classes.push_str(if node.set_aside { " set-aside" } else { "" });
    classes.push_str(if node.flags.is_empty() { "" } else { " flagged" });
    for flag in &node.flags {
        let _ = write!(classes, " {}", flag.as_str());
    }
    classes
}

/// All that a node says, in words.
fn told(node: &Node, words: &impl Fn(&str) -> String) -> String {
    let weight = |weight: Option<Weight>| match weight {
        Some(weight) => {
            let level = words(&format!("picture-level-{}", weight.level.as_str()));
            format!("{} / {} ({level})", weight.score, weight.most)
        }
        None => words("picture-not-weighed"),
    };
    let kind = words(&format!("picture-kind-{}", node.kind.as_str()));
    let mut told = vec![format!("{kind} {}: {}", node.id, node.label)];
    if let Some(risk) = node.risk.filter(|_| !node.set_aside) {
        told.push(format!("{}: {}", words("picture-before"), weight(risk.before)));
        told.push(format!("{}: {}", words("picture-after"), weight(risk.after)));
    }
    told.extend(node.set_aside.then(|| words("picture-set-aside")));
    told.extend(node.flags.iter().map(|flag| words(&format!("picture-flag-{}", flag.as_str()))));
    told.join("; ")
}

/// A text in at most so many lines of so many letters; what is cut off ends in `…`.
fn lines(text: &str, letters: usize, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut().filter(|line| line.chars().count() + 1 + word.chars().count() <= letters) {
            Some(line) => line.extend([" ", word]),
            None => lines.push(word.to_owned()),
        }
    }
    let cut = lines.len() > most;
    lines.truncate(most);
    let last = lines.len().saturating_sub(1);
    for (at, line) in lines.iter_mut().enumerate() {
        if line.chars().count() > letters || (cut && at == last) {
            *line = line.chars().take(letters.saturating_sub(1)).chain(['…']).collect();
        }
    }
    lines
}

/// Text that is no markup. Characters that no XML may hold become the sign for letters that are not there.
fn escape(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            letter if letter.is_control() || matches!(letter, '\u{fffe}' | '\u{ffff}') => {
                safe.push(char::REPLACEMENT_CHARACTER);
            }
            letter => safe.push(letter),
        }
    }
    safe
}

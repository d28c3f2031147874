//! The risk assessment as a picture.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::fmt::Write as _;

use steadfast_product::picture::{Column, Flag, KEYS, Kind, Level, Link, MOST_EDGES, MOST_NODES, Node, Picture, svg};
use steadfast_product::{Phase, ProductFile, check};

use super::{GATEWAY, file};

const SAMPLES: [&str; 4] = [
    GATEWAY,
    include_str!("../../../../fixtures/demo/camera.toml"),
    include_str!("../../../../fixtures/demo/router.toml"),
    include_str!("../../../../steadfast.toml"),
];

fn picture(text: &str) -> Picture {
    Picture::of(&file(text))
}

fn samples() -> impl Iterator<Item = Picture> {
    let read = |text: &str| Picture::of(&ProductFile::read(text.as_bytes()).expect("a sample"));
    SAMPLES.into_iter().map(read).chain([picture(&many(60)), picture(&many(400)), picture("")])
}

/// A file with so many threats, each by one of seven interfaces, with controls and evidence.
fn many(threats: usize) -> String {
    let mut text = "[risk]\nlikelihood = [\"rare\", \"likely\"]\nimpact = [\"minor\", \"severe\"]\n".to_owned();
    for one in 0..7 {
        let _ = writeln!(text, "[[interface]]\nid = \"i{one}\"\n[[entry]]\nid = \"e{one}\"\ninterface = \"i{one}\"");
        let _ =
            writeln!(text, "[[asset]]\nid = \"a{one}\"\n[[evidence]]\nid = \"v{one}\"\nrequirements = [\"I.1.2.k\"]");
        let _ = writeln!(text, "[[control]]\nid = \"c{one}\"\nevidence = [\"v{one}\"]\nrequirements = [\"I.1.2.d\"]");
    }
    for one in 0..threats {
        let (way, next) = (one % 7, (one + 1) % 7);
        let _ = writeln!(
            text,
            "[[threat]]\nid = \"t{one}\"\nsays = \"Somebody does what they should not, number {one}, at length.\"\n\
             interfaces = [\"i{way}\"]\nentries = [\"e{way}\"]\nassets = [\"a{way}\", \"a{next}\"]\n\
             controls = [\"c{next}\"]\ntreatment = \"mitigate\"\nlikelihood = \"likely\"\nimpact = \"severe\"\n\
             residual = \"rare / severe\"\nrequirements = [\"I.1.2.d\", \"I.1.2.f\"]\ntests = [\"v{next}\"]"
        );
    }
    text
}

fn node<'a>(picture: &'a Picture, id: &str) -> &'a Node {
    picture.nodes.iter().find(|node| node.id == id).expect("a node")
}

#[test]
fn no_node_stands_upon_another_or_beyond_the_edge() {
    for picture in samples() {
        for column in Column::ALL {
            let nodes: Vec<&Node> = picture.column(column).collect();
            for pair in nodes.windows(2) {
                let end = pair[0].place.y + pair[0].place.height;
                assert!(end < pair[1].place.y, "{} and {}", pair[0].anchor, pair[1].anchor);
            }
            let inside = |one: &&Node| one.place.x >= 0 && one.place.x + one.place.width <= picture.width;
            assert!(nodes.iter().all(inside), "{column:?}");
            assert!(nodes.iter().all(|one| one.place.y > 32 && one.place.y + one.place.height <= picture.height));
        }
        let columns: Vec<Column> = picture.nodes.iter().map(|node| node.kind.column()).collect();
        assert!(columns.is_sorted());
    }
}

#[test]
fn entries_stand_directly_below_their_interface() {
    for picture in samples() {
        let nodes: Vec<&Node> = picture.column(Column::Interfaces).collect();
        for pair in nodes.windows(2).filter(|pair| pair[1].kind == Kind::Entry) {
            assert!(pair[1].place.y - pair[0].place.y - pair[0].place.height <= 8, "{}", pair[1].anchor);
        }
    }
}

#[test]
fn every_threat_is_reached_from_an_interface_or_flagged() {
    for picture in samples() {
        for (at, threat) in picture.nodes.iter().enumerate().filter(|(_, node)| node.kind == Kind::Threat) {
            let way = |(link, out, _): &(Link, bool, &Node)| *out && matches!(link, Link::HappensBy | Link::Because);
            let has_way = picture.neighbours(at).any(|one| way(&one));
            assert_eq!(has_way, !threat.flags.contains(&Flag::Unreachable), "{}", threat.anchor);
        }
    }
}

#[test]
fn edges_begin_and_end_at_their_nodes_and_bend_between_them() {
    for picture in samples() {
        for edge in &picture.edges {
            let ends = [&picture.nodes[edge.from], &picture.nodes[edge.to]];
            let sides = |node: &Node, x: i32| x == node.place.x || x == node.place.x + node.place.width;
            let middle = |node: &Node| node.place.y + node.place.height / 2;
            for (x, y) in [edge.curve[0], edge.curve[3]] {
                assert!(ends.iter().any(|node| sides(node, x) && middle(node) == y), "{edge:?}");
            }
            assert!(edge.curve[1].1 == edge.curve[0].1 && edge.curve[2].1 == edge.curve[3].1, "{edge:?}");
            assert!(edge.curve.iter().all(|(x, _)| (0..=picture.width).contains(x)), "{edge:?}");
        }
    }
}

#[test]
fn a_file_without_gaps_has_no_flags_and_one_with_gaps_has_each() {
    let gateway = ProductFile::read(GATEWAY.as_bytes()).expect("a sample");
    assert_eq!(check(&gateway, Phase::Delivery), []);
    let flagged: Vec<(String, Vec<Flag>)> = Picture::of(&gateway)
        .nodes
        .into_iter()
        .filter(|node| !node.flags.is_empty())
        .map(|node| (node.anchor, node.flags))
        .collect();
    assert_eq!(flagged, []);
    let scale = "[risk]\nlikelihood = [\"rare\"]\nimpact = [\"minor\"]\n[[interface]]\nid = \"i\"\n";
    let weighed = "likelihood = \"rare\"\nimpact = \"minor\"\n";
    for (text, id, flags) in [
        (format!("[[threat]]\nid = \"t\"\ninterfaces = [\"i\"]\n{weighed}"), "t", vec![Flag::Untreated]),
        (
            format!("[[threat]]\nid = \"t\"\ninterfaces = [\"i\"]\ntreatment = \"accept\"\n{weighed}"),
            "t",
            vec![Flag::Untreated],
        ),
        (format!("[[threat]]\nid = \"t\"\ntreatment = \"avoid\"\n{weighed}"), "t", vec![Flag::Unreachable]),
        (
            format!("[[threat]]\nid = \"t\"\ninterfaces = [\"i\"]\ntreatment = \"mitigate\"\n{weighed}"),
            "t",
            vec![Flag::Uncontrolled],
        ),
        (
            "[[threat]]\nid = \"t\"\ninterfaces = [\"i\"]\ntreatment = \"avoid\"\nlikelihood = \"often\"\n".to_owned(),
            "t",
            vec![Flag::Unweighed],
        ),
        (
            format!("[[threat]]\nid = \"t\"\ninterfaces = [\"i\", \"j\"]\ntreatment = \"avoid\"\n{weighed}"),
            "t",
            vec![Flag::Dangling],
        ),
        ("[[threat]]\nid = \"t\"\ntreatment = \"not-present\"\n".to_owned(), "t", vec![Flag::Unreachable]),
        ("[[control]]\nid = \"c\"\nrequirements = [\"I.1.2.d\"]\n".to_owned(), "c", vec![Flag::Unshown]),
        ("[[control]]\nid = \"c\"\n".to_owned(), "c", vec![Flag::Unshown, Flag::Unlinked]),
        ("[[asset]]\nid = \"a\"\n".to_owned(), "a", vec![Flag::Unlinked]),
        (String::new(), "i", vec![Flag::Unlinked]),
        (String::new(), "I.1.2.g", vec![Flag::Unlinked]),
        ("[[not-applicable]]\nrequirement = \"I.1.2.g\"\nreason = \"No data.\"\n".to_owned(), "I.1.2.g", vec![]),
    ] {
        let picture = picture(&format!("{scale}{text}"));
        assert_eq!(node(&picture, id).flags, flags, "{text}");
    }
}

#[test]
fn an_entry_and_a_threat_before_it_lead_to_a_threat_and_circles_do_not() {
    let picture = picture(
        "[[interface]]\nid = \"i\"\n[[entry]]\nid = \"e\"\ninterface = \"i\"\n[[entry]]\nid = \"lost\"\ninterface = \"x\"\n\
         [[threat]]\nid = \"first\"\nentries = [\"e\"]\n[[threat]]\nid = \"second\"\nbecause = [\"first\"]\n\
         [[threat]]\nid = \"third\"\nbecause = [\"second\"]\n[[threat]]\nid = \"one\"\nbecause = [\"two\"]\n\
         [[threat]]\nid = \"two\"\nbecause = [\"one\"]\n[[threat]]\nid = \"astray\"\nentries = [\"lost\"]\n",
    );
    let unreached: BTreeSet<&str> = picture
        .nodes
        .iter()
        .filter(|node| node.flags.contains(&Flag::Unreachable))
        .map(|node| node.id.as_str())
        .collect();
    assert_eq!(unreached, BTreeSet::from(["astray", "one", "two"]));
    assert_eq!(node(&picture, "i").flags, [], "a threat names its entry");
    assert_eq!(node(&picture, "lost").flags, [Flag::Dangling]);
}

#[test]
fn risk_is_weighed_before_treatment_and_after() {
    let picture = picture(&many(1));
    let risk = node(&picture, "t0").risk.expect("a threat");
    let (before, after) = (risk.before.expect("weighed"), risk.after.expect("weighed"));
    assert_eq!((before.score, before.most, before.level), (4, 4, Level::High));
    assert_eq!((after.score, after.level), (2, Level::Medium));
}

#[test]
fn what_other_edges_say_is_told_and_not_drawn() {
    let picture = picture(&many(1));
    let implied = |link: Link, to: &str| {
        let is = |edge: &&steadfast_product::picture::Edge| edge.link == link && picture.nodes[edge.to].id == to;
        picture.edges.iter().find(is).expect("an edge").implied
    };
    assert!(implied(Link::CallsFor, "I.1.2.d") && !implied(Link::CallsFor, "I.1.2.f"));
    assert!(implied(Link::HappensBy, "i0") && !implied(Link::HappensBy, "e0"));
}

#[test]
fn anchors_are_stable_unique_and_safe() {
    let evil =
        picture("[[asset]]\nid = \"a b/ä\"\n[[asset]]\nid = \"x\"\n[[asset]]\nid = \"x\"\n[[asset]]\nid = \"\"\n");
    let anchors: Vec<&str> = evil.column(Column::Assets).map(|node| node.anchor.as_str()).collect();
    assert_eq!(anchors, ["asset-a_20b_2f_c3_a4", "asset-x", "asset-x~2", "asset-"]);
    for picture in samples() {
        let all: BTreeSet<&str> = picture.nodes.iter().map(|node| node.anchor.as_str()).collect();
        assert_eq!(all.len(), picture.nodes.len());
    }
}

#[test]
fn sixty_threats_stay_legible_and_too_many_are_counted() {
    let sixty = picture(&many(60));
    assert_eq!((sixty.column(Column::Threats).count(), sixty.left_out), (60, 0));
    assert!(sixty.width < 2_000 && sixty.height < 5_000, "{} × {}", sixty.width, sixty.height);
    let (mut last, mut turns) = (usize::MAX, 0);
    for (at, _) in sixty.nodes.iter().enumerate().filter(|(_, node)| node.kind == Kind::Threat) {
        let door = sixty.edges.iter().find(|edge| edge.from == at && edge.link == Link::HappensBy).expect("a way").to;
        turns += usize::from(door != last);
        last = door;
    }
    assert_eq!(turns, 7, "threats of one interface stand together");
    let more = picture(&many(400));
    assert_eq!((more.column(Column::Threats).count(), more.left_out), (MOST_NODES, 400 - MOST_NODES));
    assert!(more.edges.len() <= MOST_EDGES);
}

/// Whether every element is closed in its order, and every attribute quoted: what is not is named.
fn well_formed(svg: &str) -> Result<(), String> {
    let mut open = Vec::new();
    for piece in svg.trim_end().split('<').skip(1) {
        let (tag, text) = piece.split_once('>').ok_or_else(|| format!("not closed: {piece}"))?;
        if text.contains('>') || tag.matches('"').count() % 2 == 1 {
            return Err(format!("not escaped: {piece}"));
        }
        let name = tag.split_whitespace().next().unwrap_or_default();
        if let Some(end) = name.strip_prefix('/') {
            let began = open.pop().unwrap_or_default();
            if began != end {
                return Err(format!("{began} ends as {end}"));
            }
        } else if !tag.ends_with('/') {
            open.push(name);
        }
    }
    if open.is_empty() { Ok(()) } else { Err(format!("open: {open:?}")) }
}

#[test]
fn the_drawing_is_whole_and_every_node_leads_somewhere() {
    for picture in samples() {
        let svg = picture.svg(str::to_owned);
        assert_eq!(well_formed(&svg), Ok(()));
        for node in &picture.nodes {
            assert!(svg.contains(&format!("href=\"#{}\"", node.anchor)), "{}", node.anchor);
            assert!(svg.contains(&format!("id=\"{}\"", node.mark())), "{}", node.anchor);
        }
        let titles = svg.matches("<title").count();
        assert_eq!(titles, picture.nodes.len() + 1);
        assert_eq!(svg.matches("<path").count(), picture.edges.iter().filter(|edge| !edge.implied).count());
        for never in ["<script", "style=", "fill=\"#", "stroke=", "xlink", "onclick"] {
            assert!(!svg.contains(never), "{never}");
        }
        assert_eq!(svg, picture.svg(str::to_owned));
    }
}

#[test]
fn whatever_people_write_stays_text() {
    let evil = "</text><script>alert(1)</script>&\\\"'\\u0007\\uFFFE";
    let text = format!(
        "[[interface]]\nid = \"{evil}\"\nname = \"{evil}\"\n[[threat]]\nid = \"{evil}\"\nsays = \"{evil}\"\ninterfaces = [\"{evil}\"]\n"
    );
    let svg = svg(&file(&text), |key| format!("<b onclick=\"x\">{key}</b>"));
    assert_eq!(well_formed(&svg), Ok(()));
    assert!(!svg.contains("<script") && !svg.contains("<b") && !svg.contains('\u{7}') && !svg.contains('\u{fffe}'));
    assert!(svg.contains("&lt;script&gt;"));
}

#[test]
fn words_are_asked_for_by_the_keys_that_are_published() {
    let asked: RefCell<BTreeSet<String>> = RefCell::default();
    let words = |key: &str| {
        asked.borrow_mut().insert(key.to_owned());
        key.to_owned()
    };
    let gaps = "[risk]\nlikelihood = [\"a\", \"b\"]\nimpact = [\"a\", \"b\"]\n[[asset]]\nid = \"a\"\n[[entry]]\nid = \"e\"\n\
                [[threat]]\nid = \"t\"\nlikelihood = \"a\"\nimpact = \"a\"\ntreatment = \"mitigate\"\nassets = [\"x\"]\n\
                [[threat]]\nid = \"u\"\n[[control]]\nid = \"c\"\n[[evidence]]\nid = \"v\"\n\
                [[threat]]\nid = \"n\"\ntreatment = \"not-present\"\n";
    for text in [gaps.to_owned(), many(400)] {
        let _ = svg(&file(&text), words);
    }
    assert_eq!(*asked.borrow(), KEYS.iter().map(|key| (*key).to_owned()).collect());
}

//! Drawing what is laid out.

use std::num::NonZeroU16;

use krilla::color::rgb;
use krilla::configure::{Accessibility, Archival, ConfigurationBuilder, ConfigurationError};
use krilla::destination::XyzDestination;
use krilla::error::KrillaError;
use krilla::geom::{PathBuilder, Point, Rect};
use krilla::metadata::{DateTime, Metadata};
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::paint::Fill;
use krilla::surface::Surface;
use krilla::tagging::{Artifact, ArtifactType, ContentTag, Identifier, SpanTag, Tag, TagGroup, TagKind, TagTree};
use krilla::text::Font;
use krilla::{Document, SerializeSettings};

use crate::font::Face;
use crate::layout::{Bar, HEIGHT, Ink, LEFT, Layout, Line, RIGHT, Role, SMALL, Style, WIDTH, layout};
use crate::lines::{clean, lines};
use crate::paper::{Made, Paper};

/// Why a paper cannot be written.
#[derive(Debug, thiserror::Error)]
pub enum PrintError {
    /// The two standards do not go together in the version that was asked for.
    #[error("what the document is to conform to does not go together: {0:?}")]
    Standards(ConfigurationError),
    /// The writer refuses.
    #[error("the document cannot be written: {0:?}")]
    Document(KrillaError),
    /// The size of a page, or a font.
    #[error("the writer does not take {0}")]
    Part(&'static str),
}

/// Writes a paper: PDF/A-3a and PDF/UA-1.
///
/// # Errors
/// When the writer refuses; never for what stands in a paper.
pub fn print(paper: &Paper) -> Result<Vec<u8>, PrintError> {
    let laid = layout(paper);
    let mut document = Document::new_with(settings()?);
    document.set_metadata(metadata(paper));
    let faces = Faces::new().ok_or(PrintError::Part("a font"))?;
    let mut tags: Vec<TagGroup> = laid.pieces.iter().map(group).collect();
    for (number, page) in laid.pages.iter().enumerate() {
        let size = PageSettings::from_wh(WIDTH, HEIGHT).ok_or(PrintError::Part("the size of a page"))?;
        let mut drawn = document.start_page_with(size);
        let mut surface = drawn.surface();
        page.bars.iter().for_each(|bar| draw_bar(&mut surface, *bar));
        for line in &page.lines {
            tags[line.piece].push(draw(&mut surface, &faces, line, ContentTag::Span(SpanTag::empty())));
        }
        foot(&mut surface, &faces, paper, number + 1, laid.pages.len());
    }
    document.set_outline(outline(&laid));
    let tree = TagTree::from(tags.into_iter().map(Into::into).collect::<Vec<_>>());
    document.set_tag_tree(tree.with_lang(Some(paper.language.tag().to_owned())));
    document.finish().map_err(PrintError::Document)
}

fn settings() -> Result<SerializeSettings, PrintError> {
    let standards = ConfigurationBuilder::new().with_archival_validator(Archival::A3_A);
    let standards = standards.with_accessibility_validator(Accessibility::UA1).finish();
    let configuration = standards.map_err(PrintError::Standards)?;
    Ok(SerializeSettings { configuration, enable_tagging: true, ..SerializeSettings::default() })
}

fn metadata(paper: &Paper) -> Metadata {
    let Made { year, month, day, hour, minute, second } = paper.made;
    let made = DateTime::new(year).month(month).day(day).hour(hour).minute(minute).second(second);
    Metadata::new()
        .title(paper.name())
        .description(clean(&paper.about))
        .language(paper.language.tag().to_owned())
        .creator("Steadfast".to_owned())
        .creation_date(made.utc_offset_hour(0).utc_offset_minute(0))
}

/// The faces as the document holds them.
struct Faces {
    regular: Font,
    bold: Font,
}

impl Faces {
    fn new() -> Option<Self> {
        Some(Self { regular: Face::Regular.embedded()?, bold: Face::Bold.embedded()? })
    }

    fn of(&self, face: Face) -> Font {
        match face {
            Face::Regular => self.regular.clone(),
            Face::Bold => self.bold.clone(),
        }
    }
}

fn group(role: &Role) -> TagGroup {
    TagGroup::new(match role {
        Role::Heading(level, title) => {
            TagKind::from(Tag::Hn(NonZeroU16::new(*level).unwrap_or(NonZeroU16::MIN), Some(title.clone())))
        }
        Role::Paragraph => TagKind::from(Tag::P),
    })
}

fn fill(surface: &mut Surface<'_>, shade: u8) {
    surface.set_fill(Some(Fill { paint: rgb::Color::new(shade, shade, shade).into(), ..Fill::default() }));
}

fn draw(surface: &mut Surface<'_>, faces: &Faces, line: &Line, tag: ContentTag<'_>) -> Identifier {
    let Style { face, size, ink, .. } = line.style;
    let identifier = surface.start_tagged(tag);
    fill(surface, if ink == Ink::Black { 0x1a } else { 0x55 });
    let at = Point::from_xy(line.x, line.y);
    surface.draw_glyphs(at, &face.glyphs(&line.text), faces.of(face), &line.text, size, false);
    surface.end_tagged();
    identifier
}

fn draw_bar(surface: &mut Surface<'_>, (left, top, height): Bar) {
    let mut path = PathBuilder::new();
    let Some(rect) = Rect::from_xywh(left, top, 3.0, height) else { return };
    path.push_rect(rect);
    let Some(path) = path.finish() else { return };
    surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout)));
    fill(surface, 0x55);
    surface.draw_path(&path);
    surface.end_tagged();
}

/// The paper's name and the page's number.
fn foot(surface: &mut Surface<'_>, faces: &Faces, paper: &Paper, number: usize, pages: usize) {
    let room = (WIDTH - LEFT - RIGHT - 60.0) / SMALL.size;
    let name = lines(&paper.name(), SMALL.face, room).into_iter().next().unwrap_or_default();
    let count = format!("{number} / {pages}");
    let right = WIDTH - RIGHT - SMALL.face.width(&count) * SMALL.size;
    for (x, text) in [(LEFT, name), (right, count)] {
        let line = Line { piece: 0, x, y: HEIGHT - 36.0, style: SMALL, text };
        draw(surface, faces, &line, ContentTag::Artifact(Artifact::with_kind(ArtifactType::Footer)));
    }
}

/// What viewers show beside the paper: the title and its parts.
fn outline(laid: &Layout) -> Outline {
    let (mut outline, mut seen) = (Outline::new(), None);
    let lines = laid.pages.iter().enumerate().flat_map(|(page, all)| all.lines.iter().map(move |line| (page, line)));
    for (page, line) in lines.filter(|(_, line)| seen.replace(line.piece) != Some(line.piece)) {
        if let Some(Role::Heading(1 | 2, title)) = laid.pieces.get(line.piece) {
            let at = XyzDestination::new(page, Point::from_xy(line.x, line.y - line.style.size));
            outline.push_child(OutlineNode::new(title.clone(), at));
        }
    }
    outline
}

//! Drawing what is laid out.

use std::sync::Arc;

use krilla::color::rgb;
use krilla::configure::{Accessibility, Archival, ConfigurationBuilder, ConfigurationError};
use krilla::embed::{AssociationKind, EmbeddedFile, MimeType};
use krilla::error::KrillaError;
use krilla::geom::{PathBuilder, Point, Rect};
use krilla::metadata::{DateTime, Metadata};
use krilla::page::PageSettings;
use krilla::paint::Fill;
use krilla::surface::Surface;
use krilla::tagging::{Artifact, ArtifactType, ContentTag, Identifier, SpanTag, TagTree};
use krilla::text::Font;
use krilla::{Document, SerializeSettings};

use crate::font::Face;
use crate::layout::{Bar, HEIGHT, Ink, LEFT, Layout, Line, Page, RIGHT, SMALL, Style, WIDTH, layout};
use crate::lines::{clean, lines};
use crate::links::links;
use crate::outline::outline;
use crate::paper::{Attachment, Made, Paper};
use crate::tree::tags;

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
    /// Two files of one name, or a media type that is none.
    #[error("{0:?} cannot be attached: its name is there already, or its media type is none")]
    Attachment(String),
}

/// Writes a paper: PDF/A-3a and PDF/UA-1.
///
/// # Errors
/// When the writer refuses; never for what stands in a paper.
pub fn print(paper: &Paper) -> Result<Vec<u8>, PrintError> {
    print_with(paper, &[])
}

/// Writes a paper with files inside of it, which viewers offer beside it (PDF/A-3, associated files).
///
/// # Errors
/// When the writer refuses, two files have one name, or a media type is none.
pub fn print_with(paper: &Paper, attachments: &[Attachment]) -> Result<Vec<u8>, PrintError> {
    let laid = layout(paper);
    let mut document = Document::new_with(settings()?);
    document.set_metadata(metadata(paper));
    attachments.iter().try_for_each(|one| attach(&mut document, one, paper.made))?;
    let faces = Faces::new().ok_or(PrintError::Part("a font"))?;
    let mut drawn: Vec<Vec<Identifier>> = laid.pieces.iter().map(|_| Vec::new()).collect();
    for (number, page) in laid.pages.iter().enumerate() {
        let size = PageSettings::from_wh(WIDTH, HEIGHT).ok_or(PrintError::Part("the size of a page"))?;
        let mut opened = document.start_page_with(size);
        let mut surface = opened.surface();
        draw_page(&mut surface, &faces, page, &mut drawn);
        foot(&mut surface, &faces, paper, number + 1, laid.pages.len());
        surface.finish();
        links(&mut opened, page, &laid.pieces, &mut drawn);
    }
    document.set_outline(outline(&laid));
    let Layout { pieces, tree, .. } = laid;
    let tree = TagTree::from(tags(tree, &pieces, &mut drawn));
    document.set_tag_tree(tree.with_lang(Some(paper.language.tag().to_owned())));
    document.finish().map_err(PrintError::Document)
}

fn draw_page(surface: &mut Surface<'_>, faces: &Faces, page: &Page, drawn: &mut [Vec<Identifier>]) {
    page.bars.iter().for_each(|bar| draw_bar(surface, *bar));
    for line in &page.lines {
        match line.piece.and_then(|piece| drawn.get_mut(piece)) {
            Some(drawn) => drawn.push(draw(surface, faces, line, ContentTag::Span(SpanTag::empty()))),
            None => drop(draw(surface, faces, line, ContentTag::Artifact(Artifact::with_kind(ArtifactType::Other)))),
        }
    }
}

fn attach(document: &mut Document, one: &Attachment, made: Made) -> Result<(), PrintError> {
    let refused = || PrintError::Attachment(one.name.clone());
    let file = EmbeddedFile {
        path: clean(&one.name),
        mime_type: Some(MimeType::new(&one.media_type).ok_or_else(refused)?),
        description: Some(clean(&one.description)),
        association_kind: AssociationKind::Supplement,
        data: Arc::new(one.content.clone()).into(),
        modification_date: Some(date(made)),
        compress: Some(true),
        location: None,
    };
    document.embed_file(file).ok_or_else(refused)
}

fn settings() -> Result<SerializeSettings, PrintError> {
    let standards = ConfigurationBuilder::new().with_archival_validator(Archival::A3_A);
    let standards = standards.with_accessibility_validator(Accessibility::UA1).finish();
    let configuration = standards.map_err(PrintError::Standards)?;
    Ok(SerializeSettings { configuration, enable_tagging: true, ..SerializeSettings::default() })
}

fn metadata(paper: &Paper) -> Metadata {
    Metadata::new()
        .title(paper.name())
        .description(clean(&paper.about))
        .language(paper.language.tag().to_owned())
        .creator("Steadfast".to_owned())
        .creation_date(date(paper.made))
}

fn date(made: Made) -> DateTime {
    let Made { year, month, day, hour, minute, second } = made;
    let date = DateTime::new(year).month(month).day(day).hour(hour).minute(minute).second(second);
    date.utc_offset_hour(0).utc_offset_minute(0)
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

fn fill(surface: &mut Surface<'_>, ink: Ink) {
    let color = match ink {
        Ink::Black => rgb::Color::new(0x1a, 0x1a, 0x1a),
        Ink::Grey => rgb::Color::new(0x55, 0x55, 0x55),
        Ink::Blue => rgb::Color::new(0x0b, 0x4f, 0x9e),
    };
    surface.set_fill(Some(Fill { paint: color.into(), ..Fill::default() }));
}

fn draw(surface: &mut Surface<'_>, faces: &Faces, line: &Line, tag: ContentTag<'_>) -> Identifier {
    let Style { face, size, ink, .. } = line.style;
    let identifier = surface.start_tagged(tag);
    fill(surface, ink);
    let at = Point::from_xy(line.x, line.y);
    surface.draw_glyphs(at, &face.glyphs(&line.text), faces.of(face), &line.text, size, false);
    surface.end_tagged();
    identifier
}

fn draw_bar(surface: &mut Surface<'_>, Bar { left, top, width, height }: Bar) {
    let mut path = PathBuilder::new();
    let Some(rect) = Rect::from_xywh(left, top, width, height) else { return };
    path.push_rect(rect);
    let Some(path) = path.finish() else { return };
    surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout)));
    fill(surface, Ink::Grey);
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
        let line = Line { piece: None, x, y: HEIGHT - 36.0, style: SMALL, text };
        draw(surface, faces, &line, ContentTag::Artifact(Artifact::with_kind(ArtifactType::Footer)));
    }
}

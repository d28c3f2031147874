//! What all builders share: blocks, and the list of what is missing.

use jiff::Timestamp;
use steadfast_cra::annexes::{self, Need};

use crate::document::{Block, Document, Fact, Gap, Why};
use crate::facts::{Said, stated};
use crate::texts::{article, filled, text};
use crate::{Language, facts};

/// A paper that is being made.
pub(crate) struct Builder {
    document: Document,
    open: Vec<Fact>,
}

impl Builder {
    pub(crate) fn new(kind: &'static str, title: &str, about: String, language: Language, made: Timestamp) -> Self {
        let title = text(title, language);
        let document = Document { kind, title, about, language, made, blocks: Vec::new(), gaps: Vec::new() };
        Self { document, open: Vec::new() }
    }

    pub(crate) fn text(&self, key: &str) -> String {
        text(key, self.document.language)
    }

    pub(crate) fn filled(&self, key: &str, with: &[(&str, &str)]) -> String {
        filled(key, self.document.language, with)
    }

    /// Begins a part.
    pub(crate) fn heading(&mut self, key: &str) {
        let text = self.text(key);
        self.block(Block::Heading { level: 2, text });
    }

    pub(crate) fn block(&mut self, block: Block) {
        self.close();
        self.document.blocks.push(block);
    }

    pub(crate) fn paragraph(&mut self, text: String) {
        self.block(Block::Paragraph { text });
    }

    pub(crate) fn notice(&mut self, key: &str) {
        let text = self.text(key);
        self.block(Block::Notice { text });
    }

    /// A fact that a point asks for, and a gap where it is not stated.
    pub(crate) fn fact(&mut self, point: &str, label: &str, value: Option<&str>) {
        let value = stated(value);
        if value.is_none() {
            self.gap(point, Why::NotStated, is_always(point));
        }
        self.said(point, label, value.map(str::to_owned));
    }

    /// A fact that is shown where it is stated, and is no gap where it is not; at no point where nothing asks for it.
    pub(crate) fn optional(&mut self, point: &str, label: &str, value: Option<&str>) {
        if let Some(value) = stated(value) {
            self.said(point, label, Some(value.to_owned()));
        }
    }

    /// A text that people wrote in the languages that they did.
    pub(crate) fn in_language(&mut self, point: &str, label: &str, said: &Said) {
        match said.of(self.document.language) {
            Some(value) => self.said(point, label, Some(value.to_owned())),
            None => {
                let why = if said.is_stated() { Why::NotInLanguage } else { Why::NotStated };
                self.gap(point, why, is_always(point));
                let shown = (why == Why::NotInLanguage).then(|| self.text("not-in-language"));
                self.said(point, label, shown);
            }
        }
    }

    /// A fact as it is shown. `label` is a key of a text, or a title where it begins with a letter of a title.
    pub(crate) fn said(&mut self, point: &str, label: &str, value: Option<String>) {
        let reference = reference(point, self.document.language);
        self.open.push(Fact { label: self.text(label), reference, value });
    }

    /// A fact under the title of its point.
    pub(crate) fn titled(&mut self, point: &str, said: &Said) {
        self.in_language(point, "what", said);
        let title = self.title(point);
        if let Some(last) = self.open.last_mut() {
            last.label = title;
        }
    }

    pub(crate) fn title(&self, point: &str) -> String {
        let language = self.document.language;
        let of_annex = annexes::point(point).map(|one| one.title.of(language.tag()).to_owned());
        of_annex.or_else(|| article(point, language)).unwrap_or_else(|| point.to_owned())
    }

    /// Something is missing; said once for each point and reason.
    pub(crate) fn gap(&mut self, point: &str, why: Why, required: bool) {
        let need = annexes::point(point).map_or(Need::WhereApplicable, |one| one.need);
        let (title, reference) = (self.title(point), reference(point, self.document.language));
        let gap = Gap { point: point.to_owned(), reference, title, need, required, why };
        match self.document.gaps.iter_mut().find(|known| known.point == gap.point && known.why == gap.why) {
            Some(known) => known.required |= gap.required,
            None => self.document.gaps.push(gap),
        }
    }

    fn close(&mut self) {
        if !self.open.is_empty() {
            let facts = std::mem::take(&mut self.open);
            self.document.blocks.push(Block::Facts { facts });
        }
    }

    /// Takes away what is missing at a point, where the paper says all that there is to say.
    pub(crate) fn settled(&mut self, point: &str) {
        self.document.gaps.retain(|gap| gap.point != point);
    }

    pub(crate) fn done(mut self) -> Document {
        self.close();
        self.document
    }
}

fn is_always(point: &str) -> bool {
    annexes::point(point).is_some_and(|one| one.need == Need::Always)
}

/// Where a point stands, as people cite it in this language.
fn reference(point: &str, language: Language) -> String {
    let of_annex = annexes::point(point).map(|one| one.reference_in(language.tag()));
    of_annex.unwrap_or_else(|| match (language, paragraph(point)) {
        (Language::German, Some((article, number))) => format!("{article} Abs. {number}"),
        _ => point.to_owned(),
    })
}

/// `Art. 13` and `8` of `Art. 13(8)`.
fn paragraph(point: &str) -> Option<(&str, &str)> {
    let (article, number) = point.strip_suffix(')')?.split_once('(')?;
    article.starts_with("Art. ").then_some((article, number))
}

/// One line that says which product a paper is of.
pub(crate) fn about(product: &facts::Product, language: Language) -> String {
    let parts = [stated(product.name.as_deref()), stated(product.designation.as_deref())];
    let known: Vec<&str> = parts.into_iter().flatten().collect();
    if known.is_empty() { text("not-stated", language) } else { known.join(", ") }
}

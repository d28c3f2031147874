//! Questions as data.

use std::sync::LazyLock;

use serde::Deserialize;
use steadfast_cra::categories;
use steadfast_cra::scope::exclusions;

use super::Answers;
use crate::file::InterfaceKind;

/// Most questions of an interview.
pub const MOST_QUESTIONS: usize = 40;

const TABLE: &str = include_str!("../../data/questions.toml");

/// One question.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[non_exhaustive]
pub struct Question {
    /// A stable name, by which files of answers name it.
    pub id: String,
    /// What kind of answer is expected.
    pub kind: QuestionKind,
    /// The question.
    pub text: String,
    /// From what a newcomer can answer it.
    pub help: String,
    /// What can be chosen.
    #[serde(default)]
    choices: Vec<String>,
    /// The table that says what can be chosen.
    from: Option<From>,
    /// Another question that has to be answered so before this one is asked.
    pub only_if: Option<OnlyIf>,
}

/// A condition of a question.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OnlyIf {
    /// The other question.
    pub question: String,
    /// The answer that it must have.
    pub is: String,
}

/// What kind of answer is expected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum QuestionKind {
    /// A text; nothing where it is not known.
    Text,
    /// Several texts, separated by `;`.
    List,
    /// One of the choices.
    Choice,
    /// Several of the choices, separated by `;`.
    Choices,
    /// `yes` or `no`.
    YesNo,
    /// A whole number.
    Number,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum From {
    Exclusions,
    Categories,
    Interfaces,
}

impl Question {
    /// What can be chosen, each with what it means where its name does not say that.
    #[must_use]
    pub fn choices(&self) -> Vec<(String, String)> {
        let bare = |name: &str| (name.to_owned(), String::new());
        match self.from {
            None => self.choices.iter().map(|name| bare(name)).collect(),
            Some(From::Exclusions) => {
                let means = |title: &str, place: &str| format!("{title} ({place})");
                let known = exclusions().iter().map(|one| (one.id.clone(), means(&one.title.en, &one.reference)));
                [bare("none")].into_iter().chain(known).collect()
            }
            Some(From::Categories) => {
                let known = categories::categories().iter().map(|one| (one.id.clone(), one.short.clone()));
                [(categories::DEFAULT.to_owned(), "none of them".to_owned())].into_iter().chain(known).collect()
            }
            Some(From::Interfaces) => {
                InterfaceKind::ALL.iter().filter_map(|kind| kind.word()).map(|word| bare(&word)).collect()
            }
        }
    }

    /// Whether it is asked after what was answered.
    #[must_use]
    pub fn is_asked(&self, answers: &Answers) -> bool {
        self.only_if.as_ref().is_none_or(|only| answers.text(&only.question) == only.is)
    }
}

impl InterfaceKind {
    /// Its name in the file.
    #[must_use]
    pub fn word(self) -> Option<String> {
        serde_json::to_value(self).ok()?.as_str().map(str::to_owned)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    #[serde(rename = "schema")]
    _schema: u32,
    question: Vec<Question>,
}

static QUESTIONS: LazyLock<Vec<Question>> = LazyLock::new(|| {
    let table: Table = toml::from_str(TABLE).expect("the embedded table is well-formed, which a test shows");
    table.question
});

/// Every question, in order.
pub fn questions() -> &'static [Question] {
    &QUESTIONS
}

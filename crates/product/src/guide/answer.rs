//! Answers: typed one by one, or read from a file.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::question::{Question, QuestionKind, questions};
use crate::check::nearest;

/// Characters of the longest answer.
const LONGEST: usize = 4_000;

/// One answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged, expecting = "a text, a list of texts, a whole number, true or false")]
pub enum Answer {
    /// `true` for yes.
    Yes(bool),
    /// A whole number.
    Number(u32),
    /// A text.
    Text(String),
    /// Several texts.
    List(Vec<String>),
}

/// Why an answer cannot be taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AnswerError {
    /// There is no such question.
    #[error("\"{id}\" is no question{}", .nearest.map_or_else(String::new, |known| format!("; did you mean \"{known}\"?")))]
    NoQuestion {
        /// What was named.
        id: String,
        /// The question that is meant, if one is near.
        nearest: Option<&'static str>,
    },
    /// It is no whole number up to 100.
    #[error("{id}: \"{given}\" is no whole number from 0 to 100")]
    NoNumber {
        /// The question.
        id: String,
        /// The answer.
        given: String,
    },
    /// It is neither yes nor no.
    #[error("{id}: \"{given}\" is neither yes nor no")]
    NoYesOrNo {
        /// The question.
        id: String,
        /// The answer.
        given: String,
    },
    /// It is none of the choices.
    #[error("{id}: \"{given}\" is none of: {known}")]
    NoChoice {
        /// The question.
        id: String,
        /// The answer.
        given: String,
        /// What can be chosen.
        known: String,
    },
    /// It is longer than an answer may be.
    #[error("{id}: an answer has at most {LONGEST} characters; put longer texts into files of their own")]
    TooLong {
        /// The question.
        id: String,
    },
}

/// Answers by question.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Answers(BTreeMap<String, Vec<String>>);

impl Answers {
    /// Takes all answers of a file.
    ///
    /// # Errors
    /// When one belongs to no question, or is none to its question.
    pub fn read(given: BTreeMap<String, Answer>) -> Result<Self, AnswerError> {
        let mut answers = Self::default();
        for (id, answer) in given {
            let question = questions().iter().find(|question| question.id == id);
            let question = question.ok_or_else(|| AnswerError::NoQuestion {
                nearest: nearest(&id, questions().iter().map(|question| question.id.as_str())),
                id,
            })?;
            answers.take(question, parts(answer))?;
        }
        Ok(answers)
    }

    /// Takes an answer as it was typed; nothing typed means that it is not known.
    ///
    /// # Errors
    /// When it is none to this question.
    pub fn type_in(&mut self, question: &Question, typed: &str) -> Result<(), AnswerError> {
        let is_list = matches!(question.kind, QuestionKind::List | QuestionKind::Choices);
        let parts = if is_list { typed.split(';').map(str::to_owned).collect() } else { vec![typed.to_owned()] };
        self.take(question, parts)
    }

    fn take(&mut self, question: &Question, parts: Vec<String>) -> Result<(), AnswerError> {
        let plain = |part: String| part.split_whitespace().collect::<Vec<_>>().join(" ");
        let parts: Vec<String> = parts.into_iter().map(plain).filter(|part| !part.is_empty()).collect();
        let parts = parts.into_iter().map(|part| fitting(question, part)).collect::<Result<Vec<_>, _>>()?;
        self.0.insert(question.id.clone(), parts);
        Ok(())
    }

    /// Whether a question has an answer, be it that it is not known.
    #[must_use]
    pub fn has(&self, id: &str) -> bool {
        self.0.contains_key(id)
    }

    /// The answer to a question as one text; empty where it is not known.
    #[must_use]
    pub fn text(&self, id: &str) -> &str {
        self.list(id).first().map(String::as_str).unwrap_or_default()
    }

    /// The answers to a question; none where it is not known.
    #[must_use]
    pub fn list(&self, id: &str) -> &[String] {
        self.0.get(id).map(Vec::as_slice).unwrap_or_default()
    }

    /// A yes, a no, or nothing.
    #[must_use]
    pub fn yes(&self, id: &str) -> Option<bool> {
        match self.text(id) {
            "yes" => Some(true),
            "no" => Some(false),
            _ => None,
        }
    }

    /// A number, if there is one.
    #[must_use]
    pub fn number(&self, id: &str) -> Option<u32> {
        self.text(id).parse().ok()
    }
}

fn parts(answer: Answer) -> Vec<String> {
    match answer {
        Answer::Yes(yes) => vec![if yes { "yes" } else { "no" }.to_owned()],
        Answer::Number(number) => vec![number.to_string()],
        Answer::Text(text) => vec![text],
        Answer::List(list) => list,
    }
}

fn fitting(question: &Question, given: String) -> Result<String, AnswerError> {
    let id = question.id.clone();
    if given.chars().count() > LONGEST {
        return Err(AnswerError::TooLong { id });
    }
    match question.kind {
        QuestionKind::Text | QuestionKind::List => Ok(given),
        QuestionKind::Number => match given.parse::<u32>() {
            Ok(number) if number <= 100 => Ok(number.to_string()),
            _ => Err(AnswerError::NoNumber { id, given }),
        },
        QuestionKind::YesNo => match given.to_lowercase().as_str() {
            "yes" | "y" | "true" | "ja" | "j" => Ok("yes".to_owned()),
            "no" | "n" | "false" | "nein" => Ok("no".to_owned()),
            _ => Err(AnswerError::NoYesOrNo { id, given }),
        },
        QuestionKind::Choice | QuestionKind::Choices => chosen(question, given),
    }
}

fn chosen(question: &Question, given: String) -> Result<String, AnswerError> {
    let choices = question.choices();
    let found = choices.iter().find(|(name, _)| name.eq_ignore_ascii_case(&given));
    found.map(|(name, _)| name.clone()).ok_or_else(|| {
        let known = choices.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>().join(", ");
        AnswerError::NoChoice { id: question.id.clone(), given, known }
    })
}

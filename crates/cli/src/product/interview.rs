//! The questions of `product init` on a terminal.

use std::io::{BufRead, Write};

use steadfast_product::guide::{Answers, Question, QuestionKind, next, questions};

use crate::table::wrapped;

/// Asks one question after the other. An empty line means that the answer is not known; the end of input, that the rest is
/// not.
pub(super) fn ask(from: &mut dyn BufRead, to: &mut dyn Write) -> std::io::Result<Answers> {
    let mut answers = Answers::default();
    let mut number = 0;
    while let Some(question) = next(&answers) {
        number += 1;
        writeln!(to, "\n{number}. {}", shown(question))?;
        while !answers.has(&question.id) {
            write!(to, "> ")?;
            to.flush()?;
            let mut line = String::new();
            if from.read_line(&mut line)? == 0 {
                return Ok(answers);
            }
            if let Err(error) = answers.type_in(question, line.trim()) {
                writeln!(to, "{}", crate::terminal::clean(&error.to_string()))?;
            }
        }
    }
    Ok(answers)
}

/// A question with its help and what can be chosen.
pub(super) fn shown(question: &Question) -> String {
    let mut text = format!("{}\n{}", wrapped(&question.text), wrapped(&question.help));
    for (name, says) in question.choices() {
        let says = if says.is_empty() { String::new() } else { format!(": {says}") };
        text.push_str(&format!("\n   {name}{says}"));
    }
    text
}

/// Every question with its name, for whoever writes a file of answers.
pub(super) fn list() -> String {
    let one = |question: &Question| {
        let kind = match question.kind {
            QuestionKind::Text => "text",
            QuestionKind::List => "list of texts",
            QuestionKind::Choice => "one of the choices",
            QuestionKind::Choices => "list of choices",
            QuestionKind::YesNo => "true or false",
            QuestionKind::Number => "whole number",
        };
        format!("{} ({kind})\n{}\n", question.id, shown(question))
    };
    questions().iter().map(one).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::ask;

    #[test]
    fn a_wrong_answer_is_asked_for_again_and_the_end_of_input_ends_it() {
        let typed = "Example Gateway\nEG-200\n\n\n\n\nspaceship\ndevice\n";
        let mut told = Vec::new();
        let answers = ask(&mut typed.as_bytes(), &mut told).expect("it can be read");
        assert_eq!((answers.text("name"), answers.text("kind")), ("Example Gateway", "device"));
        assert!(answers.has("manufacturer") && answers.text("manufacturer").is_empty());
        assert!(!answers.has("connected"));
        let told = String::from_utf8(told).expect("text");
        assert!(told.contains("\"spaceship\" is none of") && told.contains("8. "), "{told}");
    }
}

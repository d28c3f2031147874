//! The interview: at most forty questions, and a draft whose every open point the check names.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use steadfast_product::file::Treatment;
use steadfast_product::guide::{
    Answer, AnswerError, Answers, Effort, MOST_QUESTIONS, QuestionKind, draft, gaps, next, questions,
};
use steadfast_product::{Phase, ProductFile, Severity, check};

/// A whole interview, as somebody would type it.
fn answered(given: &[(&str, &str)]) -> Answers {
    let given: BTreeMap<_, _> = given.iter().copied().collect();
    let mut answers = Answers::default();
    let mut asked = 0;
    while let Some(question) = next(&answers) {
        answers.type_in(question, given.get(question.id.as_str()).copied().unwrap_or_default()).expect("an answer");
        asked += 1;
    }
    assert!(asked <= MOST_QUESTIONS, "{asked}");
    answers
}

const SENSOR: [(&str, &str); 36] = [
    ("name", "Example Sensor"),
    ("designation", "ES-1"),
    ("manufacturer", "Example \"Maker\" GmbH\n"),
    ("address", "Musterstraße 1, 12345 Musterstadt"),
    ("contact", "info@maker.example"),
    ("vulnerability-contact", "security@maker.example"),
    ("kind", "device"),
    ("connected", "yes"),
    ("excluded", "none"),
    ("commercial", "y"),
    ("role", "manufacturer"),
    ("open-source", "no"),
    ("purpose", "Measures the air of a room."),
    ("foreseeable-use", "In a kitchen; in a holiday home"),
    ("misuse", "To see when somebody is at home"),
    ("environment", "Homes, on Wi-Fi."),
    ("users", "Consumers"),
    ("expected-years", "8"),
    ("essential-functions", "Measuring"),
    ("core-function", "Measures air."),
    ("category", "default"),
    ("category-reason", "No category names sensors."),
    ("route", "A"),
    ("support-years", "8"),
    ("support-reason", "The box says eight years."),
    ("interfaces", "web-page; update; radio; debug"),
    ("exposed-to", "local-network"),
    ("authentication", "A password that the owner sets first."),
    ("data", "Measured values; passwords"),
    ("personal", "yes"),
    ("erasure", "Reset."),
    ("update-channel", "Over the internet, signed."),
    ("automatic", "yes"),
    ("level", "baseline"),
    ("steadfast", "unit"),
    ("languages", "en; de"),
];

#[test]
fn there_are_at_most_forty_questions_each_with_its_help() {
    assert!(questions().len() <= MOST_QUESTIONS, "{}", questions().len());
    for question in questions() {
        assert!(question.help.len() >= 40 && question.text.ends_with('?'), "{}", question.id);
        let chooses = matches!(question.kind, QuestionKind::Choice | QuestionKind::Choices);
        assert_eq!(chooses, !question.choices().is_empty(), "{}", question.id);
        let condition = question.only_if.as_ref();
        assert!(condition.is_none_or(|only| questions().iter().any(|one| one.id == only.question)), "{}", question.id);
    }
}

#[test]
fn answers_make_a_file_that_says_what_was_answered_and_nothing_wrong() {
    let draft = draft(&answered(&SENSOR), &["pkg:generic/zlib".to_owned()]);
    let file = ProductFile::read(draft.text.as_bytes()).expect(&draft.text);
    assert_eq!(file.product.manufacturer, "Example \"Maker\" GmbH");
    assert_eq!(file.purpose.expected_years, Some(8));
    assert_eq!((file.interface.len(), file.threat.len()), (4, 24));
    assert_eq!(file.component[0].name, "pkg:generic/zlib");
    assert!(file.threat.iter().any(|threat| threat.treatment == Some(Treatment::Mitigate)));
    let found = check(&file, Phase::Delivery);
    assert_eq!(found.iter().filter(|one| one.severity == Severity::Wrong).collect::<Vec<_>>(), Vec::<&_>::new());
    let concept = check(&file, Phase::Planning);
    assert_eq!(concept.iter().filter(|one| one.severity == Severity::Missing).collect::<Vec<_>>(), Vec::<&_>::new());
}

#[test]
fn what_was_not_answered_is_named_by_the_check() {
    let draft = draft(&answered(&[]), &[]);
    let file = ProductFile::read(draft.text.as_bytes()).expect(&draft.text);
    let paths: Vec<String> = check(&file, Phase::Delivery).into_iter().map(|finding| finding.path).collect();
    for path in
        ["product.name", "purpose.intended", "category.id", "interface", "contact.address", "information.languages"]
    {
        assert!(paths.iter().any(|found| found == path), "{path}");
    }
}

#[test]
fn gaps_come_by_what_is_at_stake_and_then_by_effort() {
    let draft = draft(&answered(&SENSOR), &[]);
    let file = ProductFile::read(draft.text.as_bytes()).expect("a draft");
    let found = check(&file, Phase::Delivery);
    let gaps = gaps(&found);
    assert_eq!(gaps.iter().map(|gap| gap.count).sum::<usize>(), found.len());
    let order: Vec<_> = gaps.iter().map(|gap| (Reverse(gap.risk), gap.severity, gap.effort)).collect();
    assert!(order.is_sorted());
    assert!(gaps.iter().any(|gap| gap.effort == Effort::Large) && gaps.iter().any(|gap| gap.effort == Effort::Small));
}

#[test]
fn wrong_answers_are_refused_with_what_is_right() {
    let read = |id: &str, answer: Answer| Answers::read(BTreeMap::from([(id.to_owned(), answer)]));
    let refused = |id: &str, answer: &str| read(id, Answer::Text(answer.to_owned())).expect_err(id).to_string();
    assert!(refused("nmae", "x").contains("did you mean \"name\""));
    assert!(refused("category", "III.I.99").contains("III.I.12"));
    assert!(refused("connected", "perhaps").contains("neither yes nor no"));
    assert!(refused("expected-years", "many").contains("whole number"));
    assert!(matches!(read("name", Answer::Text("x".repeat(5_000))), Err(AnswerError::TooLong { .. })));
    assert_eq!(read("connected", Answer::Yes(true)).expect("an answer").yes("connected"), Some(true));
    assert_eq!(read("expected-years", Answer::Number(7)).expect("an answer").number("expected-years"), Some(7));
}

#[test]
fn what_the_words_suggest_is_noted() {
    let mut given = SENSOR.to_vec();
    given.retain(|(id, _)| *id != "core-function");
    given.push(("core-function", "A router for homes."));
    let notes = draft(&answered(&given), &[]).notes.join("\n");
    assert!(notes.contains("III.I.12"), "{notes}");
}

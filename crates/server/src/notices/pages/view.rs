//! What pages show of a stage, from what is read.

use steadfast_cra::clocks::{Shown, platform_counter};
use steadfast_cra::srp::{Format, Level};
use steadfast_store::{NoticeStage, Time};

use crate::cases::clocks::{StageClock, event};
use crate::cases::pages::stage_clock;
use crate::notices::fill::Sourced;
use crate::notices::sheet::{Line, Sheet, Weight, law};
use crate::notices::value::{pasted, typed};
use crate::notices::words;
use crate::t;
use crate::web::Texts;
use crate::web::pages::notice::HeadView;
use crate::web::pages::notice_field::{Control, FieldView, Origin};

/// Texts that take more are typed in several lines.
const ONE_LINE: usize = 255;

/// The head of a page about a stage.
pub(super) fn head(texts: Texts, sheet: &Sheet, stage: NoticeStage) -> HeadView {
    let handed_in = sheet.receipts.iter().rev().find(|receipt| receipt.stage == stage);
    let clock = sheet.clocks.stages.iter().find(|clock| clock.stage == stage);
    HeadView {
        id: sheet.case.id.to_string(),
        case: t!(texts, "case-called", number = sheet.case.number, title = sheet.case.title.as_str()),
        stage: stage.as_str(),
        form: (sheet.form.version.clone(), sheet.form.checked_on.to_string()),
        clock: clock.map(stage_clock),
        // A receipt of a round of signals that is over stops no clock of this one.
        handed_in: handed_in.filter(|_| clock.is_none()).map(|receipt| receipt.handed_in.0),
        platform: clock.and_then(|clock| platform(sheet, clock)),
        is_open: sheet.case.state == steadfast_store::CaseState::Open,
    }
}

/// What the platform shows as its own deadline, where it is known and another one than the law's.
fn platform(sheet: &Sheet, clock: &StageClock) -> Option<Option<i64>> {
    let first = sheet.receipts.iter().rev().find(|receipt| receipt.stage == NoticeStage::EarlyWarning)?;
    match platform_counter(event(sheet.case.kind), law(clock.stage), first.handed_in.into()).0 {
        Shown::At(at) => Some(Some(Time::from(at).0)).filter(|shown| *shown != Some(clock.due().0)),
        Shown::Nothing => Some(None),
        Shown::Unknown => None,
    }
}

fn level(level: Level) -> &'static str {
    match level {
        Level::Required => "required",
        Level::IfAvailable => "if-available",
        Level::Carried => "carried",
        Level::NotOffered => "not-offered",
        Level::Optional | Level::Automatic => "optional",
    }
}

fn origin(sheet: &Sheet, line: &Line, from: &Sourced) -> Origin {
    let by = line.typed.as_ref().filter(|_| from.source.as_str() == "typed");
    (from.source.as_str(), by.and_then(|typed| sheet.names.name(typed.person)).cloned(), from.as_of.0)
}

fn control(line: &Line) -> Control {
    let field = line.field;
    match field.format {
        Format::Bool => Control::One(vec!["yes".to_owned(), "no".to_owned()]),
        Format::Enum if !field.options.is_empty() => Control::One(field.options.clone()),
        Format::MultiEnum => Control::Some(field.options.clone()),
        Format::DatetimeUtc => Control::Moment,
        Format::Enum => Control::Line,
        _ if field.max_chars.is_some_and(|most| most <= ONE_LINE) => Control::Line,
        _ => Control::Area,
    }
}

/// What stands in the field that one types in.
fn standing(line: &Line) -> Vec<String> {
    match line.filled().map(|one| &one.value) {
        Some(steadfast_cra::srp::Value::Options(options)) => options.clone(),
        Some(value) => vec![typed(value)],
        None => Vec::new(),
    }
}

/// One field.
pub(super) fn field(texts: Texts, sheet: &Sheet, line: &Line) -> FieldView {
    let field = line.field;
    FieldView {
        id: field.id.clone(),
        label: texts.named_maybe("notice-field", &field.id).unwrap_or_else(|| field.label.clone()),
        help: texts.named_maybe("notice-help", &field.id),
        number: field.number.clone(),
        level: level(line.level),
        value: line.filled().map(|one| pasted(&one.value)),
        origin: line.value.as_ref().map(|from| origin(sheet, line, from)),
        known: line.known.as_ref().map(|known| (pasted(&known.value), origin(sheet, line, known))),
        problems: line.problems.iter().map(|problem| words::problem(texts, problem)).collect(),
        is_grave: matches!(line.weight(), Some(Weight::Must | Weight::Wrong)),
        most: field.max_chars,
        version: line.version(),
        typed: standing(line),
        control: control(line),
        returned: None,
    }
}

/// Every field of a stage.
pub(super) fn fields(texts: Texts, sheet: &Sheet) -> Vec<FieldView> {
    sheet.lines.iter().map(|line| field(texts, sheet, line)).collect()
}

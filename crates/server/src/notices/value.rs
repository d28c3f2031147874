//! Values of fields as people type them, as they are kept, and as they are pasted into the form.

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::Offset;
use serde_json::Value as Json;
use steadfast_cra::srp::{Field, Format, Value};
use steadfast_store::{Time, storable};

use super::wording::moment;

/// More than any field of the form takes; what is longer than the form takes is kept and told.
pub(crate) const LONGEST: usize = 16_000;

/// As it is kept, and as the API has it: text, a list of words, yes or no, a time in text.
pub(crate) fn to_json(value: &Value) -> Json {
    match value {
        Value::Text(text) => text.clone().into(),
        Value::Options(options) => options.clone().into(),
        Value::Flag(yes) => (*yes).into(),
        Value::At(at) => Time::from(*at).to_string().into(),
    }
}

/// What is no value of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct NoValue;

/// What a program says of a field. Nothing of it is judged here but its shape: what the form takes, `check` says.
pub(crate) fn from_json(field: &Field, json: &Json) -> Result<Value, NoValue> {
    match (field.format, json) {
        (Format::Bool, Json::Bool(yes)) => Ok(Value::Flag(*yes)),
        (Format::MultiEnum, Json::Array(words)) => {
            let words: Option<Vec<String>> = words.iter().map(|word| word.as_str().map(clean)).collect();
            words.map(Value::Options).ok_or(NoValue)
        }
        (_, Json::String(text)) => from_words(field, std::slice::from_ref(text)),
        _ => Err(NoValue),
    }
}

/// What a form sends of a field. Nothing typed is a field that is left empty.
pub(crate) fn from_words(field: &Field, words: &[String]) -> Result<Value, NoValue> {
    let first = words.first().map(|word| clean(word)).unwrap_or_default();
    if first.chars().count() > LONGEST {
        return Err(NoValue);
    }
    match field.format {
        Format::MultiEnum => Ok(Value::Options(options(words))),
        _ if first.is_empty() => Ok(Value::Text(String::new())),
        Format::Bool => yes_or_no(&first).map(Value::Flag).ok_or(NoValue),
        Format::DatetimeUtc => instant(&first).map(Value::At).ok_or(NoValue),
        _ => Ok(Value::Text(first)),
    }
}

/// Words of a list, also where they stand in one line with commas between them.
fn options(words: &[String]) -> Vec<String> {
    let words = words.iter().flat_map(|word| word.split(','));
    words.map(clean).filter(|word| !word.is_empty()).collect()
}

fn yes_or_no(word: &str) -> Option<bool> {
    match word {
        "yes" => Some(true),
        "no" => Some(false),
        _ => None,
    }
}

/// An instant; without an offset it is in UTC, as the form has it.
fn instant(text: &str) -> Option<Timestamp> {
    let civil = || Offset::UTC.to_timestamp(text.parse::<DateTime>().ok()?).ok();
    text.parse().ok().or_else(civil)
}

fn clean(text: &str) -> String {
    let text = text.replace("\r\n", "\n");
    storable(text.trim()).chars().filter(|letter| !letter.is_control() || *letter == '\n').collect()
}

/// As it is pasted into the form.
pub(crate) fn pasted(value: &Value) -> String {
    match value {
        Value::Text(text) => text.clone(),
        Value::Options(options) => options.join(", "),
        Value::Flag(true) => "Yes".to_owned(),
        Value::Flag(false) => "No".to_owned(),
        Value::At(at) => moment((*at).into()),
    }
}

/// As the fields of our own pages have it.
pub(crate) fn typed(value: &Value) -> String {
    match value {
        Value::Flag(true) => "yes".to_owned(),
        Value::Flag(false) => "no".to_owned(),
        Value::At(at) => Offset::UTC.to_datetime(*at).strftime("%Y-%m-%dT%H:%M").to_string(),
        other => pasted(other),
    }
}

#[cfg(test)]
mod tests {
    use steadfast_cra::srp;

    use super::*;

    fn field(id: &str) -> &'static Field {
        srp::current().field(id).expect("a field of the form")
    }

    #[test]
    fn what_is_kept_is_read_back_as_it_was() {
        let at: Timestamp = "2026-11-28T10:00:00Z".parse().expect("a time");
        let values = [
            ("title", Value::Text("One\nor two".to_owned())),
            ("member_states", Value::Options(vec!["DE".to_owned(), "FR".to_owned()])),
            ("pec", Value::Flag(false)),
            ("vuln_aware_at", Value::At(at)),
        ];
        for (id, value) in values {
            assert_eq!(from_json(field(id), &to_json(&value)), Ok(value.clone()), "{id}");
            assert_eq!(from_words(field(id), &[typed(&value)]), Ok(value), "{id}");
        }
    }

    #[test]
    fn nothing_typed_leaves_a_field_empty_and_nonsense_is_refused() {
        assert_eq!(from_words(field("vuln_aware_at"), &[]), Ok(Value::Text(String::new())));
        assert_eq!(from_words(field("vuln_aware_at"), &["soon".to_owned()]), Err(NoValue));
        assert_eq!(from_words(field("title"), &["x".repeat(LONGEST + 1)]), Err(NoValue));
        assert_eq!(from_json(field("title"), &Json::Bool(true)), Err(NoValue));
        assert_eq!(from_words(field("title"), &["a\0b\u{7}".to_owned()]), Ok(Value::Text("a\u{fffd}b".to_owned())));
    }
}

//! Just enough of JSON to write it.

use std::fmt::{Display, Write};

/// An object under construction.
#[derive(Debug)]
pub(super) struct Object {
    text: String,
}

impl Object {
    pub(super) fn new() -> Self {
        Self { text: String::from("{") }
    }

    /// The finished object.
    pub(super) fn end(mut self) -> String {
        self.text.push('}');
        self.text
    }

    pub(super) fn is_empty(&self) -> bool {
        self.text.len() == 1
    }

    /// A whole number.
    pub(super) fn number(mut self, name: &str, value: impl Into<i128>) -> Self {
        self.name(name);
        let _ = write!(self.text, "{}", value.into());
        self
    }

    /// Yes or no.
    pub(super) fn is(mut self, name: &str, value: bool) -> Self {
        self.name(name);
        self.text.push_str(if value { "true" } else { "false" });
        self
    }

    /// Text.
    pub(super) fn text(mut self, name: &str, value: impl Display) -> Self {
        self.name(name);
        quoted(&mut self.text, &value.to_string());
        self
    }

    /// Text, where there is some.
    pub(super) fn maybe(self, name: &str, value: Option<impl Display>) -> Self {
        match value {
            Some(value) => self.text(name, value),
            None => self,
        }
    }

    /// An object, unless it is empty.
    pub(super) fn object(mut self, name: &str, value: Self) -> Self {
        if !value.is_empty() {
            self.name(name);
            self.text.push_str(&value.end());
        }
        self
    }

    /// A list of objects.
    pub(super) fn list(mut self, name: &str, values: impl IntoIterator<Item = Self>) -> Self {
        self.name(name);
        self.text.push('[');
        for (at, value) in values.into_iter().enumerate() {
            self.text.push_str(if at == 0 { "" } else { "," });
            self.text.push_str(&value.end());
        }
        self.text.push(']');
        self
    }

    /// A list of texts.
    pub(super) fn texts<'a>(mut self, name: &str, values: impl IntoIterator<Item = &'a str>) -> Self {
        self.name(name);
        self.text.push('[');
        for (at, value) in values.into_iter().enumerate() {
            self.text.push_str(if at == 0 { "" } else { "," });
            quoted(&mut self.text, value);
        }
        self.text.push(']');
        self
    }

    fn name(&mut self, name: &str) {
        if !self.is_empty() {
            self.text.push(',');
        }
        quoted(&mut self.text, name);
        self.text.push(':');
    }
}

fn quoted(to: &mut String, text: &str) {
    to.push('"');
    for character in text.chars() {
        match character {
            '"' => to.push_str("\\\""),
            '\\' => to.push_str("\\\\"),
            // Others may show them, and a terminal obeys some of them.
            control if control.is_control() => {
                let _ = write!(to, "\\u{:04x}", u32::from(control));
            }
            other => to.push(other),
        }
    }
    to.push('"');
}

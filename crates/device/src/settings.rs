//! The product's settings as they are, held against the factory's.

use std::collections::BTreeMap;

use crate::factory::{Factory, Setting};

/// What differs from the factory's settings, by name: kept with the owner's things, gone with a reset.
pub type Changed = BTreeMap<String, String>;

/// A value that cannot be.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SettingError {
    /// There is no such setting.
    #[error("this product has no setting {0:?}")]
    Unknown(String),
    /// None of its choices.
    #[error("{value:?} is none of the choices of {name:?}")]
    Choice {
        /// The setting.
        name: String,
        /// What was wanted.
        value: String,
    },
}

/// The value of a setting now.
#[must_use]
pub fn value<'a>(setting: &'a Setting, changed: &'a Changed) -> &'a str {
    changed.get(&setting.name).filter(|value| setting.choices.contains(value)).unwrap_or(&setting.value)
}

/// What is not as it left the factory.
pub fn drift<'a>(factory: &'a Factory, changed: &'a Changed) -> impl Iterator<Item = (&'a Setting, &'a str)> {
    let all = factory.settings.iter().map(|setting| (setting, value(setting, changed)));
    all.filter(|(setting, value)| *value != setting.value)
}

/// Changes a setting; back to the factory's value, nothing differs any more.
///
/// # Errors
/// When there is no such setting or choice. Nothing changed.
pub fn change(factory: &Factory, changed: &mut Changed, name: &str, value: &str) -> Result<(), SettingError> {
    let setting = factory.setting(name).ok_or_else(|| SettingError::Unknown(name.to_owned()))?;
    if !setting.choices.iter().any(|choice| choice == value) {
        return Err(SettingError::Choice { name: name.to_owned(), value: value.to_owned() });
    }
    if value == setting.value {
        changed.remove(name);
    } else {
        changed.insert(name.to_owned(), value.to_owned());
    }
    Ok(())
}

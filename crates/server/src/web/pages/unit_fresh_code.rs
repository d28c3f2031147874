//! The form by which the owner of a device that shows no codes gets a fresh one.

use maud::{Markup, html};

use crate::fleet::secrets::Checked;
use crate::t;
use crate::web::components::{Choice, Look, form, select, submit};
use crate::web::{Filled, Texts};

/// The form: what was checked, and the button.
pub(super) fn fresh_code(texts: Texts, action: &str) -> Markup {
    let checks: Vec<Choice> =
        Checked::ALL.iter().map(|one| Choice::new(one.as_str(), texts.named("checked", one.as_str()))).collect();
    form(
        action,
        &html! {
            p.hint { (t!(texts, "unit-fresh-code-hint")) }
            (select(texts, &Filled::empty(), "checked", &t!(texts, "unit-fresh-code-checked"), None, &checks))
            (submit(&t!(texts, "unit-fresh-code-make"), Look::Plain))
        },
    )
}

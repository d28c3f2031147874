//! The form of a notice to owners: two texts, how grave, and whom it is for.

use maud::{Markup, html};

use super::owner_notice::OwnerNoticeView;
use crate::t;
use crate::web::components::{Choice, Input, Look, checkboxes, form, radios, submit};
use crate::web::{Filled, Texts, urls};

/// Fields of one value.
pub const FIELDS: [&str; 10] = [
    "en-title",
    "en-happened",
    "en-advice",
    "de-title",
    "de-happened",
    "de-advice",
    "gravity",
    "address",
    "base",
    "markets",
];

/// What can be chosen, and what was typed.
#[derive(Clone, Debug, Default)]
pub struct NoticeFormView {
    /// Releases of the product, the newest first: id and name.
    pub releases: Vec<(String, String)>,
    /// What was typed.
    pub filled: Filled,
}

/// The form.
pub(super) fn form_of(texts: Texts, view: &OwnerNoticeView) -> Markup {
    let filled = &view.form.filled;
    let gravity =
        ["information", "important", "urgent"].map(|word| Choice::new(word, texts.named("notice-gravity", word)));
    let base = ["case", "releases", "product"]
        .map(|word| Choice::explained(word, texts.named("notice-base", word), texts.named("notice-base-means", word)));
    let releases: Vec<Choice> = view.form.releases.iter().map(|(id, name)| Choice::new(id, name)).collect();
    let later =
        [Choice::explained("yes", t!(texts, "owner-notice-later-choose"), t!(texts, "owner-notice-later-hint"))];
    form(
        &urls::with(urls::OWNER_NOTICE, &[&view.id]),
        &html! {
            input type="hidden" name="seen" value=(view.version);
            p.hint { (t!(texts, "owner-notice-names")) }
            (language(texts, filled, "en", ["en-title", "en-happened", "en-advice"]))
            (language(texts, filled, "de", ["de-title", "de-happened", "de-advice"]))
            (radios(texts, filled, "gravity", &t!(texts, "owner-notice-gravity"), &gravity))
            (Input::url("address", t!(texts, "owner-notice-address")).optional().render(texts, filled))
            (radios(texts, filled, "base", &t!(texts, "owner-notice-base"), &base))
            @if !releases.is_empty() {
                (checkboxes(texts, filled, "releases", &t!(texts, "owner-notice-releases"), &releases))
            }
            (Input::text("markets", t!(texts, "owner-notice-markets")).optional().hint(t!(texts, "owner-notice-markets-hint"))
                .render(texts, filled))
            (checkboxes(texts, filled, "later", &t!(texts, "owner-notice-later"), &later))
            (submit(&t!(texts, "owner-notice-save"), Look::Primary))
        },
    )
}

fn language(texts: Texts, filled: &Filled, code: &str, [title, happened, advice]: [&'static str; 3]) -> Markup {
    html! {
        fieldset.field {
            legend { (texts.named("notice-language", code)) }
            (Input::text(title, t!(texts, "owner-notice-title")).render(texts, filled))
            (Input::area(happened, t!(texts, "owner-notice-happened"), 5).render(texts, filled))
            (Input::area(advice, t!(texts, "owner-notice-advice"), 4).render(texts, filled))
        }
    }
}

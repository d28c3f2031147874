//! The person menu, and the switches of language and theme: plain forms, so they work without the script.

use maud::{Markup, html};

use crate::t;
use crate::web::components::{Icon, icon};
use crate::web::{Frame, Language, SignedIn, Texts, Theme, urls};

/// Who is signed in, with what they may set and the way out.
pub(super) fn person_menu(frame: &Frame, person: &SignedIn) -> Markup {
    let texts = frame.texts;
    html! {
        details.person-menu data-closing {
            summary {
                span.initials aria-hidden="true" { (initials(&person.name)) }
                span.person-name { (person.name) }
                (icon(Icon::Down))
            }
            div.person-panel {
                p.person-role { (person.name) br; span.quiet { (texts.named("role", &person.role)) } }
                a href=(urls::ACCOUNT) { (t!(texts, "account")) }
                (switches(frame))
                form method="post" action=(urls::SIGN_OUT) {
                    button.button.wide type="submit" { (t!(texts, "sign-out")) }
                }
            }
        }
    }
}

/// Both switches; a press comes back to this page.
pub(super) fn switches(frame: &Frame) -> Markup {
    html! { div.switches { (languages(frame)) (themes(frame)) } }
}

fn languages(frame: &Frame) -> Markup {
    let current = frame.texts.language();
    html! {
        form.switch method="post" action=(urls::LANGUAGE) role="group" aria-label=(t!(frame.texts, "language")) {
            input type="hidden" name="back" value=(frame.path);
            @for language in Language::ALL {
                button type="submit" name="language" value=(language.code()) lang=(language.code())
                    aria-pressed=(pressed(language == current)) { (language.own_name()) }
            }
        }
    }
}

fn themes(frame: &Frame) -> Markup {
    html! {
        form.switch method="post" action=(urls::THEME) role="group" aria-label=(t!(frame.texts, "theme")) {
            input type="hidden" name="back" value=(frame.path);
            @for theme in Theme::ALL {
                button type="submit" name="theme" value=(theme.key()) aria-pressed=(pressed(theme == frame.theme)) {
                    (theme_name(frame.texts, theme))
                }
            }
        }
    }
}

const fn pressed(yes: bool) -> &'static str {
    if yes { "true" } else { "false" }
}

fn theme_name(texts: Texts, theme: Theme) -> String {
    match theme {
        Theme::System => t!(texts, "theme-system"),
        Theme::Light => t!(texts, "theme-light"),
        Theme::Dark => t!(texts, "theme-dark"),
    }
}

/// The first letters of the first and the last word of a name.
fn initials(name: &str) -> String {
    let mut words = name.split_whitespace().filter_map(|word| word.chars().next());
    let first = words.next();
    let last = words.next_back();
    first.into_iter().chain(last).flat_map(char::to_uppercase).collect()
}

#[cfg(test)]
mod tests {
    use super::initials;

    #[test]
    fn initials_come_from_the_first_and_the_last_word() {
        assert_eq!(initials("Ana Maria Müller"), "AM");
        assert_eq!(initials("öz"), "Ö");
        assert_eq!(initials(" "), "");
    }
}

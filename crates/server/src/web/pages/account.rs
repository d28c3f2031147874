//! My account: password, second factors, sessions.

use maud::{Markup, html};

use super::sessions::{SessionRow, sessions};
use crate::t;
use crate::web::components::{
    Ceremony, Confirm, Definitions, Input, Look, PasskeyForm, actions, badge, button_link, card, code_block, columns,
    copyable, error_summary, form, notice, page_heading, page_heading_with, post_button, qr, submit, time,
};
use crate::web::layout::Page;
use crate::web::{Filled, Frame, Texts, Tone, urls};

/// A passkey.
#[derive(Clone, Debug)]
pub struct PasskeyRow {
    /// `key_…`.
    pub id: String,
    /// The name its owner gave it.
    pub name: String,
    /// Since when.
    pub added: i64,
    /// When it was last used.
    pub last_used: Option<i64>,
}

/// My account.
#[derive(Clone, Debug)]
pub struct AccountView {
    /// Name.
    pub name: String,
    /// E-mail address.
    pub email: String,
    /// Role key.
    pub role: String,
    /// When the authenticator app's last code was used; nothing where none is set up.
    pub totp: Option<i64>,
    /// Passkeys.
    pub passkeys: Vec<PasskeyRow>,
    /// Where passkeys work; nothing where the server has no host name.
    pub passkeys_at: Option<String>,
    /// Whether the password is long enough to be the only factor.
    pub password_alone: bool,
    /// How many recovery codes are left; nothing where there is no second factor that they could stand in for.
    pub recovery_codes: Option<u64>,
    /// Sessions, this one first.
    pub sessions: Vec<SessionRow>,
    /// The fewest characters of a new password.
    pub least_password: u32,
    /// Fields `current`, `password` of the password; `name` of a new passkey.
    pub filled: Filled,
}

/// My account.
#[must_use]
pub fn account(frame: &Frame, view: &AccountView) -> Markup {
    let texts = frame.texts;
    let main = html! {
        (card(&t!(texts, "second-factors"), &factors(frame, view)))
        (card(&t!(texts, "sessions"), &own_sessions(frame, view)))
    };
    let aside = html! {
        (card(&t!(texts, "account-facts"), &Definitions::new()
            .text(t!(texts, "column-name"), &view.name)
            .text(t!(texts, "email"), &view.email)
            .text(t!(texts, "column-role"), &texts.named("role", &view.role))
            .render()))
        (card(&t!(texts, "password-change"), &password(texts, view)))
    };
    let body = html! {
        (page_heading(&t!(texts, "account")))
        (error_summary(texts, &view.filled))
        (columns(&main, &aside))
    };
    Page::new(t!(texts, "account"), body).render(frame)
}

fn password(texts: Texts, view: &AccountView) -> Markup {
    let filled = &view.filled;
    let hint = t!(texts, "password-new-hint", least = view.least_password);
    let fields = html! {
        (Input::password("current", t!(texts, "password-current")).autocomplete("current-password").render(texts, filled))
        (Input::password("password", t!(texts, "password-new")).hint(hint).autocomplete("new-password").render(texts, filled))
        (submit(&t!(texts, "password-change"), Look::Plain))
        p.hint { (t!(texts, "password-change-effect")) }
    };
    form(urls::ACCOUNT_PASSWORD, &fields)
}

fn factors(frame: &Frame, view: &AccountView) -> Markup {
    let texts = frame.texts;
    let none = view.totp.is_none() && view.passkeys.is_empty();
    html! {
        @if none { (notice(Tone::Warning, &t!(texts, "factors-missing"))) }
        @else if !view.password_alone { p.hint { (t!(texts, "password-must-stand-alone")) } }
        h3 { (t!(texts, "totp")) }
        @match view.totp {
            Some(used) => {
                p { (badge(Tone::Good, &t!(texts, "factor-set"))) " " span.hint { (t!(texts, "last-used")) " " (time(frame, used)) } }
                (actions(&[post_button(urls::ACCOUNT_TOTP_BEGIN, &t!(texts, "totp-replace"), Look::Plain), remove_totp(texts)]))
            }
            None => {
                p { (t!(texts, "totp-explained")) }
                (actions(&[post_button(urls::ACCOUNT_TOTP_BEGIN, &t!(texts, "totp-set-up"), Look::Primary)]))
            }
        }
        h3 { (t!(texts, "passkeys")) }
        (passkeys(frame, view))
        h3 { (t!(texts, "recovery-codes")) }
        (recovery(texts, view, none))
    }
}

fn remove_totp(texts: Texts) -> Markup {
    Confirm {
        id: "remove-totp",
        opener: t!(texts, "remove"),
        title: t!(texts, "totp-remove-title"),
        explanation: t!(texts, "totp-remove-effect"),
        fields: html! {},
        action: urls::ACCOUNT_TOTP_REMOVE.to_owned(),
        button: t!(texts, "remove"),
        look: Look::Danger,
        cancel: t!(texts, "cancel"),
        open: false,
    }
    .render()
}

fn passkeys(frame: &Frame, view: &AccountView) -> Markup {
    let texts = frame.texts;
    html! {
        @if view.passkeys.is_empty() { p { (t!(texts, "passkeys-explained")) } }
        @else { ul.rows { @for row in &view.passkeys { li { (passkey(frame, row)) } } } }
        (new_passkey(texts, view).render(texts))
    }
}

fn new_passkey(texts: Texts, view: &AccountView) -> PasskeyForm<'_> {
    let name = Input::text("name", t!(texts, "passkey-name")).hint(t!(texts, "passkey-name-hint")).autocomplete("off");
    PasskeyForm {
        ceremony: Ceremony::Create,
        begin: urls::ACCOUNT_PASSKEY_BEGIN,
        finish: urls::ACCOUNT_PASSKEY_FINISH,
        origin: view.passkeys_at.as_deref(),
        fields: name.render(texts, &view.filled),
        button: t!(texts, "passkey-add"),
    }
}

fn passkey(frame: &Frame, row: &PasskeyRow) -> Markup {
    let texts = frame.texts;
    html! {
        div.row-main {
            p { strong { (row.name) } }
            p.hint { (t!(texts, "passkey-added")) " " (texts.date(row.added)) " · "
                @match row.last_used {
                    Some(used) => { (t!(texts, "last-used")) " " (time(frame, used)) }
                    None => (t!(texts, "passkey-unused")),
                }
            }
        }
        (remove_passkey(texts, row))
    }
}

fn remove_passkey(texts: Texts, row: &PasskeyRow) -> Markup {
    Confirm {
        id: &row.id,
        opener: t!(texts, "remove"),
        title: t!(texts, "passkey-remove-title", name = &row.name),
        explanation: t!(texts, "passkey-remove-effect"),
        fields: html! {},
        action: urls::with(urls::ACCOUNT_PASSKEY_REMOVE, &[&row.id]),
        button: t!(texts, "remove"),
        look: Look::Danger,
        cancel: t!(texts, "cancel"),
        open: false,
    }
    .render()
}

fn recovery(texts: Texts, view: &AccountView, none: bool) -> Markup {
    html! {
        p {
            @match view.recovery_codes {
                Some(left) => (t!(texts, "recovery-left", left = left)),
                None => (t!(texts, "recovery-explained")),
            }
        }
        @if !none { (actions(&[post_button(urls::ACCOUNT_RECOVERY, &t!(texts, "recovery-make"), Look::Plain)])) }
    }
}

fn own_sessions(frame: &Frame, view: &AccountView) -> Markup {
    let texts = frame.texts;
    html! {
        (sessions(frame, &view.sessions, true))
        @if view.sessions.len() > 1 {
            (actions(&[post_button(urls::ACCOUNT_SESSIONS_REVOKE, &t!(texts, "sessions-end-others"), Look::Plain)]))
        }
    }
}

/// Setting up an authenticator app.
#[derive(Clone, Debug)]
pub struct TotpView {
    /// `otpauth://totp/…`.
    pub uri: String,
    /// The key in base 32, for typing.
    pub key: String,
    /// Field `code`.
    pub filled: Filled,
}

/// Setting up an authenticator app: code, key, and a first code back.
#[must_use]
pub fn totp(frame: &Frame, view: &TotpView) -> Markup {
    let (texts, filled) = (frame.texts, &view.filled);
    let confirm = html! {
        (error_summary(texts, filled))
        (Input::code("code", t!(texts, "totp-code")).hint(t!(texts, "totp-code-hint")).render(texts, filled))
        (submit(&t!(texts, "totp-confirm"), Look::Primary))
    };
    let body = html! {
        (page_heading_with(&t!(texts, "totp-set-up"), &html! { (t!(texts, "totp-explained")) }, &html! {}))
        section.card {
            h2 { (t!(texts, "totp-step-scan")) }
            @match qr(&view.uri, &t!(texts, "totp-qr")) { Some(code) => (code), None => p { (t!(texts, "totp-no-qr")) } }
            p { (t!(texts, "totp-by-hand")) " " (copyable(texts, "totp-key", &t!(texts, "totp-key"), &view.key)) }
        }
        section.card { h2 { (t!(texts, "totp-step-code")) } (form(urls::ACCOUNT_TOTP, &confirm)) }
    };
    Page::new(t!(texts, "totp-set-up"), body).under(urls::ACCOUNT, t!(texts, "account")).render(frame)
}

/// New recovery codes, this once.
#[derive(Clone, Debug)]
pub struct RecoveryView {
    /// The codes.
    pub codes: Vec<String>,
}

/// The one time recovery codes are shown.
#[must_use]
pub fn recovery_codes(frame: &Frame, view: &RecoveryView) -> Markup {
    let texts = frame.texts;
    let body = html! {
        (page_heading_with(&t!(texts, "recovery-codes"), &html! { (t!(texts, "recovery-codes-lead")) }, &html! {}))
        section.card {
            (code_block(texts, "recovery-codes", &t!(texts, "recovery-codes"), &view.codes.join("\n")))
            (notice(Tone::Warning, &t!(texts, "recovery-codes-once")))
            (actions(&[button_link(urls::ACCOUNT, &t!(texts, "recovery-codes-kept"), Look::Primary)]))
        }
    };
    Page::new(t!(texts, "recovery-codes"), body).under(urls::ACCOUNT, t!(texts, "account")).render(frame)
}

//! Second factors of one's own: the authenticator app and recovery codes.

use steadfast_store::{Id, Person, StoreError, Tx, kinds};
use zeroize::Zeroizing;

use super::error::AccessError;
use super::sign_in::ways;
use super::totp::TotpSecret;
use super::{recovery_codes, totp};
use crate::act::{Ask, Fact};
use crate::app::App;
use crate::vault::Vault;

/// A secret for an authenticator app, to be shown once.
#[derive(Clone, Debug)]
pub struct Enrolment {
    /// To type: base32 in groups of four.
    pub typed: String,
    /// To scan.
    pub uri: String,
}

fn place(person: Id<kinds::Person>) -> String {
    format!("{person}/totp")
}

/// Opens the sealed secret of an app.
pub(super) fn opened(vault: &Vault, person: Id<kinds::Person>, sealed: &[u8]) -> Result<TotpSecret, AccessError> {
    let secret = vault.unseal(sealed, &place(person)).map_err(|_| AccessError::Sealed)?;
    secret.as_slice().try_into().map_err(|_| AccessError::Sealed)
}

/// The person an ask comes from.
pub(super) fn own(tx: &mut Tx<'_>, ask: Option<Id<kinds::Person>>) -> Result<Person, AccessError> {
    let person = ask.ok_or(AccessError::NotFound("person"))?;
    tx.person(person)?.ok_or(AccessError::NotFound("person"))
}

/// Begins to add an authenticator app: it counts once a code of it was given.
///
/// # Errors
/// When it is not allowed or cannot be done.
pub async fn propose_app(app: &App, ask: Ask, issuer: &str) -> Result<Enrolment, AccessError> {
    let secret: Zeroizing<TotpSecret> = Zeroizing::new(app.ambient.random());
    let id = ask.by.person().ok_or(AccessError::NotFound("person"))?;
    let sealed = app.vault.seal(secret.as_slice(), &place(id), &app.ambient.random());
    let sealed = sealed.map_err(|_| AccessError::Sealed)?;
    let done = app
        .act::<_, AccessError, _>(ask, move |tx, _| {
            let person = own(tx, Some(id))?;
            tx.person_propose_totp(id, &sealed)?;
            Ok((person.email, Fact::new("second-factor-proposed", &id).with("kind", "app")))
        })
        .await?;
    if done.repeated {
        return proposed_app(app, id, issuer).await;
    }
    Ok(Enrolment { typed: totp::typed(&secret), uri: totp::uri(&secret, issuer, &done.answer) })
}

/// The app that is being added, to be shown again until its first code.
///
/// # Errors
/// When none is.
pub async fn proposed_app(app: &App, id: Id<kinds::Person>, issuer: &str) -> Result<Enrolment, AccessError> {
    let person = app.store.read::<_, AccessError, _>(move |tx| own(tx, Some(id))).await?;
    let sealed = person.totp_proposed.ok_or(AccessError::NotFound("app that is being added"))?;
    let secret = opened(&app.vault, id, &sealed)?;
    Ok(Enrolment { typed: totp::typed(&secret), uri: totp::uri(&secret, issuer, &person.email) })
}

/// Ends adding an authenticator app with its first code. Where there are no recovery codes yet, ten are made.
///
/// # Errors
/// When the code is wrong, none is being added, or it is not allowed.
pub async fn confirm_app(app: &App, ask: Ask, code: &str) -> Result<Vec<String>, AccessError> {
    let (id, vault, code) = (ask.by.person(), app.vault.clone(), Zeroizing::new(code.to_owned()));
    let drawn = draw_codes(app);
    let done = app
        .act::<_, AccessError, _>(ask, move |tx, at| {
            let person = own(tx, id)?;
            let sealed = person.totp_proposed.as_ref().ok_or(AccessError::NotFound("app that is being added"))?;
            let secret = opened(&vault, person.id, sealed)?;
            let step = totp::check(&secret, &code, at.now.0, None).map_err(|_| AccessError::Sealed)?;
            let step = step.and_then(|step| i64::try_from(step).ok()).ok_or(AccessError::CodeWrong)?;
            tx.person_take_totp(person.id, step)?;
            let codes = first_codes(tx, person.id, &drawn)?;
            Ok((codes, Fact::new("second-factor-added", &person.id).with("kind", "app")))
        })
        .await?;
    Ok(done.answer)
}

/// Takes the authenticator app away.
///
/// # Errors
/// When the password is too weak to stand alone, there is no app, or it is not allowed.
pub async fn remove_app(app: &App, ask: Ask) -> Result<(), AccessError> {
    let id = ask.by.person();
    app.act::<_, AccessError, _>(ask, move |tx, _| {
        let person = own(tx, id)?;
        if person.totp.is_none() {
            return Err(AccessError::NotFound("authenticator app"));
        }
        tx.person_drop_totp(person.id)?;
        strong_enough(tx, person.id)?;
        Ok(((), Fact::new("second-factor-removed", &person.id).with("kind", "app")))
    })
    .await?;
    Ok(())
}

/// Makes ten new recovery codes; the earlier ones end.
///
/// # Errors
/// When there is no second factor to recover, or it is not allowed.
pub async fn new_codes(app: &App, ask: Ask) -> Result<Vec<String>, AccessError> {
    let (id, drawn) = (ask.by.person(), draw_codes(app));
    let done = app
        .act::<_, AccessError, _>(ask, move |tx, _| {
            let person = own(tx, id)?;
            let now = ways(tx, &person)?;
            if !now.totp && !now.passkey {
                return Err(AccessError::Conflict("recovery codes stand in for a second factor: add one first"));
            }
            let codes = keep_codes(tx, person.id, &drawn)?;
            Ok((codes, Fact::new("recovery-codes-made", &person.id)))
        })
        .await?;
    Ok(done.answer)
}

pub(super) fn draw_codes(app: &App) -> Vec<String> {
    (0..recovery_codes::COUNT).map(|_| recovery_codes::shown(app.ambient.random())).collect()
}

/// Ten codes for somebody who has none; nothing for somebody who has.
pub(super) fn first_codes(
    tx: &mut Tx<'_>,
    person: Id<kinds::Person>,
    drawn: &[String],
) -> Result<Vec<String>, StoreError> {
    if tx.recovery_code_count(person)? > 0 { Ok(Vec::new()) } else { keep_codes(tx, person, drawn) }
}

fn keep_codes(tx: &mut Tx<'_>, person: Id<kinds::Person>, drawn: &[String]) -> Result<Vec<String>, StoreError> {
    let hashes: Vec<[u8; 32]> = drawn.iter().filter_map(|code| recovery_codes::hash(code)).collect();
    tx.recovery_codes_replace(person, &hashes)?;
    Ok(drawn.to_vec())
}

/// After a second factor was taken away, or a password set: where no factor is left, it must be good enough alone.
pub(super) fn strong_enough(tx: &mut Tx<'_>, id: Id<kinds::Person>) -> Result<(), AccessError> {
    let person = own(tx, Some(id))?;
    let left = ways(tx, &person)?;
    if left.totp || left.passkey {
        return Ok(());
    }
    tx.recovery_codes_replace(id, &[])?;
    if person.password_alone {
        return Ok(());
    }
    Err(AccessError::PasswordStandsAlone)
}

/// Takes every second factor away.
pub(super) fn drop_all(tx: &mut Tx<'_>, id: Id<kinds::Person>) -> Result<(), StoreError> {
    tx.person_drop_totp(id)?;
    tx.passkey_drop_all(id)?;
    tx.recovery_codes_replace(id, &[])
}

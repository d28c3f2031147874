//! New passwords of whoever may come in.

use steadfast_protocol::code;

use super::Unit;
use crate::accounts::Secret;
use crate::accounts::blocklist::Blocklist;
use crate::accounts::password::{NewPassword, Refusal, Rules};

impl<S, C, R> Unit<S, C, R> {
    /// Takes a new password of the account of this name, as it was typed.
    ///
    /// # Errors
    /// The first reason that speaks against it.
    pub fn new_password(&self, name: &str, typed: &str) -> Result<NewPassword, Refusal> {
        let secret = Secret::typed(typed.to_owned()).map_err(|_| Refusal::Long)?;
        // The code itself is not stored: what was typed is held against what is kept of it.
        if self.identity.opens(typed) || self.holds_code(typed) {
            return Err(Refusal::SetUpCode);
        }
        let words = [self.factory.name.as_str(), self.factory.maker.as_str(), self.identity.serial.as_str(), name];
        Rules { words: &words, code: None, blocklist: Blocklist::common() }.take(secret)
    }

    /// Whether the code of the label stands somewhere in it: its letters are looked at wherever sixteen of them begin.
    fn holds_code(&self, typed: &str) -> bool {
        let letters = code::letters(typed);
        let windows = (0..letters.len().saturating_sub(15)).filter_map(|at| letters.get(at..at + 16));
        windows.into_iter().any(|part| self.identity.opens(part))
    }
}

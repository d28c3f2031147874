//! A login by a form on a page: with its hidden fields, and the cookies of whoever fills it in.

use std::time::Duration;

use super::web::{Page, fetch};
use super::{Door, Heard, Who, at};
use crate::wire::forms::{self, Form};
use crate::wire::http::{Answer, Request};
use crate::wire::{Place, Silence, Wire};

/// Words by which a page says that it judges nothing now.
const REFUSING: [&str; 9] =
    ["too many", "locked", "try again", "blocked", "wait", "zu viele", "gesperrt", "warten", "throttl"];

/// Cookies of a browser.
#[derive(Clone, Debug, Default)]
pub(crate) struct Jar(Vec<(String, String)>);

impl Jar {
    pub(crate) fn keep(&mut self, answer: &Answer) {
        for (name, value) in answer.cookies() {
            self.0.retain(|(known, _)| *known != name);
            self.0.push((name, value));
        }
    }

    pub(crate) fn header(&self) -> Vec<(&'static str, String)> {
        let pairs: Vec<String> = self.0.iter().map(|(name, value)| format!("{name}={value}")).collect();
        if pairs.is_empty() { Vec::new() } else { vec![("Cookie", pairs.join("; "))] }
    }
}

/// How an answer looks: wrong passwords all look alike.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Look {
    status: u16,
    leads_to: Option<String>,
    asks_again: bool,
    refuses: bool,
}

/// The form.
#[derive(Debug)]
pub(crate) struct FormDoor {
    place: Place,
    path: String,
    form: Form,
    /// Whether each try needs a page of its own, for what stands hidden in it.
    is_fresh: bool,
    wrong: Option<Look>,
    last: Option<Look>,
}

impl FormDoor {
    pub(super) fn new(page: &Page) -> Option<Self> {
        let form = page.form.clone()?;
        let is_fresh = !form.hidden.is_empty() || page.answer.cookies().next().is_some();
        Some(Self { place: page.place, path: page.path.clone(), form, is_fresh, wrong: None, last: None })
    }

    fn fill(&mut self, wire: &Wire<'_>, who: &Who<'_>, jar: &mut Jar) -> Result<Heard, Silence> {
        let place = Place { from: who.from, ..self.place };
        if self.is_fresh
            && let Some(refused) = self.renew(wire, place, jar)?
        {
            return Ok(refused);
        }
        let fields = filled(&self.form, who.account, who.password);
        let path = resolved(&self.path, &self.form.action);
        let request = Request { path, form: Some(fields), headers: jar.header() };
        let answer = request.ask(wire, place, "a form with a password")?;
        jar.keep(&answer);
        Ok(self.judge(&answer))
    }

    /// What a name and a password meet that nobody has.
    fn nobody(&mut self, wire: &Wire<'_>, who: &Who<'_>) -> Result<Heard, Silence> {
        wire.guess()?;
        let (account, password) = (crate::chance::account(), crate::chance::word());
        let nobody = Who { account: &account, password: &password, from: who.from };
        self.fill(wire, &nobody, &mut Jar::default())
    }

    /// Looks at the page anew; what it says where it shows no form.
    fn renew(&mut self, wire: &Wire<'_>, place: Place, jar: &mut Jar) -> Result<Option<Heard>, Silence> {
        let page = fetch(wire, place, &self.path, jar).ok_or(Silence::Late)?;
        match page.form {
            Some(form) => self.form = form,
            None if is_refusal(page.answer.status) => return Ok(Some(Heard::Refused(page.answer.asks_to_wait()))),
            None => return Err(Silence::Unreadable("the page shows no form any more".to_owned())),
        }
        Ok(None)
    }

    /// What an answer says: the first is to a password that nobody has.
    fn judge(&mut self, answer: &Answer) -> Heard {
        let look = look(answer);
        self.last = Some(look.clone());
        if is_refusal(look.status) {
            return Heard::Refused(answer.asks_to_wait());
        }
        let wrong = self.wrong.get_or_insert_with(|| look.clone());
        if look == *wrong {
            Heard::Wrong
        } else if look.status >= 400 || (look.refuses && !wrong.refuses) {
            Heard::Refused(answer.asks_to_wait())
        } else if look.asks_again || (look.leads_to == wrong.leads_to && look.leads_to.is_some()) {
            Heard::Wrong
        } else {
            Heard::In
        }
    }
}

impl Door for FormDoor {
    fn name(&self) -> String {
        format!("the form {} at {}", self.path, at(self.place))
    }

    fn place(&self) -> Place {
        self.place
    }

    fn has_accounts(&self) -> bool {
        self.form.account.is_some()
    }

    fn knock(&mut self, wire: &Wire<'_>, who: &Who<'_>) -> Result<Heard, Silence> {
        self.come_home(wire, who, &mut Jar::default())
    }

    fn come_home(&mut self, wire: &Wire<'_>, who: &Who<'_>, jar: &mut Jar) -> Result<Heard, Silence> {
        if self.wrong.is_none() {
            let heard = self.nobody(wire, who)?;
            if heard != Heard::Wrong {
                return Ok(heard);
            }
        }
        let heard = self.fill(wire, who, jar)?;
        if heard != Heard::In {
            return Ok(heard);
        }
        // Where a password that nobody has is answered likewise by now, nothing was opened.
        let opened = self.last.clone();
        let same = self.nobody(wire, who).is_ok() && self.last == opened;
        Ok(if same { Heard::Refused(None) } else { Heard::In })
    }
}

/// The fields of a form with these words in them.
pub(crate) fn filled(form: &Form, account: &str, password: &str) -> Vec<(String, String)> {
    let name = form.account.iter().map(|field| (field.clone(), account.to_owned()));
    let words = form.passwords.iter().map(|field| (field.clone(), password.to_owned()));
    form.hidden.iter().cloned().chain(name).chain(words).chain(form.others.iter().cloned()).collect()
}

/// Where a form goes that stands on a page.
pub(crate) fn resolved(page: &str, action: &str) -> String {
    let bare = page.split(['?', '#']).next().unwrap_or(page);
    match action.split_once("://") {
        Some((_, rest)) => rest.find('/').and_then(|at| rest.get(at..)).unwrap_or("/").to_owned(),
        None if action.is_empty() => page.to_owned(),
        None if action.starts_with('/') => action.to_owned(),
        None => format!("{}/{action}", bare.rsplit_once('/').map_or("", |(folder, _)| folder)),
    }
}

fn look(answer: &Answer) -> Look {
    let text = answer.text();
    let lower = text.to_lowercase();
    Look {
        status: answer.status,
        leads_to: answer.leads_to(),
        asks_again: forms::find(&text).is_some(),
        refuses: REFUSING.iter().any(|word| lower.contains(word)),
    }
}

/// Statuses that say "not now", whatever else they say.
pub(super) const fn is_refusal(status: u16) -> bool {
    matches!(status, 423 | 429 | 503)
}

/// The wait that an answer asks for.
pub(super) fn refusal(answer: &Answer) -> Option<Option<Duration>> {
    is_refusal(answer.status).then(|| answer.asks_to_wait())
}

#[cfg(test)]
mod tests {
    use super::resolved;

    #[test]
    fn a_form_goes_where_its_page_says() {
        assert_eq!(resolved("/a/login?x=1", ""), "/a/login?x=1");
        assert_eq!(resolved("/a/login?x=1", "in"), "/a/in");
        assert_eq!(resolved("/a/login", "/in"), "/in");
        assert_eq!(resolved("/", "https://device.example/in"), "/in");
    }
}

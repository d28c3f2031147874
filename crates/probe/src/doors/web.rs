//! The pages of a device where a login may be.

use super::basic::Basic;
use super::form::FormDoor;
use super::{Door, Jar};
use crate::survey::{Service, Speaks};
use crate::wire::forms::{self, Form};
use crate::wire::http::{Answer, Request};
use crate::wire::{Place, Wire};

/// Where logins usually are, beside the first page.
const USUAL: [&str; 3] = ["/login", "/admin", "/api"];

/// A page that was looked at.
#[derive(Clone, Debug)]
pub(crate) struct Page {
    pub(crate) place: Place,
    pub(crate) path: String,
    pub(crate) answer: Answer,
    pub(crate) form: Option<Form>,
}

impl Page {
    fn new(place: Place, path: &str, answer: Answer) -> Self {
        let form = forms::find(&answer.text());
        Self { place, path: path.to_owned(), answer, form }
    }

    /// Whether it asks for a name and a password by HTTP's own way.
    pub(crate) fn asks_basic(&self) -> bool {
        let asks = |value: &str| value.to_ascii_lowercase().starts_with("basic");
        self.answer.status == 401 && self.answer.header("www-authenticate").is_some_and(asks)
    }
}

/// The page where a device is set up for the first time.
#[derive(Clone, Debug)]
pub(crate) struct SetUp {
    pub(crate) place: Place,
    pub(crate) path: String,
}

/// All pages that were looked at.
#[derive(Clone, Debug, Default)]
pub(crate) struct Pages(pub(crate) Vec<Page>);

impl Pages {
    /// Looks at the first page and the usual ones of each service that has pages.
    pub(crate) fn look(wire: &Wire<'_>, services: &[Service]) -> Self {
        let mut pages = Vec::new();
        for service in services.iter().filter(|service| service.speaks == Speaks::Http) {
            wire.says(&format!("pages at port {}", service.place.port));
            pages.extend(of_one(wire, service.place));
        }
        Self(pages)
    }

    /// The doors among the pages of one service: the first form, and the first page with HTTP's own way.
    pub(crate) fn doors(&self, place: Place) -> Vec<Box<dyn Door>> {
        let here = || self.0.iter().filter(move |page| page.place == place);
        let form = here().find(|page| page.form.as_ref().is_some_and(|form| !form.sets_up()));
        let form = form.and_then(FormDoor::new).map(|door| Box::new(door) as Box<dyn Door>);
        let basic = here().find(|page| page.asks_basic());
        let basic = basic.map(|page| Box::new(Basic::new(place, &page.path)) as Box<dyn Door>);
        form.into_iter().chain(basic).collect()
    }

    /// Where it is set up, where it asks for that.
    pub(crate) fn set_up(&self) -> Option<SetUp> {
        let asks = |page: &&Page| page.form.as_ref().is_some_and(Form::sets_up) && page.answer.status < 400;
        self.0.iter().find(asks).map(|page| SetUp { place: page.place, path: page.path.clone() })
    }
}

fn of_one(wire: &Wire<'_>, place: Place) -> Vec<Page> {
    let named = wire.ask.login.as_deref();
    let mut pages: Vec<Page> = Vec::new();
    for path in named.into_iter().chain(["/"]).chain(USUAL) {
        if pages.iter().any(|page| page.path == path) {
            continue;
        }
        let Some(page) = fetch(wire, place, path, &mut Jar::default()) else { continue };
        pages.push(page);
    }
    pages
}

/// A page, and where it leads on the same service.
pub(crate) fn fetch(wire: &Wire<'_>, place: Place, path: &str, jar: &mut Jar) -> Option<Page> {
    let mut path = path.to_owned();
    for _ in 0..3 {
        let request = Request { headers: jar.header(), ..Request::get(&path) };
        let answer = request.ask(wire, place, &format!("page {path}")).ok()?;
        jar.keep(&answer);
        let elsewhere = answer.header("location").is_some_and(|to| to.contains("://") && leaves(to, place));
        match answer.leads_to() {
            Some(next) if !elsewhere && next != path => path = next,
            _ => return Some(Page::new(place, &path, answer)),
        }
    }
    None
}

/// Whether an address leads to another service.
fn leaves(to: &str, place: Place) -> bool {
    let Some((scheme, rest)) = to.split_once("://") else { return false };
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let stated = authority.rsplit_once(':').and_then(|(_, port)| port.parse().ok());
    let tls = scheme.eq_ignore_ascii_case("https");
    tls != place.tls || stated.unwrap_or(if tls { 443 } else { 80 }) != place.port
}

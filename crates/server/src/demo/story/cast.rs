//! The people of the sample: accounts made by the same links as real ones, with passwords that nobody knows.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use steadfast_store::{Id, StoreError, Time, kinds};
use zeroize::Zeroizing;

use super::failed;
use crate::access::action::Action;
use crate::access::door::Visitor;
use crate::access::invitations::{Guest, accept, invite};
use crate::access::link;
use crate::access::role::Role;
use crate::access::setup::{self, FirstPerson};
use crate::access::{factors, sign_in, totp};
use crate::act::Ask;
use crate::ambient::Ambient;
use crate::app::App;
use crate::caller::Caller;
use crate::demo::DemoError;

/// Who is in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Who {
    /// Runs the server, and decides where two are needed.
    Mara,
    /// Handles vulnerabilities.
    Ines,
    /// Knows the code of the router and the cloud.
    Timo,
    /// Makes and ships releases.
    Jonas,
    /// The visitor.
    Guest,
}

impl Who {
    const INVITED: [Self; 4] = [Self::Ines, Self::Timo, Self::Jonas, Self::Guest];

    fn name(self) -> &'static str {
        match self {
            Self::Mara => "Mara Vogt",
            Self::Ines => "Ines Hartmann",
            Self::Timo => "Timo Lange",
            Self::Jonas => "Jonas Weber",
            Self::Guest => "Guest",
        }
    }

    fn email(self) -> &'static str {
        match self {
            Self::Mara => "mara@maker.example",
            Self::Ines => "ines@maker.example",
            Self::Timo => "timo@maker.example",
            Self::Jonas => "jonas@maker.example",
            Self::Guest => "guest@maker.example",
        }
    }

    fn role(self) -> Role {
        match self {
            Self::Mara => Role::Admin,
            Self::Jonas => Role::Release,
            Self::Ines | Self::Timo | Self::Guest => Role::Security,
        }
    }
}

/// For so long somebody goes on in the session that they began.
const STAYS: Duration = Duration::from_secs(600);

/// Everybody's account, and the session in which they are.
#[derive(Debug, Default)]
pub(super) struct Cast {
    people: BTreeMap<Who, Id<kinds::Person>>,
    sessions: Mutex<BTreeMap<Who, (Id<kinds::Session>, Time)>>,
}

impl Cast {
    /// Makes the accounts, each with a second factor.
    pub(super) async fn make(app: &App) -> Result<Self, DemoError> {
        let scene = "the people of the sample";
        let mut cast = Self::default();
        let code = last(&setup::link(app).await.map_err(failed(scene))?.unwrap_or_default());
        let first = FirstPerson {
            organisation: "Example Maker GmbH".to_owned(),
            name: Who::Mara.name().to_owned(),
            email: Who::Mara.email().to_owned(),
            password: password(app),
        };
        setup::set_up(app, &code, first, Visitor::default()).await.map_err(failed(scene))?;
        cast.add(app, Who::Mara).await?;
        for who in Who::INVITED {
            let ask = cast.ask(app, Who::Mara, Action::PeopleInvite).await?;
            let guest = Guest { name: who.name().to_owned(), email: who.email().to_owned(), role: who.role() };
            let made = invite(app, ask, guest).await.map_err(failed(scene))?;
            let code = last(&made.address);
            accept(app, &code, who.name(), password(app), Visitor::default()).await.map_err(failed(scene))?;
            cast.add(app, who).await?;
        }
        Ok(cast)
    }

    /// Knows somebody who has an account now, and gives them a second factor.
    async fn add(&mut self, app: &App, who: Who) -> Result<(), DemoError> {
        let found = app.store.read::<_, StoreError, _>(move |tx| tx.person_by_email(who.email())).await?;
        let person = found.ok_or(DemoError::Ended)?.id;
        self.people.insert(who, person);
        let scene = "a second factor";
        let ask = self.ask(app, who, Action::AccountFactor).await?;
        let typed = factors::propose_app(app, ask.clone(), "Sample").await.map_err(failed(scene))?.typed;
        let now = app.ambient.now().0;
        let code = totp::code_of_typed(&typed, now).ok_or(DemoError::Ended)?;
        factors::confirm_app(app, ask, &code).await.map_err(failed(scene))?;
        Ok(())
    }

    /// Whose account it is.
    pub(super) fn id(&self, who: Who) -> Result<Id<kinds::Person>, DemoError> {
        self.people.get(&who).copied().ok_or(DemoError::Ended)
    }

    /// An ask of somebody who signed in a short while ago.
    pub(super) async fn ask(&self, app: &App, who: Who, action: Action) -> Result<Ask, DemoError> {
        let person = self.id(who)?;
        let (now, known) = (app.ambient.now(), self.sessions().get(&who).copied());
        let session = match known.filter(|(_, begun)| now.since(*begun) < STAYS) {
            Some((session, _)) => session,
            None => {
                let opening = sign_in::open(app, person, Visitor::default(), "password and app").await;
                let session = opening.map_err(failed("a sign-in"))?.session();
                self.sessions().insert(who, (session, now));
                session
            }
        };
        Ok(Ask::new(Caller::Person { person, session }, action))
    }

    fn sessions(&self) -> MutexGuard<'_, BTreeMap<Who, (Id<kinds::Session>, Time)>> {
        // Nothing that panics is done under this lock.
        self.sessions.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn last(address: &str) -> String {
    address.rsplit('/').next().unwrap_or_default().to_owned()
}

fn password(app: &App) -> Zeroizing<String> {
    Zeroizing::new(link::secret(&(&*app.ambient as &dyn Ambient).random()))
}

//! What only a demo's server answers: the way in, the clock, the way back.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use axum::routing::{get, post};
use axum::{Form, Router};
use serde::Deserialize;
use steadfast_store::StoreError;
use tokio::sync::oneshot;
use tokio::time::sleep;

use super::{Demo, DemoError, stand_in};
use crate::access::door::{SignedIn, Visitor};
use crate::access::sign_in::open;
use crate::app::App;
use crate::http::problem::Problem;
use crate::jobs::kind::Kind;
use crate::web::visit::see;
use crate::web::{flash, urls};

/// How long the clock's mover waits for what follows from it, so that the page it goes back to shows it.
const FOLLOWS: Duration = Duration::from_secs(8);
const LOOK: Duration = Duration::from_millis(60);

/// The addresses of a demo.
pub(crate) fn routes() -> Router<Arc<App>> {
    Router::new()
        .route(urls::DEMO_ENTER, get(enter))
        .route(urls::DEMO_CLOCK, post(clock))
        .route(urls::DEMO_BACK, post(back))
        .route(urls::DEMO_CONFIRM, post(confirm))
        .route(urls::DEMO_PLATFORM, get(stand_in::show).post(stand_in::take))
}

fn demo(app: &App) -> Result<&Arc<Demo>, Problem> {
    app.demo.as_ref().ok_or_else(|| Problem::not_found("this is no demo"))
}

/// Signs the visitor in.
async fn enter(State(app): State<Arc<App>>, visitor: Visitor, Path(code): Path<String>) -> Result<Response, Problem> {
    if !demo(&app)?.opens(&code) {
        return Err(Problem::not_found("this is not the link that the terminal shows"));
    }
    Ok(see(urls::TODAY, signed_in(&app, visitor).await?))
}

/// A session for the visitor, of which every factor counts as shown just now.
async fn signed_in(app: &App, visitor: Visitor) -> Result<HeaderMap, Problem> {
    Ok(open(app, demo(app)?.guest, visitor, "demo link").await?.cookies())
}

/// What the forms send.
#[derive(Deserialize)]
struct Sent {
    #[serde(default)]
    step: String,
    #[serde(default)]
    back: String,
}

impl Sent {
    fn back(&self) -> &str {
        if urls::is_own(&self.back) { &self.back } else { urls::TODAY }
    }
}

/// Moves the clock, and lets follow what follows. The visitor's session would be over where it jumped far, so a new one
/// begins.
async fn clock(
    State(app): State<Arc<App>>,
    _: SignedIn,
    visitor: Visitor,
    Form(sent): Form<Sent>,
) -> Result<Response, Problem> {
    if !demo(&app)?.clock.step(&sent.step) {
        return Err(Problem::invalid("the steps are hour, day, week and saturday"));
    }
    app.wake.notify_waiters();
    let mut cookies = signed_in(&app, visitor).await?;
    settled(&app).await?;
    flash::keep(&mut cookies, "demo-moved");
    Ok(see(sent.back(), cookies))
}

/// Waits until no job is due any more, for a while.
async fn settled(app: &App) -> Result<(), StoreError> {
    let waited = tokio::time::timeout(FOLLOWS, async {
        while busy(app).await? {
            sleep(LOOK).await;
        }
        Ok(())
    });
    // What takes longer is seen later.
    waited.await.unwrap_or(Ok(()))
}

async fn busy(app: &App) -> Result<bool, StoreError> {
    let now = app.ambient.now();
    app.store.read(move |tx| Ok(tx.job_is_due(Kind::NAMES, now)? || !tx.job_running(Kind::NAMES)?.is_empty())).await
}

/// Puts everything back, and signs the visitor in again.
async fn back(State(app): State<Arc<App>>, _: SignedIn) -> Result<Response, Problem> {
    let demo = Arc::clone(demo(&app)?);
    let (answer, answered) = oneshot::channel();
    demo.back.send(answer).await.map_err(|_| DemoError::Ended)?;
    // The server that answers here ends meanwhile. The next one knows nothing of this session, but the visitor's link.
    answered.await.map_err(|_| DemoError::Ended)??;
    Ok(see(&urls::with(urls::DEMO_ENTER, &[&demo.code]), HeaderMap::new()))
}

/// Shows once more that it is the visitor.
async fn confirm(
    State(app): State<Arc<App>>,
    _: SignedIn,
    visitor: Visitor,
    Form(sent): Form<Sent>,
) -> Result<Response, Problem> {
    Ok(see(sent.back(), signed_in(&app, visitor).await?))
}

impl From<DemoError> for Problem {
    fn from(error: DemoError) -> Self {
        tracing::error!(%error, "everything could not be put back");
        Self::defect("the demo could not put everything back; end it in the terminal and begin it anew")
    }
}

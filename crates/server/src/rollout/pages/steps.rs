//! What staff do with a distribution on its page.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::Response;

use crate::access::action::Action;
use crate::act::Ask;
use crate::app::App;
use crate::http::problem::Problem;
use crate::rollout::RolloutError;
use crate::rollout::manage::{self, Step};
use crate::web::flash::done;
use crate::web::reader::Reader;
use crate::web::urls;

/// Makes the door of a step.
macro_rules! steps {
    ($($name:ident $step:ident $done:literal;)+) => {
        $(
            pub(super) async fn $name(
                State(app): State<Arc<App>>,
                reader: Reader,
                Path(id): Path<String>,
            ) -> Result<Response, Problem> {
                taken(&app, &reader, &id, Step::$step, $done).await
            }
        )+
    };
}

steps! {
    approve Approve "rollout-approved";
    start Start "rollout-started";
    pause Pause "rollout-paused";
    resume Resume "rollout-resumed";
    stop Stop "rollout-stopped";
}

async fn taken(app: &App, reader: &Reader, id: &str, step: Step, what: &'static str) -> Result<Response, Problem> {
    reader.by.may(Action::RolloutChange)?;
    let ask = Ask::new(reader.by.caller.clone(), Action::RolloutChange);
    manage::take(app, ask, id.parse().map_err(RolloutError::from)?, step).await?;
    Ok(done(&urls::with(urls::ROLLOUT, &[id]), what))
}

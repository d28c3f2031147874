//! The database.

use steadfast_store::{Engine, schema_version};

use super::Part;
use crate::app::App;
use crate::web::pages::health::{Condition, Value};

pub(super) async fn look(app: &App) -> Part {
    let began = app.ambient.steady();
    let step = app.store.schema_step().await;
    let took = app.ambient.steady().saturating_sub(began);
    let part = Part::good("store").figure("engine", Value::Plain(engine(app.store.engine()).to_owned()));
    match step {
        Ok(step) => part
            .figure("schema", Value::Count(step.unsigned_abs()))
            .figure("answered-in", Value::Milliseconds(milliseconds(took)))
            // Only while an older process still runs beside a newer one.
            .but_if(step != schema_version(), Condition::Warning, "store-newer"),
        Err(error) => {
            tracing::warn!(%error, "the database does not answer");
            part.figure("schema", Value::Unknown)
                .figure("answered-in", Value::Unknown)
                .but(Condition::Bad, "store-away")
        }
    }
}

fn engine(engine: Engine) -> &'static str {
    match engine {
        Engine::Sqlite => "SQLite",
        Engine::Postgres => "PostgreSQL",
    }
}

/// To a tenth.
pub(super) fn milliseconds(micros: i64) -> f64 {
    let tenths = i32::try_from(micros / 100).unwrap_or(i32::MAX);
    f64::from(tenths) / 10.0
}

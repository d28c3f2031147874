//! One flaw.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use steadfast_store::{
    Assessment, FlawRow, Open, PlaceFilter, PlaceKey, PlaceRow as Place, Reach, Release, StoreError, Tx,
};

use super::form::{self, Offered};
use crate::access::action::Action;
use crate::app::App;
use crate::http::problem::Problem;
use crate::triage::assess::version;
use crate::triage::error::TriageError;
use crate::triage::read::{self, place_cursor, place_key, severity_word};
use crate::web::components::{self, Paging, Total};
use crate::web::pages::flaw::{DecisionRow, FlawFacts, FlawView, PlaceRow, ReachWords, STATES, flaw};
use crate::web::reader::Reader;
use crate::web::visit::page;
use crate::web::{Filled, urls};

/// Rows on a page.
const ROWS: i64 = 50;

/// What the address says.
#[derive(Clone, Debug, Default, Deserialize)]
pub(super) struct Wanted {
    #[serde(default)]
    state: String,
    #[serde(default)]
    product: String,
    #[serde(default)]
    release: String,
    #[serde(default)]
    after: String,
}

//! The register in the API.

pub(crate) mod ahead;
mod declarations;
mod dossier;
mod evidence;
mod measure;
mod modification;
mod register;
mod replay;
mod review;
mod shape;
mod signers;

use std::sync::Arc;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::App;

/// Its endpoints.
pub(crate) fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new()
        .routes(routes!(register::register))
        .routes(routes!(ahead::ahead))
        .routes(routes!(ahead::calendar))
        .routes(routes!(measure::measure))
        .routes(routes!(replay::replay))
        .routes(routes!(dossier::dossier))
        .routes(routes!(dossier::dossier_contents))
        .routes(routes!(dossier::keep_dossier))
        .routes(routes!(dossier::hand_over_subset))
        .routes(routes!(dossier::kept_file))
        .routes(routes!(evidence::evidence, evidence::give_evidence))
        .routes(routes!(evidence::give_signed_evidence))
        .routes(routes!(evidence::report))
        .routes(routes!(signers::evidence_keys, signers::add_evidence_key))
        .routes(routes!(signers::revoke_evidence_key))
        .routes(routes!(review::review))
        .routes(routes!(modification::modification))
        .routes(routes!(declarations::declarations, declarations::prepare))
        .routes(routes!(declarations::sign))
        .routes(routes!(declarations::drop_declaration))
        .routes(routes!(declarations::withdraw))
        .routes(routes!(declarations::declaration_paper))
}

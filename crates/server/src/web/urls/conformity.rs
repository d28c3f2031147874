//! Addresses of the register and of declarations of conformity.

/// GET, `release`: what the facts say about each requirement.
pub const REGISTER: &str = "/products/{id}/register";
/// GET, `release`: the dossier by Annex VII, what is kept of it, and what authorities got.
pub const DOSSIER: &str = "/products/{id}/dossier";
/// POST `release`.
pub const DOSSIER_KEEP: &str = "/products/{id}/dossier/keep";
/// POST `release`, `to`, `asked`, `points` (many), `paths`, `language`.
pub const DOSSIER_HAND_OVER: &str = "/products/{id}/dossier/hand-over";
/// GET: keys of build servers that sign reports of tests. POST `name`, `key`: one more.
pub const EVIDENCE_KEYS: &str = "/products/{id}/evidence-keys";
/// POST `key`: its fingerprint.
pub const EVIDENCE_KEY_REVOKE: &str = "/products/{id}/evidence-keys/revoke";
/// GET, `release`: everything that ends, and what turns then.
pub const CALENDAR: &str = "/products/{id}/calendar";
/// GET, `release`: the risk assessment as a picture.
pub const RISK: &str = "/products/{id}/risk";
/// GET and POST `release`, `procedure`, `body-name`, `body-number`, `certificate`, `sample` (`yes`), `number`, `acts`, `marking`:
/// declarations of a product, and a new one.
pub const DECLARATIONS: &str = "/products/{id}/declarations";
/// GET: one declaration. POST `place`, `function`, `words`: signs it.
pub const DECLARATION: &str = "/declarations/{id}";
/// POST.
pub const DECLARATION_DROP: &str = "/declarations/{id}/drop";
/// POST `reason`.
pub const DECLARATION_WITHDRAW: &str = "/declarations/{id}/withdraw";
/// GET: a paper of a declaration.
pub const DECLARATION_PAPER: &str = "/declarations/{id}/papers/{name}";
/// GET, `lang`, `form` (`pdf`): the declaration of a product for everybody.
pub const PUBLIC_DECLARATION: &str = "/p/{product}/declaration";

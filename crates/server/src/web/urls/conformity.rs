//! Addresses of the register and of declarations of conformity.

/// GET, `release`: what the facts say about each requirement.
pub const REGISTER: &str = "/products/{id}/register";
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

//! The web ground: texts, visual language, components and page bodies.

pub(crate) mod routes;

//! The law as tables: scope, duties, routes, retention, support, annexes, standards.

mod annexes;
mod duties;
mod errors_of_others;
mod oscal;
mod page;
mod retention;
mod routes;
mod scope;
mod standards;
mod support;

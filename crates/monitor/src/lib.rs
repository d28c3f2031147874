//! Security events: one schema for units, the server and what reads them.

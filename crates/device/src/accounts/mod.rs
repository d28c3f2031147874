//! People of a unit: passwords, second factors, sessions, and the throttle that keeps guessing slow.

//! The log of security events: a ring of segments for each class, chained and signed by heads.

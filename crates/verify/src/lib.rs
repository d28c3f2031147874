//! Records, proofs and checkpoints, checked offline.

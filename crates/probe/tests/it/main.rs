//! Tests of `steadfast-probe`, on devices that listen on this machine.

mod asked;
mod corpus;
mod hostile;
mod limits;
mod openssl;
mod protocols;
mod servers;
mod twelve;

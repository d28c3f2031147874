//! Memory for one password hash.

use std::io;

use argon2::Block;
use zeroize::Zeroize as _;

/// The smallest page of any system. A map begins at a page, so that it is aligned for whatever needs no more than this.
const PAGE: usize = 4096;

const _: () = assert!(size_of::<Block>() == Block::SIZE, "a block is its numbers and nothing between them");
const _: () = assert!(PAGE.is_multiple_of(align_of::<Block>()), "a page is aligned for blocks");

/// Blocks of 1 KiB in a map of their own that nobody else sees. Memory of the heap would stay with the process after it was
/// freed; this goes back to the system, which matters where the unit has not much more. It is wiped before.
#[derive(Debug)]
pub struct Scratch(memmap2::MmapMut);

impl Scratch {
    /// Takes memory for so many blocks, filled with zeros.
    ///
    /// # Errors
    /// When the system has none to give.
    pub fn new(blocks: usize) -> io::Result<Self> {
        let length = blocks.checked_mul(Block::SIZE).ok_or(io::ErrorKind::OutOfMemory)?;
        memmap2::MmapMut::map_anon(length).map(Self)
    }
}

impl AsMut<[Block]> for Scratch {
    fn as_mut(&mut self) -> &mut [Block] {
        let length = self.0.len() / Block::SIZE;
        let start = self.0.as_mut_ptr().cast::<Block>();
        // SAFETY: the map is one allocation, readable and writable, of at least `length` blocks, and lives as long as
        // `self`, which is borrowed. It begins at a page, which is aligned for blocks (asserted above). A block is an array
        // of `u64` without padding (asserted above), of which any bytes are a value; the map's were zeros at first.
        #[expect(unsafe_code, reason = "bytes of a map as the blocks that the hash works on, without copying them")]
        unsafe {
            std::slice::from_raw_parts_mut(start, length)
        }
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        self.as_mut().iter_mut().for_each(Block::zeroize);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_in_it_is_the_hash_in_any_memory() {
        let params = argon2::Params::new(64, 2, 1, Some(32)).unwrap();
        let argon = argon2::Argon2::new(argon2::Algorithm::Argon2id, argon2::Version::V0x13, params);
        let (mut here, mut there) = ([0; 32], [0; 32]);
        let mut heap = vec![Block::new(); 64];
        argon.hash_password_into_with_memory(b"password", b"some salt", &mut here, Scratch::new(64).unwrap()).unwrap();
        argon.hash_password_into_with_memory(b"password", b"some salt", &mut there, &mut heap).unwrap();
        assert_eq!(here, there);
    }

    #[test]
    fn there_are_as_many_blocks_as_were_asked_for() {
        assert_eq!(Scratch::new(3).unwrap().as_mut().len(), 3);
    }

    #[test]
    fn what_the_system_cannot_give_is_an_error() {
        assert!(Scratch::new(usize::MAX).is_err());
        assert!(Scratch::new(usize::MAX / Block::SIZE).is_err());
    }
}

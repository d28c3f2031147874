//! Which rows name blobs. A sweep removes what none of them names.

use crate::blobs::BlobHash;
use crate::error::StoreError;
use crate::sql::statements;
use crate::tx::Tx;

statements! {
    NAMED = "SELECT 1 WHERE EXISTS (SELECT 1 FROM release WHERE sbom_blob = ?1)
        OR EXISTS (SELECT 1 FROM release WHERE file_blob = ?1)
        OR EXISTS (SELECT 1 FROM feed WHERE held_blob = ?1)
        OR EXISTS (SELECT 1 FROM feed_import WHERE content_blob = ?1)
        OR EXISTS (SELECT 1 FROM advisories WHERE index_blob = ?1)
        OR EXISTS (SELECT 1 FROM vex_import WHERE content_blob = ?1)
        OR EXISTS (SELECT 1 FROM artifact_file WHERE blob = ?1)
        OR EXISTS (SELECT 1 FROM artifact WHERE blob = ?1)
        OR EXISTS (SELECT 1 FROM evidence_file WHERE blob = ?1)
        OR EXISTS (SELECT 1 FROM unit_import WHERE list_blob = ?1)
        OR EXISTS (SELECT 1 FROM report_file WHERE content_blob = ?1)
        OR EXISTS (SELECT 1 FROM kept_document WHERE document_blob = ?1)";
}

impl Tx<'_> {
    /// Whether a row names this blob. Every column that names blobs is asked here; a test fails for one that is not.
    ///
    /// # Errors
    /// When the database fails.
    pub fn blob_is_named(&mut self, hash: BlobHash) -> Result<bool, StoreError> {
        Ok(self.optional(NAMED, &[(&hash.0).into()], |_| Ok(()))?.is_some())
    }
}

//! The one store, on SQLite or PostgreSQL, with blobs on a directory or S3.

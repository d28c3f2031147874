//! The pages: texts, markup, colours, and a gallery to look at.

mod gallery;
mod samples;
mod words;

//! Code blocks of a page.

/// A fenced block with the words behind its fence.
#[derive(Debug)]
pub(crate) struct Block {
    pub(crate) language: String,
    words: Vec<String>,
    pub(crate) text: String,
}

impl Block {
    /// Whether this word stands behind the fence.
    pub(crate) fn is(&self, word: &str) -> bool {
        self.words.iter().any(|known| known == word)
    }
}

/// The blocks of a page, in order.
pub(crate) fn blocks(page: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut open: Option<Block> = None;
    for line in page.lines() {
        match (line.strip_prefix("```"), open.take()) {
            (Some(_), Some(block)) => blocks.push(block),
            (Some(fence), None) => open = Some(begun(fence)),
            (None, Some(mut block)) => {
                block.text.push_str(line);
                block.text.push('\n');
                open = Some(block);
            }
            (None, None) => {}
        }
    }
    assert!(open.is_none(), "a block does not end");
    blocks
}

fn begun(fence: &str) -> Block {
    let mut words = fence.split_whitespace().map(str::to_owned);
    Block { language: words.next().unwrap_or_default(), words: words.collect(), text: String::new() }
}

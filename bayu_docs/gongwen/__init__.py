"""Page and paragraph figures of GB/T 9704-2012, and the Word blocks that obey them."""

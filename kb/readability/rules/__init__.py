"""The rules of plain words, one module each; `kb.readability.hints` has the table of them."""

"""Running text between Markdown, rich text and the form in which two texts compare."""

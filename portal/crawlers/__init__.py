"""What search engines and link previews are told of the pages that everybody reads."""

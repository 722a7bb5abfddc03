"""Videos and their captions: Wagtail's documents, known by their content, and served in ranges."""

"""All articles as those who work on them see them: the list, and what is done to many at once."""

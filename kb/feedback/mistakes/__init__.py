"""A reader reports a mistake in a machine's translation: beside the votes of its article."""

"""Each figure by what it is of, as a page of its own."""

"""One module an engine: how it is asked, and what its refusals mean."""

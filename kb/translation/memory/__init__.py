"""The memory of translations over the whole site: what a sentence became before, and where."""

"""How much of a file that somebody sent is read."""

MOST_BYTES = 2_000_000
"""Of the file of one article."""
MOST_PARTS = 50_000
"""Elements of an XLIFF file."""
DEEPEST = 50
MOST_FILES = 200
"""In an archive, which may be as large, and hold as much, as these."""
MOST_ARCHIVE = 10_000_000
MOST_INFLATED = 40_000_000
MOST_RATIO = 100
"""How many bytes one of an archive may become: texts become ten or twenty."""

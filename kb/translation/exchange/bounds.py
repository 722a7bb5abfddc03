"""How much of a file that somebody sent is read."""

from portal.limits.uploads import Files

MOST_BYTES = 2_000_000
"""Of the file of one article."""
MOST_PARTS = 50_000
"""Elements of an XLIFF file, lines of a PO file."""
MOST_UNITS = 5_000
"""Texts of one article."""
DEEPEST = 50
MOST_FILES = 200
"""In an archive, which may be as large, and hold as much, as these."""
MOST_ARCHIVE = 10_000_000
MOST_INFLATED = 20_000_000
MOST_RATIO = 100
"""How many bytes one of an archive may become: texts become ten or twenty."""
TAKEN = Files(1, 2 * MOST_ARCHIVE)
"""By the routes; twice as much, as the form says best itself what is a little too large."""
MOST_SHOWN = 100
"""Of the texts of one file that were not saved; all of them are counted."""

"""The segments of articles and their translations: the one reader and writer of what
wagtail-localize stores. Imports, exchange, memory, machines and the desk all come through here.
"""

from kb.translation.segments.publishing import publish, take_in
from kb.translation.segments.reading import Segment, of
from kb.translation.segments.submitting import begun, submit
from kb.translation.segments.writing import Key, Origin, write

__all__ = ["Key", "Origin", "Segment", "begun", "of", "publish", "submit", "take_in", "write"]

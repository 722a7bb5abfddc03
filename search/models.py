"""The tables of search, each in the room that writes it."""

from search.index import models as index
from search.semantic import models as semantic
from search.suggestions import models as suggestions
from search.tuning import models as tuning

__all__ = ["index", "semantic", "suggestions", "tuning"]

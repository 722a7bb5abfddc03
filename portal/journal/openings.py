"""What a visit opened from the results of which query, and what it said of it in the end."""

from collections.abc import Iterable

from portal.journal.models import StepKind

type Opening = tuple[str, str, str]
"""Language, query as it was typed, and article."""
type Seen = tuple[str, str, str, str, bool | None]
"""Kind, reader's language, query, article, and what a vote said, of one step."""


def openings(steps: Iterable[Seen]) -> dict[Opening, bool | None]:
    """Whether each helped, by the steps of one visit in their order; None where nobody said."""
    opened: dict[Opening, bool | None] = {}
    locale = query = ""
    for kind, reader_locale, typed, family, helpful in steps:
        if kind == StepKind.SEARCH:
            locale, query = reader_locale, typed
        elif kind == StepKind.CLICK and query:
            opened.setdefault((locale, query, family), None)
        elif kind == StepKind.VOTE and helpful is not None:
            for key in opened:
                if key[2] == family:
                    opened[key] = helpful
    return opened

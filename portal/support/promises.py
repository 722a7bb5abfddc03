"""When an answer comes: the one definition, for the form, the receipt, the community and figures.

`market` is what the reader chose, "" for nothing; `locale` the reader's language. Where nobody
has said when the support works, the answer is None: unknown, and nothing is said.
"""

from datetime import datetime, timedelta

from portal.support.reading import Desk, current


def desk(market: str, locale: str) -> Desk | None:
    """Who answers a reader there."""
    known = current()
    return known.desk(known.market(market), locale)


def answer_by(at: datetime, market: str, locale: str) -> datetime | None:
    """By when a request of that moment is answered, in the time zone of who answers.

    None where nothing is promised.
    """
    found = desk(market, locale)
    if found is None or found.promised is None:
        return None
    return found.timetable.after(at, found.promised)


def working_time(start: datetime, end: datetime, market: str, locale: str) -> timedelta | None:
    """How long somebody worked between two moments; None where no hours are known."""
    found = desk(market, locale)
    return None if found is None else found.timetable.working_time(start, end)

"""A house whose report has something in every place, as its nights have left it."""

from datetime import timedelta

from kb.models import HelpPage
from portal import locales
from portal.effort.counts import NETWORK, WHOLE
from portal.journal import days
from portal.journal.models import BeyondShare
from tests.factories import gaps, kb
from tests.factories.figures import rolled_up

NOW, BEFORE = timedelta(days=3), timedelta(days=31)
"""So long ago are the days that have counts: of the usual period, and of the one before."""
type Counts = tuple[int, int]

# Of each language: now, and in the period before.
FIGURES: dict[str, tuple[Counts, Counts]] = {
    "requests": ((60, 640), (64, 650)),
    "starts_ended": ((90, 200), (96, 200)),
    "explicit": ((40, 180), (38, 180)),
    "helpful": ((180, 240), (178, 240)),
    "search_weak": ((52, 430), (50, 430)),
    "language_gap": ((24, 410), (26, 410)),
    "kept_promises": ((41, 60), (44, 60)),
    "satisfaction": ((33, 40), (32, 40)),
    "first_response": ((60, 60), (60, 60)),
    "resolution": ((55, 55), (58, 58)),
}
# Where it went clearly otherwise.
WORSE = {
    ("helpful", "el"): ((90, 240), (190, 240)),
    ("search_weak", "sv"): ((140, 430), (50, 430)),
}
ENDS = {"solved": 39, "opened": 20, "silent": 51, "sent": 90}
MINUTES = {"first_response": "135", "resolution": "2950"}


def filled() -> HelpPage:
    """Counts of two periods in all languages, three gaps, and an article that does not help."""
    today = days.day_of()
    for key, (now, before) in FIGURES.items():
        codes = locales.codes()
        told = {code: WORSE.get((key, code), (now, before)) for code in codes}
        rolled_up(today - NOW, key, WHOLE, {("", code): told[code][0] for code in codes})
        rolled_up(today - BEFORE, key, WHOLE, {("", code): told[code][1] for code in codes})
        rolled_up(today - NOW, key, NETWORK, {("", ""): (9, 2 * now[1])})
    for key, value in MINUTES.items():
        rows = {(value, code): FIGURES[key][0] for code in locales.codes()}
        rolled_up(today - NOW, key, "minutes", rows)
        rolled_up(today - BEFORE, key, "minutes", rows)
    ended = {(end, code): (0, n) for end, n in ENDS.items() for code in locales.codes()}
    rolled_up(today - NOW, "starts_ended", "end", ended)
    for kind in ("vote", "search", "contact_sent", "contact_started"):
        BeyondShare.objects.create(day=today - NOW, kind=kind, locale="el", network="", count=37)
    return to_do()


def to_do() -> HelpPage:
    """Three gaps, and an article that readers say does not help; returns its Greek page."""
    today = days.day_of()
    first = gaps.gap("ενδοδαπέδια θέρμανση με φωτοβολταϊκά", failed=88)
    gaps.language(first, "التدفئة تحت البلاط", "ar", failed=31)
    gaps.gap("gulvvarmesystem med solceller", "da", failed=64)
    gaps.gap("ενδοεπικοινωνία", failed=9)
    page = kb.make_page(
        kb.make_family("Θόρυβος", slug="noise", source="el"), "el", title="Θόρυβος στη βαλβίδα",
        live="at once",
    )  # fmt: skip
    rolled_up(today - NOW, "helpful", "family", {("noise", "el"): (3, 60)})
    rolled_up(today - NOW, "reads", "family", {("noise", "el"): (900, 900)})
    return page

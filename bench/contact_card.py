"""Whoever wants a person is shown how to reach one; whoever searches is not."""

from collections import defaultdict

from bench.demo_site import seeded
from bench.doors import Doors
from bench.rows import Row, at_least, at_most
from bench.sets import share, shares, some_of
from bench.sizes import Size

_MARK = "data-contact-card"


def measure(size: Size) -> list[Row]:
    """Each phrasing on the search page of its language."""
    doors = Doors()
    shown: dict[bool, dict[str, list[bool]]] = {True: defaultdict(list), False: defaultdict(list)}
    wrong: dict[bool, list[str]] = {True: [], False: []}
    seeded()
    for row in some_of("contact_phrasings", size):
        locale, text, wanted = row["locale"], row["text"], row["contact"]
        has_card = _MARK in doors.page_html(locale, text)
        shown[wanted][locale].append(has_card)
        if has_card != wanted:
            wrong[wanted].append(f"{locale}: {text}")
    return [
        at_least(
            "contact-card-shown",
            "phrasings that ask for a person and show the contact card",
            share(shown[True]),
            0.95,
            locales=shares(shown[True]),
            without=wrong[True],
        ),
        at_most(
            "contact-card-in-the-way",
            "ordinary searches that show the contact card",
            share(shown[False]),
            0.02,
            locales=shares(shown[False]),
            shown=wrong[False],
        ),
    ]

"""The market as the reader's choice: a country of a list, kept in the address."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from portal import markets
from portal.support.reading import current


@dataclass(frozen=True, slots=True)
class Choice:
    """A market to choose, by a link to the same page; "" is none of them."""

    code: str
    name: str
    link: str
    is_chosen: bool


def choices(chosen: str, locale: str, asked: Mapping[str, str]) -> tuple[Choice, ...]:
    """The markets in the owner's order, then none of them; nothing where there is no choice.

    `asked` is what the page's address asks for besides.
    """
    known = current()
    if len(known.markets) < 2:
        return ()
    chosen = known.market(chosen)
    return tuple(
        Choice(
            code,
            markets.name(code, locale) if code else "",
            "?" + urlencode({**asked, "market": code}),
            code == chosen,
        )
        for code in (*known.markets, "")
    )

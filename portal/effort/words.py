"""The figures in words: what is divided by what, and what it cannot know."""

from dataclasses import dataclass
from typing import Literal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from portal.effort.definitions import Figure

type Words = str | Promise


@dataclass(frozen=True, slots=True)
class Definition:
    """What a manager must know to read a figure."""

    number: str
    key: str
    title: Words
    numerator: Words
    denominator: Words
    cannot_know: Words
    form: Literal["rate", "ratio"] = "rate"
    is_headline: bool = False


HELPFUL = "helpful"
UNANSWERED = "community_unanswered"
BY_PEERS = "community_by_peers"

_MERGED = _(
    "People behind one address with the same browser are one visit, and a visit ends at midnight."
)

DEFINITIONS: tuple[Definition, ...] = (
    Definition(
        "1",
        Figure.EXPLICIT,
        _("Explicit deflection"),
        _("contact starts that saw suggestions and ended with “this solved it”"),
        _("contact starts that saw suggestions"),
        _("Whether it stayed solved, or whether the reader asked in another way later."),
        is_headline=True,
    ),
    Definition(
        "1b",
        Figure.PEER,
        _("Peer deflection"),
        _("community questions begun that saw suggestions and ended with “this answers it”"),
        _("community questions begun that saw suggestions"),
        _("Whether it stayed answered. It is never part of figure 1."),
    ),
    Definition(
        "2",
        Figure.IMPLICIT,
        _("Implicit deflection"),
        _("contact starts that opened a suggestion and sent nothing within 24 hours"),
        _("contact starts that saw suggestions, 24 hours or more ago"),
        _(
            "Who was helped and who gave up: both are in here, and so is who said “this solved"
            " it” after opening. Nor does it know of calls. Never add it to figure 1."
        ),
    ),
    Definition(
        "3",
        Figure.FAILED,
        _("Failed deflection"),
        _("requests whose visit read or searched before"),
        _("requests sent"),
        _MERGED,
        is_headline=True,
    ),
    Definition(
        "4",
        Figure.SELF_SERVICE,
        _("Self-service score"),
        _("visits that used help"),
        _("visits that sent a request"),
        _MERGED,
        form="ratio",
    ),
    Definition(
        "5",
        HELPFUL,
        _("Helpful rate"),
        _("votes that say yes"),
        _("votes that say yes or no"),
        _("What those think who do not vote. A vote that was changed counts as it is now."),
        is_headline=True,
    ),
    Definition(
        "6",
        Figure.WEAK,
        _("Searches with weak answers"),
        _("searches with nothing above the floor"),
        _("searches"),
        _("Whether an answer above the floor was the right one."),
        is_headline=True,
    ),
    Definition(
        "6",
        Figure.FIRST_FIVE,
        _("Searches that opened one of the first five"),
        _("searches after which one of the first five results was opened"),
        _("searches"),
        _("Whether the list already said enough; those readers open nothing."),
    ),
    Definition(
        "6",
        Figure.REFORMULATED,
        _("Searches put in other words"),
        _("searches followed by another one with nothing opened in between"),
        _("searches"),
        _("Whether the second search was about the same thing."),
    ),
    Definition(
        "6",
        Figure.SEARCH_CONTACT,
        _("From search to contact"),
        _("visits that searched and then sent a request"),
        _("visits that searched"),
        _MERGED,
    ),
    Definition(
        "10",
        UNANSWERED,
        _("Threads unanswered after 7 days"),
        _("threads without an answer within 7 days"),
        _("threads asked 7 days ago or earlier"),
        _("Whether the asker found the answer elsewhere."),
    ),
    Definition(
        "10",
        BY_PEERS,
        _("Answers by peers"),
        _("answers written by members who are not staff"),
        _("answers"),
        _("How good the answers are."),
    ),
    Definition(
        "11",
        Figure.LANGUAGE_GAP,
        _("Language gap"),
        _("intent visits served a fallback or outdated text"),
        _("intent visits (searched, opened the contact form, or read two or more articles)"),
        _MERGED,
        is_headline=True,
    ),
)

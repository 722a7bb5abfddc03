"""What happens in the sample's two months, and when, in days before today.

- Readers in Greek and Danish ask for something nobody has written. At the end of the first month
  it is published in Greek. In Danish it still is missing.
- A release loses the connection of hubs in Norway. For two weeks more people write from there.
- In the second month readers of Arabic find less, write more, and are answered later.
- Six articles are bad: who reads them in that language writes to the support.
- On one day a script searches, votes and "solves" from one network. See portal.demo.attack.
- Three weeks ago the contact form began to suggest better articles in Swedish.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from portal import locales

SEED = 20261122
DAYS = 60
MONTH = 30

# Visits on an ordinary day, by language of the site that the sample has texts in.
_SAMPLE = {"en": 24, "nb": 14, "da": 14, "sv": 18, "el": 18, "id": 12, "ar": 12}
VISITS = {code: visits for code, visits in _SAMPLE.items() if code in locales.codes()}
# Where readers of each language say that they are, and how many say so.
MARKETS = {"en": "GB", "nb": "NO", "da": "DK", "sv": "SE", "el": "GR", "id": "ID", "ar": "EG"}
SAY_THEIR_MARKET = 0.8

# The share of visits that look for no help of their own and write at once.
STRAIGHT_TO_CONTACT = 0.035
# The share of visits that write after they found something, or nothing.
WRITE_HELPED, WRITE_UNHELPED = 0.12, 0.34
# The share of contact starts with suggestions that end with "this solved it".
SOLVED = {"en": 0.24, "nb": 0.25, "da": 0.22, "sv": 0.16, "el": 0.14, "id": 0.2, "ar": 0.17}
SOLVED_AFTER_BETTER_SUGGESTIONS = {"sv": 0.34}
BETTER_SUGGESTIONS_DAYS_AGO = 21
# The share of searches for which nothing fits, besides those for the gap.
WEAK = {"en": 0.07, "nb": 0.08, "da": 0.08, "sv": 0.08, "el": 0.15, "id": 0.13, "ar": 0.16}

GAP_FAMILY = "faq-solar-panels"
GAP_CLOSED_DAYS_AGO = 30
# The share of searches that ask for it.
_GAP = {"el": 0.15, "da": 0.2}
_GAP_ELSEWHERE = 0.03

RELEASE = range(12, 27)
RELEASE_LOCALE = "nb"
RELEASE_FAMILY = "hub-offline-e-1042"
# More come; above all more of those who come write, so that the rate of contact tells it.
RELEASE_VISITS = 1.3
RELEASE_WANTED = 0.7
WRITE_AFTER_RELEASE = 0.85

WORSE_LOCALE = "ar"
WORSE_WEAK = 2.4
WORSE_WRITE = 0.25
WORSE_YES = 0.4

# The share of yes among the votes: ordinary articles, and those that are better or worse.
YES = 0.78
YES_OF = {
    "valve-blocked-e-2210": 0.46,
    "cancel-plus": 0.55,
    "connect-hub-to-wifi": 0.9,
    "change-valve-batteries": 0.93,
}
YES_ON_FALLBACK = 0.5  # a text in another language helps less often
YES_OF_BAD = 0.2
# The share of readers who say whether it helped; more do of a text that did not.
VOTE, VOTE_ON_BAD = 0.16, 0.35
WRITE_AFTER_BAD = 0.65

# Families that a language lacks, and how much more often its readers come for them.
WANTED_WHERE_MISSING = 3.0
# The order of the list is the order of demand (Zipf's law, exponent about 1).
POPULAR = (
    "connect-hub-to-wifi",
    "pair-thermostat",
    "reset-password",
    "set-heating-schedule",
    "valve-noise",
    "room-too-cold",
    "change-valve-batteries",
    "hub-offline-e-1042",
    "update-firmware",
    "share-access-with-family",
    "cancel-plus",
    "valve-blocked-e-2210",
    "away-mode",
    "faq-battery-life",
    "faq-refund",
    "pair-timeout",
    "change-payment-card",
    "app-shows-wrong-temperature",
    "prepare-for-winter",
    "faq-move-house",
)

type Text = tuple[str, str]
"""A family, and the language it is read in."""


@dataclass(frozen=True, slots=True)
class Story:
    """What is drawn from which seed, which texts are bad, and what closes the gap since when."""

    seed: int
    bad: frozenset[Text]
    gap: Mapping[str, float] = field(default_factory=lambda: _GAP)
    gap_family: str = GAP_FAMILY
    gap_closed_days_ago: int = GAP_CLOSED_DAYS_AGO

    def asks_for_the_gap(self, locale: str) -> float:
        """The share of searches in a language that do."""
        return self.gap.get(locale, _GAP_ELSEWHERE)

    def visits(self, days_ago: int) -> Mapping[str, float]:
        """By language, how many an ordinary day has."""
        if days_ago not in RELEASE or RELEASE_LOCALE not in VISITS:
            return VISITS
        return VISITS | {RELEASE_LOCALE: VISITS[RELEASE_LOCALE] * RELEASE_VISITS}


STORY = Story(
    SEED,
    frozenset(
        {
            ("valve-noise", "el"),
            ("reset-password", "da"),
            ("pair-thermostat", "ar"),
            ("set-heating-schedule", "nb"),
            ("room-too-cold", "sv"),
            ("connect-hub-to-wifi", "id"),
        }
    ),
)

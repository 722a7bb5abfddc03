"""How much of a text is another one since: by its words, whatever their order.

Of two versions, the share of their words that only one of them has (1 - the Sørensen-Dice
coefficient over words with how often each stands there; T. Sørensen, 1948). 0 is the same text, 1
another one altogether.
"""

import re
from collections import Counter
from collections.abc import Collection

from django.core.cache import cache
from django.db.models.fields.json import KT
from wagtail.models import Revision

from kb.models import HelpPage
from kb.plain_text import headings, plain_text

MUCH = 0.1
"""From here on a text has changed a lot: one word of ten."""
_WORD = re.compile(r"\w+")
_KEPT = 7 * 24 * 60 * 60
"""Seconds. Two versions are what they are: only space asks for an end."""

type Pair = tuple[int, int]
"""The numbers of an earlier version and a later one."""


def share(before: str, after: str) -> float:
    """How much of two texts is in one of them only."""
    old, new = (Counter(_WORD.findall(text.casefold())) for text in (before, after))
    both = old.total() + new.total()
    return ((old - new).total() + (new - old).total()) / both if both else 0.0


def changed_much(pairs: Collection[Pair]) -> set[Pair]:
    """Those that changed a lot; of versions that are kept no more, nobody can say they did not.

    One query at most, and none for what was compared of late.
    """
    keys = {pair: f"effort:rewritten:{pair[0]}:{pair[1]}" for pair in pairs}
    known = cache.get_many(list(keys.values()))
    new = [pair for pair, key in keys.items() if key not in known]
    texts = _texts({number for pair in new for number in pair}) if new else {}
    for pair in new:
        is_kept = all(number in texts for number in pair)
        is_much = not is_kept or share(*(texts[number] for number in pair)) >= MUCH
        known[keys[pair]] = is_much
    cache.set_many({keys[pair]: known[keys[pair]] for pair in new}, _KEPT)
    return {pair for pair, key in keys.items() if known[key]}


def _texts(numbers: Collection[int]) -> dict[int, str]:
    rows = Revision.objects.filter(pk__in=numbers).annotate(
        **{f"its_{name}": KT(f"content__{name}") for name in ("title", "summary", "body")}
    )
    body = HelpPage._meta.get_field("body")
    texts = {}
    for number, title, summary, raw in rows.values_list(
        "pk", "its_title", "its_summary", "its_body"
    ):
        value = body.to_python(raw or "[]")
        parts = (title, summary, *headings(value), plain_text(value))
        texts[number] = "\n".join(filter(None, parts))
    return texts

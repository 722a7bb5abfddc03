"""What the change of a source means for its translations, once it is published."""

import hashlib
import json
from datetime import datetime

from kb.models import Family, HelpPage
from kb.states import Weight
from kb.translation import pieces
from kb.translation.weight import proposed

# What each of them marks; a trivial one leaves all translations as they are.
_MARKS = {Weight.MINOR: "source_amended_at", Weight.MAJOR: "source_changed_at"}


def is_asked(page: HelpPage) -> bool:
    """Whether anybody has something of how much a page's next version changes."""
    if page.pk is None or page.first_published_at is None or page.is_translation:
        return False
    return bool(page.family.pages.exclude(locale=page.locale_id).filter(alias_of=None).exists())


def proposal(page: HelpPage) -> Weight:
    """What the change from the text that readers have to this one is proposed to be."""
    live = HelpPage.objects.get(pk=page.pk)
    return proposed(pieces.of(live), pieces.of(page))


def remember(page: HelpPage) -> None:
    """Before a source's row is written: keep, on the page, what readers have had until now."""
    if page.pk is None or not page.live or page.is_translation:
        return
    before = HelpPage.objects.filter(pk=page.pk).first()
    page.pieces_before = pieces.of(before) if before else None


def weigh(page: HelpPage) -> Weight:
    """How much a newly published text of a source changes: as its editor says, or as proposed.

    What nobody has kept to compare with is taken for a large change.
    """
    if page.change:
        return Weight(page.change)
    if page.pieces_before is None:
        return Weight.MAJOR
    return proposed(page.pieces_before, pieces.of(page))


def mark(family: Family, weight: Weight, at: datetime) -> dict[str, datetime]:
    """What such a change writes on the family; it is put into it, too."""
    marks = {_MARKS[weight]: at} if weight in _MARKS else {}
    for name, value in marks.items():
        setattr(family, name, value)
    return marks


def checksum(page: HelpPage) -> str:
    """The same for the same text, in 32 letters."""
    text = [page.title, page.summary, page.keywords, list(page.body.raw_data)]
    content = json.dumps(text, sort_keys=True, default=str).encode()
    return hashlib.blake2b(content, digest_size=16).hexdigest()

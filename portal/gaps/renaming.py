"""An article got another id: what a gap's readers find, and how a text does, is the same one's."""

from typing import Any

from portal.gaps.models import GapLanguage, TextFigures


def rename(*, family: Any, old: str, **_kwargs: Any) -> None:
    """In the transaction in which it got it."""
    TextFigures.objects.filter(family=old).update(family=family.slug)
    for kind in ("article", "faq", "topic"):
        found = GapLanguage.objects.filter(found=f"{kind}:{old}")
        found.update(found=f"{kind}:{family.slug}")

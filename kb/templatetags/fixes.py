"""What the templates of fixes need to know of how far the reader is."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import template
from django.template.context import Context
from wagtail.blocks import BoundBlock

from kb.fixes import carrying
from kb.reading.trying import Fix, FixAnswer, Trying

register = template.Library()


@register.filter
def fix_called(trying: Any, fix: str) -> Fix | None:
    """The fix of a block, by its id; None where this reader is not asked about it."""
    return trying.of(fix) if isinstance(trying, Trying) else None


@register.filter
def answer_to(trying: Any, fix: Fix | None) -> FixAnswer | None:
    """What was said of a fix; None where nothing was."""
    return trying.answers.get(fix.id) if fix and isinstance(trying, Trying) else None


@register.filter
def beside_fix(beside: Any, fix: str) -> Sequence[BoundBlock]:
    """The blocks that belong to a fix: a picture, a warning."""
    found: Sequence[BoundBlock] = beside.get(fix, ()) if isinstance(beside, Mapping) else ()
    return found


@register.simple_tag
def fix_answers() -> list[tuple[str, str]]:
    """What may be said of a fix, and how it is called."""
    return [(answer.value, str(answer.label)) for answer in FixAnswer]


@register.simple_tag(takes_context=True)
def tried_query(context: Context) -> str:
    """What the contact form's address says of what was tried here."""
    return carrying.query(context["family"].slug, context["trying"])

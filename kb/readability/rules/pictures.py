"""Pictures that say nothing to whoever does not see them."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from kb.readability.found import HardPlace, TextContext
from kb.readability.texts import ReadableText


def check_alternative(text: ReadableText, known: TextContext) -> Iterator[HardPlace]:
    """A picture has an alternative text."""
    for picture in text.pictures:
        if not picture.alt:
            yield HardPlace(picture.place, _("A picture has no alternative text."))

"""Titles that are cut off where they are listed."""

from collections.abc import Iterator
from unicodedata import combining

from django.utils.translation import ngettext

from kb.readability.found import HardPlace, TextContext
from kb.readability.texts import TITLE, ReadableText
from portal import cldr


def check_title(text: ReadableText, known: TextContext) -> Iterator[HardPlace]:
    """A title is no longer than lists have room for; signs above letters take none."""
    length = sum(not combining(sign) for sign in text.title)
    if length > text.language.title:
        words = ngettext(
            "The title has %(n)s character; up to %(most)s is plain.",
            "The title has %(n)s characters; up to %(most)s is plain.",
            length,
        )
        told = {"n": cldr.number(length), "most": cldr.number(text.language.title)}
        yield HardPlace(TITLE, words % told, text.title)

"""The one true spelling of a query's value.

A public page names a reader for each key it knows. A reader is handed what was asked for and
answers its one true form: the same text, or nothing where the address without the key means the
same. It raises Http404 for everything else, so that a page has one address and not as many as
there are ways of writing a number.
"""

from collections.abc import Callable

from django.http import Http404

type Reader = Callable[[str], str]

# No list of ours is so long; Python refuses to read numbers of thousands of digits.
_MOST_DIGITS = 18


def number(text: str) -> int:
    """A whole number from 0 on as Python writes it; raises Http404 for any other spelling."""
    if (
        len(text) <= _MOST_DIGITS
        and text.isascii()
        and text.isdecimal()
        and str(int(text)) == text
    ):
        return int(text)
    raise Http404


def page_number(text: str) -> str:
    """A page of a list; the first one has no number in its address."""
    if number(text) == 0:
        raise Http404
    return "" if text == "1" else text

"""What is the same in every language: addresses, placeholders, codes, markup around words."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kb.translation.checks.pairs import Pair
from kb.translation.markup import InlineElement, marks

_HOST = re.compile(r"https?://([^\s/<>\"]+)")
# As long as an address's name may be: nothing longer is looked through again and again.
_MAIL = re.compile(r"[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+")
_PLACEHOLDER = re.compile(
    r"\{\{?\s{0,9}[A-Za-z_][\w.]{0,99}\s{0,9}\}?\}|%\([A-Za-z_]\w*\)[a-z]|%[sd]\b|\$\{\w+\}"
)
_CODE = re.compile(r"(?=\S*[\d_/\\=-])(?=\S*[A-Za-z])\S+", re.ASCII)
_NAMES: Mapping[str, Any] = {
    "a": gettext_lazy("link"),
    "b": gettext_lazy("bold text"),
    "i": gettext_lazy("italic text"),
    "code": gettext_lazy("code"),
}
_ALIKE = {"strong": "b", "em": "i"}


def name_of(mark: InlineElement) -> Any:
    """What an element is called: what it says itself, if it is a code."""
    return mark.label or _NAMES.get(_ALIKE.get(mark.name, mark.name), mark.name)


def check_addresses(pair: Pair) -> Iterator[str]:
    """Sites and mail addresses are the same; the page of a site may be another."""
    for pattern in (_HOST, _MAIL):
        yield from _missing(pattern, pair)


def check_placeholders(pair: Pair) -> Iterator[str]:
    """What a program puts something in for stays as it is."""
    yield from _missing(_PLACEHOLDER, pair)


def check_codes(pair: Pair) -> Iterator[str]:
    """What is marked as code and is no word: file names, commands, error codes."""
    kept = [mark.label for mark in marks(pair.source) if mark.kept]
    for code in dict.fromkeys(kept):
        if _CODE.fullmatch(code) and code not in pair.says:
            yield _("“%(text)s” is missing.") % {"text": code}


def check_markup(pair: Pair) -> Iterator[str]:
    """As many links, codes and words in bold as the source has."""
    ours, theirs = _counted(marks(pair.source)), _counted(marks(pair.translation))
    for name, label in _NAMES.items():
        if ours[name] > theirs[name]:
            yield _("Missing from the translation: %(what)s.") % {"what": label}
        elif ours[name] < theirs[name]:
            yield _("Not in the source: %(what)s.") % {"what": label}


def _counted(found: list[InlineElement]) -> Counter[str]:
    return Counter(_ALIKE.get(mark.name, mark.name) for mark in found)


def _missing(pattern: re.Pattern[str], pair: Pair) -> Iterator[str]:
    there = set(pattern.findall(pair.says))
    for text in dict.fromkeys(pattern.findall(pair.said)):
        if text.rstrip(".,;:!?)") not in {one.rstrip(".,;:!?)") for one in there}:
            yield _("“%(text)s” is missing.") % {"text": text}

"""The formats that files may have, by the ends of their names."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from kb.translation.exchange import po, xliff
from kb.translation.exchange.bounds import MOST_UNITS
from kb.translation.exchange.units import BadExchangeError, Document


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """One of them: how it is served, written and read."""

    name: str
    kind: str
    written: Callable[[Document], bytes]
    read: Callable[[bytes], Document]


FORMATS: Mapping[str, Format] = {
    "po": Format(name="PO", kind="text/x-gettext-translation", written=po.written, read=po.read),
    "xlf": Format(
        name="XLIFF", kind="application/xliff+xml", written=xliff.written, read=xliff.read
    ),
}
_ALSO: Mapping[str, str] = {"xliff": "xlf"}
ENDINGS = (*FORMATS, *_ALSO)


def read(name: str, data: bytes) -> Document:
    """What a file of this name says. Raises BadExchangeError."""
    ending = name.rpartition(".")[2].lower()
    how = FORMATS.get(_ALSO.get(ending, ending))
    if how is None:
        raise BadExchangeError(_("The file is neither PO nor XLIFF."))
    document = how.read(data)
    if len(document.units) > MOST_UNITS:
        raise BadExchangeError(_("The file has too many parts."))
    return document

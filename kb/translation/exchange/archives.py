"""ZIP files: made of many files, and looked at before anything in them is believed."""

import zipfile
from collections.abc import Iterable, Mapping
from io import BytesIO

from django.utils.translation import gettext as _

from kb.archives import DAMAGED, is_locked, leads_out
from kb.translation.exchange.bounds import (
    MOST_ARCHIVE,
    MOST_BYTES,
    MOST_FILES,
    MOST_INFLATED,
    MOST_RATIO,
)
from kb.translation.exchange.units import BadExchangeError
from portal import cldr
from portal.text import clean_text

BEGINS = b"PK"
_LONGEST = 200
_WAYS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


def packed(files: Iterable[tuple[str, bytes]]) -> bytes:
    """One archive of these, each by its name."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files:
            archive.writestr(name, data)
    return out.getvalue()


def unpacked(data: bytes) -> Mapping[str, bytes]:
    """Its files by name. Raises BadExchangeError; then none of them is to be used."""
    if len(data) > MOST_ARCHIVE:
        raise BadExchangeError(_("The file is too large."))
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            entries = [one for one in archive.infolist() if not one.is_dir()]
            _check(entries)
            return {one.filename: _inflated(archive, one) for one in entries}
    except DAMAGED as error:
        raise BadExchangeError(_("The archive is damaged. Make it again.")) from error


def _check(entries: list[zipfile.ZipInfo]) -> None:
    """What the archive says of itself: no more than that is read of any file."""
    if len(entries) > MOST_FILES:
        words = _("The archive holds more than %(most)s files. Divide it into smaller ones.")
        raise BadExchangeError(words % {"most": cldr.number(MOST_FILES)})
    if sum(one.file_size for one in entries) > MOST_INFLATED or any(map(_is_bomb, entries)):
        words = _("The archive unpacks to more than is allowed. Divide it into smaller ones.")
        raise BadExchangeError(words)
    names: set[str] = set()
    for one in entries:
        if is_locked(one) or one.compress_type not in _WAYS:
            words = _("“%(name)s” cannot be unpacked. Make the archive again, without a password.")
            raise BadExchangeError(words % {"name": _shown(one.filename)})
        if leads_out(one.orig_filename) or one.filename in names:
            words = _("The archive may not hold a file with this name: “%(name)s”.")
            raise BadExchangeError(words % {"name": _shown(one.filename)})
        names.add(one.filename)


def _inflated(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    with archive.open(entry) as file:
        data = file.read(MOST_BYTES + 1)
    if data.startswith(BEGINS):
        words = _("“%(name)s” is an archive inside the archive. Take it out.")
        raise BadExchangeError(words % {"name": _shown(entry.filename)})
    return data


def _shown(name: str) -> str:
    """A name as it is written, whichever way the words around it run."""
    return f"\u2066{clean_text(name)[:_LONGEST]}\u2069"


def _is_bomb(entry: zipfile.ZipInfo) -> bool:
    return entry.file_size > MOST_RATIO * max(entry.compress_size, 1)

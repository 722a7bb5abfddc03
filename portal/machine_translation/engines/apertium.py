"""Apertium: translation by rules, between close languages, by a program of one's own.

`apertium-apy` is asked for one passage at a time, as it has one text for an answer. It keeps
markup where it stands and reads no words in it.
"""

import re
from collections.abc import Mapping

from portal.machine_translation.engines import calling
from portal.machine_translation.engines.base import MachineRequest, code_for
from portal.machine_translation.errors import TemporaryError
from portal.machine_translation.passages import Passage, Placeholder, from_tagged, tagged

# The languages of its ready-built pairs; by ISO 639-3, as it calls them.
_CODES = {"nb": "nob", "nn": "nno", "da": "dan", "sv": "swe", "en": "eng", "es": "spa"}
_CODES |= {"pt": "por", "fr": "fra", "it": "ita", "ca": "cat", "id": "ind", "ar": "ara"}
# It takes longer texts apart wherever their bytes end, within markup too.
_LONGEST = 3_900
# What it says before a word that it knows in no form of the other language.
_UNFORMED = re.compile(r"(?<!\w)[#@](?=[^\W\d])")


def translate(asked: MachineRequest, chosen: Mapping[str, str]) -> list[Passage]:
    """One for each passage; what is too long for it comes back without words."""
    pair = "|".join(code_for(code, _CODES) for code in (asked.source, asked.target))
    return [_translated(one, pair, chosen["url"]) for one in asked.passages]


def _translated(passage: Passage, pair: str, url: str) -> Passage:
    text = tagged(passage)
    if len(text.encode()) > _LONGEST:
        return ()
    form = {"langpair": pair, "q": text, "markUnknown": "no"}
    status, said = calling.post_form(f"{url.rstrip('/')}/translate", form)
    if status != 200:
        raise calling.error(status, said, unsupported=("pair is not installed", "pair is invalid"))
    try:
        translation = from_tagged(said["responseData"]["translatedText"])
    except (KeyError, TypeError) as error:
        raise TemporaryError("not an answer to what was asked") from error
    return tuple(_formed(piece) for piece in translation)


def _formed(piece: str | Placeholder) -> str | Placeholder:
    return _UNFORMED.sub("", piece) if isinstance(piece, str) else piece

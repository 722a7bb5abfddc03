"""The bytes of a file as its text."""

import codecs

from django.utils.translation import gettext as _

from kb.translation.exchange.bounds import MOST_BYTES
from kb.translation.exchange.units import BadExchangeError


def text_of(data: bytes) -> str:
    """UTF-8, with or without its mark. Raises BadExchangeError for other or too much of it."""
    if len(data) > MOST_BYTES:
        raise BadExchangeError(_("The file is too large."))
    try:
        text = data.removeprefix(codecs.BOM_UTF8).decode("utf-8")
    except UnicodeDecodeError as error:
        raise BadExchangeError(_("The file is not in UTF-8. Save it as UTF-8.")) from error
    return text.replace("\r\n", "\n").replace("\r", "\n")

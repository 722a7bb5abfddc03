"""How much text there is, in words: what is between spaces, markup aside."""

import re
from typing import Any

from kb.plain_text import headings, plain_text

_TAG = re.compile(r"<[^>]*>")


def count(html: str) -> int:
    """The words of a text with or without markup."""
    return len(_TAG.sub(" ", html).split())


def of_page(title: str, summary: str, keywords: str, body: Any) -> int:
    """The words of a page that its translators write; `body` is a StreamField's value."""
    return sum(map(count, (title, summary, keywords, *headings(body)))) + len(
        plain_text(body).split()
    )

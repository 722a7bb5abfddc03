"""Links by page number, which only this database knows, as links by id."""

import json
import re
from typing import Any

from kb.links import page_links, slugs_of_pages

_TAG = re.compile(r'<a\b[^>]*\blinktype=\\?"(page|document)\\?"[^>]*>')
_NUMBER = re.compile(r'\bid=\\?"(\d+)\\?"')


def without_page_links(raw: list[Any]) -> list[Any]:
    """The same values with links to articles by their ids; links to other pages are plain text."""
    text = json.dumps(raw, ensure_ascii=False)
    if not _TAG.search(text):
        return raw
    slugs = slugs_of_pages(page_links(text.replace('\\"', '"')))

    def by_id(match: re.Match[str]) -> str:
        number = _NUMBER.search(match[0])
        slug = slugs.get(int(number[1])) if number and match[1] == "page" else None
        return f'<a linktype=\\"article\\" family=\\"{slug}\\">' if slug else "<a>"

    values: list[Any] = json.loads(_TAG.sub(by_id, text))
    return values

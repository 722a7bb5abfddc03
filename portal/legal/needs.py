"""What this room needs before the site serves: a draft of each page in each language."""

from collections.abc import Iterator

from kb import tree
from portal.legal import drafts
from portal.needs import need


@need("legal.E001")
def pages() -> Iterator[str]:
    """The privacy, terms and accessibility pages"""
    for code, kind in drafts.missing():
        if not tree.is_whole(code):
            continue  # The site itself is missing there, which is said by its own need.
        yield f"The page “{kind}” is missing in {code}, with its draft."

"""The one text that an article is written as; its digest tells changed from unchanged."""

import hashlib
from collections.abc import Callable
from dataclasses import replace

from kb.blocks.image import Image
from kb.importing import front_matter, markdown_out
from kb.importing.body import without_names
from kb.importing.document import Article
from portal import locales


def write(article: Article, *, image: Callable[[Image], str] = lambda image: image.file) -> str:
    """The file of an article."""
    head = front_matter.write(
        {
            "title": article.title,
            "type": article.kind,
            "topics": article.topics,
            "summary": article.summary,
            "keywords": article.keywords,
            "products": article.products,
            "markets": article.markets,
            "source": article.source if article.source != locales.DEFAULT else "",
            "former_ids": article.former_ids,
        }
    )
    body = markdown_out.write(article.body, image=image)
    return f"{head}\n{body}" if body else head


def digest(article: Article) -> str:
    """What is the same for two articles exactly if their own words are the same.

    Pictures count by their content, not by their name. What the family shares does not count, nor
    do the ids of blocks: a file need not say them.
    """
    own = replace(article, kind="", topics=(), products=(), markets=(), source="", former_ids=())
    own = replace(own, body=without_names(own.body))
    text = write(own, image=lambda image: image.digest)
    return hashlib.sha256(text.encode()).hexdigest()

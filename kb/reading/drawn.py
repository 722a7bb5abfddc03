"""A text as HTML, drawn once for all who read it alike, and kept in the process.

Kept under a digest of everything that is drawn: the stored text itself and those of its snippets,
the reader's language and market, where its links lead, the words that are explained. So what has
changed is another text, and nobody has to say that it has. What shows rows of the database beside
its own text, as pictures do, is drawn anew each time, and so is what one reader alone is shown.
"""

import hashlib
import json
from collections.abc import Iterator
from typing import Any

from django.core.cache import caches
from django.template.context import Context
from django.template.loader import get_template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from wagtail.blocks import StreamValue

from kb.blocks import KINDS, snippet

_TEMPLATE = "kb/_text.html"


def text(context: Context) -> SafeString:
    """The text of the page that `kb.reading.views.context_of` describes.

    As when it is drawn, the marks know afterwards which words they have marked.
    """
    key = _key(context)
    if key is None:
        return _draw(context)
    kept = caches["texts"].get(key)
    marks = context["term_marks"]
    if kept is None:
        html = _draw(context)
        caches["texts"].set(key, (str(html), [entry.term for entry in marks.used]))
        return html
    written, used = kept
    marks.used.extend(marks.words.entries[term] for term in used)
    return mark_safe(str(written))


def _draw(context: Context) -> SafeString:
    template: Any = get_template(_TEMPLATE)
    with context.push():
        drawn: SafeString = template.template.render(context)
    return drawn


def _key(context: Context) -> str | None:
    """Where it is kept; None for what is not."""
    if not context["is_for_everybody"]:
        return None
    shown = sorted(context["snippets"].items())
    bodies = [context["page"].body, *(one.page.body for _name, one in shown)]
    if not all(map(_stands_alone, bodies)):
        return None
    reading = context["reading"]
    said = (
        *(get_language(), reading.text_locale, reading.market, context["family"].slug),
        context["term_marks"].words.digest,
        sorted(context["page_slugs"].items()),
        [(name, one.code, one.is_outdated) for name, one in shown],
        [list(body.raw_data) for body in bodies],
    )
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()


def _stands_alone(body: StreamValue) -> bool:
    return all(KINDS.by_name[name].stands_alone for name in _names(body))


def _names(body: StreamValue) -> Iterator[str]:
    """The kinds of a body's blocks; what its snippets show is among the bodies of the page."""
    return (raw["type"] for raw in body.raw_data if raw["type"] != snippet.NAME)

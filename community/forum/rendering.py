"""Posts are kept as typed and as HTML. When the sanitiser's rules change, the HTML follows."""

import re
from html import unescape

from community.forum.models import Post
from portal.text.markdown import render_markdown
from portal.text.policy import VERSION

AT_A_TIME = 500
# A tag or a sign, and what is left of one where the text was cut.
_MARKUP = re.compile(r"<[^>]*(?:>|$)|&[^;\s]{0,10}$")


def render_again() -> int:
    """Render some of the posts that were rendered with earlier rules; returns how many."""
    outdated = Post.objects.exclude(policy=VERSION).only("body")[:AT_A_TIME]
    for post in outdated:
        # The body is asked for again: an edit in between renders by itself.
        Post.objects.filter(pk=post.pk, body=post.body).update(
            body_html=render_markdown(post.body), policy=VERSION
        )
    return len(outdated)


def beginning(html: str, characters: int) -> str:
    """The first characters of rendered HTML as text; what lies far behind them is not read."""
    words = unescape(_MARKUP.sub(" ", html[: 3 * characters])).split()
    text = " ".join(words)
    return text if len(text) <= characters else text[: characters - 1].rstrip() + "…"

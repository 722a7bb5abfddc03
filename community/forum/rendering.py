"""Posts are kept as typed and as HTML. When the sanitiser's rules change, the HTML follows."""

from community.forum.models import Answer, Thread
from portal.caching.generation import bump_generation
from portal.text.markdown import render_markdown
from portal.text.policy import VERSION

AT_A_TIME = 500


def render_again() -> int:
    """Render some of the posts that were rendered with earlier rules; returns how many."""
    done = 0
    for kind in (Thread, Answer):
        for post in kind.objects.exclude(policy=VERSION).only("body")[:AT_A_TIME]:
            # The body is asked for again: an edit in between renders by itself.
            kind.objects.filter(pk=post.pk, body=post.body).update(
                body_html=render_markdown(post.body), policy=VERSION
            )
            done += 1
    if done:
        bump_generation()
    return done

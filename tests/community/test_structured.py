"""What search engines read of a thread: what strangers see of it, in the language it is in."""

import json
import re
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from community.forum import acceptance, votes, withdrawal
from community.forum.models import Post, Thread
from community.forum.rendering import beginning
from community.moderation.visibility import hide_post
from portal.caching.testing import forget_pages
from tests.factories import accounts
from tests.factories import community as factory
from tests.factories.actors import acting

pytestmark = pytest.mark.django_db
Open = Callable[..., Client]
ELEMENT = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
HOSTILE = "</script><script>zq()</script> <!-- & τέλος"


def graph(client: Client, path: str) -> dict[str, dict[str, Any]]:
    forget_pages()
    found = ELEMENT.search(client.get(path).text)
    assert found
    return {one["@type"]: one for one in json.loads(found[1])["@graph"]}


def addresses(thread: Thread) -> tuple[str, str]:
    """In the reader's language, and in the thread's own."""
    slug = quote(thread.slug)
    return f"/ar/community/t/{thread.pk}/{slug}/", f"/el/community/t/{thread.pk}/{slug}/"


def test_a_thread_is_a_question_with_its_answers(browser: Open, settings: Any) -> None:
    settings.BASE_URL = "https://hjelp.example.org"
    asker, helper = accounts.member("Νίκος"), accounts.member("ليلى")
    thread = factory.thread(asker, locale="el", title=HOSTILE, body=f"**Κρύο** {HOSTILE}")
    first, best = (factory.answer(thread, helper, body=text) for text in ("Πρώτη", "Καλή"))
    acceptance.accept_answer(actor=acting(asker), answer=best)
    votes.cast_vote(actor=acting(asker), answer=first)
    here, own = addresses(thread)
    found = graph(browser(), here)
    asked = found["QAPage"]["mainEntity"]
    address = f"https://hjelp.example.org{own}"
    assert asked["name"] == HOSTILE
    assert asked["text"].startswith("Κρύο </script><script>zq()")
    assert asked["url"] == address
    assert asked["answerCount"] == 2
    assert asked["author"] == {"@type": "Person", "name": "Νίκος"}
    assert asked["datePublished"] == factory.question(thread).created_at.isoformat()
    assert asked["acceptedAnswer"]["url"] == f"{address}#{best.anchor}"
    (other,) = asked["suggestedAnswer"]
    assert (other["text"], other["upvoteCount"]) == ("Πρώτη", 1)
    steps = found["BreadcrumbList"]["itemListElement"]
    assert steps[-1]["item"] == address


def test_the_address_told_elsewhere_is_in_the_language_of_the_question(
    browser: Open, settings: Any
) -> None:
    settings.BASE_URL = "https://hjelp.example.org"
    thread = factory.thread(locale="el", title="Κρύο", body="Από **χθες**")
    here, own = addresses(thread)
    page = browser().get(here).text
    assert f'<link rel="canonical" href="https://hjelp.example.org{own}">' in page
    assert f'property="og:url" content="https://hjelp.example.org{own}"' in page
    assert '<meta name="description" content="Από χθες">' in page
    # Its frame is in other languages, its text is not.
    assert "hreflang" not in page.split("</head>")[0]
    Thread.objects.filter(pk=thread.pk).update(locale="xx")
    forget_pages()
    assert f'rel="canonical" href="https://hjelp.example.org{here}"' in browser().get(here).text


def test_it_holds_what_strangers_see_alone(browser: Open) -> None:
    asker, moderator = accounts.member(), accounts.moderator()
    thread = factory.thread(asker, locale="el", title="Κρύο")
    hidden, shown = (factory.answer(thread, body=text) for text in ("Ένα", "Δύο"))
    hide_post(actor=acting(moderator), post=hidden, reason="x")
    path, _own = addresses(thread)
    for client in (browser(moderator), browser(asker)):
        assert "ld+json" not in client.get(path).text
    (only,) = graph(browser(), path)["QAPage"]["mainEntity"]["suggestedAnswer"]
    assert only["text"] == "Δύο"
    Post.objects.filter(pk=shown.pk).update(author=None)
    assert "author" not in graph(browser(), path)["QAPage"]["mainEntity"]["suggestedAnswer"][0]
    hide_post(actor=acting(moderator), post=shown, reason="x")
    assert list(graph(browser(), path)) == ["BreadcrumbList"]
    withdrawal.withdraw_post(actor=acting(asker), post=factory.question(thread))
    forget_pages()
    assert "ld+json" not in browser().get(Thread.objects.get().get_absolute_url()).text


@given(st.text(max_size=40), st.integers(1, 30))
def test_the_beginning_of_a_post_is_text_and_bounded(text: str, characters: int) -> None:
    found = beginning(f"<p>{'<b>x</b>' * 9}{text}&amp;<a href='y'>", characters)
    assert len(found) <= characters


def test_a_cut_tag_or_sign_is_no_text() -> None:
    assert beginning("<p>μια &amp; δύο</p>", 6) == "μια &…"
    assert beginning('<p>μια</p><a href="https://', 9) == "μια"
    assert beginning("<p>12 &am", 3) == "12"

"""What waits for somebody, on the start page of the editors: each finds their own."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.utils.html import escape
from wagtail.users.models import UserProfile

from community.forum.models import Post
from kb.models import Family
from kb.states import Currency
from kb.translation import need
from kb.translation.need import Met
from portal.accounts.models import User
from portal.gaps.models import State
from portal.home import site
from tests.factories import accounts, community, gaps, kb
from tests.factories.translation import state

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _site(settings: Any) -> Iterator[None]:
    settings.STAFF_MUST_USE_SECOND_FACTOR = False
    site.set_up()
    counted = list(need._look)
    yield
    need._look[:] = counted


def to_dos(user: User, language: str = "en") -> list[tuple[str, str]]:
    """What waits in words, and where it is done."""
    UserProfile.objects.update_or_create(user=user, defaults={"preferred_language": language})
    client = Client()
    client.force_login(user)
    page = client.get("/cms/").content.decode()
    if 'id="to-dos' not in page:
        return []
    rows = re.findall(r'<tr><td>([^<]*)</td><td><a href="([^"]*)">', page)
    return [(words, address) for words, address in rows]


def hold(post: Post) -> None:
    Post.objects.filter(pk=post.pk).update(state=Post.State.HELD)


def test_a_manager_finds_the_open_gaps() -> None:
    gaps.gap("ήχος")
    gaps.gap("støj", "da")
    gaps.gap("done", "en", state=State.DONE)
    waiting = to_dos(accounts.support_manager())
    assert waiting == [("2 content gaps are open.", "/cms/reports/content-gaps/")]


def test_a_translator_finds_the_first_three_of_their_worklist() -> None:
    for slug, code in (("heating", "el"), ("sound", "da"), ("cold", "el"), ("light", "el")):
        made = kb.make_page(kb.make_family(slug, slug=slug), title=slug).family
        state(made, code, Currency.MISSING, 40)
    begun = kb.make_page(Family.objects.get(slug="cold"), "el", title="Κρύο", live=False)
    state(begun.family, "el", Currency.IN_WORK, 12)
    needed = {"el": {"cold": Met(fallback=31)}, "da": {"sound": Met(fallback=90)}}
    need.register(lambda codes: {code: needed[code] for code in codes})
    first, *others = to_dos(accounts.translator())
    assert first == (
        "In the last 28 days 31 readers got this in English instead; 12 words to translate.",
        f"/cms/pages/{begun.pk}/edit/",
    )
    assert [address for _words, address in others] == [
        "/cms/help/desk/heating/el/",
        "/cms/help/desk/light/el/",
    ]


def test_a_source_is_no_translators_to_do() -> None:
    kb.make_page(kb.make_family("Πηγή", slug="pigi", source="el"), "el", title="Πηγή")
    assert to_dos(accounts.translator()) == []


@pytest.mark.parametrize(("language", "code"), [("en", "en"), ("id", "id"), ("ar", "ar")])
def test_who_moderates_finds_what_is_held_in_their_own_language(language: str, code: str) -> None:
    hold(community.answer(community.thread()))
    (waiting,) = to_dos(accounts.administrator(), language)
    assert waiting[1] == f"/{code}/community/moderation/"


def test_nothing_of_others_is_told() -> None:
    gaps.gap("ήχος")
    hold(community.answer(community.thread()))
    assert to_dos(accounts.writer()) == []
    assert to_dos(accounts.translator()) == []


def test_a_title_is_no_html() -> None:
    page = kb.make_page(kb.make_family("bold", slug="bold"), title="<b>έντονα</b>")
    state(page.family, "el", Currency.MISSING)
    client = Client()
    client.force_login(accounts.translator())
    page = client.get("/cms/").content.decode()
    assert escape("<b>έντονα</b>") in page
    assert "<b>έντονα</b>" not in page

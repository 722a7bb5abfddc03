"""What waits for somebody, on the start page of the editors: each finds their own."""

import re
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.html import escape
from wagtail.users.models import UserProfile

from community.forum.models import Post
from portal.accounts.models import User
from portal.gaps.models import State
from portal.home import site
from tests.factories import accounts, community, gaps, kb

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _site(settings: Any) -> None:
    settings.STAFF_MUST_USE_SECOND_FACTOR = False
    site.set_up()


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


def translation(slug: str, code: str, **fields: Any) -> Any:
    """A page in another language than its family's."""
    return kb.make_page(kb.make_family(slug, slug=slug), code, **fields)


def hold(post: Post) -> None:
    Post.objects.filter(pk=post.pk).update(state=Post.State.HELD)


def test_a_manager_finds_the_open_gaps() -> None:
    gaps.gap("ήχος")
    gaps.gap("støj", "da")
    gaps.gap("done", "en", state=State.DONE)
    waiting = to_dos(accounts.support_manager())
    assert waiting == [("2 content gaps are open.", "/cms/reports/content-gaps/")]


def test_a_translator_finds_the_translations_into_their_language() -> None:
    begun = translation("heating", "el", title="Θέρμανση", live=False)
    translation("sound", "da", title="Lyd", live=False)
    kb.make_page(kb.make_family("Πηγή", slug="pigi", source="el"), "el", live=False)
    waiting = to_dos(accounts.translator())
    assert waiting == [
        (
            "1 translation is to be finished or brought up to date.",
            f"/cms/pages/{begun.pk}/edit/",
        )
    ]
    assert "2 translations" in to_dos(accounts.publisher())[0][0]


def test_an_outdated_translation_waits_before_one_that_nobody_has_yet() -> None:
    translation("heating", "el", title="Θέρμανση", live=False)
    outdated = translation("sound", "el", title="Ήχος", live="at once")
    outdated.family.source_changed_at = timezone.now()
    outdated.family.save()
    (waiting,) = to_dos(accounts.translator())
    assert waiting[0].startswith("2 translations")
    assert waiting[1] == f"/cms/pages/{outdated.pk}/edit/"


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
    translation("bold", "el", title="<b>έντονα</b>", live=False)
    client = Client()
    client.force_login(accounts.translator())
    page = client.get("/cms/").content.decode()
    assert escape("<b>έντονα</b>") in page
    assert "<b>έντονα</b>" not in page

"""A link to a draft: read without an account, for a week, by nobody who makes one up."""

from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.core import signing
from django.urls import reverse
from wagtail.models import PageViewRestriction

from kb import draft_links
from kb.models import HelpPage, Kind
from portal.journal.models import Step
from tests.factories import accounts
from tests.factories.kb import make_family, make_page
from tests.test_rights import browser

pytestmark = pytest.mark.django_db


def draft(kind: str = Kind.HOWTO) -> HelpPage:
    page = make_page(make_family("Βλάβη", kind=kind, source="el"), "el", title="Βλάβη")
    page.title = "Νέος τίτλος"
    page.save_revision()
    return page


def path_of(link: str) -> str:
    return urlsplit(link).path


@pytest.mark.parametrize("kind", [Kind.HOWTO, Kind.FAQ, Kind.TOPIC])
def test_an_author_gets_one_and_a_stranger_reads_the_latest_draft(kind: str) -> None:
    page = draft(kind)
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    client = browser(accounts.writer())
    offered = reverse("kb_draft_link", args=[page.pk])
    assert offered in client.get(f"/cms/pages/{page.pk}/edit/").content.decode()
    link = client.get(offered).context["link"]
    page.title = "Ακόμη νεότερος"
    page.save_revision()
    shown = browser().get(path_of(link))
    assert path_of(link).startswith("/el/")
    assert "Ακόμη νεότερος" in shown.content.decode()
    assert "no-store" in shown.headers["Cache-Control"]
    assert shown.headers["X-Robots-Tag"] == "noindex"
    assert "wagtail-userbar" not in shown.content.decode()
    assert not Step.objects.exists()


def test_who_may_not_change_the_page_gets_none() -> None:
    page = draft()
    for user in (accounts.member(), accounts.translator(), accounts.support_manager()):
        answer = browser(user).get(reverse("kb_draft_link", args=[page.pk]))
        assert answer.status_code in {302, 403}


def test_it_is_good_for_a_week(monkeypatch: pytest.MonkeyPatch) -> None:
    path = path_of(draft_links.address(draft()))
    now = signing.time.time()
    for later, status in ((timedelta(days=6, hours=23), 200), (timedelta(days=7, hours=1), 404)):
        moment = now + later.total_seconds()
        monkeypatch.setattr(signing.time, "time", lambda moment=moment: moment)
        answer = browser().get(path)
        assert answer.status_code == status
    assert answer.templates[0].name == "kb/draft_gone.html"


@pytest.mark.parametrize("signed", ["1", "1:abc:def", "x" * 300])
def test_nobody_makes_one_up(signed: str) -> None:
    draft()
    assert browser().get(reverse("kb:draft", args=[signed])).status_code == 404

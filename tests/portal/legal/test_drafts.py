"""What an installation begins with: drafts with texts to adapt, of which nothing goes live."""

from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from portal import locales
from portal.demo import seeding
from portal.legal import checks, drafts
from portal.legal.forms import MARK
from portal.legal.models import LegalKind, LegalPage
from tests.factories import accounts
from tests.factories.legal import legal_page
from tests.test_rights import browser

pytestmark = pytest.mark.django_db

REFUSAL = "Replace the parts between ⟦ and ⟧"


def test_each_language_begins_with_a_draft_of_each_page_and_nothing_is_live() -> None:
    assert drafts.make() == len(locales.codes()) * len(LegalKind)
    assert drafts.missing() == []
    assert drafts.make() == 0
    assert not LegalPage.objects.filter(live=True).exists()
    for code in locales.codes():
        for kind in LegalKind:
            assert Client().get(f"/{code}/{kind}/").status_code == 404


@pytest.mark.parametrize("code", locales.codes())
@pytest.mark.parametrize("kind", LegalKind.values)
def test_every_starter_text_says_what_is_to_adapt_and_none_of_the_demos_does(
    code: str, kind: str
) -> None:
    starter = (drafts.STARTERS / code / f"{kind}.md").read_text(encoding="utf-8")
    english = (drafts.STARTERS / "en" / f"{kind}.md").read_text(encoding="utf-8")
    assert starter.count(MARK) == starter.count("⟧") == english.count(MARK) > 0
    assert starter.count("\n## ") == english.count("\n## ")
    page = drafts.written(seeding.LEGAL / code / f"{kind}.md", LegalPage(kind=kind))
    assert page.title
    assert MARK not in str(list(page.body.raw_data))


def test_a_language_without_a_starter_text_begins_with_that_of_its_interface(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(drafts, "STARTERS", tmp_path)
    for code in ("en", "el"):
        (tmp_path / code).mkdir()
        for kind in LegalKind:
            (tmp_path / code / f"{kind}.md").write_text(f"# {code} {kind}\n\nText.\n")
    drafts.make()
    titles = dict(
        LegalPage.objects.filter(kind="terms").values_list("locale__language_code", "title")
    )
    assert titles == dict.fromkeys(locales.codes(), "en terms") | {"el": "el terms"}


def test_a_text_that_nobody_has_adapted_cannot_be_published_by_any_way() -> None:
    drafts.make()
    page = LegalPage.objects.get(kind="privacy", locale__language_code="el")
    page.get_latest_revision().publish()
    assert not LegalPage.objects.filter(live=True).exists()
    page.live = True
    with pytest.raises(ValidationError, match="template"):
        page.save()
    assert not LegalPage.objects.filter(live=True).exists()


@pytest.mark.parametrize("action", ["action-publish", "action-submit"])
def test_the_editor_is_told_what_is_left_to_adapt_and_loses_nothing(action: str) -> None:
    drafts.make()
    page = LegalPage.objects.get(kind="terms", locale__language_code="da")
    client = browser(accounts.publisher())
    answer = client.post(f"/cms/pages/{page.pk}/edit/", posted("Vilkår", "Mit ⟦firma⟧.", action))
    assert answer.status_code == 200
    assert REFUSAL in str(answer.context["form"].errors)
    assert "firma" in answer.content.decode()
    assert not LegalPage.objects.filter(live=True).exists()


def test_an_editor_keeps_a_draft_with_marks_and_publishes_it_without() -> None:
    drafts.make()
    page = LegalPage.objects.get(kind="terms", locale__language_code="da")
    client = browser(accounts.publisher())
    edit = f"/cms/pages/{page.pk}/edit/"
    assert client.post(edit, posted("Vilkår", "Mit ⟦firma⟧.", "save")).status_code == 302
    page.refresh_from_db()
    assert "⟦firma⟧" in str(list(page.get_latest_revision_as_object().body.raw_data))
    published = client.post(edit, posted("Vilkår", "Mit firma.", "action-publish"))
    assert published.status_code == 302
    assert "Mit firma." in Client().get("/da/terms/").content.decode()


def posted(title: str, text: str, action: str) -> dict[str, Any]:
    """What Wagtail's form of a page sends: one block of text."""
    return nested_form_data(
        {
            "title": title,
            "body": streamfield([("text", rich_text(f"<p>{text}</p>", features=["bold"]))]),
            "comments-TOTAL_FORMS": "0",
            "comments-INITIAL_FORMS": "0",
            action: "1",
        }
    )


def test_the_owner_is_told_of_each_page_and_language_until_it_is_published() -> None:
    drafts.make()
    everywhere = ", ".join(locales.codes())
    assert [one.msg for one in checks.unpublished(None)] == [
        f"The page “{kind}” is not published in: {everywhere}." for kind in LegalKind.values
    ]
    LegalPage.objects.all().delete()
    for code in locales.codes():
        legal_page("privacy", code)
    assert [str(one.msg).partition(" is ")[0] for one in checks.unpublished(None)] == [
        "The page “terms”",
        "The page “accessibility”",
    ]

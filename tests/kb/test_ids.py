"""The id of a draft follows its title, through autosave too, until it is typed or published."""

from typing import Any

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data

from kb import tree
from kb.models import Family, HelpPage, Kind
from tests.factories import accounts
from tests.factories.kb import make_family, make_page
from tests.test_rights import browser

pytestmark = pytest.mark.django_db
KINDS = {"articlepage": Kind.HOWTO, "faqpage": Kind.FAQ, "topicpage": Kind.TOPIC}


def form(title: str, **fields: Any) -> dict[str, Any]:
    counts = {"body-count": "0", "comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0"}
    return nested_form_data({"title": title, "summary": "", "keywords": "", **counts, **fields})


class Writing:
    """Somebody who writes a page, as the browser does: made first, then saved again and again."""

    def __init__(self, model: str, title: str, **fields: Any) -> None:
        self.client = browser(accounts.publisher())
        parent = tree.container("el", KINDS[model])
        add = reverse("wagtailadmin_pages:add", args=("kb", model, parent.pk))
        assert self.client.post(add, form(title, **fields)).status_code == 302
        self.page = HelpPage.objects.get()

    def saves(self, title: str, **fields: Any) -> str:
        """The id afterwards."""
        address = reverse("wagtailadmin_pages:edit", args=[self.page.pk])
        answer = self.client.post(address, form(title, **fields))
        assert answer.status_code == 302, answer.context["form"].errors
        return self.id()

    def id(self) -> str:
        self.page.refresh_from_db()
        slug = Family.objects.get(pages=self.page).slug
        assert self.page.slug == self.page.get_latest_revision_as_object().slug == slug
        return slug


@pytest.mark.parametrize("model", KINDS)
def test_it_follows_the_title_whether_the_form_shows_it_or_not(model: str) -> None:
    writing = Writing(model, "Πρόχειρο")
    assert writing.id() == "procheiro"
    assert writing.saves("Καθαρισμός", family_slug="") == "katharismos"
    # Loaded again, the form holds the id.
    assert writing.saves("Αφαλάτωση", family_slug="katharismos") == "afalatosi"


@pytest.mark.parametrize("model", KINDS)
def test_a_typed_id_stays_until_it_is_emptied(model: str) -> None:
    writing = Writing(model, "Πρόχειρο", family_slug="dikomou")
    assert writing.saves("Καθαρισμός", family_slug="dikomou") == "dikomou"
    assert writing.saves("Αφαλάτωση", family_slug="") == "afalatosi"
    assert writing.saves("Αφαλάτωση", family_slug="allo") == "allo"
    assert writing.saves("Καθαρισμός", family_slug="allo") == "allo"


@pytest.mark.parametrize("model", KINDS)
def test_once_published_it_stays(model: str) -> None:
    writing = Writing(model, "Πρόχειρο")
    published = writing.saves("Καθαρισμός", **{"action-publish": "1", "topics-without": "1"})
    assert published == "katharismos"
    assert writing.saves("Αφαλάτωση", **{"action-publish": "1"}) == published
    assert browser().get(f"/el/help/{published}/").status_code == 200
    assert writing.client.post(
        reverse("wagtailadmin_pages:unpublish", args=[writing.page.pk])
    ).headers["Location"]
    assert writing.saves("Πρόχειρο", family_slug="") == published


def test_it_is_free_of_others_ids_and_keeps_its_own_number() -> None:
    make_family(slug="katharismos")
    writing = Writing("articlepage", "Καθαρισμός")
    assert writing.id() == "katharismos-2"
    assert writing.saves("Καθαρισμός", summary="Νέα") == "katharismos-2"


def test_a_translations_title_changes_nothing_and_ids_from_before_stay() -> None:
    family = make_family("Udkast", source="da", slug_is_typed=False)
    make_page(family, "da", live=False)
    greek = make_page(family, "el", live=False)
    client = browser(accounts.writer())
    client.post(reverse("wagtailadmin_pages:edit", args=[greek.pk]), form("Καθαρισμός"))
    assert Family.objects.get().slug == "udkast"
    assert Family().slug_is_typed

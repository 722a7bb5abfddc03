"""Translators translate into their language: no sources, no other language, nothing goes live."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from wagtail.admin.urls import pages as editors_pages
from wagtail.models import Page, PageViewRestriction, Revision
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from kb import tree
from kb.models import Family, HelpPage, Kind
from portal.home import site
from tests.factories import accounts
from tests.factories.kb import make_family, make_page, make_topic
from tests.kb.translation.test_submitting import addresses, in_language, signed_in, submit

pytestmark = pytest.mark.django_db

FORM = "application/x-www-form-urlencoded"


@pytest.fixture(autouse=True)
def _site(settings: Any) -> None:
    settings.STAFF_MUST_USE_SECOND_FACTOR = False
    site.set_up()


class Scene:
    """Articles that a Greek translator meets, and her browser."""

    def __init__(self) -> None:
        self.source = make_page(title="Bleed a radiator")
        submit(signed_in(accounts.publisher()), self.source, "el", "da")
        self.greek, self.danish = (in_language(self.source, code) for code in ("el", "da"))
        self.greek_source = make_page(
            make_family("Θερμοστάτης", slug="thermostat", source="el"), "el", title="Θερμοστάτης"
        )
        self.greek_draft = make_page(
            make_family("Σχέδιο", slug="draft", source="el"), "el", title="Σχέδιο", live=False
        )
        self.client = signed_in(accounts.translator())

    def segments(self) -> Any:
        return TranslationSource.objects.get().stringsegment_set.all()

    def translate(self, code: str) -> Any:
        """As the translators' editor does, into one language."""
        found = Translation.objects.get(target_locale__language_code=code)
        given = {"translation_id": found.pk, "string_segment_id": self.segments()[0].pk}
        address = reverse("wagtail_localize:edit_string_translation", kwargs=given)
        return self.client.put(address, "value=Εξαέρωση", content_type=FORM)


@pytest.fixture
def scene() -> Scene:
    return Scene()


def test_a_translation_into_her_language_is_hers(scene: Scene) -> None:
    edit = reverse("wagtailadmin_pages:edit", args=(scene.greek.pk,))
    assert scene.client.get(edit, follow=True).status_code == 200
    assert scene.translate("el").status_code == 201
    assert StringTranslation.objects.get().data == "Εξαέρωση"
    assert scene.client.post(edit, {"action": "save-draft"}).status_code in {200, 302}
    assert not in_language(scene.source, "el").live


def test_a_translation_into_another_language_is_not(scene: Scene) -> None:
    assert scene.translate("da").status_code in {302, 403}
    assert not StringTranslation.objects.exists()
    edit = reverse("wagtailadmin_pages:edit", args=(scene.danish.pk,))
    assert scene.client.get(edit).status_code != 200


@pytest.mark.parametrize("which", ["source", "greek_source", "greek_draft"])
def test_no_source_is_hers_in_whatever_language(scene: Scene, which: str) -> None:
    page = getattr(scene, which)
    edit = reverse("wagtailadmin_pages:edit", args=(page.pk,))
    assert scene.client.get(edit).status_code != 200
    assert not page.permissions_for_user(accounts.translator("Tra Two")).can_edit()


def test_a_hand_written_translation_is_hers_but_not_what_holds_for_all_languages() -> None:
    family = make_family("Vent", slug="vent", topics=[make_topic("Air")], products=["Hub"])
    make_page(family, title="Vent")
    page = make_page(family, "el", title="Αερισμός", by_hand=True)
    topic = make_topic("Water")
    edit = reverse("wagtailadmin_pages:edit", args=(page.pk,))
    client = signed_in(accounts.translator())
    html = client.get(edit).content.decode()
    assert 'name="title"' in html
    fields = ("family_slug", "kind", "topics", "article_owner", "products", "markets")
    assert not any(f'name="{name}"' in html for name in fields)
    text = {"title": "Εξαερισμός", "summary": "", "keywords": "", "body-count": "0"}
    others = {"family_slug": "x", "kind": Kind.TROUBLESHOOTING, "topics": topic.pk}
    response = client.post(edit, text | others | {"markets": "GR", "comments-TOTAL_FORMS": "0"})
    assert response.status_code == 302, response.context and response.context["form"].errors
    page.refresh_from_db()
    assert page.get_latest_revision_as_object().title == "Εξαερισμός"
    assert (page.title, page.live) == ("Αερισμός", True)
    kept = Family.objects.get(pk=family.pk)
    assert (kept.slug, kept.kind, kept.markets) == ("vent", Kind.HOWTO, [])
    assert [link.topic.slug for link in kept.topic_links.all()] == ["air"]
    assert [product.name for product in kept.products.all()] == ["Hub"]


def state(translated: HelpPage) -> dict[str, Any]:
    """Everything that is not the text of the one translation."""
    rows = Page.objects.exclude(pk=translated.pk).order_by("pk").values()
    own = ("path", "live", "locked", "slug", "locale_id", "alias_of_id", "go_live_at")
    foreign = Revision.objects.exclude(object_id=str(translated.pk))
    others = StringTranslation.objects.exclude(locale=translated.locale)
    return {
        "pages": [{key: str(value) for key, value in row.items()} for row in rows],
        "translation": Page.objects.filter(pk=translated.pk).values_list(*own).first(),
        "revisions": list(foreign.order_by("pk").values_list("pk", "content")),
        "translations": list(
            Translation.objects.exclude(target_locale=translated.locale).values()
        ),
        "strings": list(others.values_list("pk", "data")),
        "restrictions": PageViewRestriction.objects.count(),
        "families": list(Family.objects.order_by("pk").values()),
    }


EVERYTHING: dict[str, Any] = {
    "title": "x",
    "slug": "x",
    "summary": "x",
    "keywords": "",
    "body-count": "0",
    **dict.fromkeys(("action", "action-publish"), "publish"),
    **dict.fromkeys(("publish_translations", "include_subtree", "select_all"), "on"),
    "comments-TOTAL_FORMS": "0",
    "new_title": "x",
    "new_slug": "x2",
    "copy_subpages": "on",
    "new_parent_page": "1",
    "restriction_type": "login",
    "position": "0",
    "value": "x",
    "localize-convert-to-alias": "on",
    "include_descendants": "on",
    "publish_copies": "on",
    "localize-restart-translation": "on",
}


@pytest.mark.walk
@pytest.mark.slow
@pytest.mark.timeout(600)
def test_no_address_of_the_editors_or_translators_lets_her_do_more(scene: Scene) -> None:
    before = state(scene.greek)
    walked = set()
    pages = [scene.source, scene.danish, scene.greek_source, scene.greek]
    for page in (*pages, tree.container("el", Kind.HOWTO), tree.ensure("el")):
        for name, address in of_page(page, scene):
            file = SimpleUploadedFile("a.po", b"")
            scene.client.post(address, EVERYTHING | {"file": file})
            if "/localize/" in address:
                scene.client.put(address, "value=x", content_type=FORM)
                scene.client.delete(address)
            walked.add(name)
        assert state(scene.greek) == before, page
    assert {"edit", "move_confirm", "delete", "edit_string_translation", "publish"} < walked


def of_page(page: Page, scene: Scene) -> list[tuple[str, str]]:
    """Every address of Wagtail's page editor and of wagtail-localize, about one page."""
    translation = Translation.objects.filter(target_locale=page.locale).first()
    facts: dict[str, Any] = {
        **dict.fromkeys(("page_id", "parent_page_id", "page_to_move_id"), page.pk),
        "destination_id": tree.container("el", Kind.HOWTO).pk,
        **dict.fromkeys(("content_type_app_name", "app_label"), "kb"),
        **dict.fromkeys(("content_type_model_name", "model_name"), "articlepage"),
        "revision_id": getattr(page, "latest_revision_id", 0) or 0,
        **dict.fromkeys(("task_state_id", "task_id", "workflow_state_id"), 1),
        "action_name": "approve",
        "mode": "x",
        "pk": page.pk,
        "translation_id": translation.pk if translation else 0,
        "translation_source_id": TranslationSource.objects.get().pk,
        "string_segment_id": scene.segments()[0].pk,
        "overridable_segment_id": 1,
    }
    found = [
        (one.name, reverse(f"wagtailadmin_pages:{one.name}", kwargs=_given(one, facts)))
        for one in editors_pages.urlpatterns
        if one.name != "revisions_compare"
    ]
    found += [
        (name, reverse(f"wagtail_localize:{name}", kwargs={key: facts[key] for key in arguments}))
        for name, arguments in addresses()
    ]
    bulk = "wagtail_bulk_action"
    return found + [
        (name, f"{reverse(bulk, args=('wagtailcore', 'page', name))}?id={page.pk}")
        for name in ("delete", "move", "publish", "unpublish")
    ]


def _given(pattern: Any, facts: dict[str, Any]) -> dict[str, Any]:
    return {key: facts[key] for key in pattern.pattern.converters}


def test_an_author_still_changes_sources_and_translations(client: Client) -> None:
    scene = Scene()
    author = accounts.writer("Wri Two")
    for page in (scene.source, scene.greek, scene.greek_source):
        assert page.permissions_for_user(author).can_edit()

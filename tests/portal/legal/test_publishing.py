"""No way of publishing fails on a template, or makes one live; what stands beside it goes live."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import Locale, Page, Revision
from wagtail.models.workflows import WorkflowState
from wagtail.users.models import UserProfile
from wagtail.workflows import publish_workflow_state
from wagtail_localize.models import TranslationSource

from kb import tree
from portal.home import site
from portal.jobs import upkeep
from portal.legal import drafts
from portal.legal.models import LegalPage
from tests.factories import accounts
from tests.factories.legal import legal_page
from tests.test_rights import browser

pytestmark = pytest.mark.django_db
TOLD = {"en": "This text is a template.", "da": "Denne tekst er en skabelon."}


@pytest.fixture
def template() -> LegalPage:
    site.set_up()
    drafts.make()
    return LegalPage.objects.get(kind="privacy", locale__language_code="el")


def publish(client: Client, *pages: Page, below: str = "") -> str:
    """Publish in bulk; what the editor is told."""
    chosen = "&".join(f"id={page.pk}" for page in pages)
    address = f"/cms/bulk/wagtailcore/page/publish/?{chosen}&next=/cms/"
    answer = client.post(address, {"include_descendants": below}, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def live() -> set[str]:
    return set(LegalPage.objects.filter(live=True).values_list("title", flat=True))


def adapted(page: LegalPage, title: str) -> LegalPage:
    page.title, page.body = title, [("text", "<p>Έτοιμο.</p>")]
    page.save_revision()
    return page


def test_a_chosen_template_is_left_out_and_named(template: LegalPage) -> None:
    ready = adapted(LegalPage.objects.get(kind="terms", locale=template.locale), "Όροι")
    told = publish(browser(accounts.publisher()), template, ready)
    assert TOLD["en"] in told
    assert f'href="/cms/pages/{template.pk}/edit/"' in told
    assert "1 page has been published" in told
    assert live() == {"Όροι"}


def test_a_template_alone_is_named_and_nothing_is_said_to_be_published(
    template: LegalPage,
) -> None:
    told = publish(browser(accounts.publisher()), template)
    assert TOLD["en"] in told
    assert "been published" not in told
    assert live() == set()


def test_templates_below_what_is_chosen_are_left_out_and_not_counted(template: LegalPage) -> None:
    adapted(LegalPage.objects.get(kind="terms", locale=template.locale), "Όροι")
    told = publish(browser(accounts.publisher()), tree.ensure("el"), below="on")
    assert TOLD["en"] in told
    buttons = re.findall(r'<a href="/cms/pages/(\d+)/edit/" class="button', told)
    left_out = LegalPage.objects.filter(locale=template.locale).exclude(title="Όροι")
    assert {int(key) for key in buttons} == set(left_out.values_list("pk", flat=True))
    assert "1 page and 1 child page have been published" in told
    assert live() == {"Όροι"}


def test_the_editor_is_told_in_her_language(template: LegalPage) -> None:
    editor = accounts.publisher()
    profile = UserProfile.get_for_user(editor)
    profile.preferred_language = "da"
    profile.save()
    told = publish(browser(editor), template)
    assert TOLD["da"] in told


def test_a_schedule_goes_on_with_the_others_and_is_not_asked_again(template: LegalPage) -> None:
    ready = adapted(LegalPage.objects.get(kind="terms", locale=template.locale), "Όροι")
    due = timezone.now() - timedelta(minutes=1)
    of_both = [page.get_latest_revision().pk for page in (template, ready)]
    Revision.objects.filter(pk__in=of_both).update(approved_go_live_at=due)
    assert upkeep.publish_scheduled() == 2
    assert live() == {"Όροι"}
    assert upkeep.publish_scheduled() == 0


def test_an_approval_publishes_no_template(template: LegalPage) -> None:
    publish_workflow_state(WorkflowState(content_object=template), accounts.publisher())
    assert live() == set()


def test_a_translation_of_a_template_stays_a_draft(
    template: LegalPage, django_capture_on_commit_callbacks: Any
) -> None:
    arabic = Locale.objects.get(language_code="ar")
    LegalPage.objects.get(kind="privacy", locale=arabic).delete()
    source, _created = TranslationSource.get_or_create_from_instance(template)
    with django_capture_on_commit_callbacks(execute=True):
        source.create_or_update_translation(arabic, publish=True, fallback=True)
    assert LegalPage.objects.filter(kind="privacy", locale=arabic).exists()
    assert live() == set()


def test_what_is_live_stays_as_it_is_when_a_template_would_take_its_place() -> None:
    page = legal_page(title="Απόρρητο")
    page.title = "⟦Επωνυμία⟧"
    page.save_revision(clean=False).publish()
    assert live() == {"Απόρρητο"}

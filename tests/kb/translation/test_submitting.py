"""Submitting for translation publishes nothing, whoever submits and whichever way."""

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
import wagtail_localize
from django.conf import settings as django_settings
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import DraftStateMixin, Locale, Page, get_translatable_models
from wagtail_localize.models import StringTranslation, Translation, TranslationSource
from wagtail_localize.operations import translate_page_subtree
from wagtail_localize.wagtail_hooks import register_admin_urls

from kb import tree
from kb.models import HelpPage, Kind
from kb.search_source import HelpSource
from portal.accounts.models import User
from portal.caching.testing import forget_pages
from portal.home import site
from portal.jobs.testing import drain
from search.service import search
from tests.factories import accounts
from tests.factories.kb import make_family, make_page
from tests.kb.restrictions import restrict

pytestmark = pytest.mark.django_db

ROLES = {
    "editor": accounts.writer,
    "publisher": accounts.publisher,
    "administrator": accounts.administrator,
    "owner": accounts.owner,
}


@pytest.fixture(autouse=True)
def _site(settings: Any) -> None:
    settings.STAFF_MUST_USE_SECOND_FACTOR = False
    site.set_up()


@pytest.fixture(params=ROLES)
def role(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def client(role: str, commit: None) -> Client:
    """The browser of somebody with this role."""
    return signed_in(ROLES[role]())


def signed_in(user: User) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(user)
    return client


def submit(client: Client, page: Page, *codes: str, **fields: str) -> Any:
    locales = Locale.objects.filter(language_code__in=codes)
    data = {"locales": [locale.pk for locale in locales]} | fields
    return client.post(reverse("wagtail_localize:submit_page_translation", args=(page.pk,)), data)


def public() -> dict[tuple[str, str], Any]:
    """What readers can come to see: each live page with its words and its restrictions."""
    return {
        (page.locale.language_code, page.slug): (
            *(page.title, page.summary, str(page.body), page.alias_of_id),
            list(page.view_restrictions.values_list("restriction_type", "groups")),
        )
        for page in HelpPage.objects.filter(live=True).select_related("locale")
    }


def in_language(page: HelpPage, code: str) -> HelpPage:
    return HelpPage.objects.get(family=page.family, locale__language_code=code)


def read(page: HelpPage, code: str) -> str:
    forget_pages()
    response = Client().get(f"/{code}/help/{page.family.slug}/")
    assert response.status_code == 200
    return response.content.decode()


def test_readers_keep_the_marked_fallback_until_it_is_published(client: Client, role: str) -> None:
    source = make_page(title="Bleed a radiator")
    before = public()
    assert submit(client, source, "el").status_code == 302
    draft = in_language(source, "el")
    assert not draft.live
    assert draft.first_published_at is None
    assert public() == before
    html = read(source, "el")
    assert '<article lang="en" dir="ltr">' in html
    assert "noindex" in html
    assert 'hreflang="el"' not in html
    assert [one.locale for one in HelpSource().documents([source.slug])] == ["en"]
    drain()
    found = search(query="radiator", locale="el").results
    assert [(hit.locale, hit.is_foreign) for hit in found] == [("en", True)]

    translate(draft)
    publish(client, draft)
    draft.refresh_from_db()
    assert draft.live == (role != "editor")
    assert ('<article lang="en"' in read(source, "el")) == (role == "editor")
    if role == "editor":
        assert public() == before
    else:
        assert "BLEED A RADIATOR" in read(source, "el")


def translate(page: HelpPage) -> None:
    translation = Translation.objects.get(target_locale=page.locale)
    for segment in translation.source.stringsegment_set.all():
        StringTranslation.objects.create(
            translation_of=segment.string,
            context=segment.context,
            locale=page.locale,
            data=segment.string.data.upper(),
        )


def publish(client: Client, page: HelpPage) -> Any:
    """As the button in the translators' editor does."""
    address = reverse("wagtailadmin_pages:edit", args=(page.pk,))
    return client.post(address, {"action": "publish"})


def test_all_languages_at_once_are_drafts(client: Client) -> None:
    source = make_page()
    before = public()
    others = list(
        Locale.objects.exclude(language_code="en").values_list("language_code", flat=True)
    )
    assert submit(client, source, *others, select_all="on").status_code == 302
    assert public() == before
    assert HelpPage.objects.filter(family=source.family, live=False).count() == len(others)


@pytest.mark.parametrize("kind", [Kind.HOWTO, Kind.FAQ, Kind.TOPIC])
def test_a_whole_subtree_in_a_new_language_is_drafts_below_containers_of_its_own(
    client: Client, kind: str
) -> None:
    make_page(make_family("One", kind=kind))
    make_page(make_family("Two", kind=kind))
    before = public()
    Locale.objects.create(language_code="fr")
    container = tree.container("en", kind)
    assert submit(client, container, "fr", include_subtree="on").status_code == 302
    assert public() == before
    assert HelpPage.objects.filter(locale__language_code="fr", live=False).count() == 2
    assert not Page.objects.filter(alias_of__isnull=False).exists()
    assert tree.container("fr", kind).translation_key == container.translation_key


def test_a_page_above_which_nothing_is_translated_gets_no_aliases(client: Client) -> None:
    source = make_page()
    Locale.objects.create(language_code="fr")
    submit(client, source, "fr")
    draft = in_language(source, "fr")
    assert (draft.live, draft.get_parent().alias_of) == (False, None)
    assert not Page.objects.filter(alias_of__isnull=False).exists()


def test_a_subtree_touches_no_text_that_is_there(client: Client, role: str) -> None:
    """Stock would put the source's text into the row that readers see."""
    live, draft, stopped = (make_page(make_family(title)) for title in ("One", "Two", "Three"))
    make_page(live.family, "el", title="Ένα")
    make_page(draft.family, "el", title="Δύο", live=False)
    submit(client, stopped, "el")
    translation = Translation.objects.get()
    client.post(reverse("wagtail_localize:stop_translation", args=(translation.pk,)))
    page = in_language(stopped, "el")
    HelpPage.objects.filter(pk=page.pk).update(title="Τρία")
    in_language(stopped, "el").specific.save_revision().publish()
    before = public()
    user = ROLES[role]()
    container = tree.container("en", Kind.HOWTO)
    translate_page_subtree(container.pk, [Locale.objects.get(language_code="el")], None, user)
    translation.refresh_from_db()
    assert translation.enabled
    assert public() == before
    kept = in_language(draft, "el").get_latest_revision_as_object()
    assert (kept.title, kept.live) == ("Δύο", False)


def test_a_stopped_translation_is_resumed_as_it_was(client: Client) -> None:
    source = make_page()
    submit(client, source, "el")
    translation = Translation.objects.get()
    before = public()
    client.post(reverse("wagtail_localize:stop_translation", args=(translation.pk,)))
    address = reverse("wagtailadmin_pages:edit", args=(in_language(source, "el").pk,))
    client.post(address, {"localize-restart-translation": "on"})
    translation.refresh_from_db()
    assert translation.enabled
    assert public() == before


def test_updating_publishes_nothing(client: Client) -> None:
    source = make_page(title="Old title")
    submit(client, source, "el")
    translate(in_language(source, "el"))
    publish(signed_in(ROLES["publisher"]()), in_language(source, "el"))
    changed = HelpPage.objects.get(pk=source.pk).specific
    changed.title = "New title"
    changed.save_revision().publish()
    before = public()
    filed = TranslationSource.objects.get()
    address = reverse("wagtail_localize:update_translations", args=(filed.pk,))
    assert "publish_translations" not in client.get(address).content.decode()
    assert client.post(address, {"publish_translations": "on"}).status_code == 302
    assert public() == before
    assert in_language(source, "el").title == "OLD TITLE"
    filed.refresh_from_db()
    assert "New title" in {one.string.data for one in filed.stringsegment_set.all()}


def test_updating_opens_a_restricted_page_to_nobody_by_who_may_not(
    client: Client, role: str
) -> None:
    source = make_page()
    submit(client, source, "el")
    publish(signed_in(ROLES["publisher"]()), in_language(source, "el"))
    restrict(in_language(source, "el"), Group.objects.create(name="Staff"))
    filed = TranslationSource.objects.get()
    address = reverse("wagtail_localize:update_translations", args=(filed.pk,))
    assert client.post(address).status_code == 302
    assert in_language(source, "el").view_restrictions.exists() == (role == "editor")


def test_no_page_is_made_an_alias_and_none_of_them_goes_live(client: Client) -> None:
    source = make_page(title="Bleed a radiator")
    submit(client, source, "el")
    publish(signed_in(ROLES["publisher"]()), in_language(source, "el"))
    before = public()
    page = in_language(source, "el")
    address = reverse("wagtail_localize:convert_to_alias", args=(page.pk,))
    assert client.post(address).status_code == 404
    edit = reverse("wagtailadmin_pages:edit", args=(page.pk,))
    client.post(edit, {"localize-convert-to-alias": "on"}, follow=True)
    client.post(reverse("wagtail_localize:stop_translation", args=(Translation.objects.get().pk,)))
    assert "localize-convert-to-alias" not in client.get(edit).content.decode()
    assert public() == before


def test_an_alias_from_before_comes_back_as_a_draft(client: Client) -> None:
    source = make_page()
    source.copy_for_translation(Locale.objects.get(language_code="el"), alias=True)
    assert in_language(source, "el").live
    submit(client, source, "el")
    page = in_language(source, "el")
    assert (page.live, page.alias_of) == (False, None)
    assert '<article lang="en"' in read(source, "el")


def test_a_planned_publication_is_the_sources_own(client: Client) -> None:
    source = make_page(live=False).specific
    source.go_live_at = timezone.now() + timedelta(hours=1)
    source.save_revision().publish()
    submit(client, source, "el")
    with time_machine.travel(timezone.now() + timedelta(hours=2)):
        call_command("publish_scheduled")
    assert set(public()) == {("en", source.slug)}


@pytest.mark.walk
def test_no_address_of_the_translators_changes_what_readers_see(client: Client) -> None:
    source = make_page(title="Old title")
    submit(client, source, "el", "da", "sv")
    for code in ("el", "da"):
        publish(signed_in(ROLES["publisher"]()), in_language(source, code))
    changed = HelpPage.objects.get(pk=source.pk).specific
    changed.title = "New title"
    changed.save_revision().publish()
    before = public()
    facts: dict[str, Any] = {
        "app_label": "kb",
        "model_name": "family",
        "pk": source.family_id,
        "mode": "x",
        "translation_source_id": TranslationSource.objects.get().pk,
        "string_segment_id": TranslationSource.objects.get().stringsegment_set.all()[0].pk,
        "overridable_segment_id": 1,
    }
    everything = {
        "locales": list(Locale.objects.values_list("pk", flat=True)),
        **dict.fromkeys(("action", "action-publish"), "publish"),
        **dict.fromkeys(("publish_translations", "include_subtree", "select_all"), "on"),
        "use_machine_translation": "on",
        "value": "Typed",
    }
    walked = set()
    for code in ("el", "da", "sv", "en"):
        page = in_language(source, code)
        facts["page_id"] = page.pk
        found = Translation.objects.filter(target_locale=page.locale).first()
        facts["translation_id"] = found.pk if found else 0
        for name, arguments in addresses():
            given = {argument: facts[argument] for argument in arguments}
            address = reverse(f"wagtail_localize:{name}", kwargs=given)
            client.get(address, everything)
            file = SimpleUploadedFile("a.po", str(found.export_po() if found else "").encode())
            client.post(address, everything | {"file": file})
            client.put(address, "value=Typed", content_type="application/x-www-form-urlencoded")
            assert public() == before, name
            walked.add(name)
    assert {"submit_page_translation", "update_translations", "convert_to_alias"} < walked


def addresses() -> list[tuple[str, list[str]]]:
    """All of wagtail-localize's, by name, with the names of their arguments."""
    return [
        (pattern.name, list(pattern.pattern.converters))
        for included in register_admin_urls()
        for pattern in included.url_patterns
    ]


def test_whatever_is_translated_can_be_a_draft() -> None:
    """Stock publishes at once what cannot be one."""
    models = get_translatable_models(include_subclasses=True)
    assert HelpPage in models
    assert all(issubclass(model, DraftStateMixin) for model in models)


def test_each_setting_of_wagtail_localize_is_decided() -> None:
    package = Path(wagtail_localize.__file__).parent
    text = "".join(path.read_text(encoding="utf-8") for path in package.rglob("*.py"))
    known = set(re.findall(r'"(WAGTAIL_?LOCALIZE_[A-Z_]+)"', text))
    assert known
    assert {name for name in known if not hasattr(django_settings, name)} == set()
    assert django_settings.WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE is False

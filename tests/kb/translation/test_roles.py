"""Who starts, reviews and publishes translations, by the shipped groups, from any language."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale
from wagtail_localize.models import StringTranslation, TranslationSource

from kb import tree
from kb.importing.run import import_tree
from kb.models import Family, HelpPage, Kind, LanguageRule, Review
from kb.translation.offering import Offers
from portal import locales, to_dos
from portal.accounts.models import User
from tests.factories import accounts
from tests.factories.actors import acting
from tests.factories.kb import make_family, make_page
from tests.kb.importing import trees
from tests.test_rights import browser

pytestmark = pytest.mark.django_db


def article(source: str = "da", *, live: bool = True) -> HelpPage:
    """An article that was written in a language, with two parts to translate."""
    family = make_family("Udluft", slug="udluft", source=source)
    return make_page(family, source, title="Udluft radiatoren", live=live)


def start(client: Client, page: HelpPage, code: str) -> Any:
    return client.post(reverse("kb_desk", args=[page.family.slug, code]))


def in_language(page: HelpPage, code: str) -> HelpPage:
    return HelpPage.objects.get(family=page.family, locale__language_code=code)


def translate(page: HelpPage, code: str, *, but: int = 0) -> HelpPage:
    """Start it, and translate all of its parts but some."""
    tree.ensure(code)
    start(browser(accounts.publisher(f"Pub {code}")), page, code)
    source = TranslationSource.objects.get(object_id=page.translation_key)
    segments = list(source.stringsegment_set.order_by("order"))
    for number, segment in enumerate(segments[: len(segments) - but]):
        StringTranslation.objects.create(
            translation_of=segment.string,
            context=segment.context,
            locale=Locale.objects.get(language_code=code),
            data=f"{code} {number}",
        )
    return in_language(page, code)


def review(client: Client, page: HelpPage, **data: str) -> Any:
    return client.post(reverse("kb_review", args=[page.pk]), data)


def waiting(user: User) -> dict[str, str]:
    """The to-dos of somebody: where each leads, by what it says."""
    return {one.words: one.address for one in to_dos.of(acting(user))}


@pytest.mark.parametrize("source", ["da", "ar", "en"])
def test_a_translator_starts_what_readers_have_in_another_language_with_one_button(
    source: str,
) -> None:
    page, zoe = article(source), accounts.translator()
    address = reverse("kb_desk", args=["udluft", "el"])
    assert address in waiting(zoe).values()
    assert Offers(acting(zoe), ["udluft"]).address("udluft", "el") == address
    client = browser(zoe)
    assert client.get(address).status_code == 200
    assert not HelpPage.objects.exclude(pk=page.pk).exists()
    answer = start(client, page, "el")
    draft = in_language(page, "el")
    assert answer.headers["Location"] == address
    assert client.get(address).context["rows"]
    assert (draft.live, draft.family_id) == (False, page.family_id)
    # A second time leads to the same draft.
    assert start(client, page, "el").headers["Location"] == address
    assert in_language(page, "el") == draft
    assert Offers(acting(zoe), ["udluft"]).address("udluft", "el") == address


def test_nobody_starts_one_into_a_language_that_is_not_theirs_or_of_a_draft() -> None:
    page = article()
    client = browser(accounts.translator())
    for code in set(locales.codes()) - {"el", "da"}:
        tree.ensure(code)
        assert start(client, page, code).status_code in {302, 403}
        assert not HelpPage.objects.exclude(pk=page.pk).exists()
    for someone in (accounts.member(), accounts.moderator(), accounts.support_manager()):
        assert start(browser(someone), page, "el").status_code in {302, 403}
    draft = make_page(make_family("Kladde", slug="kladde", source="da"), "da", live=False)
    assert start(client, draft, "el").status_code == 404
    assert Offers(acting(accounts.translator("Tra 2")), ["kladde"]).address("kladde", "el") is None
    assert not HelpPage.objects.filter(locale__language_code="el").exists()
    # Whoever submits has a draft translated, too.
    liv = accounts.publisher()
    address = Offers(acting(liv), ["kladde"]).address("kladde", "el")
    assert browser(liv).post(str(address)).status_code == 302
    assert not in_language(draft, "el").live


@pytest.mark.usefixtures("commit")
def test_a_translation_is_reviewed_sent_back_with_words_and_published() -> None:
    page = translate(article(), "el")
    zoe, liv = accounts.translator(), accounts.publisher()
    translator, publisher = browser(zoe), browser(liv)
    address = reverse("kb_review", args=[page.pk])
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert address in translator.get(edit, follow=True).content.decode()
    assert translator.post(edit, {"action": "publish"}).status_code in {302, 403}
    assert review(translator, page, act="publish").status_code in {302, 403}
    assert review(translator, page, act="ask").status_code == 302
    assert review(translator, page, act="ask").status_code == 302
    assert address in waiting(liv).values()
    assert not {address} & set(waiting(accounts.writer()).values())
    refused = review(publisher, page, act="send_back", words=" ")
    assert (refused.status_code, set(refused.context["form"].errors)) == (200, {"words"})
    assert review(publisher, page, act="send_back", words="Λείπει το κλειδί").status_code == 302
    assert address not in waiting(liv).values()
    assert address in waiting(zoe).values()
    assert "Λείπει το κλειδί" in translator.get(address).content.decode()
    review(translator, page, act="ask")
    assert address in waiting(liv).values()
    assert review(publisher, page, act="publish").status_code == 302
    page.refresh_from_db()
    assert (page.live, page.title) == (True, "el 0")
    assert not Review.objects.exists()


@pytest.mark.parametrize("who", [accounts.translator, accounts.support_manager, accounts.member])
def test_who_neither_writes_nor_publishes_a_text_has_no_review_of_it(
    who: Callable[[], User],
) -> None:
    page = translate(article(), "ar")
    client = browser(who())
    assert client.get(reverse("kb_review", args=[page.pk])).status_code in {302, 403}
    for act in ("ask", "publish", "send_back"):
        assert review(client, page, act=act, words="x").status_code in {302, 403}
    assert client.post(reverse("kb_publish_languages", args=[page.pk])).status_code in {
        302, 403,
    }  # fmt: skip
    page.refresh_from_db()
    assert not page.live
    assert not Review.objects.exists()


@pytest.mark.usefixtures("commit")
def test_where_no_review_is_wanted_translators_publish_their_language_alone() -> None:
    source = article()
    greek, arabic = translate(source, "el"), translate(source, "ar")
    own = make_page(make_family("Δικό", slug="diko", source="el"), "el", title="Δικό", live=False)
    LanguageRule.objects.create(locale=greek.locale, review_wanted=False)
    zoe = accounts.translator()
    client = browser(zoe)
    for page in (own, arabic):
        assert not page.permissions_for_user(zoe).can_publish()
    edit = reverse("wagtailadmin_pages:edit", args=[greek.pk])
    assert client.post(edit, {"action": "publish"}).status_code == 302
    greek.refresh_from_db()
    assert (greek.live, greek.title) == (True, "el 0")
    rights = greek.permissions_for_user(zoe)
    beyond = (rights.can_unpublish, rights.can_set_view_restrictions, rights.can_unschedule)
    assert not any(may() for may in (*beyond, rights.can_delete, rights.can_lock))
    LanguageRule.objects.update(review_wanted=True)
    assert not greek.permissions_for_user(zoe).can_publish()


def test_only_who_sets_up_languages_sets_their_rules() -> None:
    greek = tree.ensure("el").locale
    add = reverse(LanguageRule.snippet_viewset.get_url_name("add"))
    for who in (accounts.translator, accounts.writer, accounts.publisher):
        assert browser(who()).post(add, {"locale": greek.pk}).status_code in {302, 403}
        assert not LanguageRule.objects.exists()
    rule = {"locale": greek.pk, "unread": "nobody"}
    answer = browser(accounts.administrator()).post(add, rule)
    assert answer.status_code == 302
    assert LanguageRule.objects.get().review_wanted is False


@pytest.mark.usefixtures("commit")
def test_all_that_are_ready_are_published_together_and_the_others_say_why() -> None:
    source = article()
    ready, partial, returned = (
        translate(source, "el"), translate(source, "ar", but=1), translate(source, "sv"),
    )  # fmt: skip
    client = browser(accounts.publisher())
    Review.objects.create(page=returned, asked_at=source.first_published_at)
    review(client, returned, act="send_back", words="Nej")
    address = reverse("kb_publish_languages", args=[source.pk])
    edit = reverse("wagtailadmin_pages:edit", args=[source.pk])
    assert address in client.get(edit).content.decode()
    before = client.get(address)
    assert [one.page.pk for one in before.context["ready"]] == [ready.pk]
    assert not HelpPage.objects.filter(live=True).exclude(pk=source.pk).exists()
    done = client.post(address).context["done"]
    said = {one.page.locale.language_code: str(one.why_not) for one in done}
    assert said["el"] == ""
    assert "1 part is not translated" in said["ar"]
    assert "sent back" in said["sv"]
    assert "Readers see it" in said["da"]
    live = HelpPage.objects.filter(live=True).values_list("locale__language_code", flat=True)
    assert set(live) == {"da", "el"}
    assert partial.pk in {one.page.pk for one in done if not one.is_ready}


@pytest.mark.parametrize("code", ["da", "el"])
def test_a_family_begins_in_any_language_when_written_and_when_imported(
    code: str, tmp_path: Path
) -> None:
    trees.write(tmp_path, code, "importeret")
    assert import_tree(tmp_path).errors == []
    assert import_tree(tmp_path).unchanged == 1
    family = Family.objects.get(slug="importeret")
    assert family.source_locale.language_code == code
    trees.write(tmp_path, "nb", "importeret")
    assert import_tree(tmp_path).errors == []
    assert Family.objects.get().source_locale.language_code == code
    client = browser(accounts.publisher())
    parent = tree.container(code, Kind.HOWTO)
    form = client.get(reverse("kb_new_article", args=[parent.pk])).content.decode()
    assert reverse("wagtailadmin_pages:add", args=("kb", "articlepage", parent.pk)) in form
    text = {"title": "Αερισμός", "summary": "", "keywords": "", "body-count": "0"}
    counts = {"comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0"}
    add = reverse("wagtailadmin_pages:add", args=("kb", "articlepage", parent.pk))
    answered = {"action-publish": "1", "topics-without": "1"}
    assert client.post(add, text | counts | answered).status_code == 302
    written = HelpPage.objects.get(title="Αερισμός")
    assert written.family.source_locale.language_code == code
    draft = translate(written, "en")
    assert (draft.live, draft.is_translation, written.is_translation) == (False, True, False)


def test_files_in_several_languages_begin_in_the_first_of_the_site_unless_one_says(
    tmp_path: Path,
) -> None:
    for code in ("el", "sv", "da"):
        trees.write(tmp_path, code, "alfa")
        trees.write(tmp_path, code, "beta", extra="source: el\n" if code == "el" else "")
    trees.write(tmp_path, "en", "gamma")
    trees.write(tmp_path, "el", "gamma")
    assert import_tree(tmp_path).errors == []
    sources = Family.objects.values_list("slug", "source_locale__language_code")
    first = next(code for code in locales.codes() if code in {"el", "sv", "da"})
    assert dict(sources) == {"alfa": first, "beta": "el", "gamma": "en"}


@pytest.mark.parametrize("source", ["da", "ar"])
def test_a_further_language_is_translated_from_the_source_whichever_page_was_submitted(
    source: str,
) -> None:
    written = article(source)
    greek = translate(written, "el")
    swedish = tree.ensure("sv").locale
    address = reverse("wagtail_localize:submit_page_translation", args=[greek.pk])
    answer = browser(accounts.publisher()).post(address, {"locales": [swedish.pk]})
    assert answer.status_code == 302
    assert in_language(written, "sv").title == written.title
    (stored,) = TranslationSource.objects.all()
    assert stored.locale == written.locale
    alone = make_page(make_family("Μόνο", slug="mono", source="da"), "el", title="Μόνο")
    itself = reverse("wagtail_localize:submit_page_translation", args=[alone.pk])
    assert browser(accounts.publisher("Pub 2")).get(itself).status_code == 200

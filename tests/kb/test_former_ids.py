"""An id under which an article was read leads to it for ever, and is never another's."""

from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import translation
from wagtail.models import ReferenceIndex

from kb import renaming, usage
from kb.importing.export import export_tree
from kb.importing.run import import_tree
from kb.models import Family, FamilyId, HelpPage, LanguageRule, free_slug
from kb.urls import SlugConverter
from portal import locales
from portal.deflection.models import ShownSuggestion
from portal.effort import facts, rollups
from portal.effort.models import DailyFigure
from portal.gaps.models import TextFigures
from portal.handover.models import ContactRequest
from portal.journal import days
from portal.journal.models import Step
from search.tuning.models import Judgement, PinnedQuery
from tests.community.test_races import at_once
from tests.factories import accounts, handover, requests, tuning
from tests.factories.effort import Reader
from tests.factories.figures import rolled_up
from tests.factories.kb import make_family, make_page, make_topic
from tests.journeys.routes import Route, every_route
from tests.kb.importing import trees
from tests.test_rights import browser

pytestmark = pytest.mark.django_db


def burner(**fields: Any) -> Family:
    """An article in Greek and Danish that is called "lebes" now, and was "kaustiras"."""
    family = make_family("Καυστήρας", slug="kaustiras", source="el", **fields)
    make_page(family, "el", title="Καυστήρας")
    make_page(family, "da", title="Brænder")
    return renamed(family, "lebes")


def renamed(family: Family, slug: str) -> Family:
    found = Family.objects.get(pk=family.pk)
    renaming.rename(found, slug)
    return found


def called(route: Route, family: str) -> str:
    """The route's address for a family of this id."""
    return route.path(lambda _name, part: family if part == "slug" else None)


@pytest.mark.parametrize("kind", ["howto", "faq", "topic"])
def test_each_address_with_an_old_id_leads_to_the_new_one(kind: str, client: Client) -> None:
    burner(kind=kind)
    for code in locales.codes():
        with translation.override(code):
            found = 0
            for route in every_route():
                if not any(isinstance(one, SlugConverter) for one in route.converters.values()):
                    continue
                answer = client.get(called(route, "kaustiras"))
                if answer.status_code != 405:
                    found += 1
                    assert answer.status_code == 301, route.name
                    assert answer.headers["Location"] == called(route, "lebes")
                    assert "no-store" in answer.headers["Cache-Control"]
            # To read it, to see one's vote, to try one of its fixes, to report a mistake.
            assert found == 4


def test_a_vote_from_a_page_that_was_open_counts() -> None:
    family, client = burner(), handover.reader()
    revision = family.pages.get(locale__language_code="el").live_revision_id
    data = {"helpful": "yes", "revision": str(revision)}
    assert client.post("/el/help/kaustiras/vote/", data).status_code == 200
    assert family.votes.count() == 1
    assert Step.objects.get(kind="vote").family == "lebes"


def test_who_may_not_read_it_learns_no_other_id(client: Client) -> None:
    family = burner()
    HelpPage.objects.filter(family=family).update(live=False)
    assert client.get("/el/help/kaustiras/").status_code == 404


def test_nobody_gets_an_id_that_somebody_had() -> None:
    burner()
    assert free_slug("Kaustiras") == "kaustiras-2"
    other = make_family("Άλλο", slug="allo")
    make_page(other, "da")
    for take in (
        lambda: make_family(slug="kaustiras"),
        lambda: renamed(other, "kaustiras"),
        lambda: renamed(other, "lebes"),
    ):
        with pytest.raises(ValidationError, match="Another article"), transaction.atomic():
            take()
    with pytest.raises(IntegrityError), transaction.atomic():
        Family.objects.bulk_create(
            [Family(slug="kaustiras", kind="howto", source_locale=other.source_locale)]
        )
    with pytest.raises(ValidationError, match="Another article"):
        Family(slug="kaustiras", kind="howto", source_locale=other.source_locale).full_clean()
    assert set(FamilyId.objects.values_list("slug", "family__slug")) == {
        ("allo", "allo"), ("kaustiras", "lebes"), ("lebes", "lebes"),
    }  # fmt: skip


def test_it_can_go_back_to_an_id_of_its_own(client: Client) -> None:
    family = renamed(burner(), "kaustiras")
    assert family.former_ids == ["lebes"]
    assert client.get("/da/help/lebes/").headers["Location"] == "/da/help/kaustiras/"
    assert client.get("/da/help/kaustiras/").status_code == 200


def test_what_nobody_has_read_leaves_no_id_behind() -> None:
    family = make_family("Πρόχειρο", slug="procheiro", source="el")
    page = make_page(family, "el", live=False)
    family.slug = "katharismos"
    family.save()
    assert list(FamilyId.objects.values_list("slug", flat=True)) == ["katharismos"]
    page.refresh_from_db()
    assert page.slug == "katharismos"
    page.delete()
    assert not FamilyId.objects.exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.postgresql
def test_of_two_who_take_an_id_at_once_one_gets_it() -> None:
    families = [make_family(f"Άρθρο {number}", source="el") for number in range(3)]
    for family in families:
        make_page(family, "el")
    raised = at_once(
        *(lambda f=f: renamed(f, "lebes") for f in families),
        lambda: make_family(slug="lebes"),
    )
    assert len(raised) == 3
    assert FamilyId.objects.filter(slug="lebes").count() == 1
    owner = FamilyId.objects.get(slug="lebes").family
    assert owner.slug == "lebes"
    assert Family.objects.filter(slug="lebes").count() == 1


def test_links_with_either_id_count_as_its_own_and_lead_to_it(client: Client) -> None:
    family = make_family("Καυστήρας", slug="kaustiras", source="el")
    page = make_page(family, "el", title="Καυστήρας")
    for number, slug in enumerate(["kaustiras", "lebes"]):
        link = f'<p><a linktype="article" family="{slug}">x</a></p>'
        make_page(make_family(slug=f"a{number}"), "da", title=slug, body=[("text", link)])
    ReferenceIndex.objects.all().delete()
    for one in HelpPage.objects.all():
        ReferenceIndex.create_or_update_for_object(one.specific)
    renamed(family, "lebes")
    assert {one.title for one in usage.linking_pages(page)} == {"kaustiras", "lebes"}


def test_what_was_counted_and_kept_by_the_old_id_is_the_articles() -> None:
    day = rollups.last_closable()
    topic = make_topic("Θέρμανση", locale="el", slug="thermansi")
    family = make_family("Καυστήρας", slug="kaustiras", source="el", topics=[topic])
    make_page(family, "el", title="Καυστήρας")
    for slug, kind in (("kaustiras", "family"), ("thermansi", "topic")):
        rolled_up(day, "starts_ended", kind, {(slug, "el"): (2, 9)})
    Reader("198.51.100.1", "el").read("kaustiras", f"{days.day_of()} 00:01")
    TextFigures.objects.create(family="kaustiras", locale="el", read=9, wrote=1, spared=1)
    requests.sent(topic="thermansi")
    tuning.judged("κρύο", "el", kaustiras=2)
    tuning.pins("κρύο", "article:kaustiras", "thread:7", locale="el")
    renamed(family, "lebes")
    renamed(topic, "zesti")
    assert set(DailyFigure.objects.exclude(kind="").values_list("kind", "value")) == {
        ("family", "lebes"), ("topic", "zesti"),
    }  # fmt: skip
    assert Step.objects.get(kind="read").family == "lebes"
    assert TextFigures.objects.get().family == "lebes"
    assert ContactRequest.objects.get().topic == "zesti"
    assert Judgement.objects.get().family == "lebes"
    assert PinnedQuery.objects.get().hits == ["article:lebes", "thread:7"]


def test_a_suggestion_that_was_shown_under_the_old_id_solves_by_the_article(
    client: Client,
) -> None:
    family = make_family("Καυστήρας", slug="hub-offline", source="el")
    make_page(family, "el", title="Καυστήρας")
    today = days.day_of()
    reader = Reader("198.51.100.1", "el")
    key = reader.begins(f"{today} 00:01")
    renamed(family, "lebes")
    reader.opens(key, "hub-offline", f"{today} 00:02")
    assert ShownSuggestion.objects.get().opened_at
    found = facts.read([today])[today]
    assert {one.family for one in found.steps if one.kind == "suggestion_opened"} == {"lebes"}


def test_filters_and_forms_take_the_old_id_of_a_topic(client: Client) -> None:
    topic = make_topic("Θέρμανση", locale="el", slug="thermansi")
    make_page(make_family("Καυστήρας", source="el", topics=[topic]), "el", title="Καυστήρας")
    renamed(topic, "zesti")
    asked = {"q": "καυστήρας", "locale": "el", "topic": "thermansi"}
    assert client.get("/api/search/", asked).status_code == 200
    assert client.get("/api/search/", asked | {"topic": "kaneis"}).status_code == 400
    page = client.get("/el/search/", asked).content.decode()
    assert '<option value="zesti" selected>' in page
    manager = browser(accounts.support_manager())
    report = manager.get(reverse("effort_report"), {"topic": "thermansi"}).context
    assert report["form"].narrowed.value == "zesti"
    assert report["narrow"].named.text == "Θέρμανση"
    form = handover.filled_in(topic="thermansi", start="")
    shown = handover.reader().post("/el/contact/", form).context["form"]
    assert "topic" not in shown.errors


def test_a_file_that_goes_by_an_old_id_is_the_articles_and_nothing_changes_by_export_and_import(
    tmp_path: Path,
) -> None:
    tree, out = tmp_path / "in", tmp_path / "out"
    trees.write(tree, "el", "thermansi", kind="topic", extra="source: el\n")
    trees.write(tree, "el", "kaustiras", topics=("thermansi",), extra="source: el\n",
                body="[x](article:thermansi)")  # fmt: skip
    assert import_tree(tree).errors == []
    renamed(Family.objects.get(slug="kaustiras"), "lebes")
    renamed(Family.objects.get(slug="thermansi"), "zesti")
    report = import_tree(tree)
    assert (report.errors, report.warnings, report.unchanged) == ([], [], 2)
    assert set(export_tree(out)) == {"el/lebes.md", "el/zesti.md"}
    assert "former_ids:\n- kaustiras" in (out / "el" / "lebes.md").read_text()
    report = import_tree(out)
    assert (report.errors, report.warnings, report.unchanged) == ([], [], 2)
    # Both names of one article in one language are one too many.
    trees.write(out, "el", "kaustiras", extra="source: el\n")
    assert ["is now “lebes”" in one.message for one in import_tree(out).errors] == [True]


def test_another_site_learns_old_ids_from_files_and_refuses_those_of_others(
    tmp_path: Path, client: Client
) -> None:
    trees.write(tmp_path, "el", "lebes", extra="source: el\nformer_ids: [kaustiras]\n")
    trees.write(tmp_path, "el", "antlia", body="[x](article:kaustiras)", extra="source: el\n")
    assert import_tree(tmp_path).errors == []
    assert client.get("/el/help/kaustiras/").headers["Location"] == "/el/help/lebes/"
    assert import_tree(tmp_path).unchanged == 2
    trees.write(tmp_path, "el", "antlia", extra="source: el\nformer_ids: [kaustiras, lebes]\n")
    trees.write(tmp_path, "el", "lebes", extra="source: el\nformer_ids: [kaustiras, pigi]\n")
    report = import_tree(tmp_path)
    assert [one.file for one in report.errors] == ["el/antlia.md", "el/antlia.md"]
    assert Family.objects.get(slug="lebes").former_ids == ["kaustiras", "pigi"]
    trees.write(tmp_path, "el", "lebes", extra="source: el\n")
    assert import_tree(tmp_path).unchanged == 1
    assert Family.objects.get(slug="lebes").former_ids == ["kaustiras", "pigi"]


def change(client: Client, page: HelpPage, **data: str) -> Any:
    return client.post(reverse("kb_change_id", args=[page.pk]), data)


def test_a_publisher_changes_it_on_a_page_that_says_what_that_means_and_confirms() -> None:
    family = make_family("Καυστήρας", slug="kaustiras", source="el")
    page = make_page(family, "el", title="Καυστήρας")
    client = browser(accounts.publisher())
    address = reverse("kb_change_id", args=[page.pk])
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert address in client.get(edit).content.decode()
    assert "Old addresses" in client.get(address).content.decode()
    answer = change(client, page, slug="lebes")
    assert (answer.status_code, set(answer.context["form"].errors)) == (200, {"confirmed"})
    assert 'value="lebes"' in answer.content.decode()
    make_page(make_family(slug="allo"), "da")
    for taken in ("allo", "Όχι", "", "vote"):
        answer = change(client, page, slug=taken, confirmed="on")
        assert set(answer.context["form"].errors) == {"slug"}
    assert change(client, page, slug="lebes", confirmed="on").status_code == 302
    assert Family.objects.get(pk=family.pk).slug == "lebes"
    page.refresh_from_db()
    assert page.slug == "lebes"
    assert "kaustiras" in client.get(edit).content.decode()


@pytest.mark.parametrize("who", [accounts.writer, accounts.translator])
def test_who_may_not_publish_it_changes_no_id_and_is_not_offered_to(who: Any) -> None:
    family = make_family("Burner", slug="kaustiras", source="en")
    make_page(family, "en")
    page = make_page(family, "el", title="Καυστήρας")
    client = browser(who())
    answer = change(client, page, slug="lebes", confirmed="on")
    assert answer.status_code in {302, 403}
    assert Family.objects.get(pk=family.pk).slug == "kaustiras"
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert reverse("kb_change_id", args=[page.pk]) not in client.get(edit).content.decode()


def test_a_translator_whose_language_wants_no_review_changes_no_id_and_plans_no_end() -> None:
    family = make_family("Kaustiras", slug="kaustiras", source="da")
    page = make_page(family, "el", title="Καυστήρας", by_hand=True)
    LanguageRule.objects.create(locale=page.locale, review_wanted=False)
    client = browser(accounts.translator())
    # The source is gone: what is left is a translation all the same.
    assert change(client, page, slug="lebes", confirmed="on").status_code in {302, 403}
    assert Family.objects.get(pk=family.pk).slug == "kaustiras"
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    form = client.get(edit).context["form"]
    assert not {"go_live_at", "expire_at"} & set(form.fields)
    sent = {
        "title": "Καυστήρας 2",
        "slug": page.slug,
        "body-count": "0",
        "expire_at": "2030-01-01",
    }
    sent |= {"action-publish": "1", "comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0"}
    assert client.post(edit, sent).status_code == 302
    page.refresh_from_db()
    assert (page.title, page.expire_at) == ("Καυστήρας 2", None)


def test_a_draft_has_no_such_page_and_the_list_of_families_leaves_a_published_id() -> None:
    draft = make_page(make_family("Πρόχειρο", source="el"), "el", live=False)
    client = browser(accounts.administrator())
    assert client.get(reverse("kb_change_id", args=[draft.pk])).status_code == 404
    family = burner()
    edit = reverse(Family.snippet_viewset.get_url_name("edit"), args=[family.pk])
    assert client.get(edit).context["form"].fields["slug"].disabled

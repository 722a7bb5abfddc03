"""What publishing a changed source does to its translations, as proposed or as the editor says."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from kb.importing.run import import_tree
from kb.models import Currency, HelpPage
from kb.states import Weight
from kb.translation import currency, segments
from portal.home import site
from portal.jobs import upkeep
from tests.factories import accounts
from tests.factories.actors import acting
from tests.factories.kb import make_family, make_locale, make_page
from tests.kb.importing import trees

pytestmark = pytest.mark.django_db

FILLER = "<p>Το κείμενο αυτό μένει όπως ήταν, με όλες τις λέξεις του στη θέση τους.</p>"
CHANGES = {
    "Περιμένετε 5 λεπτά": (Weight.TRIVIAL, Currency.CURRENT),
    "Περιμένετε πάλι 5 λεπτά.": (Weight.MINOR, Currency.UPDATE_NEEDED),
    "Περιμένετε 6 λεπτά.": (Weight.MAJOR, Currency.OUTDATED),
}


@pytest.fixture
def source() -> HelpPage:
    """A Greek article whose Danish readers have."""
    body = [("text", f"{FILLER}<p>Περιμένετε 5 λεπτά.</p>")]
    page = make_page(make_family("Αντλία", source="el"), "el", title="Η αντλία", body=body)
    make_page(page.family, "da", title="Pumpen")
    return page


def changed(source: HelpPage, sentence: str, **fields: Any) -> HelpPage:
    """The source with another sentence, not saved."""
    page = HelpPage.objects.get(pk=source.pk).specific
    (text,) = page.body.get_prep_value()
    page.body = [text | {"value": f"{FILLER}<p>{sentence}</p>"}]
    for name, value in fields.items():
        setattr(page, name, value)
    return page


def word(source: HelpPage) -> Currency:
    return currency.of(source.family)["da"]


@pytest.mark.parametrize("sentence", CHANGES)
def test_the_proposal_is_taken_where_nobody_says_otherwise(
    source: HelpPage, sentence: str
) -> None:
    changed(source, sentence).save_revision().publish()
    assert word(source) == CHANGES[sentence][1]


@pytest.mark.parametrize("weight", Weight)
def test_what_the_editor_says_is_done(source: HelpPage, weight: Weight) -> None:
    changed(source, "Περιμένετε 6 λεπτά.", change=weight).save_revision().publish()
    expected = dict(CHANGES.values())
    assert word(source) == expected[weight]
    assert HelpPage.objects.get(pk=source.pk).change == ""
    # The next version is another matter.
    changed(source, "Περιμένετε 7 λεπτά.").save_revision().publish()
    assert word(source) == Currency.OUTDATED


def test_a_trivial_change_takes_no_earlier_mark_away(source: HelpPage) -> None:
    changed(source, "Περιμένετε 6 λεπτά.").save_revision().publish()
    changed(source, "Περιμένετε 6 λεπτά").save_revision().publish()
    assert word(source) == Currency.OUTDATED


def test_readers_are_told_of_a_major_change_alone(client: Client, source: HelpPage) -> None:
    def notices() -> int:
        address = reverse("kb:read", args=(source.slug,)).replace("/en/", "/da/")
        return client.get(address).content.decode().count("notice--warning")

    site.set_up()
    changed(source, "Περιμένετε πάλι 5 λεπτά.").save_revision().publish()
    assert notices() == 0
    changed(source, "Περιμένετε 6 λεπτά.").save_revision().publish()
    assert notices() == 1


def test_what_was_scheduled_does_what_was_said_of_it(source: HelpPage) -> None:
    page = changed(source, "Περιμένετε 6 λεπτά.", change=Weight.MINOR)
    revision = page.save_revision(approved_go_live_at=timezone.now())
    assert word(source) == Currency.CURRENT
    assert upkeep.publish_scheduled() == 1
    assert HelpPage.objects.get(pk=source.pk).live_revision_id == revision.pk
    assert word(source) == Currency.UPDATE_NEEDED


def test_imports_take_the_proposal(tmp_path: Path) -> None:
    for code, text in (("el", "Περιμένετε 5 λεπτά."), ("da", "Vent 5 minutter.")):
        extra = "source: el\n"
        trees.write(tmp_path, code, "pump", body=f"{text}\n\n{text} {text}", extra=extra)
    import_tree(tmp_path)
    page = HelpPage.objects.get(locale__language_code="el")
    path = tmp_path / "el" / "pump.md"
    path.write_text(path.read_text().replace("5 λεπτά.\n", "5 λεπτά\n", 1))
    assert import_tree(tmp_path).updated == 1
    assert word(page) == Currency.CURRENT  # Its sentence is translated as it was.
    path.write_text(path.read_text().replace("5", "6"))
    import_tree(tmp_path)
    assert word(page) == Currency.OUTDATED


def test_the_editor_is_asked_where_there_are_translations(source: HelpPage, settings: Any) -> None:
    settings.STAFF_MUST_USE_SECOND_FACTOR = False
    site.set_up()
    client = Client()
    client.force_login(accounts.administrator())

    def form(page: HelpPage) -> str:
        return client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()

    changed(source, "Περιμένετε 6 λεπτά.").save_revision()
    html = form(source)
    assert 'name="change"' in html
    assert "proposed as: major" in html
    danish = HelpPage.objects.get(family=source.family, locale__language_code="da")
    alone = make_page(make_family("Μόνο", source="el"), "el", title="Μόνο")
    draft = make_page(make_family("Σχέδιο", source="el"), "el", title="Σχέδιο", live=False)
    make_page(draft.family, "da", live=False)
    assert not any('name="change"' in form(page) for page in (danish, alone, draft))


def test_a_trivial_change_carries_translations_on_and_no_other_does(source: HelpPage) -> None:
    swedish = make_locale("sv")
    segments.submit([source.family], [swedish], by=acting())
    given = {one.key: f"Mening {one.order}" for one in segments.of(source.family, swedish)}
    origin = segments.Origin.TYPED
    segments.write(source.family, swedish, given, by=acting(), origin=origin)
    changed(source, "Περιμένετε 5 λεπτά").save_revision().publish()
    assert not any(one.is_to_do for one in segments.of(source.family, swedish))
    changed(source, "Περιμένετε πάλι 5 λεπτά").save_revision().publish()
    assert [one.is_to_do for one in segments.of(source.family, swedish)] == [False, False, True]


def test_the_segments_follow_the_source(source: HelpPage) -> None:
    swedish = make_locale("sv")
    segments.submit([source.family], [swedish], by=acting())
    changed(source, "Περιμένετε 6 λεπτά.").save_revision().publish()
    assert [one.source for one in segments.of(source.family, swedish)][-1] == "Περιμένετε 6 λεπτά."

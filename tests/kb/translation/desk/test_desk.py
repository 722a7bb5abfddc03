"""The desk: who may work at it, what it shows, and that nothing typed or published is lost."""

from typing import Any

import pytest
from django.test import Client, TestCase
from django.urls import reverse
from wagtail.models import Comment

from kb.models import HelpPage
from kb.translation.desk import saving
from kb.translation.desk.places import Place, name_of
from kb.translation.desk.rows import State, rows_of
from kb.translation.segments import of
from portal.accounts import personal_data
from portal.accounts.models import User
from portal.home import site
from tests.factories import accounts
from tests.factories.kb import make_family, make_locale, make_page

pytestmark = pytest.mark.django_db

TEXT = '<p>Open <b>Settings</b> &amp; <a href="https://solvei.example">read</a>.</p>'
STEPS = ["<p>Wait 10 minutes.</p>", "<p>Is it on?</p>"]
BODY = [("text", TEXT), ("steps", STEPS), ("keys", {"text": "Ctrl+R"})]


@pytest.fixture(autouse=True)
def _site(settings: Any, commit: None) -> None:
    settings.STAFF_MUST_USE_SECOND_FACTOR = False
    site.set_up()


class Desk:
    """An article's desk in one language, and the browser of somebody at it."""

    def __init__(self, page: HelpPage, code: str = "el", user: User | None = None) -> None:
        self.page, self.code = page, code
        self.client = Client()
        self.client.force_login(user or accounts.publisher())
        self.address = reverse("kb_desk", args=[page.family.slug, code])

    def begin(self) -> "Desk":
        assert self.client.post(self.address).status_code == 302
        return self

    def row(self, source: str) -> Any:
        return next(row for row in self.get().context["rows"] if row.source == source)

    def get(self) -> Any:
        return self.client.get(self.address)

    def save(self, source: str, text: str, version: str | None = None) -> Any:
        row = self.row(source)
        address = reverse("kb_desk_segment", args=[self.page.family.slug, self.code, row.name])
        sent = {"text": text, "version": row.version if version is None else version}
        return self.client.post(address, sent)

    def translated(self) -> dict[str, str]:
        found = of(self.page.family, make_locale(self.code))
        return {one.source: one.translation for one in found}

    def form(self) -> dict[str, str]:
        """What a browser without scripts sends."""
        sent = {}
        for row in self.get().context["rows"]:
            sent |= {f"text-{row.name}": row.text, f"version-{row.name}": row.version}
        return sent


@pytest.fixture
def page() -> HelpPage:
    return make_page(title="Restart the hub", body=BODY)


@pytest.fixture
def desk(page: HelpPage) -> Desk:
    return Desk(page).begin()


def test_starting_makes_a_draft_that_nobody_reads(page: HelpPage) -> None:
    desk = Desk(page)
    assert "Start translating" in desk.get().content.decode()
    assert not page.family.pages.filter(locale__language_code="el").exists()
    desk.begin()
    assert not page.family.pages.get(locale__language_code="el").live
    assert [row.state for row in desk.get().context["rows"]] == [State.TO_DO] * 4 + ["carried"]


def test_a_text_is_typed_with_marks_and_stored_with_markup(desk: Desk) -> None:
    source = "Open <1>Settings</1> & <2>read</2>."
    answer = desk.save(source, "Ανοίξτε <1>Ρυθμίσεις</1> & <2>διαβάστε.")
    assert answer.status_code == 200
    assert (answer.json()["state"], answer.json()["done"]) == ("done", "2")
    assert 'Ανοίξτε <b>Ρυθμίσεις</b> &amp; <a id="a1">διαβάστε.</a>' in desk.translated().values()


def test_what_may_be_wrong_is_told_after_saving(desk: Desk) -> None:
    findings = desk.save("Wait 10 minutes.", "Περιμένετε 20 λεπτά.").json()["findings"]
    assert "10" in findings
    assert "20" in findings
    assert "<li" not in desk.save("Wait 10 minutes.", "Περιμένετε 10 λεπτά.").json()["findings"]


def test_nobody_writes_over_what_came_in_between(desk: Desk) -> None:
    before = desk.row("Is it on?").version
    assert desk.save("Is it on?", "Άναψε;").status_code == 200
    answer = desk.save("Is it on?", "Είναι ανοιχτό;", version=before)
    assert answer.status_code == 409
    assert answer.json()["theirs"] == "Άναψε;"
    assert desk.translated()["Is it on?"] == "Άναψε;"
    assert desk.save("Is it on?", "Δικό μου;", answer.json()["version"]).status_code == 200


def test_the_plain_form_saves_all_and_keeps_what_it_could_not(desk: Desk) -> None:
    sent = desk.form()
    on, wait = desk.row("Is it on?").name, desk.row("Wait 10 minutes.").name
    assert desk.save("Is it on?", "Άναψε;").status_code == 200
    answer = desk.client.post(
        desk.address, sent | {f"text-{on}": "Ανοιχτό;", f"text-{wait}": "Περιμένετε 10 λεπτά."}
    )
    assert answer.status_code == 409
    html = answer.content.decode()
    assert "Ανοιχτό;" in html
    assert "Άναψε;" in html
    assert desk.translated()["Wait 10 minutes."] == "Περιμένετε 10 λεπτά."
    assert desk.translated()["Is it on?"] == "Άναψε;"


def test_publishing_carries_codes_and_goes_live(desk: Desk) -> None:
    desk.save("Restart the hub", "Επανεκκίνηση")
    assert desk.client.post(desk.address, desk.form() | {"action": "publish"}).status_code == 302
    greek = desk.page.family.pages.get(locale__language_code="el")
    assert (greek.live, greek.title) == (True, "Επανεκκίνηση")
    assert desk.translated()["Ctrl+R"] == "Ctrl+R"


def changed(desk: Desk) -> None:
    """The source's step waits longer; its translation has been written before."""
    desk.save("Wait 10 minutes.", "Περιμένετε 10 λεπτά.")
    page = desk.page.specific
    stream = page.body.raw_data
    stream[1]["value"][0]["value"] = "<p>Wait 15 minutes.</p>"
    page.body = page.body.stream_block.to_python(list(stream))
    with TestCase.captureOnCommitCallbacks(execute=True):
        page.save_revision().publish()


def test_a_changed_text_comes_with_what_it_was(desk: Desk) -> None:
    changed(desk)
    row = desk.row("Wait 15 minutes.")
    assert (row.state, row.text) == (State.UPDATE, "Περιμένετε 10 λεπτά.")
    html = desk.get().content.decode()
    assert "<del>10 </del><ins>15 </ins>" in html


def test_what_was_typed_just_before_the_source_is_published_is_there_to_be_changed(
    desk: Desk,
) -> None:
    seen = desk.row("Is it on?")
    desk.save("Is it on?", "Άναψε;")
    changed(desk)
    kept = {"text-" + seen.name: "Είναι αναμμένο;", "version-" + seen.name: seen.version}
    answer = desk.client.post(desk.address, kept)
    # Another sentence has changed: what was typed at this one is compared as ever.
    assert answer.status_code == 409
    assert "Είναι αναμμένο;" in answer.content.decode()
    assert desk.translated()["Is it on?"] == "Άναψε;"
    assert desk.row("Wait 15 minutes.").text == "Περιμένετε 10 λεπτά."


def test_what_was_typed_for_a_sentence_that_has_gone_is_shown_and_nothing_is_published(
    desk: Desk,
) -> None:
    name = desk.row("Wait 10 minutes.").name
    sent = desk.form() | {f"text-{name}": "Περιμένετε δέκα λεπτά.", "action": "publish"}
    changed(desk)
    html = desk.client.post(desk.address, sent, follow=True).content.decode()
    assert "Περιμένετε δέκα λεπτά." in html
    assert "Published." not in html


def test_an_old_translation_counts_only_when_somebody_says_so(desk: Desk) -> None:
    changed(desk)
    sent = desk.form()
    desk.client.post(desk.address, sent)
    assert desk.translated()["Wait 15 minutes."] == ""
    name = desk.row("Wait 15 minutes.").name
    desk.client.post(desk.address, sent | {f"keep-{name}": "on"})
    assert desk.translated()["Wait 15 minutes."] == "Περιμένετε 10 λεπτά."


def test_the_memory_offers_what_another_article_says(desk: Desk) -> None:
    desk.save("Wait 10 minutes.", "Περιμένετε <b>10</b> λεπτά.")
    other = make_page(make_family("Other"), title="Other", body=[("steps", ["Wait 12 minutes."])])
    there = Desk(other, user=accounts.administrator()).begin()
    name = there.row("Wait 12 minutes.").name
    address = reverse("kb_desk_suggestions", args=[other.family.slug, "el", name])
    html = there.client.get(address).content.decode()
    assert "Restart the hub" in html
    assert "&lt;b&gt;10&lt;/b&gt;" in html
    assert "<strong>12</strong>, <strong>10</strong>" in html


def test_one_sentence_in_two_translations_is_told(desk: Desk) -> None:
    desk.save("Is it on?", "Άναψε;")
    other = make_page(make_family("Other"), title="Other", body=[("steps", ["Is it on?"])])
    there = Desk(other, user=accounts.administrator()).begin()
    assert "Άναψε;" in there.save("Is it on?", "Είναι ανοιχτό;").json()["findings"]


def test_comments_are_said_and_dealt_with(desk: Desk) -> None:
    name = desk.row("Is it on?").name
    address = reverse("kb_desk_comments", args=[desk.page.family.slug, "el"])
    said = {"segment": name, f"comment-{name}": "Ποιο <b>από</b> τα δύο;"}
    assert desk.client.post(address, said).status_code == 302
    assert "Ποιο &lt;b&gt;από" in desk.get().content.decode()
    comment = Comment.objects.get()
    desk.client.post(address, {"segment": name, "close": str(comment.pk)})
    assert not desk.row("Is it on?").comments
    assert personal_data.export(comment.user)["comments"][0]["text"] == comment.text


def test_a_comment_on_what_has_changed_meanwhile_is_shown_and_not_lost(desk: Desk) -> None:
    name = desk.row("Wait 10 minutes.").name
    changed(desk)
    address = reverse("kb_desk_comments", args=[desk.page.family.slug, "el"])
    said = {"segment": name, f"comment-{name}": "Γιατί <b>δέκα</b>;"}
    html = desk.client.post(address, said, follow=True).content.decode()
    assert "Γιατί &lt;b&gt;δέκα&lt;/b&gt;;" in html
    assert not Comment.objects.exists()


def test_the_editor_of_a_translation_is_the_desk(desk: Desk) -> None:
    greek = desk.page.family.pages.get(locale__language_code="el")
    edit = reverse("wagtailadmin_pages:edit", args=[greek.pk])
    assert desk.client.get(edit).url == desk.address
    assert "PO" in desk.client.get(f"{edit}?whole=1").content.decode()
    source = reverse("wagtailadmin_pages:edit", args=[desk.page.pk])
    html = desk.client.get(source).content.decode()
    assert reverse("kb_desk", args=[desk.page.family.slug, "ar"]) in html
    assert desk.address not in html


def test_a_text_written_by_hand_is_edited_as_a_page(page: HelpPage) -> None:
    greek = make_page(page.family, "el", title="Με το χέρι", by_hand=True)
    answer = Desk(page).get()
    assert answer.url == reverse("wagtailadmin_pages:edit", args=[greek.pk])


def test_a_translator_works_in_her_language_and_publishes_nothing(desk: Desk) -> None:
    hers = Desk(desk.page, user=accounts.translator())
    assert hers.save("Is it on?", "Άναψε;").status_code == 200
    assert "action" in desk.get().content.decode()
    assert 'value="publish"' not in hers.get().content.decode()
    assert hers.client.post(hers.address, hers.form() | {"action": "publish"}).status_code != 200
    assert not desk.page.family.pages.get(locale__language_code="el").live
    Desk(desk.page, "da").begin()
    danish = Desk(desk.page, "da", user=accounts.translator("Tra Two"))
    assert danish.get().status_code in {302, 403}
    assert Desk(desk.page, "sv", user=accounts.translator("Tra Three")).get().status_code != 200


def test_what_no_field_takes_is_not_kept(desk: Desk) -> None:
    assert desk.save("Is it on?", "α" * (saving.LONGEST + 1)).status_code == 400
    assert f'maxlength="{saving.LONGEST}"' in desk.get().content.decode()
    assert desk.save("Is it on?", "Άναψε\x01;\nΝαι\x1b").status_code == 200
    assert desk.translated()["Is it on?"] == "Άναψε;<br/>Ναι"


def test_arabic_is_typed_from_right_to_left(page: HelpPage) -> None:
    desk = Desk(page, "ar").begin()
    html = desk.get().content.decode()
    assert 'lang="ar" dir="rtl" spellcheck' in html
    assert 'lang="en" dir="ltr" class="desk__text"' in html
    assert "<script>" not in html.split('class="desk"')[1]


def test_a_desk_costs_the_same_however_long_the_text(
    desk: Desk, django_assert_max_num_queries: Any
) -> None:
    place = Place(family=desk.page.family, locale=make_locale("el"))
    # Two are for the glossary of both languages, where something public has changed.
    with django_assert_max_num_queries(6):
        rows_of(place, place.segments(), comments={})


def test_a_segment_keeps_its_name_until_its_text_changes(desk: Desk) -> None:
    segments = of(desk.page.family, make_locale("el"))
    assert len({name_of(one) for one in segments}) == len(segments)

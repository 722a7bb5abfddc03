"""Files out of the desk and the matrix and back: what is stored, what is left, and who may."""

import zipfile
from collections.abc import Callable
from io import BytesIO
from typing import Any

import polib
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from kb.models import HelpPage
from kb.translation.exchange.taking import UnitOutcome
from kb.translation.segments import Origin, of, submit, take_in, write
from portal import actors
from portal.accounts.models import User
from tests.factories import accounts
from tests.factories.kb import make_family, make_locale, make_page

pytestmark = pytest.mark.django_db

BODY = [
    ("text", "<p>Open <b>Settings</b> &amp; read.</p>"),
    ("steps", ["<p>Wait 10 minutes.</p>", "<p>Is it on?</p>"]),
]
BOLD = "Open <1>Settings</1> & read."


@pytest.fixture(autouse=True)
def _without_second_factor(settings: Any) -> None:
    settings.STAFF_MUST_USE_SECOND_FACTOR = False


@pytest.fixture
def page() -> HelpPage:
    return begun(make_page(make_family("Hub", slug="hub"), title="Restart the hub", body=BODY))


def begun(page: HelpPage, code: str = "el") -> HelpPage:
    submit([page.family], [make_locale(code)], by=actors.on_behalf_of(accounts.administrator()))
    return page


def said(page: HelpPage) -> dict[str, str]:
    found = of(page.family, make_locale("el"))
    return {one.source: one.translation for one in found if one.translation}


def say(page: HelpPage, source: str, text: str, origin: Origin = Origin.TYPED) -> None:
    key = next(one.key for one in of(page.family, make_locale("el")) if one.source == source)
    by = actors.on_behalf_of(accounts.administrator())
    write(page.family, make_locale("el"), {key: text}, by=by, origin=origin)


class Files:
    """The files of an article in Greek, or of all articles, and somebody's browser."""

    def __init__(self, slug: str = "", user: User | None = None) -> None:
        self.client = Client()
        self.client.force_login(user or accounts.translator())
        one = ("kb_exchange", [slug, "el"])
        self.name, self.args = one if slug else ("kb_exchange_many", ["el"])

    def out(self, ending: str = "po", query: str = "") -> Any:
        address = reverse(f"{self.name}_out", args=[*self.args, ending])
        return self.client.get(f"{address}?{query}")

    def bring(self, data: bytes, name: str = "a.po") -> Any:
        file = SimpleUploadedFile(name, data)
        return self.client.post(reverse(self.name, args=self.args), {"file": file})

    def became(self, data: bytes, name: str = "a.po") -> dict[UnitOutcome, int]:
        answer = self.bring(data, name)
        (found,) = answer.context["found"]
        assert not found.refused
        return dict(found.counts)


def translated(
    data: bytes, texts: dict[str, str], change: Callable[..., Any] | None = None
) -> bytes:
    """A PO file after somebody has worked on it."""
    file = polib.pofile(data.decode())
    for entry in file:
        if entry.msgid in texts:
            entry.msgstr = texts[entry.msgid]
            entry.flags = []
            if change:
                change(entry)
    return str(file).encode()


def test_what_was_not_touched_changes_nothing(page: HelpPage) -> None:
    say(page, "Is it on?", "Άναψε;")
    say(page, "Wait 10 minutes.", "Περίμενε 10 λεπτά.", Origin.MACHINE)
    before = of(page.family, make_locale("el"))
    files = Files("hub")
    for ending in ("po", "xlf"):
        counts = files.became(files.out(ending).content, f"a.{ending}")
        assert counts == {UnitOutcome.SAME: 2, UnitOutcome.EMPTY: 2}
    assert of(page.family, make_locale("el")) == before


def test_what_was_translated_comes_in_and_nothing_else(page: HelpPage) -> None:
    say(page, "Is it on?", "Άναψε;")
    files = Files("hub")
    data = translated(files.out().content, {BOLD: "Διαβάστε τις <1>Ρυθμίσεις</1>."})
    assert files.became(data) == {
        UnitOutcome.WRITTEN: 1,
        UnitOutcome.SAME: 1,
        UnitOutcome.EMPTY: 2,
    }
    assert said(page) == {
        "Is it on?": "Άναψε;",
        "Open <b>Settings</b> &amp; read.": "Διαβάστε τις <b>Ρυθμίσεις</b>.",
    }
    (one,) = [one for one in of(page.family, make_locale("el")) if "<b>" in one.source]
    assert (one.origin, one.needs_review) == (Origin.IMPORT, False)


def test_xliff_comes_in_with_its_elements(page: HelpPage) -> None:
    files = Files("hub")
    text = files.out("xlf").content.decode()
    target = '<target state="needs-translation" />'
    at = text.index(target, text.index("Settings"))
    inside = '<target state="final">Δείτε <mrk mtype="seg"><g id="1">Ρυθμίσεις</g></mrk></target>'
    text = text[:at] + inside + text[at + len(target) :]
    assert files.became(text.encode(), "a.xliff")[UnitOutcome.WRITTEN] == 1
    assert "Δείτε <b>Ρυθμίσεις</b>" in said(page).values()


def test_a_later_translation_of_a_person_is_left_and_told(page: HelpPage) -> None:
    files = Files("hub")
    old = files.out().content
    say(page, "Is it on?", "Άναψε;")
    data = translated(old, {"Is it on?": "Είναι ανοιχτό;"})
    answer = files.bring(data)
    assert dict(answer.context["found"][0].counts)[UnitOutcome.CONFLICT] == 1
    assert "Είναι ανοιχτό;" in answer.content.decode()
    assert said(page)["Is it on?"] == "Άναψε;"
    assert UnitOutcome.CONFLICT not in files.became(old)


def test_a_file_that_says_not_what_it_began_from_writes_over_nobody(page: HelpPage) -> None:
    say(page, "Is it on?", "Άναψε;")
    files = Files("hub")
    texts = {"Is it on?": "Είναι ανοιχτό;", "Wait 10 minutes.": "Περιμένετε 10 λεπτά."}
    data = translated(files.out().content, texts, lambda entry: setattr(entry, "comment", ""))
    assert files.became(data) == {
        UnitOutcome.WRITTEN: 1,
        UnitOutcome.CONFLICT: 1,
        UnitOutcome.EMPTY: 2,
    }
    assert said(page)["Is it on?"] == "Άναψε;"


def test_a_machines_text_stays_unreviewed_until_a_file_says_it_is_right(page: HelpPage) -> None:
    say(page, "Is it on?", "Άναψε;", Origin.MACHINE)
    files = Files("hub")
    data = files.out().content
    assert files.became(data)[UnitOutcome.SAME] == 1
    assert any(one.needs_review for one in of(page.family, make_locale("el")))
    assert files.became(translated(data, {"Is it on?": "Άναψε;"}))[UnitOutcome.WRITTEN] == 1
    assert not any(one.needs_review for one in of(page.family, make_locale("el")))


def test_what_is_not_finished_is_left_in_the_file(page: HelpPage) -> None:
    files = Files("hub")
    data = translated(
        files.out().content, {"Is it on?": "Ίσως;"}, lambda entry: entry.flags.append("fuzzy")
    )
    assert files.became(data)[UnitOutcome.UNFINISHED] == 1
    assert said(page) == {}


def test_a_source_that_has_changed_takes_no_old_translation(page: HelpPage) -> None:
    files = Files("hub")
    data = translated(files.out().content, {"Wait 10 minutes.": "Περιμένετε 10 λεπτά."})
    specific = page.specific
    stream = specific.body.raw_data
    stream[1]["value"][0]["value"] = "<p>Wait 15 minutes.</p>"
    specific.body = specific.body.stream_block.to_python(list(stream))
    specific.save_revision().publish()
    take_in(specific, says_the_same=False)
    assert files.became(data) == {UnitOutcome.CHANGED: 1, UnitOutcome.EMPTY: 3}
    assert said(page) == {}


WRONG_MARKS = {
    "Διαβάστε τις Ρυθμίσεις.": "bold text",
    "Διαβάστε τις <1>Ρυθμίσεις.": "&lt;1&gt;",
    "Διαβάστε τις <1>Ρυθμίσεις</1> <7/>.": "&lt;7/&gt;",
    "Διαβάστε τις <1>Ρυθμίσεις</1> <script>.": "&lt;script&gt;",
}


def test_marks_that_do_not_fit_are_told_and_left(page: HelpPage) -> None:
    files = Files("hub")
    out = files.out().content
    for text, words in WRONG_MARKS.items():
        answer = files.bring(translated(out, {BOLD: text}))
        assert dict(answer.context["found"][0].counts)[UnitOutcome.MARKUP] == 1
        assert words in answer.content.decode()
    assert said(page) == {}


def test_a_title_that_is_too_long_breaks_nothing(page: HelpPage) -> None:
    files = Files("hub")
    data = translated(files.out().content, {"Restart the hub": "Ω" * 700})
    assert files.became(data)[UnitOutcome.WRITTEN] == 1
    assert len(page.family.pages.get(locale__language_code="el").draft_title) == 255


def test_what_the_article_has_not_or_the_file_has_twice_is_told(page: HelpPage) -> None:
    files = Files("hub")
    file = polib.pofile(files.out().content.decode())
    file.append(polib.POEntry(msgctxt="body.x#1", msgid="Ξένο", msgstr="Ξένο"))
    file.append(polib.POEntry(msgctxt=file[0].msgctxt, msgid=file[0].msgid, msgstr="Άλλο"))
    counts = files.became(str(file).encode())
    assert counts == {UnitOutcome.EMPTY: 3, UnitOutcome.UNKNOWN: 1, UnitOutcome.TWICE: 2}
    assert said(page) == {}


def test_a_bad_file_is_refused_in_the_readers_language_and_nothing_is_stored(
    page: HelpPage,
) -> None:
    files = Files("hub")
    data = translated(files.out().content, {"Is it on?": "Άναψε;"})
    for wrong in (
        data.replace(b"Language: el", b"Language: da"),
        data.replace(b"X-Article: hub", b"X-Article: lamp"),
        data.replace(b"X-Article: hub", b"X-Article: \0"),
        data.replace(b"X-Source-Language: en", b"X-Source-Language: da"),
        data[:-9],
    ):
        (found,) = files.bring(wrong).context["found"]
        assert found.refused
    answer = files.bring(b"PK\x03\x04", "a.zip")
    assert answer.status_code == 422
    assert answer.context["form"].errors["file"]
    assert said(page) == {}


def test_many_articles_go_out_as_one_archive_and_come_in(page: HelpPage) -> None:
    lamp = begun(make_page(make_family("Lamp", slug="lamp"), title="Lamp"))
    make_page(make_family("Bulb", slug="bulb"), title="Bulb")
    files = Files()
    archive = zipfile.ZipFile(BytesIO(files.out().content))
    assert archive.namelist() == ["hub.el.po", "lamp.el.po"]
    back = BytesIO()
    with zipfile.ZipFile(back, "w") as into:
        for name in archive.namelist():
            texts = {"Is it on?": "Άναψε;", "Lamp": "Λάμπα"}
            into.writestr(name, translated(archive.read(name), texts))
        into.writestr("readme.txt", "Γεια")
    answer = files.bring(back.getvalue(), "all.zip").context
    # What needs a look comes first, and all of it together above.
    assert [bool(one.refused) for one in answer["found"]] == [True, False, False]
    assert (dict(answer["together"])[UnitOutcome.WRITTEN], answer["not_taken"]) == (2, 1)
    assert said(page) == {"Is it on?": "Άναψε;"}
    assert said(lamp) == {"Lamp": "Λάμπα"}


def test_an_archive_holds_what_the_matrix_was_narrowed_to(page: HelpPage) -> None:
    begun(make_page(make_family("Lamp", slug="lamp"), title="Lamp"))
    files = Files()
    names = zipfile.ZipFile(BytesIO(files.out("xlf", "q=lam").content)).namelist()
    assert names == ["lamp.el.xlf"]
    answer = files.out("po", "q=nothing-of-this-name")
    assert answer.status_code == 422
    assert answer.context["refused"]


def test_a_translator_takes_out_and_brings_in_her_language_only(page: HelpPage) -> None:
    data = Files("hub").out().content
    danish = accounts.translator("Tra Two", into="da")
    for files in (Files("hub", danish), Files(user=danish)):
        assert files.out().status_code != 200
        assert files.bring(translated(data, {"Is it on?": "Άναψε;"})).status_code != 200
    assert said(page) == {}


def test_the_desk_and_the_language_lead_to_the_files(page: HelpPage) -> None:
    client = Files("hub").client
    desk = client.get(reverse("kb_desk", args=["hub", "el"])).content.decode()
    assert reverse("kb_exchange", args=["hub", "el"]) in desk
    many = reverse("kb_exchange_many", args=["el"])
    assert many in client.get(reverse("kb_matrix_language", args=["el"])).content.decode()
    matrix = client.get(f"{reverse('kb_matrix')}?language=el&kind=howto").content.decode()
    assert f"{many}?kind=howto&amp;language=el" in matrix
    assert many not in client.get(f"{reverse('kb_matrix')}?language=da").content.decode()

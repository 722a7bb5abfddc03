"""The glossary in the editors' pages: who writes what, that nothing typed is lost, files."""

from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.users.models import UserProfile

from kb.glossary.files import as_csv
from kb.glossary.models import MOST_TERMS, StyleSheet, Term, TermEntry
from kb.glossary.writing import free_slug
from portal.accounts.models import User
from portal.home import site
from tests.factories import accounts
from tests.factories.glossary import make_term, say

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _site(settings: Any) -> None:
    settings.STAFF_MUST_USE_SECOND_FACTOR = False
    site.set_up()


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def typed(word: str, **more: str) -> dict[str, str]:
    return {"word": word, "forms": "", "definition": "", "forbidden": "", "note": "", **more}


def words(slug: str = "hub") -> dict[str, str]:
    entries = TermEntry.objects.filter(term__slug=slug)
    return dict(entries.values_list("locale__language_code", "word"))


def entry(code: str, slug: str = "hub") -> str:
    return reverse("kb_term_entry", args=[slug, code])


def version_of(client: Client, code: str) -> str:
    return str(client.get(entry(code)).context["form"]["version"].value() or "")


def test_a_translator_writes_the_words_of_her_language_alone() -> None:
    make_term("hub", en="hub", da="hub")
    client = browser(accounts.translator(into="el"))
    assert client.get(reverse("kb_terms")).status_code == 200
    assert client.get(entry("da")).status_code == 302
    client.post(entry("da"), typed("boks"))
    assert client.post(entry("el"), typed("κόμβος")).status_code == 302
    assert words() == {"en": "hub", "da": "hub", "el": "κόμβος"}
    client.post(reverse("kb_term_delete", args=["hub"]))
    assert Term.objects.exists()
    client.post(reverse("kb_term_new", args=["el"]), typed("Βαλβίδα"))
    assert words(free_slug("Βαλβίδα").removesuffix("-2")) == {"el": "Βαλβίδα"}


def test_whoever_writes_every_language_of_a_term_deletes_it() -> None:
    make_term("hub", en="hub", da="hub")
    browser(accounts.writer()).post(reverse("kb_term_delete", args=["hub"]))
    assert not Term.objects.exists()


def test_with_its_last_word_a_term_goes() -> None:
    make_term("hub", el="κόμβος", da="hub")
    client = browser(accounts.writer())
    client.post(entry("da"), {"remove": "1"})
    assert words() == {"el": "κόμβος"}
    client.post(entry("el"), {"remove": "1"})
    assert not Term.objects.exists()


def test_what_was_typed_stays_where_somebody_else_was_faster() -> None:
    make_term("hub", el="κόμβος")
    client = browser(accounts.writer())
    old = version_of(client, "el")
    say(Term.objects.get(), "el", "διανομέας")
    answer = client.post(entry("el"), typed("κεντρική μονάδα", version=old))
    assert answer.status_code == 409
    html = answer.content.decode()
    assert "κεντρική μονάδα" in html
    assert "διανομέας" in html
    assert words() == {"el": "διανομέας"}
    again = answer.context["form"]["version"].value()
    client.post(entry("el"), typed("κεντρική μονάδα", version=again))
    assert words() == {"el": "κεντρική μονάδα"}


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"word": ""}, "required"),
        ({"word": "!!"}, "is no word"),
        ({"word": "α|β"}, "without “|”"),
        ({"word": "κόμβος", "forbidden": "ΚΌΜΒΟΣ"}, "Take it out of one of the two"),
        ({"word": "κ", "forms": "\n".join(f"κ{n}" for n in range(21))}, "at most 20 lines"),
        ({"word": "κ", "definition": "κ" * 601}, "Shorten this to 600"),
        ({"word": "κ", "forms": "κ" * 81}, "longer than 80"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_is_lost(fields: dict[str, str], told: str) -> None:
    make_term("hub", en="hub")
    answer = browser(accounts.writer()).post(entry("el"), typed("") | fields)
    assert answer.status_code == 422
    assert told in str(answer.context["form"].errors.as_data()) or told in answer.content.decode()
    assert words() == {"en": "hub"}


def test_the_list_is_by_title_in_the_readers_language_and_says_what_is_lacking() -> None:
    make_term("hub", en="hub", el="κόμβος")
    make_term("valve", en="valve")
    user = accounts.writer()
    UserProfile.objects.create(user=user, preferred_language="el")
    client = browser(user)
    titles = [row.title.words for row in client.get(reverse("kb_terms")).context["rows"]]
    assert titles == ["valve", "κόμβος"]
    lacking = client.get(reverse("kb_terms"), {"lacking": "el"}).context["rows"]
    assert [row.term for row in lacking] == ["valve"]
    named = client.get(reverse("kb_terms"), {"q": "κόμβ"}).context["rows"]
    assert [row.term for row in named] == ["hub"]


def test_a_page_of_the_list_costs_the_same_however_long(
    django_assert_max_num_queries: Any,
) -> None:
    for number in range(30):
        make_term(f"term-{number}", el=f"λέξη {number}", da=f"ord {number}")
    client = browser(accounts.writer())
    client.get(reverse("kb_terms"))
    with django_assert_max_num_queries(20):
        client.get(reverse("kb_terms"))


def test_the_style_of_a_language_is_said_by_who_leads_it() -> None:
    address = reverse("kb_style", args=["el"])
    translator = browser(accounts.translator(into="el"))
    translator.post(address, {"address": "Εσείς"})
    assert not StyleSheet.objects.exists()
    browser(accounts.publisher()).post(address, {"address": "Στον πληθυντικό", "tone": "Απλά"})
    html = translator.get(address).content.decode()
    assert "Στον πληθυντικό" in html
    assert "<form" not in html.split('class="kb-matrix"')[1]


def upload(client: Client, text: str) -> Any:
    file = BytesIO(text.encode())
    file.name = "words.csv"
    return client.post(reverse("kb_terms_upload"), {"file": file})


def test_what_goes_out_comes_in_as_it_was() -> None:
    say(
        make_term("hub"),
        "el",
        "κόμβος",
        forms=("διανομέας", "κέντρο"),
        forbidden=("χαμπ",),
        definition="Συνδέει «όλες» τις συσκευές, μία προς μία.",
        note='=HYPERLINK("x")',
    )
    make_term("valve", da="ventil", ar="صمام")
    before = as_csv()
    assert "'=HYPERLINK" in before
    client = browser(accounts.writer())
    assert client.get(reverse("kb_terms_csv")).content.decode() == before
    Term.objects.all().delete()
    assert upload(client, before).status_code == 302
    assert as_csv() == before
    assert upload(client, before).status_code == 302
    assert as_csv() == before


def test_a_file_is_taken_whole_or_not_at_all_and_each_fault_is_told_in_ones_language() -> None:
    user = accounts.translator(into="el")
    UserProfile.objects.create(user=user, preferred_language="el")
    text = "term;language;word\nhub;el;κόμβος\nhub;da;hub\nno id;el;x\nhub;el;πάλι\nvalve;el;\n"
    answer = upload(browser(user), text)
    assert answer.status_code == 422
    assert not Term.objects.exists()
    told = answer.context["upload"].errors["file"]
    assert len(told) == 4
    assert all("Γραμμή" in fault for fault in told)


def test_there_is_an_end_to_how_many_terms_a_site_has() -> None:
    Term.objects.bulk_create(Term(slug=f"t-{number}") for number in range(MOST_TERMS))
    client = browser(accounts.writer())
    assert client.post(reverse("kb_term_new", args=["el"]), typed("κόμβος")).status_code == 422
    assert upload(client, "term,language,word\nhub,el,κόμβος\n").status_code == 422
    assert Term.objects.count() == MOST_TERMS


def test_a_reader_has_no_address_of_it() -> None:
    make_term("hub", el="κόμβος")
    client = browser(accounts.member())
    for address in (reverse("kb_terms"), entry("el"), reverse("kb_style", args=["el"])):
        assert client.get(address).status_code == 302

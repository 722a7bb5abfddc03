"""The language of an address."""

import re
from typing import Any

import pytest
from django.test import Client

from portal import actors, locales
from tests.factories import accounts


@pytest.fixture
def client() -> Client:
    return Client(raise_request_exception=False)


@pytest.mark.parametrize(
    ("header", "address"),
    [
        ("el-GR,el;q=0.9,en;q=0.5", "/el/"),
        ("no", "/nb/"),
        ("nn-NO, en;q=0.1", "/nb/"),
        ("fr, ar;q=0.3", "/ar/"),
        ("fr", "/en/"),
        ("", "/en/"),
        (",;q=,\xff", "/en/"),
    ],
)
@pytest.mark.django_db
def test_the_root_leads_to_the_language_the_browser_asks_for(
    client: Client, header: str, address: str
) -> None:
    response = client.get("/?ref=mail&x=%C3%A5", headers={"accept-language": header})
    assert response.status_code == 302
    assert response["Location"] == f"{address}?ref=mail&x=%C3%A5"
    assert "Accept-Language" in response["Vary"]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("/no/help/?q=a%20b", "/nb/help/?q=a%20b"),
        ("/nn/", "/nb/"),
        ("/EL/help/x/", "/el/help/x/"),
        ("/el-GR/community/", "/el/community/"),
        ("/id_ID/", "/id/"),
        ("/el", "/el/"),
        ("/no//evil.example/", "/nb//evil.example/"),
    ],
)
@pytest.mark.django_db
def test_other_names_of_a_language_lead_to_its_own_address(
    client: Client, asked: str, found: str
) -> None:
    response = client.get(asked)
    if asked == "/el":
        assert response.status_code in {301, 302}
    else:
        assert response.status_code == 302
    assert response["Location"] == found


@pytest.mark.django_db
def test_a_form_sent_to_an_alias_is_sent_on_as_a_form(client: Client) -> None:
    assert client.post("/no/contact/", {"message": "x"}).status_code == 307


@pytest.mark.django_db
def test_an_address_without_a_language_gets_the_readers(client: Client) -> None:
    response = client.get("/account/login/?next=/", headers={"accept-language": "ar"})
    assert response.status_code == 302
    assert response["Location"] == "/ar/account/login/?next=/"
    assert "Accept-Language" in response["Vary"]


@pytest.mark.parametrize("path", ["/api-nothing/", "/xx/", "/english/", "/help-me"])
@pytest.mark.django_db
def test_what_is_no_language_is_not_redirected(client: Client, path: str) -> None:
    assert client.get(path).status_code == 404


@pytest.mark.django_db
def test_a_page_says_its_language_and_direction(client: Client) -> None:
    greek, arabic = client.get("/el/"), client.get("/ar/", headers={"accept-language": "el"})
    assert b'<html lang="el" dir="ltr">' in greek.content
    assert b'<html lang="ar" dir="rtl">' in arabic.content
    assert arabic["Content-Language"] == "ar"
    assert "Vary" not in arabic


@pytest.mark.django_db
def test_the_admin_is_offered_in_the_sites_languages_danish_among_them(
    client: Client, settings: Any
) -> None:
    settings.STAFF_MUST_USE_SECOND_FACTOR = False
    client.force_login(accounts.administrator())
    html = client.get("/cms/account/").content.decode()
    menu = html.partition('name="locale-preferred_language"')[2].partition("</select>")[0]
    offered = set(re.findall(r'<option value="([a-z-]+)">', menu))
    assert offered == {*locales.codes()} - {"id"} | {"id-id"}


@pytest.mark.django_db
def test_the_admin_speaks_wagtails_words_too(client: Client, settings: Any) -> None:
    settings.STAFF_MUST_USE_SECOND_FACTOR = False
    client.force_login(accounts.administrator())
    for tag, code, words in (("id", "id-id", "Akun"), ("da", "da", "Konto")):
        page = client.get("/cms/account/", headers={"accept-language": tag}).content.decode()
        assert f'<html lang="{code}"' in page
        assert words in page


@pytest.mark.django_db
def test_an_account_whose_language_is_no_more_is_spoken_to_in_the_first(client: Client) -> None:
    member = accounts.member(locale="fi", email="fi@example.com")
    client.force_login(member)
    assert client.get("/el/account/").status_code == 200
    fields = {"display_name": member.display_name, "locale": "fi", "time_zone": "UTC"}
    assert client.post("/el/account/", fields).status_code == 422
    assert client.post("/el/account/", fields | {"locale": "el"}).status_code == 302
    assert actors.on_behalf_of(accounts.member("Other", locale="fi")).language == locales.DEFAULT

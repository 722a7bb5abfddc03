"""The language of an address."""

import pytest
from django.test import Client


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

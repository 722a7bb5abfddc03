"""Each mail as HTML beside its text: nothing else in it, nothing lost, nothing fetched."""

import html
import re
from collections.abc import Iterator
from email.message import EmailMessage
from html.parser import HTMLParser
from typing import Any

import pytest
from django.core.mail import EmailMessage as DjangosMessage
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from portal.mail import delivery
from portal.mail.dress import LINK, dressed
from portal.text.quoting import quotation, quoted
from tests.factories.mail import Inbox, mail_server, mailers_for, queued

HOSTILE = '<script>alert(1)</script> & "Ελένη" <img src="https://evil.example/x.png">'
TEXT = f"""Γεια σου,

> ζεσταίνει μόνο το ένα δωμάτιο
> {HOSTILE}

Άνοιξε αυτή τη διεύθυνση (δες και https://example.com/el/help/a/?x=1&y=2):

https://example.com/el/account/confirm/abc:def/

K7QF-3M2P

Κωδικός σφάλματος E-1042.  Τέλος."""


@pytest.fixture(autouse=True)
def _site(settings: Any) -> None:
    settings.BASE_URL = "https://example.com"


@pytest.fixture
def inbox(db: None, settings: Any) -> Iterator[Inbox]:
    with mail_server() as (inbox, port):
        settings.MAILERS = mailers_for(port)
        settings.SITE_NAME = "Solvei & <Υιοί>"
        yield inbox


class Parts(HTMLParser):
    """The elements of a page, their attributes, and its words."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self.feed(markup)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words += data

    def links(self) -> list[str | None]:
        return [attributes["href"] for tag, attributes in self.tags if tag == "a"]


def body(message: EmailMessage, kind: str) -> str:
    part = message.get_body((kind,))
    assert part is not None
    return str(part.get_content()).replace("\r\n", "\n")


@pytest.mark.parametrize(("locale", "direction"), [("el", "ltr"), ("ar", "rtl")])
def test_a_mail_leaves_as_text_and_as_the_same_in_html(
    inbox: Inbox, locale: str, direction: str
) -> None:
    queued(text=TEXT, subject="Καλημέρα <b>", locale=locale)
    assert delivery.deliver() == 1
    [message] = inbox.messages
    assert message.get_content_type() == "multipart/alternative"
    assert body(message, "plain").rstrip("\n") == TEXT
    page = Parts(body(message, "html"))
    assert page.tags[0] == ("html", {"lang": locale, "dir": direction})
    with override(locale):
        assert "Solvei & <Υιοί>" in page.words
    for word in ("Γεια σου,", HOSTILE, "K7QF-3M2P", "E-1042"):
        assert word in page.words
    assert page.links() == [
        "https://example.com/el/help/a/?x=1&y=2",
        "https://example.com/el/account/confirm/abc:def/",
    ]


def test_nothing_in_it_is_fetched_or_run(inbox: Inbox) -> None:
    queued(text=TEXT)
    delivery.deliver()
    page = Parts(body(inbox.messages[0], "html"))
    assert {tag for tag, _ in page.tags} == {
        *("html", "head", "meta", "title", "body", "div", "p", "blockquote", "a", "bdi", "br"),
    }
    names = {name for _, attributes in page.tags for name in attributes}
    assert names == {"lang", "dir", "charset", "name", "content", "style", "href"}
    styles = [attributes["style"] or "" for _, attributes in page.tags if "style" in attributes]
    assert [style for style in styles if "url(" in style] == []


def test_what_others_send_is_dressed_as_well(inbox: Inbox) -> None:
    """Wagtail's notices, for one: they come by the default mailer."""
    DjangosMessage("Έγκριση", f"Περιμένει\n\n{HOSTILE}", to=["a@example.com"]).send()
    delivery.deliver()
    assert HOSTILE in Parts(body(inbox.messages[0], "html")).words


def test_it_wears_the_sites_colour_and_leaves_the_ground_to_the_reader(settings: Any) -> None:
    settings.ACCENT_COLOUR = "#7a1f5c"
    page = dressed(subject="s", text="https://example.com/", locale="el")
    assert "solid #7a1f5c" in page
    assert "background-color:#7a1f5c;color:#ffffff" in page
    assert page.count("background-color") == 1
    assert 'content="light dark"' in page


@given(text=st.text(alphabet="ab1Α-<>&\"'() \n>:/.htps", max_size=200))
def test_whatever_is_written_nothing_is_lost_and_nothing_is_markup(text: str) -> None:
    page = Parts(dressed(subject="s", text=text, locale="el"))
    shown = re.sub(r"\s", "", page.words)
    for word in text.split():
        assert word.strip(">") in shown
    own = "\n".join(line for line in text.split("\n") if not line.strip().startswith(">"))
    for link in LINK.findall(own):
        assert any(href and link.startswith(href) for href in page.links())


def test_a_link_in_brackets_ends_before_them() -> None:
    page = Parts(dressed(subject="s", text="(https://e.x/a_(b)?c=1). δες", locale="el"))
    assert page.links() == ["https://e.x/a_(b)?c=1"]
    assert html.unescape(page.words).strip().endswith("(https://e.x/a_(b)?c=1). δες")


@pytest.mark.parametrize("end", [".", ")", "]", ".)", ")].", "'’"])
def test_an_address_with_whatever_end_is_a_link_without_it(end: str) -> None:
    markup = dressed(
        subject="Θέμα", text=f"Δες https://example.com/a{end * 20_000} εδώ", locale="el"
    )
    assert '<a href="https://example.com/a">' in markup


@pytest.mark.parametrize(
    "address",
    [
        "https://evil.example/",
        "https://example.com.evil.example/",
        "https://example.com@evil.example/",
        "http://example.com/",
        "https://example.community",
    ],
)
def test_no_address_but_this_sites_becomes_a_button(address: str) -> None:
    page = Parts(dressed(subject="s", text=f"Δες\n\n{address}\n\nΤέλος", locale="el"))
    assert "Open the page" not in page.words
    assert "Άνοιγμα" not in page.words
    assert not [one for tag, one in page.tags if tag == "a" and "style" in one]
    assert address in page.words


def test_what_somebody_else_wrote_has_neither_links_nor_buttons_nor_codes() -> None:
    words = ["https://example.com/el/", "https://evil.example/", "123456", "δες https://e.x/a"]
    text = "\n".join(f"> {line}" for line in words)
    page = Parts(dressed(subject="s", text=text, locale="el"))
    assert page.links() == []
    assert [tag for tag, _ in page.tags].count("p") == 1
    for line in words:
        assert line in page.words


POST = "Πάτα **Επαναφορά**:\n\n1. `reset --all`\n2. [εδώ](https://evil.example/)\n\n123456"


def test_a_post_that_is_quoted_has_its_lists_and_code_again_and_leads_nowhere() -> None:
    text = f"Κάποιος απάντησε:\n\n{quoted(quotation(POST).plain)}\n\nhttps://example.com/el/"
    page = Parts(dressed(subject="s", text=text, locale="el", quoted_post=POST))
    assert {"ol", "li", "code", "strong"} <= {tag for tag, _ in page.tags}
    assert page.links() == ["https://example.com/el/"]
    assert "εδώ (https://evil.example/)" in page.words
    assert "**" not in text + page.words


def test_what_was_quoted_otherwise_stays_as_it_was_quoted() -> None:
    """An earlier release queued posts as they were typed."""
    page = Parts(dressed(subject="s", text="> άλλα *λόγια*", locale="el", quoted_post=POST))
    assert "άλλα *λόγια*" in page.words
    assert "reset" not in page.words

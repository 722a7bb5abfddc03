"""A reader's country, on every page that lists texts: others come last and say whose they are.

Which pages list texts is found out by asking every address, so a new one is held to it as well.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from django.test import Client
from django.utils import translation

from kb.models import Kind
from portal.jobs.testing import drain
from portal.journal.models import Step
from tests.factories import choosing, community, support
from tests.factories.handover import filled_in, reader, start_in
from tests.factories.kb import make_family, make_page
from tests.journeys.routes import every_route

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.walk]
OWN, THEIRS = ("gr-howto", "gr-faq", "gr-alone"), ("no-howto", "no-faq", "no-alone")
NAMES = {"el": "Νορβηγία", "ar": "النرويج"}
ASKED = {"search:page": "?q=θέρμανση"}


@pytest.fixture(autouse=True)
def world() -> None:
    """For Norway and for Greece each a how-to, a question and a text in no topic."""
    support.market("GR"), support.market("NO")
    community.category()
    topic = make_family(slug="heating", kind=Kind.TOPIC, source="el")
    make_page(topic, "el", title="Ζέστη")
    for slug in THEIRS + OWN:
        family = make_family(
            slug=slug,
            kind=Kind.FAQ if "faq" in slug else Kind.HOWTO,
            source="el",
            markets=["GR" if slug in OWN else "NO"],
            topics=() if "alone" in slug else [topic],
        )
        for code in NAMES:
            make_page(family, code, title=f"Θέρμανση {slug}")
    drain()


@dataclass
class Link:
    """A way to a text, and what stands with it."""

    slug: str
    about: Tag


def links(markup: str) -> Iterator[Link]:
    """The ways to these texts from what a page is about, but for those from a text's own page."""
    page = BeautifulSoup(markup, "html.parser")
    for crumb in page.select(".breadcrumb, .hero__hints"):
        crumb.extract()
    for link in (page.main or page).select("a"):
        slug = link.get("href", "").rstrip("/").rpartition("/")[2]
        title = link.get_text().strip().removeprefix("Θέρμανση ")
        if found := {slug, title} & {*OWN, *THEIRS}:
            if about := link.find_parent("li"):
                yield Link(found.pop(), about)
            else:
                # From what comes of a vote, back to the text that it was on.
                assert not found & {*THEIRS}


def pages(client: Client, code: str) -> Iterator[tuple[str, str]]:
    """What every address without a key answers to a stranger."""
    with translation.override(code):
        routes = every_route()
    for route in routes:
        path = route.path(lambda _route, part: "heating" if part == "slug" else None)
        if path.startswith(f"/{code}/") and "account" not in path:
            address = path + ASKED.get(route.name, "")
            answer = client.get(address)
            if answer.status_code == 200 and "text/html" in answer["Content-Type"]:
                yield address, answer.text
    yield from forms(client, code)


def forms(client: Client, code: str) -> Iterator[tuple[str, str]]:
    """What comes of a form: suggestions, and what else may help who was not helped."""
    contact = f"/{code}/contact/"
    start = start_in(client.get(contact).text)
    typed = filled_in(start=start, message="θέρμανση")
    yield "contact", client.post(contact, typed).text
    yield "contact, typed", client.post(f"{contact}suggestions/", typed).text
    asking = f"/{code}/community/ask/"
    yield "ask, typed", client.post(f"{asking}suggestions/", asked(client, asking)).text
    for slug in ("gr-howto", "gr-alone"):
        voted = client.post(f"/{code}/help/{slug}/vote/", {"helpful": "no"})
        yield f"vote {slug}", voted.text


def asked(client: Client, asking: str) -> dict[str, Any]:
    form = BeautifulSoup(client.get(asking).text, "html.parser").select_one("main form.form")
    assert form
    hidden = {one["name"]: one.get("value", "") for one in form.select("input[type=hidden]")}
    return hidden | {"title": "θέρμανση"}


@pytest.mark.parametrize("code", list(NAMES))
def test_with_a_country_chosen_others_come_last_and_say_whose_they_are(code: str) -> None:
    client = reader()
    choosing.choose(client, "GR")
    listing = set()
    for address, markup in pages(client, code):
        by_list: dict[int, list[str]] = {}
        for link in links(markup):
            mark = link.about.select_one("[data-for-markets]")
            assert (mark is not None) == (link.slug in THEIRS), (address, link.slug)
            assert mark is None or NAMES[code] in mark.text, address
            by_list.setdefault(id(link.about.parent), []).append(link.slug)
        for slugs in by_list.values():
            assert slugs == sorted(slugs, key=lambda slug: slug in THEIRS), address
            listing.add(address.removeprefix(f"/{code}/"))
    assert {"", "help/", "help/heating/", "contact", "ask, typed"} <= listing
    assert {"contact, typed", "vote gr-howto", "search/?q=θέρμανση"} <= listing


@pytest.mark.parametrize("code", list(NAMES))
def test_with_none_chosen_all_are_there_and_all_say_whose_they_are(code: str) -> None:
    client = reader()
    every: dict[str, set[str]] = {}
    for address, markup in pages(client, code):
        for link in links(markup):
            assert link.about.select_one("[data-for-markets]"), (address, link.slug)
            every.setdefault(address.removeprefix(f"/{code}/"), set()).add(link.slug)
    assert every["help/"] == every["search/?q=θέρμανση"] == {*OWN, *THEIRS}
    assert every["help/heating/"] == {slug for slug in (*OWN, *THEIRS) if "alone" not in slug}


@pytest.mark.parametrize("chosen", ["GR", "all"])
@pytest.mark.parametrize("code", list(NAMES))
def test_the_topics_to_write_about_say_whose_they_are(code: str, chosen: str) -> None:
    for slug, market in (("fjords", "NO"), ("islands", "GR")):
        family = make_family(slug=slug, kind=Kind.TOPIC, source="el", markets=[market])
        make_page(family, code, title=slug)
    client = reader()
    choosing.choose(client, chosen)
    contact = f"/{code}/contact/"
    for page in (client.get(contact).text, client.post(contact, {"message": ""}).text):
        options = BeautifulSoup(page, "html.parser").select("select[name=topic] option")
        told = {str(one["value"]): one.text for one in options}
        assert NAMES[code] in told["fjords"]
        assert (told["islands"] == "islands") == (chosen == "GR")
        assert not any(name in told["heating"] for name in NAMES.values())
        assert chosen == "all" or list(told)[-1] == "fjords"


def test_every_step_of_a_visit_has_its_country() -> None:
    client = reader()
    choosing.choose(client, "GR")
    page = client.get("/el/help/gr-howto/").text
    image = BeautifulSoup(page, "html.parser").select_one("img.step-counter")
    assert image
    client.get(image["src"])
    found = client.get("/el/search/", {"q": "θέρμανση"}).text
    result = BeautifulSoup(found, "html.parser").select_one("search-results a[ping]")
    assert result
    client.post(result["ping"])
    for _address, _markup in forms(client, "el"):
        pass
    typed = filled_in(start=start_in(client.get("/el/contact/").text), action="send")
    client.post("/el/contact/", typed)
    steps = set(Step.objects.values_list("kind", "market"))
    assert {market for _kind, market in steps} == {"GR"}
    assert {kind for kind, _market in steps} >= {
        *("read", "search", "click", "vote", "contact_opened", "contact_started"),
        *("suggested", "contact_sent", "ask_started", "ask_suggested"),
    }


@pytest.mark.parametrize("kept", ["", "all", "SE"])
def test_who_has_chosen_none_has_none_in_any_step(kept: str) -> None:
    client = reader()
    client.cookies["market"] = kept
    client.get("/el/search/", {"q": "θέρμανση"})
    client.post("/el/help/gr-faq/vote/", {"helpful": "no"})
    assert set(Step.objects.values_list("kind", "market")) == {("search", ""), ("vote", "")}

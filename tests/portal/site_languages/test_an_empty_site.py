"""A site that nobody has written anything in yet says to each of its readers what comes next."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser import NewContext
from tests.portal.home.test_in_browser import Open, open_page
from tests.portal.site_languages import empty
from tests.portal.site_languages.empty import CONTENT, PEOPLE

__all__ = ["open_page"]

pytestmark = [pytest.mark.own_site, pytest.mark.timeout(300)]

Site = dict[str, dict[str, empty.Pages]]

# A list that only a script fills stands hidden until it does.
NOTHING_IN_IT = re.compile(r"<(ul|ol|select|table|nav|section)\b(?![^>]*data-)[^>]*>\s*</\1>")
NOUGHT = re.compile(r"(?<![\w.])0 (?:results?|articles?|answers?|questions?)\b")
CONTACT = re.compile(r'<a class="button[^"]*" href="/[a-z]+/contact/"')
WRITE = re.compile(r'<a class="button[^"]*" href="/cms/help/new-article/\d+/"')
CATEGORY = 'href="/cms/snippets/community/category/add/"'
ASK = re.compile(r'<a class="button[^"]*" href="/[a-z]+/community/ask/"')

WRITERS = {"editor", "administrator"}
WITHOUT_ARTICLES = ("", "help/", "search/?q=hub")


def examine(site: dict[str, empty.Pages], code: str, *, is_bare: bool) -> None:
    """What holds of every empty site, for each of its readers."""
    for person in PEOPLE:
        pages = {path: site[person][f"/{code}/{path}"] for path in CONTENT}
        for path, page in pages.items():
            where = f"{person} /{code}/{path}"
            assert page["status"] == 200, where
            main = page["html"][page["html"].index("<main") :]
            assert not NOTHING_IN_IT.search(main), where
            assert not NOUGHT.search(main), where
            if path in WITHOUT_ARTICLES:
                assert bool(WRITE.search(main)) == (person in WRITERS), where
                assert person in WRITERS or CONTACT.search(main), where
            if path in ("", "community/", "community/ask/"):
                assert (CATEGORY in main) == (is_bare and person == "administrator"), where
            if path in ("", "community/"):
                assert bool(ASK.search(main)) == (not is_bare), where


@pytest.mark.django_db
@pytest.mark.parametrize("code", ["el", "ar"])
def test_so_does_an_empty_site_of_seven_languages(code: str) -> None:
    empty.deployed()
    examine(empty.seen(code), code, is_bare=False)
    examine(empty.without_category(code), code, is_bare=True)


@pytest.mark.browser
@pytest.mark.django_db
@pytest.mark.parametrize("code", ["el", "ar"])
def test_axe_finds_nothing_wrong_with_an_empty_site(
    new_context: NewContext, open_page: Open, code: str
) -> None:
    empty.deployed()
    empty.Category.objects.all().delete()
    context = new_context(locale=code)
    for path in CONTENT:
        found = Axe().run(open_page(context, f"/{code}/{path}"))
        assert found.violations_count == 0, found.generate_report()

"""An empty site whose one language is German says to each of its readers what comes next."""

import json

import pytest

from tests.portal.site_languages import empty
from tests.portal.site_languages.test_an_empty_site import Site, examine
from tests.portal.site_languages.test_another_list import run

pytestmark = [pytest.mark.own_site, pytest.mark.timeout(300)]


@pytest.fixture(scope="module")
def german(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A site whose one language is German."""
    done = run("de", tmp_path_factory.mktemp("empty"), "-m", empty.__name__)
    assert done.returncode == 0, done.stderr
    found: Site = json.loads(done.stdout.splitlines()[-1])
    return found


def test_an_empty_site_of_one_language_says_what_comes_next(german: Site) -> None:
    examine(german["deployed"], "de", is_bare=False)
    examine(german["bare"], "de", is_bare=True)


def test_no_address_of_an_empty_site_fails(german: Site) -> None:
    """Nothing is at home under an address that names nothing but the pages to adapt."""
    unpublished = {"/de/privacy/", "/de/terms/", "/de/accessibility/"}
    answers = {path: page["status"] for path, page in german["bare"]["stranger"].items()}
    assert {path for path, status in answers.items() if status == 404} == unpublished
    assert not [path for path, status in answers.items() if status >= 500]
    assert len(answers) > 30

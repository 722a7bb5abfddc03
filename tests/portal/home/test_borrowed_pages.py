"""What Wagtail's own templates say in English whatever the language, ours say in the editor's."""

import pytest
from bs4 import BeautifulSoup

from kb.models import LanguageRule
from tests.factories import accounts
from tests.factories.kb import make_locale
from tests.test_rights import browser

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("is_wanted", "said"), [(True, "ναι"), (False, "όχι")])
def test_what_is_or_is_not_so_is_said_in_the_editors_language(is_wanted: bool, said: str) -> None:
    LanguageRule.objects.create(locale=make_locale("el"), review_wanted=is_wanted)
    page = browser(accounts.administrator(locale="el")).get("/cms/snippets/kb/languagerule/")
    cells = BeautifulSoup(page.content, "html.parser").select("td span.w-sr-only")
    told = [one.get_text(strip=True) for one in cells]
    assert said in told
    assert str(is_wanted) not in told

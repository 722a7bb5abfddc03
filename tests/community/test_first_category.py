"""What a community begins with."""

import pytest

from community.forum.first_category import NAMES, ensure_category
from community.forum.models import Category
from portal import locales
from tests.factories import community

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("code", locales.codes())
def test_the_first_category_has_a_name_in_every_language(code: str) -> None:
    category = ensure_category()
    assert category is not None
    assert category.names[code] == NAMES[code]
    assert category.takes(code)


def test_it_is_made_once_and_not_beside_others() -> None:
    assert ensure_category()
    assert ensure_category() is None
    Category.objects.all().delete()
    community.category()
    assert ensure_category() is None
    assert Category.objects.count() == 1

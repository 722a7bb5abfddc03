"""What the bench's stranger reads off each door is what a reader is shown there."""

from collections.abc import Iterator

import pytest

from bench import demo_site
from bench.doors import Doors, Found
from community.forum.acceptance import accept_answer
from tests.factories import accounts, community
from tests.factories.actors import acting
from tests.factories.kb import make_page
from tests.search.indexed import index_both

QUESTION, ASKED = "t05", "E-2210 στο σαλόνι, το σώμα καίει συνέχεια"


@pytest.fixture
def _questions_are_read_anew() -> Iterator[None]:
    demo_site.questions.cache_clear()
    yield
    demo_site.questions.cache_clear()


@pytest.mark.parametrize("door", ["page", "box", "contact", "ask"])
@pytest.mark.usefixtures("_questions_are_read_anew")
@pytest.mark.django_db
def test_an_article_and_a_solved_question_are_read_off_every_door(door: str) -> None:
    asker = accounts.member("Ρωτά")
    thread = community.thread(asker, locale="el", title=ASKED, body="Καίει ακόμα και στους 16.")
    answer = community.answer(thread)
    accept_answer(actor=acting(asker), answer=answer)
    article = make_page(locale="el", title="Το σώμα καίει")
    index_both()

    shown = getattr(Doors(), door)("el", "σώμα καίει")

    assert set(shown) == {Found(QUESTION), Found(article.family.slug)}

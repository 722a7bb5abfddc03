"""What people type, truly as they type it, over the demo's articles and threads.

Arabic without hamza and in dialects, Greek in Latin letters, Indonesian in a hurry: 20 searches
each, judged by reading the articles. The floors are what was measured (embedded engine, without
vectors: ar 0.956, el 0.981, id 0.895), less a little. Threads stand in the files by the order in
which the demo posts them, which are their numbers in a fresh installation.
"""

from pathlib import Path

import pytest
from django.core.management import call_command
from django.utils import timezone

from community.forum.models import Thread
from kb.importing.run import import_tree
from portal.accounts.models import User
from portal.demo import people, seeding, threads
from portal.home import groups
from search import service
from search.engines import engine_of_this_host
from search.index.rebuilding import rebuild
from search.tuning.measures import JudgedSearch, Judgement, read, summary

FOLDER = Path(__file__).parent / "judgements"
FLOORS = {"ar": 0.9, "el": 0.95, "id": 0.87}

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


@pytest.fixture
def sample() -> dict[str, str]:
    """The demo's content, indexed; the name of each thread's hit by its place."""
    call_command("set_up_site", verbosity=0)
    import_tree(seeding.CONTENT, locales=("en", "el", "ar", "id"))
    groups.set_up()
    people.seed()
    moderator, staff = (
        User.objects.get(email=email) for email in (people.MODERATOR, people.ADMINISTRATOR)
    )
    threads.seed(timezone.now(), moderator, staff)
    rebuild(engine_of_this_host())
    numbers = Thread.objects.order_by("pk").values_list("pk", flat=True)
    return {str(place): str(number) for place, number in enumerate(numbers, start=1)}


def judgements() -> list[Judgement]:
    return [
        one
        for file in sorted(FOLDER.glob("*.jsonl"))
        for one in read(file.read_text(encoding="utf-8").splitlines(), file.name)
    ]


def test_each_language_has_twenty_searches() -> None:
    by_locale = [one.locale for one in judgements()]
    assert {code: by_locale.count(code) for code in FLOORS} == dict.fromkeys(FLOORS, 20)


def test_people_find_it_as_they_type_it(sample: dict[str, str]) -> None:
    outcomes = []
    for one in judgements():
        results = service.search(query=one.query, locale=one.locale)
        relevant = {sample.get(key, key): grade for key, grade in one.relevant.items()}
        judged = Judgement(one.locale, one.query, relevant, one.kind)
        outcomes.append(JudgedSearch(judged, [hit.id for hit in results.results], results.weak))
    measured = summary(outcomes)["locales"]
    for locale, floor in FLOORS.items():
        assert measured[locale]["ndcg@10"] >= floor, measured
        assert measured[locale]["wrongly_refused"] == 0.0, measured

"""A site that is upgraded keeps its votes, and its texts begin with version 1."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from kb.feedback.models import Version, Vote
from tests.factories.kb import make_family, make_page

pytestmark = pytest.mark.django_db(transaction=True)
BEFORE = [("kb", "0017_machines")]


def to_the_last() -> None:
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())


@pytest.fixture
def former_votes() -> Iterator[Any]:
    """Makes votes as they were; call it when the texts are there."""

    def go_back() -> Any:
        MigrationExecutor(connection).migrate(BEFORE)
        return MigrationExecutor(connection).loader.project_state(BEFORE).apps.get_model("kb.Vote")

    yield go_back
    to_the_last()


def test_votes_and_comments_stay_and_those_on_what_readers_have_are_of_version_1(
    former_votes: Any,
) -> None:
    page = make_page(make_family("Hub", slug="hub", source="el"), "el")
    older = page.save_revision()
    page.save_revision().publish()
    page.refresh_from_db()
    make_page(make_family("Draft", slug="draft", source="el"), "el", live=False)
    bare = make_page(make_family("Bare", slug="bare", source="el"), "el")
    type(bare).objects.filter(pk=bare.pk).update(live_revision=None)
    model = former_votes()
    about = (page.live_revision_id, older.pk, None)
    said: Any = {"family_id": page.family_id, "reader_locale": "el", "text_locale": "el"}
    said |= {"helpful": False, "comment": "Πώς;", "at": timezone.now()}
    model.objects.bulk_create(
        model(voter=f"token:{n}", revision_id=about[n % 3], **said) for n in range(30)
    )
    to_the_last()
    version = Version.objects.get()
    assert (version.page_id, version.number, version.revision) == (page.pk, 1, about[0])
    assert Vote.objects.filter(comment="Πώς;").count() == 30
    assert set(Vote.objects.values_list("revision", "version")) == {
        (about[0], version.pk),
        (about[1], None),
        (None, None),
    }

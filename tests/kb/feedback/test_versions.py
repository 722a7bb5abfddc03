"""A version begins with each publishing that changes the text, and a vote is about one."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from kb.feedback import versions
from kb.feedback.models import Version, Vote
from kb.models import HelpPage
from kb.states import Weight
from tests.empty_database import migrate
from tests.factories import votes
from tests.factories.kb import make_family, make_page

pytestmark = pytest.mark.django_db
HERE = {"HTTP_SEC_FETCH_SITE": "same-origin"}


@pytest.fixture
def page() -> HelpPage:
    return make_page(make_family("Κρύο δωμάτιο", source="el"), "el", title="Κρύο δωμάτιο")


def told(page: HelpPage) -> list[tuple[int, bool]]:
    found = Version.objects.filter(page=page).order_by("number")
    return list(found.values_list("number", "is_rewrite"))


def test_a_text_that_changes_is_another_version_and_the_same_text_is_not(page: HelpPage) -> None:
    assert told(page) == [(1, True)]
    page.save_revision().publish()
    assert told(page) == [(1, True)]
    votes.rewrite(page, "Κλείστε τη βαλβίδα και περιμένετε δέκα λεπτά.")
    votes.rewrite(page, "Κλείστε τη βαλβίδα, και περιμένετε δέκα λεπτά.")
    assert told(page) == [(1, True), (2, True), (3, False)]


def test_how_much_it_changes_is_what_its_editor_says(page: HelpPage) -> None:
    fresh = page.specific
    fresh.change = Weight.TRIVIAL
    fresh.body = [("text", "<p>Κάτι τελείως διαφορετικό.</p>")]
    fresh.save_revision().publish()
    assert told(page) == [(1, True), (2, False)]


def test_each_language_counts_its_own_versions(page: HelpPage) -> None:
    danish = make_page(page.family, "da", title="Koldt rum")
    votes.rewrite(danish, "Luk ventilen.")
    assert (told(page), told(danish)) == ([(1, True)], [(1, True), (2, True)])


def test_a_vote_is_about_the_version_that_was_read(client: Client, page: HelpPage) -> None:
    kept = page.live_revision_id
    page = votes.rewrite(page, "Κλείστε τη βαλβίδα.")
    for revision, number in ((kept, 1), (page.live_revision_id, 2)):
        data = {"helpful": "no", "revision": revision}
        assert client.post(f"/el/help/{page.slug}/vote/", data, **HERE).status_code == 200
        version = Vote.objects.get().version
        assert version is not None
        assert version.number == number


def test_a_draft_that_somebody_saves_makes_no_version(page: HelpPage) -> None:
    draft = page.specific
    draft.body = [("text", "<p>Πρόχειρο.</p>")]
    revision = draft.save_revision()
    assert told(page) == [(1, True)]
    found = versions.of(revision)
    assert found is not None
    assert found.number == 1
    assert versions.of(None) is None


@pytest.mark.slow
@pytest.mark.usefixtures("empty_database")
def test_votes_from_before_are_of_the_version_that_readers_have_or_of_none() -> None:
    apps = migrate(("kb", "0014_who_looks_after"))
    now, old = _page_with_votes(apps)
    apps = migrate(("kb", "0018_votes_of_versions"))
    version = apps.get_model("kb", "Version").objects.get()
    given = dict(apps.get_model("kb", "Vote").objects.values_list("voter", "version"))
    assert given == {"token:now": version.pk, "token:old": None, "token:none": None}
    assert (version.number, version.revision) == (1, now)
    assert old != now


def _page_with_votes(apps: Any) -> tuple[int, int]:
    """A text that was published twice, with a vote on each version and on none."""
    at = timezone.now()
    kind = apps.get_model("contenttypes", "ContentType").objects.create(
        app_label="kb", model="articlepage"
    )
    locale = apps.get_model("wagtailcore", "Locale").objects.create(language_code="el")
    family = apps.get_model("kb", "Family").objects.create(
        slug="κ", kind="howto", source_locale=locale
    )
    page = apps.get_model("kb", "HelpPage").objects.create(
        title="Κρύο", draft_title="Κρύο", slug="k", path="0009", depth=1, content_type=kind,
        locale=locale, family=family, live=True, last_published_at=at,
    )  # fmt: skip
    revisions = [
        apps.get_model("wagtailcore", "Revision").objects.create(
            content_type=kind, base_content_type=kind, object_id=str(page.pk), content={},
            created_at=at,
        )
        for _each in range(2)
    ]  # fmt: skip
    old, now = revisions
    apps.get_model("kb", "HelpPage").objects.filter(pk=page.pk).update(live_revision=now)
    for voter, revision in (("now", now), ("old", old), ("none", None)):
        apps.get_model("kb", "Vote").objects.create(
            family=family, voter=f"token:{voter}", helpful=False, revision=revision,
            reader_locale="el", text_locale="el",
        )  # fmt: skip
    return now.pk, old.pk

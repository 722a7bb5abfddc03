"""Who may do what: rights are asked of the actor, by one table."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client
from django.utils import translation

import community
from community import policy
from community.forum.acceptance import accept_answer, withdraw_acceptance
from community.forum.models import Place, Post, Thread
from community.moderation.visibility import hide_post
from community.policy import NotAllowed
from portal import actors
from portal.accounts.models import User
from portal.actors import Actor
from tests.factories import accounts
from tests.factories import community as factory
from tests.factories.actors import acting

pytestmark = pytest.mark.django_db
Open = Callable[..., Client]
FOLDER = Path(next(iter(community.__path__)))


def sources(*endings: str) -> dict[str, str]:
    found = (path for path in FOLDER.rglob("*") if path.suffix in endings)
    return {str(path.relative_to(FOLDER)): path.read_text(encoding="utf-8") for path in found}


def test_every_rule_can_be_asked_for_by_its_name() -> None:
    asked = {right for right in actors.rights() if right.startswith("community.")}
    assert asked == {f"community.{verb}" for verb in policy.RULES}


def test_rights_are_asked_of_the_actor_alone() -> None:
    forbidden = re.compile(r"has_perm|is_staff|is_superuser|\bperms\.")
    assert not [name for name, text in sources(".py", ".html").items() if forbidden.search(text)]


def test_only_what_answers_a_request_knows_requests() -> None:
    knowing = {name for name, text in sources(".py").items() if "HttpRequest" in text}
    allowed = {"receivers.py", "forum/reach.py", "moderation/views.py", "subscriptions/views.py"}
    assert {name for name in knowing if not name.startswith("forum/views/")} == allowed


def test_a_refusal_says_why_in_the_readers_language() -> None:
    with translation.override("el"), pytest.raises(NotAllowed, match="Συνδεθείτε"):
        policy.require(acting(), "answer", factory.thread())


def test_a_place_is_a_category_and_a_language() -> None:
    nordic, member = factory.category("north", languages=["nb", "da"]), acting(accounts.member())
    assert member.may("community.ask", Place(nordic, "da"))
    assert not member.may("community.ask", Place(nordic, "el"))
    assert not acting().may("community.ask", Place(nordic, "da"))
    moderator = acting(accounts.moderator())
    assert moderator.may("community.move_to", Place(nordic, "nb"))
    assert not moderator.may("community.move_to", Place(nordic, "ar"))


@pytest.mark.parametrize("about", ["nothing", "thread", "category"])
def test_moderators_are_asked_about_a_place_or_about_none(about: str) -> None:
    thread = factory.thread()
    subject = {"nothing": None, "thread": thread, "category": thread.category}[about]
    assert acting(accounts.moderator()).may("community.moderate", subject)
    assert not acting(accounts.member()).may("community.moderate", subject)
    assert not acting().may("community.moderate", subject)


@pytest.fixture
def bare() -> Actor:
    """A moderator whose session has only shown the password."""
    return acting(accounts.moderator(), second_factor=False)


def hidden_posts() -> tuple[Post, Post]:
    """A hidden question, and a hidden answer to one that is shown."""
    moderator = acting(accounts.moderator())
    question, answer = factory.question(factory.thread()), factory.answer(factory.thread())
    return (
        hide_post(actor=moderator, post=question, reason="x"),
        hide_post(actor=moderator, post=answer, reason="x"),
    )


def test_without_the_second_factor_nothing_hidden_is_seen(bare: Actor) -> None:
    question, answer = hidden_posts()
    seen = Post.objects.visible_to(bare)
    assert not seen.filter(pk__in=[question.pk, answer.pk]).exists()
    assert not answer.thread.posts.shown_to(bare).filter(pk=answer.pk).exists()
    assert question.thread not in Thread.objects.visible_to(bare)
    shown = acting(bare.user)
    assert Post.objects.visible_to(shown).filter(pk__in=[question.pk, answer.pk]).count() == 2
    assert question.thread in Thread.objects.visible_to(shown)


def test_what_is_in_a_hidden_thread_is_hidden_with_it() -> None:
    thread = factory.thread()
    answer, member = factory.answer(thread), acting(accounts.member())
    moderator = acting(accounts.moderator())
    hide_post(actor=moderator, post=factory.question(thread), reason="x")
    assert not answer.is_hidden
    assert answer not in Post.objects.visible_to(member)
    assert answer in Post.objects.visible_to(moderator)


def test_without_the_second_factor_a_hidden_post_is_not_found(browser: Open) -> None:
    question, answer = hidden_posts()
    client = browser(accounts.moderator(), second_factor=False)
    path = f"/el/community/t/{question.thread_id}/{question.thread.slug}/"
    assert client.get(path).status_code == 404
    for verb in ("accept", "vote"):
        assert client.post(f"/el/community/a/{answer.pk}/{verb}/").status_code == 404
    report = f"/el/community/thread/{answer.thread_id}/report/{answer.pk}/"
    assert client.get(report).status_code == 404


def test_without_the_second_factor_only_ones_own_question_is_settled(bare: Actor) -> None:
    others, own = factory.answer(factory.thread()), factory.answer(factory.thread(account(bare)))
    with pytest.raises(NotAllowed):
        accept_answer(actor=bare, answer=others)
    accept_answer(actor=bare, answer=own)
    withdraw_acceptance(actor=bare, answer=own)
    accept_answer(actor=acting(bare.user), answer=others)
    with pytest.raises(NotAllowed):
        withdraw_acceptance(actor=bare, answer=others)


def account(actor: Actor) -> User:
    assert isinstance(actor.user, User)
    return actor.user


def staff() -> User:
    return accounts.member("Solvei", is_staff=True)


@pytest.mark.parametrize("make", [accounts.moderator, staff])
def test_without_the_second_factor_nobody_speaks_as_staff(
    browser: Open, make: Callable[[], User]
) -> None:
    user, thread = make(), factory.thread()
    for second_factor in (False, True):
        client = browser(user, second_factor=second_factor)
        path = f"/el/community/thread/{thread.pk}/answer/"
        page = client.post(path, {"body": "Κλείστε τη βαλβίδα."}, follow=True).content.decode()
        assert ('<span class="pill">Προσωπικό</span>' in page) == second_factor
    posted = Post.objects.answers().order_by("pk").values_list("by_staff", flat=True)
    assert list(posted) == [False, True]


def test_without_the_second_factor_no_page_offers_what_moderators_do(browser: Open) -> None:
    answer, user = factory.answer(factory.thread()), accounts.moderator()
    path = answer.thread.get_absolute_url()
    for second_factor in (False, True):
        page = browser(user, second_factor=second_factor).get(path).content.decode()
        for form in (
            f"/community/thread/{answer.thread_id}/moderate/",
            f"/community/a/{answer.pk}/moderate/",
            f"/community/a/{answer.pk}/accept/",
        ):
            assert (form in page) == second_factor

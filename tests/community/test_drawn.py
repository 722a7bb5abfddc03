"""Furniture is drawn once for each kind of post, and whatever changes is seen at once by all."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from typing import Any

import pytest
from django.template.loader import get_template
from django.test import Client
from django.utils.translation import override
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from community.forum import acceptance, editing, reporting, votes, withdrawal
from community.forum.blank_answer import blank_answer
from community.forum.entries import entries
from community.forum.furniture import Example, Furniture
from community.forum.held_edits import ChangedMeanwhileError
from community.forum.models import Post, PostVote, Report, Thread
from community.forum.offered import Offered
from community.forum.saying import said_of_edit_review, said_of_review
from community.moderation import locking, reviewing, visibility
from community.policy import NotAllowed
from community.subscriptions import following
from community.subscriptions.models import Following
from portal import cldr, locales
from portal.accounts.faces import face
from portal.accounts.models import User
from portal.actors import Actor
from portal.caching.testing import forget_pages
from portal.text.templatetags.cldr import ago
from tests.factories import accounts
from tests.factories import community as factory
from tests.factories.actors import acting

pytestmark = pytest.mark.django_db
Open = Callable[..., Client]
NEW = "Δες http://νέο.example/{}"
VERBS = {"question": ("report",), "answer": ("report", "vote")}


class Talk:
    """A question with two answers, and those who have to do with it."""

    def __init__(self) -> None:
        self.asker = accounts.member("Νίκος <b>100 %</b>", locale="el")
        self.helper = accounts.member("ليلى", locale="ar")
        self.other = accounts.member("", locale="el", time_zone="Asia/Jakarta")
        self.moderator = accounts.moderator()
        self.thread = factory.thread(self.asker, locale="el", title="Κρύο %(text)s & δωμάτιο")
        for _number in range(2):
            factory.answer(self.thread, self.helper, locale="ar", body="افتح **الصمام** 100 %s")

    @property
    def posts(self) -> list[Post]:
        """As the database has them now, the question first."""
        posts = Post.objects.filter(thread=self.thread).order_by("pk")
        return list(posts.select_related("thread", "author", "held_edit"))

    def edit(self, step: int) -> None:
        post = self.posts[1]
        said = {"post": post, "revision": post.revision, "body": f"{step} الصمام"}
        editing.edit_post(actor=acting(self.helper), **said)

    def edit_with_link(self, step: int) -> None:
        post = self.posts[0]
        said = {"post": post, "revision": post.revision, "body": NEW.format(step)}
        editing.edit_post(actor=acting(self.asker), **said)

    def approve(self, _step: int) -> None:
        post = self.posts[0]
        seen = post.held_edit.number if hasattr(post, "held_edit") else post.revision
        actor = acting(self.moderator)
        reviewing.approve_post(actor=actor, post=post, reason="", seen=seen)

    def answer_with_link(self, step: int) -> None:
        factory.answer(self.thread, self.helper, body=NEW.format(step))

    def withdraw(self, step: int) -> None:
        post = self.posts[step % 3]
        withdrawal.withdraw_post(actor=acting(post.author), post=post)

    def restore(self, step: int) -> None:
        post = self.posts[step % 3]
        withdrawal.restore_post(actor=acting(post.author), post=post)

    def hide(self, step: int) -> None:
        actor = acting(self.moderator)
        visibility.hide_post(actor=actor, post=self.posts[step % 3], reason="x")

    def show(self, step: int) -> None:
        actor = acting(self.moderator)
        visibility.show_post(actor=actor, post=self.posts[step % 3], reason="x")

    def accept(self, step: int) -> None:
        acceptance.accept_answer(actor=acting(self.asker), answer=self.posts[1 + step % 2])

    def accept_no_more(self, step: int) -> None:
        answer = self.posts[1 + step % 2]
        acceptance.withdraw_acceptance(actor=acting(self.asker), answer=answer)

    def vote(self, _step: int) -> None:
        votes.cast_vote(actor=acting(self.other), answer=self.posts[1])

    def vote_no_more(self, _step: int) -> None:
        votes.withdraw_vote(actor=acting(self.other), answer=self.posts[1])

    def report(self, step: int) -> None:
        post = self.posts[step % 3]
        reporting.report_post(actor=acting(self.other), post=post, reason="spam", comment="")

    def lock(self, _step: int) -> None:
        locking.lock_thread(actor=acting(self.moderator), thread=self.thread, reason="x")

    def unlock(self, _step: int) -> None:
        locking.unlock_thread(actor=acting(self.moderator), thread=self.thread, reason="x")

    def follow(self, _step: int) -> None:
        following.follow(actor=acting(self.other), thread=self.thread)

    def rename(self, step: int) -> None:
        User.objects.filter(pk=self.helper.pk).update(display_name=f"Μαρία {step}")

    def leave(self, _step: int) -> None:
        Post.objects.filter(author=self.helper).update(author=None)


ACTS = [
    *(Talk.edit, Talk.edit_with_link, Talk.approve, Talk.answer_with_link),
    *(Talk.withdraw, Talk.restore, Talk.hide, Talk.show, Talk.accept, Talk.accept_no_more),
    *(Talk.vote, Talk.vote_no_more, Talk.report, Talk.lock, Talk.unlock, Talk.follow),
    *(Talk.rename, Talk.leave),
]


def drawn_now(name: str, post: Post, actor: Actor) -> str:
    """A part of the page as its template draws it for somebody, from the rows as they are."""
    verbs = (*VERBS[post.kind], "edit", "withdraw", "restore")
    is_own = actor.account is not None and post.author_id == actor.account.pk
    moderates = actor.may("community.moderate")
    may_see_edit = post.is_shown and (is_own or moderates)
    account = actor.account and actor.account.pk
    read: dict[str, Any] = {
        "post": post,
        "face": face(post.author) if post.author else "",
        "when": ago(post.created_at),
        "reader_locale": locales.get(locales.in_force()),
        "rights": {verb for verb in verbs if actor.may(f"community.{verb}", post)},
        "is_voted": PostVote.objects.filter(post=post, voter=account).exists(),
        "is_reported": Report.objects.filter(post=post, reporter=account).exists(),
        "may_settle": actor.may("community.settle", post.thread),
        "is_moderator": moderates,
        "is_own": is_own,
        "edit": getattr(post, "held_edit", None) if may_see_edit else None,
        "said_of_review": said_of_review,
        "said_of_edit_review": said_of_edit_review,
        "may_follow": actor.may("community.follow", post.thread),
        "is_followed": Following.objects.filter(member=account, thread=post.thread).exists(),
    }
    return get_template(name).render(read)


@contextmanager
def read_by(user: User | None, language: str) -> Iterator[Actor]:
    with ExitStack() as stack:
        stack.enter_context(override(language))
        if user is not None and user.time_zone:
            stack.enter_context(cldr.in_zone(user.time_zone))
        yield acting(user)


def check(talk: Talk, clients: dict[User | None, Client], language: str) -> None:
    """Whoever reads the page reads what is drawn now, of each post that they see."""
    thread = Thread.objects.get(pk=talk.thread.pk)
    for user, client in clients.items():
        forget_pages()
        with override(language):
            answer = client.get(thread.get_absolute_url())
        with read_by(user, language) as actor:
            seen = Post.objects.visible_to(actor).filter(thread=thread)
            keys = set(seen.values_list("pk", flat=True))
            for post in talk.posts if answer.status_code == 200 else ():
                names = ["question_top", "question_text"] if post.is_question else ["answer"]
                for name in names:
                    html = drawn_now(f"community/parts/{name}.html", post, actor)
                    assert (html in answer.text) == (post.pk in keys), (name, user)
                if not post.is_question:
                    assert (f'id="{post.anchor}"' in answer.text) == (post.pk in keys)


@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.sampled_from(ACTS), min_size=2, max_size=6), st.sampled_from(["el", "ar"]))
def test_what_each_reader_gets_is_what_would_be_drawn_now(
    browser: Open, acts: list[Callable[[Talk, int], None]], language: str
) -> None:
    talk = Talk()
    people = (None, talk.asker, talk.helper, talk.other, talk.moderator)
    clients: dict[User | None, Client] = {user: browser(user) for user in people}
    check(talk, clients, language)
    for step, act in enumerate(acts):
        with suppress(NotAllowed, ChangedMeanwhileError):
            act(talk, step)
        check(talk, clients, language)


def test_entries_are_what_would_be_drawn_now() -> None:
    author = accounts.member("Νίκος", locale="el")
    titles = ["Κρύο %s δωμάτιο & <b>", "??? !!! ???", "غرفة باردة جدا"]
    threads = [factory.thread(author, locale="el", title=title) for title in titles]
    factory.answer(threads[0])
    Thread.objects.filter(pk=threads[1].pk).update(state="solved", locale="ar", hidden=True)
    Thread.objects.filter(pk=threads[2].pk).update(title="", state="locked")
    with override("ar"):
        for thread in Thread.objects.all():
            read = {
                "thread": thread,
                "address": thread.get_absolute_url(),
                "when": ago(thread.active_at),
                "reader_locale": locales.get("ar"),
            }
            now = get_template("community/parts/thread_entry.html").render(read)
            for _time in range(2):
                assert entries([thread]) == now


def test_the_blank_form_of_one_member_is_not_anothers(browser: Open) -> None:
    thread, other = factory.thread(), factory.thread()
    forms = [
        blank_answer(acting(accounts.member()), one, "/el/") for one in (thread, thread, other)
    ]
    assert len(set(forms)) == 3
    for form, one in zip(forms, (thread, thread, other), strict=True):
        assert f"/community/thread/{one.pk}/answer/" in form
        assert form.count('name="typed_by"') == 1
    page = browser(accounts.member()).get(thread.get_absolute_url()).text
    assert page.count('name="key"') == 1


def test_words_are_put_where_they_belong_and_nothing_of_them_is_kept() -> None:
    read = {"threads": [], "form": None}
    one = Furniture("components/notice.html", lambda kind: Example({"text": "\ue000", **read,
        "kind": kind}, {"said": "\ue000"}))  # fmt: skip
    assert "100 %(said)s &amp;" in one.with_words("info", {"said": "100 %(said)s &amp;"})
    assert "notice--error" in one.with_words("error", {"said": "%"})
    assert "100" not in one.with_words("info", {"said": "Άλλο"})


def test_what_is_offered_for_a_post_is_asked_once_for_all_like_it() -> None:
    thread = factory.thread()
    offered = Offered(acting(accounts.member()), thread)
    first = offered.with_post("answer", None, "visible", None)
    assert first == {"vote", "report"}
    assert offered.with_post("answer", thread.author_id, "visible", None) is first
    assert offered.with_post("answer", offered.account, "visible", None) == {"edit", "withdraw"}

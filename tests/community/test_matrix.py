"""Who may do what to which post: every role, every object, every verb of every route."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.test import Client

from community import urls
from community.forum.models import Post, Thread
from community.moderation.models import ModerationAction
from community.subscriptions import stopping
from portal.accounts.models import User
from tests.factories import accounts
from tests.factories import community as factory

pytestmark = [pytest.mark.django_db, pytest.mark.walk]
Open = Callable[..., Client]

# A moderator whose session has only shown the password is a member like others.
BARE = "moderator without the second factor"
ROLES = ("stranger", "member", "asker", "helper", "moderator", BARE)
OBJECTS = ("open", "locked", "hidden thread", "hidden answer")
SIGN_IN, DONE, NO, GONE, SHOWN = "sign in", "done", "no", "gone", "shown"
SECOND_FACTOR = "second factor"


@dataclass(frozen=True)
class Scene:
    people: dict[str, User | None]
    thread: Thread
    answer: Post


def scene(kind: str) -> Scene:
    """A thread with one answer, in the state that the object's name says."""
    asker, helper = accounts.member("Asker"), accounts.member("Helper")
    thread = factory.thread(asker)
    factory.answer(thread, helper)
    Thread.objects.update(
        hidden=kind == "hidden thread", state="locked" if kind == "locked" else "open"
    )
    hidden = {"hidden thread": Post.Kind.QUESTION, "hidden answer": Post.Kind.ANSWER}
    Post.objects.filter(kind=hidden.get(kind)).update(state=Post.State.HIDDEN)
    people = {
        "stranger": None,
        "member": accounts.member("Member"),
        "asker": asker,
        "helper": helper,
        "moderator": accounts.moderator(),
        BARE: accounts.moderator("Mod Nils"),
    }
    return Scene(people, Thread.objects.get(), Post.objects.answers().get())


VERBS: dict[str, tuple[str, str, dict[str, str]]] = {
    "read": ("get", "t/{thread}/{slug}/", {}),
    "answer": ("post", "thread/{thread}/answer/", {"body": "Some words."}),
    "accept": ("post", "a/{answer}/accept/", {}),
    "vote": ("post", "a/{answer}/vote/", {}),
    "report question": ("post", "thread/{thread}/report/", {"reason": "spam"}),
    "report answer": ("post", "thread/{thread}/report/{answer}/", {"reason": "spam"}),
    "hide question": ("post", "thread/{thread}/moderate/", {"verb": "hide", "reason": "x"}),
    "hide answer": ("post", "a/{answer}/moderate/", {"verb": "hide", "reason": "x"}),
    "queue": ("get", "moderation/", {}),
    "member": ("get", "moderation/member/{helper}/", {}),
    "edit": ("post", "p/{answer}/edit/", {"body": "Other words.", "revision": "1"}),
    "withdraw": ("post", "p/{answer}/withdraw/", {}),
    "history": ("get", "p/{answer}/history/", {}),
    "mine": ("get", "mine/", {}),
    "follow": ("post", "thread/{thread}/follow/", {}),
    "mails": ("post", "mails/", {}),
    "stop": ("post", "mails/stop/{signed}/", {}),
    "ask": ("get", "ask/", {}),
    "index": ("get", "", {}),
    "sitemap": ("get", "sitemap.xml", {}),
    "category": ("get", "c/heating/", {}),
    "suggestions": ("post", "ask/suggestions/", {}),
}
FOR_ALL = {"ask", "index", "sitemap", "category", "suggestions", "stop"}
ON_ANSWERS = {"accept", "vote", "report answer", "hide answer", "edit", "withdraw"}


def names(made: Scene) -> dict[str, object]:
    """What the parts of an address stand for."""
    asker, helper = made.people["asker"], made.people["helper"]
    assert asker
    assert helper
    return {
        "thread": made.thread.pk,
        "answer": made.answer.pk,
        "slug": made.thread.slug,
        "helper": helper.pk,
        "signed": stopping.address(asker, made.thread).rstrip("/").rpartition("/")[2],
    }


def expected(role: str, kind: str, verb: str) -> str:
    """The rules, written down once more and in another way than the code has them."""
    if verb in FOR_ALL:
        return SHOWN
    if verb in {"mine", "mails"}:
        done = {"mine": SHOWN, "mails": DONE}
        return SIGN_IN if role == "stranger" else done[verb]
    if verb in {"queue", "member"}:
        return {"stranger": SIGN_IN, "moderator": SHOWN, BARE: SECOND_FACTOR}.get(role, NO)
    sees = role == "moderator" or kind != "hidden thread"
    if verb == "read":
        return SHOWN if sees else GONE
    if verb == "history":
        return SHOWN if sees and (role == "moderator" or kind != "hidden answer") else GONE
    if role == "stranger":
        return GONE if verb == "answer" and not sees else SIGN_IN
    if verb.startswith("hide"):
        return {"moderator": DONE, BARE: SECOND_FACTOR}.get(role, NO)
    if not sees or (verb in ON_ANSWERS and kind == "hidden answer" and role != "moderator"):
        return GONE
    if kind == "locked" and verb in {"answer", "accept", "edit", "withdraw", "follow"}:
        return NO
    allowed = {
        "accept": role in {"asker", "moderator"} and kind != "hidden answer",
        "edit": role == "helper",
        "withdraw": role == "helper",
        "vote": role != "helper",
        "report answer": role != "helper",
        "report question": role != "asker",
        "follow": role != "asker",
    }
    return DONE if allowed.get(verb, True) else NO


def outcome(status: int, location: str) -> str:
    if status == 302:
        ways = {"/account/login/": SIGN_IN, "/account/2fa/": SECOND_FACTOR}
        return next((way for path, way in ways.items() if path in location), DONE)
    return {200: SHOWN, 403: NO, 404: GONE}[status]


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("kind", OBJECTS)
@pytest.mark.parametrize("role", ROLES)
def test_the_matrix_holds(browser: Open, role: str, kind: str, verb: str) -> None:
    made = scene(kind)
    method, path, fields = VERBS[verb]
    client = browser(made.people[role], second_factor=role != BARE)
    response = getattr(client, method)(f"/en/community/{path.format(**names(made))}", fields)
    got = outcome(response.status_code, response.headers.get("Location", ""))
    assert got == expected(role, kind, verb)
    if verb.startswith("hide"):
        already = kind == {"hide question": "hidden thread"}.get(verb, "hidden answer")
        assert ModerationAction.objects.exists() == (role == "moderator" and not already)


def test_no_route_is_missing_from_the_matrix() -> None:
    parts = {
        "p/{answer}": "p/<int:post_id>",
        "{thread}": "<int:thread_id>",
        "{answer}": "<int:answer_id>",
        "{helper}": "<int:member_id>",
        "{signed}": "<str:signed>",
        "{slug}": "<str:slug>",
        "c/heating": "c/<slug:slug>",
    }
    asked = set()
    for _, path, _ in VERBS.values():
        for part, pattern in parts.items():
            path = path.replace(part, pattern)
        asked.add(path)
    without_slug = {"t/<int:thread_id>/"}
    assert {str(route.pattern) for route in urls.urlpatterns} == asked | without_slug


@pytest.mark.parametrize(
    "verb", [name for name, (method, _, _) in VERBS.items() if method == "post"]
)
def test_nothing_changes_by_get(browser: Open, verb: str) -> None:
    made = scene("open")
    _, path, _ = VERBS[verb]
    before = str((Thread.objects.values(), Post.objects.values()))
    response = browser(made.people["moderator"]).get(f"/en/community/{path.format(**names(made))}")
    assert response.status_code in {200, 403, 405}
    assert before == str((Thread.objects.values(), Post.objects.values()))


def test_staff_without_the_second_factor_moderate_nothing(browser: Open) -> None:
    made = scene("open")
    client = browser(made.people["moderator"], second_factor=False)
    for path in ("moderation/", f"thread/{made.thread.pk}/moderate/"):
        response = client.get(f"/en/community/{path}")
        assert response.headers["Location"] == "/en/account/2fa/totp/activate/"
    client.post(
        f"/en/community/thread/{made.thread.pk}/moderate/", {"verb": "hide", "reason": "x"}
    )
    assert not Thread.objects.get().hidden

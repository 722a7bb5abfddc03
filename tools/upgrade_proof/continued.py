"""What is begun before the upgrade and ended after it: forms, drafts, sessions, votes.

`begin` runs in the last state and leaves everything open; `end` runs in the new one, and says of
each thing what came of it beside what should have.
"""

from typing import Any
from uuid import UUID

from upgrade_proof import addresses, forms, handing_over, schema
from upgrade_proof.browser import Browser
from upgrade_proof.people import MODERATOR, People, asker, expect
from upgrade_proof.words import REPLY, replier

type Begun = dict[str, Any]
type Ends = dict[str, tuple[Any, Any]]
"""What came of each thing, and what should have."""

_GUEST, _RETURNING, _WRITER, _VOTER = (
    "keeps-drafts",
    "comes-back",
    "writes-later",
    "explains-later",
)
_TITLE = "Το ζεστό νερό έρχεται μόνο τη νύχτα"
_EMAIL = "later@proof.example"


def begin(people: People, threads: dict[str, str], answers: dict[str, str]) -> Begun:
    """Open everything that can be left open."""
    guest, returning = people.guest(_GUEST), people.guest(_RETURNING)
    writer, voter = people.guest(_WRITER), people.guest(_VOTER)
    guest.post("/el/community/ask/", **_question(guest, "of a guest"))
    # A guest's page has no form: this one was open when the session ended.
    path, fields = forms.answer(people[asker("da")], threads["da"], _draft(REPLY["da"]))
    guest.post(path, **fields)
    draft = _question(returning, "of a member")
    returning.post("/el/community/ask/", **draft)
    people.sign_in(asker("id"), returning)
    posted = _question(people[asker("sv")], "posted")
    first = people[asker("sv")].post("/el/community/ask/", **posted)
    expect("/community/t/" in first.location, "a question is posted", first)
    contact = forms.contact(writer, "el", _EMAIL)
    return {
        "password": people.password,
        "cookies": {name: browser.cookies for name, browser in people.browsers.items()},
        "threads": threads,
        "answers": answers,
        "ask": _question(people[asker("el")], "opened"),
        "answer": forms.answer(people[asker("nb")], threads["da"], f"{REPLY['nb']} (later)"),
        "draft": draft["key"],
        "posted": {"fields": posted, "location": first.location},
        "contact": contact,
        "suggestions": handing_over.suggestions(writer, "el", contact),
        "vote": handing_over.vote(voter, "id", "no"),
    }


def end(port: int, begun: Begun) -> Ends:
    """End what was begun, and more than once what must happen once."""
    people = People(port, begun["password"])
    for name, cookies in begun["cookies"].items():
        people.guest(name).cookies = cookies
    return (
        {f"signed in: {name}": (_is_signed_in(people[name]), True) for name in _members(people)}
        | _questions(people, begun)
        | _drafts(people, begun)
        | _answers(people, begun)
        | _contact(people, begun)
        | _on_answers(people, begun)
    )


def _members(people: People) -> list[str]:
    return [name for name in people.browsers if name.startswith("asker-")] + [MODERATOR]


def _is_signed_in(browser: Browser) -> bool:
    return browser.get("/en/account/").status == 200


def _question(browser: Browser, which: str) -> dict[str, str]:
    return forms.question(browser, "el", f"{_TITLE} ({which})")


def _draft(text: str) -> str:
    return f"{text} (draft)"


def _questions(people: People, begun: Begun) -> Ends:
    """A form that was open, and one that had been posted: each posts once."""
    member, other = people[asker("el")], people[asker("sv")]
    first = member.post("/el/community/ask/", **begun["ask"]).location
    return {
        "a question whose form was open": (begun["ask"]["title"] in member.get(first).text, True),
        "the same form again": (member.post("/el/community/ask/", **begun["ask"]).location, first),
        "a form that had been posted": (
            other.post("/el/community/ask/", **begun["posted"]["fields"]).location,
            begun["posted"]["location"],
        ),
    }


def _drafts(people: People, begun: Begun) -> Ends:
    """A guest's drafts, the member's after the sign-in; and a member's, which is posted."""
    guest, member = people[_GUEST], people[_RETURNING]
    ends = {"a guest's draft": ("(of a guest)" in guest.get("/el/community/ask/").text, True)}
    people.sign_in(asker("da"), guest)
    page, form = guest.get("/el/community/ask/").text, member.get("/el/community/ask/")
    thread = guest.get(begun["threads"]["da"]).text
    posted = member.post("/el/community/ask/", **_question(member, "of a member")).location
    return ends | {
        "a guest's draft after the sign-in": ("(of a guest)" in page, True),
        "a guest's answer after the sign-in": (_draft(REPLY["da"]) in thread, True),
        "a member's draft": ("(of a member)" in form.text, True),
        "a member's draft is posted": ("(of a member)" in member.get(posted).text, True),
        "the attempt that the draft was of": (_outcome("question", begun["draft"]), "sent"),
    }


def _answers(people: People, begun: Begun) -> Ends:
    """An answer whose form was open; and the same form again."""
    path, fields = begun["answer"]
    first = people[asker("nb")].post(path, **fields).location
    again = people[asker("nb")].post(path, **fields).location
    return {
        "an answer whose form was open": (_at_anchor(people[asker("nb")], first), fields["body"]),
        "the same answer again": (again, first),
    }


def _at_anchor(browser: Browser, location: str) -> str:
    """The words of the answer that an address leads to."""
    page, _sign, number = location.partition("#answer-")
    return addresses.anchors(browser.get(page).text).get(number, "")


def _contact(people: People, begun: Begun) -> Ends:
    """A request whose form was open, sent twice; and the reason for an earlier vote."""
    writer = people[_WRITER]
    fields = begun["contact"]
    first = writer.post("/el/contact/", **fields).location
    again = writer.post("/el/contact/", **fields).location
    reason = {"vote": begun["vote"], "reason": "unclear", "comment": "Terlalu pendek"}
    # In a browser that kept no cookie: the vote is known by its signed name alone.
    without_cookie = people.guest(f"{_VOTER}-without-cookie")
    without_cookie.post(f"/id/help/{handing_over.ARTICLE}/reason/", **reason)
    return {
        "a request whose form was open": (writer.get(first).status, 200),
        "the same request again": (again, first),
        "requests from it": (
            schema.model("handover.ContactRequest").objects.filter(email=_EMAIL).count(),
            1,
        ),
        "the outcome of the request": (_outcome("contact", fields["start"]), "sent"),
        "a vote explained later": (
            schema.model("kb.Vote").objects.filter(comment="Terlalu pendek").count(),
            1,
        ),
    }


def _outcome(kind: str, key: str) -> Any:
    """How the attempt ended whose form carried this key, signed or not."""
    attempt = str(UUID(key.partition(":")[0]))
    ends = {row["id"]: row["outcome"] for row in schema.attempts() if row["kind"] == kind}
    return ends.get(attempt, "no such attempt")


def _on_answers(people: People, begun: Begun) -> Ends:
    """An answer's number still names it: to vote, to accept, to hide."""
    ends: Ends = {}
    number = begun["answers"]
    for verb, code, who in (("vote", "sv", "en"), ("accept", "sv", "sv"), ("accept", "id", "id")):
        path = f"/{code}/community/a/{number[code]}/{verb}/"
        location = people[asker(who)].post(path).location
        text = f"{REPLY[replier(code)]} (now)"
        ends[f"{verb} by number in {code}"] = (
            (location.partition("#")[2], _at_anchor(people[asker(who)], location)),
            (f"answer-{number[code]}", text),
        )
    path = f"/sv/community/a/{number['sv']}/moderate/"
    people[MODERATOR].post(path, verb="hide", reason="efteråt", category="")
    hidden = [post.body for post in schema.posts() if schema.is_hidden(post)]
    text = f"{REPLY[replier('sv')]} (now)"
    ends["hide by number"] = (hidden.count(text), 1)
    voters = {voter.email for post, voter in schema.votes() if post.body == text and voter}
    ends["its voters"] = (sorted(voters), [f"{asker('en')}@proof.example"])
    return ends

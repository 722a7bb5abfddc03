"""What people do while things break: a form is fetched, and sent until it is acknowledged."""

import random
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from http import HTTPStatus
from itertools import count

from bench.soak.browser import Answer, Browser
from bench.soak.people import Cast, address

_PAUSE = 0.3
_GIVE_UP = 300.0
_VOTERS = 60
_VOTER = "__Host-voter"


class NotDoneError(Exception):
    """The portal refused what it should have done, or never came back."""


class TurnedAwayError(Exception):
    """A limit was reached: nothing was done, and nothing was promised."""


@dataclass(frozen=True, slots=True)
class Act:
    """What was acknowledged: of which kind, by whom or on what, and the word that tells it."""

    kind: str
    whose: str
    word: str


@dataclass
class Ledger:
    """Everything that was acknowledged, in this order, and what else happened on the way."""

    acts: list[Act] = field(default_factory=list)
    answers: Counter[int] = field(default_factory=Counter)
    refused: list[str] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def keep(self, act: Act) -> None:
        """The portal has said that it is done."""
        with self._lock:
            self.acts.append(act)

    def note(self, answer: Answer) -> None:
        """How often each status came; 0 is none."""
        with self._lock:
            self.answers[answer.status] += 1

    def refuse(self, what: str) -> None:
        """Something that should have been done was refused."""
        with self._lock:
            self.refused.append(what)


class Person(threading.Thread):
    """Does one act after the other, of kinds that are drawn, until told to stop."""

    def __init__(
        self, cast: Cast, ledger: Ledger, dice: random.Random, words: "count[int]"
    ) -> None:
        super().__init__()
        self._cast, self._ledger, self._dice, self._words = cast, ledger, dice, words
        self._port = cast.editor.port
        self._told_to_stop = threading.Event()
        self._voters = [Browser(self._port, address(dice)) for _number in range(_VOTERS)]
        self._voted: set[tuple[int, str]] = set()

    def stop(self) -> None:
        """End after the act that is being done."""
        self._told_to_stop.set()

    def run(self) -> None:
        """Vote most often, publish least."""
        kinds: list[Callable[[], Act | None]] = [
            *(self._vote, self._vote, self._vote, self._contact, self._contact, self._contact),
            *(self._answer, self._answer, self._answer, self._answer, self._ask),
        ]
        while not self._told_to_stop.is_set():
            do = self._dice.choice(kinds)
            try:
                if act := do():
                    self._ledger.keep(act)
            except TurnedAwayError:
                continue
            except NotDoneError as error:
                self._ledger.refuse(f"{do.__name__}: {error}")
            self._told_to_stop.wait(self._dice.random() * _PAUSE)

    def _vote(self) -> Act | None:
        """A stranger whose browser keeps the token of an earlier vote votes once more."""
        number = self._dice.randrange(_VOTERS)
        family = self._dice.choice(self._cast.families[1:])
        voter = self._voters[number]
        if (number, family) in self._voted:
            return None
        if _VOTER not in voter.cookies:
            self._until_kept(lambda: self._cast_vote(voter, self._cast.families[0], "no"))
        self._voted.add((number, family))
        self._until_kept(lambda: self._cast_vote(voter, family, "yes"))
        return Act("vote", voter.cookies[_VOTER], family)

    def _cast_vote(self, voter: Browser, family: str, word: str) -> Answer:
        return voter.post(f"/en/help/{family}/vote/", {"helpful": word, "revision": ""})

    def _contact(self) -> Act:
        reader, word = Browser(self._port, address(self._dice)), self._word()
        form = self._until_kept(lambda: reader.get("/en/contact/"))
        fields = {
            "start": self._field(form, "start"),
            "message": f"The hub is offline. {word}",
            "email": f"{word}@example.org",
            "action": "send",
        }
        self._until_kept(lambda: reader.post("/en/contact/", fields))
        return Act("contact", fields["email"], word)

    def _answer(self) -> Act:
        member, word = self._dice.choice(self._cast.members), self._word()
        thread = self._dice.choice(self._cast.threads)
        form = self._until_kept(lambda: member.get(f"/en/community/t/{thread}/"))
        fields = {
            "body": f"Open the valve. {word}",
            "key": self._field(form, "key"),
            "action": "post",
        }
        self._until_kept(lambda: member.post(f"/en/community/thread/{thread}/answer/", fields))
        return Act("answer", str(thread), word)

    def _ask(self) -> Act:
        member, word = self._dice.choice(self._cast.members), self._word()
        form = self._until_kept(lambda: member.get("/en/community/ask/"))
        fields = {
            "title": f"Why is the bedroom cold? {word}",
            "body": "It has been cold since Sunday, and the valve is open.",
            "category": self._cast.category,
            "locale": "en",
            "action": "post",
            "key": self._field(form, "key"),
        }
        self._until_kept(lambda: member.post("/en/community/ask/", fields))
        return Act("question", "", word)

    def _word(self) -> str:
        """A word that nothing else has."""
        return f"zq{next(self._words):06}"

    def _field(self, form: Answer, name: str) -> str:
        found = form.fields().get(name)
        if not found:
            raise NotDoneError(f"the form has no {name}")
        return found

    def _until_kept(self, ask: Callable[[], Answer]) -> Answer:
        return until_kept(ask, self._ledger)


class Editor(threading.Thread):
    """Gives one page after the other a new title, and publishes it, until told to stop."""

    def __init__(self, cast: Cast, ledger: Ledger, words: "count[int]") -> None:
        super().__init__()
        self._cast, self._ledger, self._words = cast, ledger, words
        self._told_to_stop = threading.Event()

    def stop(self) -> None:
        """End after the publish that is being done."""
        self._told_to_stop.set()

    def run(self) -> None:
        """A publish a second at most."""
        for number in count():
            if self._told_to_stop.wait(1):
                return
            page = self._cast.pages[number % len(self._cast.pages)]
            word = f"zq{next(self._words):06}"
            try:
                self._publish(page, word)
            except NotDoneError as error:
                self._ledger.refuse(f"publish: {error}")
            else:
                self._ledger.keep(Act("publish", str(page), word))

    def _publish(self, page: int, word: str) -> None:
        path, editor = f"/cms/pages/{page}/edit/", self._cast.editor
        form = until_kept(lambda: editor.get(path), self._ledger)
        fields = article(form, f"How to {word}")
        answer = until_kept(lambda: editor.post(path, fields), self._ledger)
        if answer.status != 302:
            raise NotDoneError("the form was shown again")


def article(form: Answer, title: str) -> dict[str, str]:
    """An article's form as the editors' page sends it to publish; the text is left out."""
    return form.fields() | {"title": title, "body-count": "0", "action-publish": "action-publish"}


def until_kept(ask: Callable[[], Answer], ledger: Ledger) -> Answer:
    """Ask again as long as nothing is known about it; raises NotDoneError for a refusal."""
    until = time.monotonic() + _GIVE_UP
    while True:
        answer = ask()
        ledger.note(answer)
        if answer.is_kept:
            return answer
        if answer.status == HTTPStatus.TOO_MANY_REQUESTS:
            raise TurnedAwayError
        if not answer.may_come_again:
            raise NotDoneError(f"{answer.status} {answer.text[:200]!r}")
        if time.monotonic() > until:
            raise NotDoneError("never came back")
        time.sleep(_PAUSE)

"""What people do before the upgrade, over HTTP, so that every kind of row is there.

It is told twice: what the first telling leaves is moved to a day that has been closed, what the
second leaves is today's.
"""

from datetime import datetime, timedelta
from typing import Any

from django.core.management import call_command
from django.db.models import F
from upgrade_proof import continued, forms, handing_over, schema
from upgrade_proof.browser import Browser
from upgrade_proof.people import MODERATOR, People, asker, edit_a_page, expect, gather
from upgrade_proof.words import QUESTIONS, REPLY, replier

from portal import locales
from portal.jobs import registry

OTHER_CATEGORY = "heat-and-comfort"
CLOSED_DAYS_AGO = 5
# So many answers make a second page.
MANY = 21


def tell(port: int, at: datetime) -> dict[str, Any]:
    """Let everything happen; returns what is still going on, for `continued`."""
    registry.autodiscover()
    people = gather(port)
    edit_a_page()
    _once(people, "then")
    # These mails go out; those of the second telling wait.
    registry.get("mail.deliver").run()
    _move_to_a_closed_day(at)
    forum = _once(people, "now")
    for code in locales.codes():
        # More than a category shows on one page.
        _ask(people[asker(code)], code, "more")
    registry.get("search.index").run()
    schema.model("limits.Counter").objects.all().delete()
    # What is written here, the index has yet to take from its log.
    return continued.begin(people, forum.threads, forum.answers)


def _once(people: People, telling: str) -> "Forum":
    # Nobody waits for the windows of the rate limits.
    schema.model("limits.Counter").objects.all().delete()
    threads = {code: _ask(people[asker(code)], code, telling) for code in locales.codes()}
    forum = Forum(people, threads, telling)
    forum.happen()
    _leave(people, threads, telling)
    handing_over.happen(people, telling)
    return forum


def _ask(browser: Browser, locale: str, telling: str) -> str:
    """Post a question; returns the address of its thread."""
    title = f"{QUESTIONS[locale]} ({telling})"
    answer = browser.post(f"/{locale}/community/ask/", **forms.question(browser, locale, title))
    expect("/community/t/" in answer.location, f"a question in {locale} is posted", answer)
    return answer.location


def _answer(browser: Browser, thread: str, text: str) -> str:
    """Post an answer; returns its number."""
    path, fields = forms.answer(browser, thread, text)
    answer = browser.post(path, **fields)
    expect("#answer-" in answer.location, f"an answer in {thread} is posted", answer)
    return answer.location.partition("#answer-")[2]


class Forum:
    """What happens to the threads of one telling, by the language they were asked in."""

    def __init__(self, people: People, threads: dict[str, str], telling: str) -> None:
        self.people, self.threads, self.telling = people, threads, telling
        self.moderator = people[MODERATOR]
        # Thread's language → the number of the first answer.
        self.answers: dict[str, str] = {}

    def happen(self) -> None:
        codes = list(self.threads)
        answers = self.answers
        for code in codes:
            answers[code] = self.answer(replier(code), code)
        for number in range(MANY):
            self.answer(codes[number % len(codes)], "en", f" {number}")
        for code in ("en", "el", "nb", "ar"):
            self.on_answer(code, answers[code], "accept", asker(code))
        for code, voter in (("en", "el"), ("en", "id"), ("el", "id"), ("nb", "sv"), ("da", "el")):
            self.on_answer(code, answers[code], "vote", asker(voter))
        self.on_answer("da", answers["da"], "vote", asker("el"), withdraw="1")
        self.ask_without_posting()
        self.report()
        self.moderate()

    def answer(self, by: str, thread: str, more: str = "") -> str:
        text = f"{REPLY[by]}{more} ({self.telling})"
        return _answer(self.people[asker(by)], self.threads[thread], text)

    def on_answer(self, code: str, number: str, verb: str, who: str, **fields: str) -> None:
        answer = self.people[who].post(f"/{code}/community/a/{number}/{verb}/", **fields)
        expect(answer.status == 302, f"{who}: {verb} on an answer in {code}", answer)

    def ask_without_posting(self) -> None:
        """Of two guests one only looks, the other says that a suggestion answered it."""
        for name, path, more in (
            ("looks", "suggestions/", {}),
            ("answered", "", {"answered": "article:connect-hub-to-wifi"}),
        ):
            guest = self.people.guest(f"{name}-{self.telling}")
            fields = forms.question(guest, "el", "σύνδεση με Wi-Fi") | more
            answer = guest.post(f"/el/community/ask/{path}", **fields)
            expect(answer.status == 200, f"a guest {name}", answer)

    def report(self) -> None:
        """Open and (after `moderate`) closed reports on questions and on answers."""
        for code, on_answer, who in (
            ("id", False, "en"), ("id", True, "nb"), ("sv", False, "en"), ("sv", True, "el"),
            ("ar", False, "id"), ("ar", True, "nb"),
        ):  # fmt: skip
            path = f"{forms.about(self.threads[code])}report/"
            path += f"{self.answers[code]}/" if on_answer else ""
            answer = self.people[asker(who)].post(path, reason="wrong", comment=f"κοίτα {code}")
            expect(answer.status == 302, f"a report in {code}", answer)

    def moderate(self) -> None:
        """Every act of a moderator, on questions and on answers; what stays hidden and locked."""
        for code, verb, on_answer in (
            ("el", "hide", True), ("nb", "hide", True), ("nb", "show", True),
            ("sv", "dismiss", True), ("sv", "dismiss", False), ("ar", "hide", True),
            ("ar", "hide", False), ("da", "hide", False), ("da", "show", False),
            ("nb", "lock", False), ("da", "lock", False), ("da", "unlock", False),
            ("en", "move", False),
        ):  # fmt: skip
            path = f"{forms.about(self.threads[code])}moderate/"
            if on_answer:
                path = f"/{code}/community/a/{self.answers[code]}/moderate/"
            fields = {"verb": verb, "reason": f"λόγος {verb}", "category": OTHER_CATEGORY}
            answer = self.moderator.post(path, **fields)
            expect(answer.status == 302, f"{verb} in {code}", answer)


def _leave(people: People, threads: dict[str, str], telling: str) -> None:
    """Somebody takes part in everything, and has the account erased."""
    name = f"leaver-{telling}"
    people.members([name], locale="da")
    browser = people[name]
    _ask(browser, "da", f"{telling}, leaving")
    _answer(browser, threads["da"], f"{REPLY['da']} ({name})")
    browser.post(f"{forms.about(threads['da'])}report/", reason="spam", comment="slet mig")
    first = browser.get(threads["en"]).text.partition('id="answer-')[2].partition('"')[0]
    browser.post(f"/en/community/a/{first}/vote/")
    people.show_password(name)
    page = browser.get("/da/account/erase/")
    answer = browser.post("/da/account/erase/", **page.hidden_fields, sure="on")
    expect(answer.status == 302, "the leaver's account is erased", answer)


def _move_to_a_closed_day(at: datetime) -> None:
    """Let today's visits and attempts have happened on a day that is then counted once more."""
    by = timedelta(days=CLOSED_DAYS_AGO)
    today, then = at.date(), at.date() - by
    schema.move_attempts(datetime.combine(today, datetime.min.time(), at.tzinfo), by)
    schema.STEP.objects.filter(day=today).update(day=then, at=F("at") - by)
    for name in ("journal.Visit", "journal.DailyTotal"):
        schema.model(name).objects.filter(day=today).update(day=then)
    call_command("rebuild_figures", str(then), str(then), verbosity=0)

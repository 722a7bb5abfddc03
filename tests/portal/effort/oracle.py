"""The figures by their definitions alone, from what people did, with no line of the portal's.

Written after the words of docs/effort-report.md, plainly and slowly: both cannot be wrong alike.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

HALF_AN_HOUR = timedelta(minutes=30)
A_DAY = timedelta(hours=24)
FIRST_SIGNS = ("contact_started", "suggested", "ask_started", "ask_suggested")


@dataclass(frozen=True)
class Deed:
    """Something that somebody did. `who` is the person, `key` what a visit is known by."""

    at: datetime
    who: int
    key: str
    language: str
    what: str
    thing: str = ""
    form: int = 0
    # Whether it is counted, or asked not to be ("quiet"), or is of a robot.
    counted: str = "yes"
    weak: bool = False
    fits: bool = True
    rank: int = 0
    poor: bool = False
    yes: bool = True
    before: tuple[int, ...] = ()


class Oracle:
    """What a list of deeds, in the order of time, adds up to by day, figure and language."""

    def __init__(self, deeds: list[Deed], zone: str) -> None:
        self.zone = ZoneInfo(zone)
        self.found: dict[tuple[date, str, str], list[int]] = defaultdict(lambda: [0, 0])
        self.deeds = deeds
        withdrawn = {d.form for d in deeds if d.form and d.counted == "quiet"}
        withdrawn |= {form for d in deeds if d.counted == "quiet" for form in d.before}
        counted = self.once_a_form([d for d in deeds if d.counted == "yes"], set())
        votes = self.last_words([d for d in counted if d.what == "vote"])
        counted = [d for d in counted if d.what != "vote" or d in votes]
        mine = self.without_reloads(counted)
        self.visits: dict[tuple[date, str], list[Deed]] = defaultdict(list)
        for deed in mine:
            self.visits[self.day(deed.at), deed.key].append(deed)
        for visit in self.visits.values():
            self.count_visit(visit)
        self.count_forms(mine, withdrawn)
        for deed in votes:
            self.add(deed.at, "helpful", deed.language, deed.yes)
        # An attempt that was there before is not begun anew by who asks midway.
        seen = {(d.form, of) for d in counted if d.form for of in FIRST_SIGNS}
        quiet = self.once_a_form([d for d in deeds if d.counted == "quiet"], seen)
        for deed in self.without_reloads(quiet):
            self.add(deed.at, "quiet", deed.language, 1, 1)
        for deed in mine:
            self.add(deed.at, "quiet", deed.language, 0, 1)

    def day(self, at: datetime) -> date:
        return at.astimezone(self.zone).date()

    def add(self, at: datetime, figure: str, language: str, numerator: int, of: int = 1) -> None:
        pair = self.found[self.day(at), figure, language]
        pair[0] += numerator
        pair[1] += of

    def without_reloads(self, deeds: list[Deed]) -> list[Deed]:
        """A reload within half an hour of the same is no new step; A, B, A are two looks at A."""
        kept, last = [], {}
        for deed in deeds:
            place = (self.day(deed.at), deed.key, deed.what)
            before = last.get(place)
            same = before and (before.thing, before.form) == (deed.thing, deed.form)
            if deed.what == "search" and before:
                # The same words in another language are another search.
                same = same and before.language == deed.language
            if deed.what != "vote" and same and deed.at - before.at < HALF_AN_HOUR:
                continue
            last[place] = deed
            if deed.what == "search":
                last.pop((*place[:2], "click"), None)
            kept.append(deed)
        return kept

    def once_a_form(self, deeds: list[Deed], seen: set[tuple[int, str]]) -> list[Deed]:
        """A form is begun once, and sees what fits for the first time once."""
        kept = []
        for deed in deeds:
            if deed.what in FIRST_SIGNS:
                if (deed.form, deed.what) in seen or not deed.fits:
                    continue
                seen.add((deed.form, deed.what))
            kept.append(deed)
        return kept

    def count_visit(self, visit: list[Deed]) -> None:
        language = visit[0].language
        helped = [d for d in visit if self.is_help(d)]
        sent: list[Deed] = []
        for deed in visit:
            if deed.what == "contact_sent" and deed.form not in {d.form for d in sent}:
                sent.append(deed)
        for one in sent:
            looked = any(d.at <= one.at for d in visit if self.is_help(d) or d.what == "search")
            self.add(one.at, "failed", one.language, looked)
            self.add(one.at, "requests", one.language, 1, 0)
        if helped:
            self.add(visit[0].at, "requests", language, 0, 1)
        if helped or sent:
            self.add(visit[0].at, "self_service", language, bool(helped), bool(sent))
        read = {d.thing for d in visit if d.what == "read"}
        asks = any(d.what in ("search", "contact_opened", "contact_started") for d in visit)
        if asks or len(read) > 1:
            poor = any(d.poor for d in visit if d.what == "read")
            self.add(visit[0].at, "language_gap", language, poor)
        self.count_readings(visit)
        self.count_searches(visit)

    def count_readings(self, visit: list[Deed]) -> None:
        seen = set()
        for place, deed in enumerate(visit):
            text = (deed.thing, deed.language)
            if deed.what not in ("read", "suggestion_opened") or text in seen:
                continue
            seen.add(text)
            wrote = any(d.what == "contact_sent" for d in visit[place:])
            self.add(visit[0].at, "wrote_after_reading", deed.language, wrote)

    def count_searches(self, visit: list[Deed]) -> None:
        since: Deed | None = None
        opened_first = opened = False

        def close(following: Deed | None) -> None:
            if since is None:
                return
            other = following is not None and following.thing != since.thing and not opened
            self.add(since.at, "search_weak", since.language, since.weak)
            self.add(since.at, "search_first_five", since.language, opened_first)
            self.add(since.at, "search_reformulated", since.language, other)

        for deed in visit:
            if deed.what == "search":
                close(deed)
                since, opened_first, opened = deed, False, False
            opened = opened or self.is_help(deed)
            opened_first = opened_first or (deed.what == "click" and 0 < deed.rank <= 5)
        close(None)
        first = next((n for n, d in enumerate(visit) if d.what == "search"), None)
        if first is not None:
            sent = any(d.what == "contact_sent" for d in visit[first:])
            self.add(visit[0].at, "search_contact", visit[0].language, sent)

    def count_forms(self, mine: list[Deed], withdrawn: set[int]) -> None:
        begun = [d for d in mine if d.what in ("contact_started", "ask_started")]
        for start in (d for d in begun if d.form not in withdrawn):
            own = {d.what for d in mine if d.form == start.form and d.at - start.at <= A_DAY}
            if start.what == "ask_started":
                if "ask_suggested" in own:
                    answered = "ask_solved" in own and "asked" not in own
                    self.add(start.at, "peer", start.language, answered)
                continue
            elsewhere, called = self.elsewhere(start.form, start, mine)
            sent = "contact_sent" in own or elsewhere
            self.add(start.at, "starts_ended", start.language, sent)
            if "suggested" in own:
                self.add(start.at, "explicit", start.language, "solved" in own and not sent)
                spared = "suggestion_opened" in own and not sent and not called
                self.add(start.at, "implicit", start.language, spared)

    def elsewhere(self, form: int, start: Deed, mine: list[Deed]) -> tuple[bool, bool]:
        """Whether another request ended it, and whether its visit called."""
        visit = self.visits[self.day(start.at), start.key]
        after = [d for d in visit if d.at >= start.at]
        # One form is one request: when it was sent first.
        before = {d.form for d in visit if d.what == "contact_sent" and d.at < start.at}
        sent = {d.form for d in after if d.what == "contact_sent"}
        by_visit = bool(sent - before - {form})
        called = any(d.what == "way_taken" for d in after)
        carried = any(form in d.before and d.at - start.at <= A_DAY for d in mine)
        return by_visit or carried, called

    def last_words(self, votes: list[Deed]) -> list[Deed]:
        """A voter's last word of a day on a text, if it is not what they said before."""
        said: dict[tuple[int, str], bool] = {}
        of_day: dict[tuple[date, int, str], Deed] = {}
        for deed in votes:
            if said.get((deed.who, deed.thing)) != deed.yes:
                said[deed.who, deed.thing] = deed.yes
                of_day[self.day(deed.at), deed.who, deed.thing] = deed
        return list(of_day.values())

    @staticmethod
    def is_help(deed: Deed) -> bool:
        return deed.what in ("read", "read_thread", "click", "suggestion_opened")

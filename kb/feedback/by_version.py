"""What readers say of an article, text by text and version by version."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, Max

from kb.feedback.figures import Helpfulness
from kb.feedback.models import Outcome, Reason, Version, Vote
from kb.models import Family
from portal import locales

MOST = 10
"""So many versions of a text stand by themselves; the earlier ones are one line."""

type _Counts = Mapping[int | None, Counter[str]]


@dataclass(frozen=True, slots=True)
class VersionRow:
    """What was said of a version; of none it is what is earlier, or nobody knows of which.

    Only votes that are in rates are counted, and only what their readers say afterwards.
    """

    version: Version | None
    votes: Helpfulness
    reasons: Sequence[tuple[str, int]]
    better: int
    still_not: int
    is_current: bool


@dataclass(frozen=True, slots=True)
class LanguageVersions:
    """One language of the article; the rows from the latest version on."""

    code: str
    rows: Sequence[VersionRow]


def texts(family: Family, languages: Collection[str]) -> list[LanguageVersions]:
    """What readers of these languages, and of texts in them, say; three queries."""
    counted = _counted(family, languages)
    versions = _versions(family, [number for of in counted.values() for number in of if number])
    found = set(counted) | {code for code in versions if code in languages}
    return [
        LanguageVersions(code, list(_rows(versions.get(code, []), counted.get(code, {}))))
        for code in locales.codes()
        if code in found
    ]


def _counted(family: Family, languages: Collection[str]) -> Mapping[str, _Counts]:
    """By the text's language and the version: yes, no, each reason, and what was said later."""
    votes = Vote.objects.counted().filter(family=family).seen_in(languages).order_by()
    found: dict[str, dict[int | None, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    rows = votes.values_list("text_locale", "version_id", "helpful", "reason")
    for code, version, helpful, reason, n in rows.annotate(n=Count("pk")):
        found[code][version]["yes" if helpful else "no"] += n
        if reason:
            found[code][version][reason] += n
    said = Outcome.objects.filter(vote__in=votes.values("pk")).order_by()
    later = said.values_list("version__page__locale__language_code", "version_id", "said")
    for code, version, word, n in later.annotate(n=Count("pk")):
        found[code][version][word] += n
    return found


def _versions(family: Family, named: Sequence[int]) -> Mapping[str, list[Version]]:
    """Those that something is said of, and the one that readers have; the latest first."""
    of_family = Version.objects.filter(page__family=family, page__alias_of=None)
    current = of_family.filter(page__live=True).order_by().values("page").annotate(n=Max("pk"))
    wanted = of_family.filter(pk__in=named) | of_family.filter(pk__in=current.values("n"))
    found: dict[str, list[Version]] = defaultdict(list)
    for version in wanted.select_related("page__locale").order_by("-number"):
        found[version.page.locale.language_code].append(version)
    return found


def _rows(versions: Sequence[Version], counts: _Counts) -> Iterator[VersionRow]:
    shown = versions[:MOST]
    for place, version in enumerate(shown):
        is_current = place == 0 and version.page.live
        yield _row(version, counts.get(version.pk, Counter()), is_current=is_current)
    named = {version.pk for version in shown}
    earlier = sum((of for number, of in counts.items() if number not in named), Counter[str]())
    if earlier:
        yield _row(None, earlier, is_current=False)


def _row(version: Version | None, of: Counter[str], *, is_current: bool) -> VersionRow:
    reasons = [(str(reason.label), of[reason.value]) for reason in Reason if of[reason.value]]
    return VersionRow(
        version=version,
        votes=Helpfulness(of["yes"], of["no"]),
        reasons=sorted(reasons, key=lambda one: -one[1]),
        better=of[Outcome.Said.BETTER],
        still_not=of[Outcome.Said.STILL_NOT],
        is_current=is_current,
    )

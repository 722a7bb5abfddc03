"""Rules of search that are switched on, and judged searches."""

from search.tuning.models import (
    JudgedQuery,
    Judgement,
    PinnedQuery,
    ProtectedWord,
    SynonymGroup,
)


def synonyms(*wordings: str, locale: str = "en", one_way: bool = False) -> SynonymGroup:
    """Wordings that mean the same, in force."""
    made = SynonymGroup.objects.create(
        locale=locale, wordings="\n".join(wordings), one_way=one_way, is_active=True
    )
    return made


def pins(query: str, *hits: str, locale: str = "en") -> PinnedQuery:
    """Hits ("kind:key") that come first for a query, in force."""
    made = PinnedQuery.objects.create(locale=locale, query=query, hits=list(hits), is_active=True)
    return made


def protected(word: str, locale: str = "en") -> ProtectedWord:
    """A word that is never corrected, in force."""
    made = ProtectedWord.objects.create(locale=locale, word=word, is_active=True)
    return made


def judged(query: str, locale: str = "en", kind: str = "", **grades: int) -> JudgedQuery:
    """A judged search; grades as `reset_password=2`."""
    made = JudgedQuery.objects.create(locale=locale, query=query, kind=kind)
    for family, grade in grades.items():
        Judgement.objects.create(judged=made, family=family.replace("_", "-"), grade=grade)
    return made

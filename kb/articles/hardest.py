"""The texts of a language that make most readers work hardest: what to write anew first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from heapq import nlargest

from kb.articles import reads
from kb.readability.languages import language_of
from kb.readability.models import Readability
from kb.translation.need import LEAST

MOST = 20
_MUCH_READ = 2_000
"""So many of the articles that are read most are ranked."""


@dataclass(frozen=True, slots=True)
class Hard:
    """A text that readers have. `read` is how often, in `reads.DAYS` days; the other numbers are
    those of `Readability`."""

    family: int
    slug: str
    title: str
    read: int
    difficulty: float
    words: int
    sentences: int
    hints: int

    @property
    def sentence(self) -> float:
        """The words of a sentence, on average."""
        return self.words / self.sentences if self.sentences else 0.0


def hardest(code: str, number: int = MOST) -> Sequence[Hard]:
    """The first of a language, by how often they are read and how far they are from easy."""
    easy = language_of(code).easy

    def rank(text: Hard) -> float:
        return text.read * (text.difficulty - easy)

    found = [text for text in _texts(code, _much_read(code)) if rank(text) > 0]
    return nlargest(number, found, key=rank)


def _much_read(code: str) -> Mapping[str, int]:
    """By id. Of fewer readers than `LEAST` nobody is told how many they were."""
    read = reads.in_language(code)
    most = nlargest(_MUCH_READ, read.items(), key=lambda one: one[1])
    return {slug: count for slug, count in most if count >= LEAST}


def _texts(code: str, read: Mapping[str, int]) -> list[Hard]:
    rows = Readability.objects.filter(
        page__locale__language_code=code,
        page__live=True,
        page__alias_of=None,
        page__family__slug__in=read,
    )
    fields = ("page__family_id", "page__family__slug", "page__title")
    counted = ("difficulty", "words", "sentences", "hints")
    return [
        Hard(family, slug, title, read[slug], *numbers)
        for family, slug, title, *numbers in rows.values_list(*fields, *counted)
    ]

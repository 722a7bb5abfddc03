"""What a search answers.

highlights  the marks and the excerpt of a text that was found
clicks      counting that a result was opened
"""

from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.support import words
from search.documents import Kind

# What one of a kind is called, and its sign.
_KINDS: dict[Kind, tuple[str | Promise, str]] = {
    "article": (gettext_lazy("Article"), "article"),
    "faq": (gettext_lazy("Question and answer"), "question"),
    "topic": (gettext_lazy("Topic"), "folder"),
    "thread": (gettext_lazy("Community"), "talk"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One answer. `excerpt` is safe HTML in which only `<mark>` is markup; the rest is text."""

    id: str
    kind: Kind
    locale: str
    title: str
    url: str
    excerpt: SafeString = field(default_factory=lambda: SafeString(""))
    title_html: SafeString = field(default_factory=lambda: SafeString(""))
    score: float = 0.0
    is_foreign: bool = False
    # A translation that its source has outrun.
    is_outdated: bool = False
    family: str = ""
    # The only markets it is meant for, none for all; those to be told to the reader, and whether
    # the reader's is another.
    markets: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    is_elsewhere: bool = False
    # Whether it is good enough to be called an answer: see search.ranking.
    fits: bool = True
    # Whether a question was solved; and which engine found it, where that is asked for.
    solved: bool = False
    engine: str = ""

    @property
    def kind_name(self) -> str | Promise:
        """What kind of text it is, for the reader."""
        return _KINDS[self.kind][0]

    @property
    def mark(self) -> str:
        """What to know before opening it, in words; "" for nothing."""
        marks = (_("May be out of date") if self.is_outdated else "", words.only_for(self.told))
        return " · ".join(filter(None, marks))

    @property
    def sign(self) -> str:
        """The icon of its kind."""
        return _KINDS[self.kind][1]

    @property
    def reference(self) -> str:
        """Its name among hits of all kinds, as `without` expects it."""
        return f"{self.kind}:{self.id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """A page of answers, and what to know about them.

    `degraded`: the engine in charge did not answer; these are from the stand-in, or none.
    `weak`: nothing is good enough to be called an answer.
    """

    query: str
    locale: str
    engine: str
    degraded: bool = False
    total: int = 0
    did_you_mean: str = ""
    results: tuple[Hit, ...] = ()
    weak: bool = False
    page: int = 1
    page_size: int = 10
    # How many of `total` come first: in the reader's language, or pinned. The others, in other
    # languages, follow on the last page; so many of `results` are such.
    native: int = 0
    folded: int = 0

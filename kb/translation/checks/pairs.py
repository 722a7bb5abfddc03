"""A segment beside its translation, as the checks read it."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from kb.glossary import TermPair
from kb.translation.markup import plain


@dataclass(frozen=True, kw_only=True)
class Pair:
    """A segment and its translation, with their markup and the codes of their languages.

    `terms` are those of the glossary in the segment; without them none is asked for.
    """

    source: str
    translation: str
    source_locale: str
    locale: str
    terms: Sequence[TermPair] = ()

    @cached_property
    def said(self) -> str:
        """The source without markup."""
        return plain(self.source)

    @cached_property
    def says(self) -> str:
        """The translation without markup."""
        return plain(self.translation)

    @property
    def source_language(self) -> str:
        """The source's language, whatever its region."""
        return self.source_locale.partition("-")[0]

    @property
    def language(self) -> str:
        """The translation's, likewise."""
        return self.locale.partition("-")[0]

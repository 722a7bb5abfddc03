"""The words that the site has agreed on: the approved one for each term, none that is not."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from kb.glossary.pairs import forbidden_in, missing, once_each
from kb.translation.checks.pairs import Pair


def check_glossary(pair: Pair) -> Iterator[str]:
    """Each term of the source is called in the translation what it is called there."""
    for term in once_each(pair.terms):
        if found := forbidden_in(term, pair.says, pair.locale):
            said = _("Write “%(word)s” instead of “%(found)s”.")
            yield from (said % {"word": term.target, "found": one} for one in found)
        elif missing(term, pair.says, pair.locale):
            said = _("“%(source)s” is “%(word)s” in this language: it is missing.")
            yield said % {"source": term.source, "word": term.target}

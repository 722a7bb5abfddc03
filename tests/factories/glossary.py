"""Terms for tests."""

from kb.glossary.models import Term, TermEntry, as_lines
from tests.factories.kb import make_locale


def make_term(slug: str, **words: str) -> Term:
    """A term by its word in each language (`pt_br` is pt-br), without definitions."""
    term, _is_new = Term.objects.get_or_create(slug=slug)
    for code, word in words.items():
        say(term, code.replace("_", "-"), word)
    return term


def say(
    term: Term,
    code: str,
    word: str,
    *,
    forms: tuple[str, ...] = (),
    forbidden: tuple[str, ...] = (),
    definition: str = "",
    note: str = "",
) -> TermEntry:
    """What a term is called in a language, and means there."""
    entry, _is_new = TermEntry.objects.update_or_create(
        term=term,
        locale=make_locale(code),
        defaults={
            "word": word,
            "forms": as_lines(forms),
            "forbidden": as_lines(forbidden),
            "definition": definition,
            "note": note,
        },
    )
    return entry

"""Writing the glossary. Whoever calls has asked for rights.

Cached pages become stale by the rows' signals, see `kb.signals`; many rows at once have none.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from itertools import batched

from django.db import transaction
from wagtail.log_actions import log
from wagtail.models import Locale

from kb import identifiers
from kb.glossary import kept
from kb.glossary.forms import FIELDS, Written
from kb.glossary.models import MOST_TERMS, Term, TermEntry
from portal.actors import Actor

_ROWS = 500


class TooManyTermsError(Exception):
    """The site has as many terms as it may have."""


class ChangedMeanwhileError(Exception):
    """Somebody else has written the entry since it was read; `entry` is what is saved now."""

    def __init__(self, entry: TermEntry | None) -> None:
        super().__init__()
        self.entry = entry


@dataclass(frozen=True, slots=True, kw_only=True)
class TermLine:
    """A term of a file: its id, the language and what is said there."""

    term: str
    locale: str
    written: Written


@transaction.atomic
def add(locale: Locale, written: Written, *, by: Actor) -> Term:
    """A new term, in its first language. Raises TooManyTermsError."""
    _make_room(1)
    term = Term.objects.create(slug=free_slug(written.word))
    TermEntry.objects.create(term=term, locale=locale, **asdict(written))
    log(term, "wagtail.create", user=by.account)
    return term


@transaction.atomic
def write(term: Term, locale: Locale, written: Written, *, version: str, by: Actor) -> None:
    """A term in a language; `version` is of what stood there before, "" for nothing.

    Raises ChangedMeanwhileError.
    """
    Term.objects.select_for_update().get(pk=term.pk)
    entry = TermEntry.objects.filter(term=term, locale=locale).first()
    if version != (Written.of(entry).version if entry else ""):
        raise ChangedMeanwhileError(entry)
    entry = entry or TermEntry(term=term, locale=locale)
    for name, value in asdict(written).items():
        setattr(entry, name, value)
    entry.save()
    log(term, "wagtail.edit", user=by.account)


@transaction.atomic
def take_out(term: Term, locale: Locale, *, by: Actor) -> bool:
    """Take a term out of a language, and with the last one for good; whether it is there still."""
    Term.objects.select_for_update().get(pk=term.pk)
    TermEntry.objects.filter(term=term, locale=locale).delete()
    if term.entries.exists():
        log(term, "wagtail.edit", user=by.account)
        return True
    log(term, "wagtail.delete", user=by.account)
    term.delete()
    return False


@transaction.atomic
def delete(term: Term, *, by: Actor) -> None:
    """Delete it in every language."""
    log(term, "wagtail.delete", user=by.account)
    term.delete()


@transaction.atomic
def bring(lines: Sequence[TermLine], *, by: Actor) -> int:
    """Write the lines of a file, in place of what they name; returns how many terms are new.

    What the file does not name stays as it is. Raises TooManyTermsError.
    """
    known = dict(Term.objects.values_list("slug", "pk"))
    new = dict.fromkeys(line.term for line in lines if line.term not in known)
    _make_room(len(new))
    for some in batched(new, _ROWS):
        Term.objects.bulk_create((Term(slug=slug) for slug in some), ignore_conflicts=True)
    terms = dict(Term.objects.values_list("slug", "pk"))
    locales = dict(Locale.objects.values_list("language_code", "pk"))
    entries = (
        TermEntry(term_id=terms[line.term], locale_id=locales[line.locale], **asdict(line.written))
        for line in lines
    )
    for rows in batched(entries, _ROWS):
        TermEntry.objects.bulk_create(
            rows,
            update_conflicts=True,
            unique_fields=["term", "locale"],
            update_fields=FIELDS,
        )
    kept.changed()
    return len(new)


def free_slug(word: str) -> str:
    """An id made from a word that no term has."""
    proposal = identifiers.propose(word)
    stem = proposal[: identifiers.MAX_LENGTH - 6].rstrip("-")
    taken = set(Term.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    slug, number = proposal, 2
    while slug in taken:
        slug, number = f"{stem}-{number}", number + 1
    return slug


def _make_room(count: int) -> None:
    if Term.objects.count() + count > MOST_TERMS:
        raise TooManyTermsError

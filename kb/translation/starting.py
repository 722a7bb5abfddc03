"""Starting a translation: of what readers have, into a language that lacks it."""

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, Q, QuerySet
from wagtail.models import Locale

from kb.models import Family, HelpPage
from kb.translation.segments.submitting import submit
from portal.actors import Actor

START = "kb_start_translation"
"""The name of the address at which one is started."""


def missing_in(locale: Locale) -> QuerySet[Family]:
    """The families that readers have in their source, and not even as a draft in a language."""
    pages = HelpPage.objects.filter(family=OuterRef("pk"), alias_of=None)
    source = pages.filter(locale=OuterRef("source_locale"), live=True)
    found: QuerySet[Family] = Family.objects.filter(
        Q(Exists(source)), ~Exists(pages.filter(locale=locale))
    )
    return found


def start(family: Family, locale: Locale, *, actor: Actor) -> HelpPage:
    """The translation to work on: a draft, made unless there is one.

    Raises PermissionDenied for who may not, and LookupError where there is no source to read.
    """
    if not actor.may("help.start_translation", locale):
        raise PermissionDenied
    pages = family.pages.filter(alias_of=None)
    if missing_in(locale).filter(pk=family.pk).exists():
        submit([family], [locale], by=actor)
    found: HelpPage | None = pages.filter(locale=locale).first()
    if found is None:
        raise LookupError(family.slug)
    return found

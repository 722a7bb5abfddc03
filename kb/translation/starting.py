"""Starting a translation: of what readers have, into a language that lacks it."""

from collections.abc import Iterator

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, Q, QuerySet
from wagtail.models import Locale

from kb.models import ArticleIndexPage, Family, HelpPage
from kb.models.translating import only_translates
from kb.translation.segments.submitting import submit
from portal.actors import Actor


def translates_into(actor: Actor) -> Iterator[Locale]:
    """The languages into which somebody translates, and does nothing else there."""
    account = actor.privileged
    if account is None:
        return
    for container in ArticleIndexPage.objects.select_related("locale").order_by("path"):
        if only_translates(account, container):
            yield container.locale


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

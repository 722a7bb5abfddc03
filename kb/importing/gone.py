"""Articles that an earlier import brought and that have no file any more."""

from collections.abc import Iterable, Iterator

from kb.importing.finding import SourceFile
from kb.importing.problems import Problem
from kb.models import Imported

_GONE = "the file has gone; its article is kept: unpublish it in the admin, or bring the file back"


def problems(places: Iterable[SourceFile]) -> Iterator[Problem]:
    """What has gone from a directory that was imported before, language by language; one query.

    Other directories may have been imported, too: a language of which this one never had a file
    says nothing. What was moved in from another help centre had no file.
    """
    here = {(place.locale, place.id) for place in places}
    rows = Imported.objects.filter(page__live=True, page__family__old_addresses=None).order_by(
        "pk"
    )
    known = set(rows.values_list("page__locale__language_code", "page__family__slug"))
    continued = {locale for locale, _slug in here & known}
    for locale, slug in sorted(known - here):
        if locale in continued:
            yield Problem(f"{locale}/{slug}.md", 0, _GONE, "warning")

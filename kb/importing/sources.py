"""In which language a family was written first, where its files do not say."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from kb.importing.checks import by_family
from kb.importing.reading import ReadFile
from kb.importing.state import Facts
from portal import locales


def settle(files: Iterable[ReadFile], known: Mapping[str, Facts]) -> None:
    """Give each file that does not say it the source of its family.

    That is what the database or another of its files says; else the site's first language in
    which there is a file.
    """
    for slug, some in by_family(files).items():
        source = known[slug].source if slug in known else _of_new(some)
        for file in some.values():
            if not file.article.source:
                file.article = replace(file.article, source=source)


def _of_new(files: Mapping[str, ReadFile]) -> str:
    said = [file.article.source for file in files.values()]
    of_folders = [file.place.source for file in files.values()]
    here = (code for code in locales.codes() if code in files)
    return next((source for source in (*said, *of_folders) if source), None) or next(here)

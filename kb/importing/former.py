"""Files under an id that an article had before: they are of the article as it is called now."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from kb.importing.finding import SourceFile, SourceTree
from kb.importing.problems import Problem
from kb.importing.reading import ReadFile


def under_present_ids(found: SourceTree, present: Mapping[str, str]) -> None:
    """Take each file for one of the present id; one beside a file of that id is refused."""
    named = {(place.locale, place.id): place.name for place in found.places}
    places = []
    for place in found.places:
        now = present.get(place.id, place.id)
        if now != place.id and (other := named.get((place.locale, now))):
            found.problems.append(_twice(place, now, other))
        else:
            places.append(place if now == place.id else replace(place, id=now))
    found.places[:] = places
    for name, family in found.by_name.items():
        found.by_name[name] = present.get(family, family)


def owners(
    files: Iterable[ReadFile], present: Mapping[str, str], taken: Iterable[str]
) -> tuple[dict[str, str], list[Problem]]:
    """Whose each id is, by what articles are called now, and what files claim that they cannot."""
    found = {**present, **{slug: slug for slug in taken}}
    problems = []
    for file in files:
        for named in file.article.former_ids:
            owner = found.setdefault(named, file.id)
            if owner != file.id:
                message = f"the former id “{named}” is that of “{owner}”; take it out"
                problems.append(Problem(file.place.name, file.lines["former_ids"], message))
    return found, problems


def rename_topics(files: Iterable[ReadFile], owners: Mapping[str, str]) -> None:
    """Name the topics of each file as they are called now."""
    for file in files:
        named = tuple(dict.fromkeys(owners.get(one, one) for one in file.article.topics))
        if named != file.article.topics:
            file.article = replace(file.article, topics=named)


def _twice(place: SourceFile, now: str, other: str) -> Problem:
    message = f"the article “{place.id}” is now “{now}”, which is also in {other}; remove this one"
    return Problem(place.name, 0, message)

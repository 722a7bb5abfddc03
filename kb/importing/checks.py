"""What can only be judged with all files together: sources, links, topics."""

from collections.abc import Iterable, Iterator, Mapping

from kb.blocks.snippet import Snippet
from kb.importing.document import Article
from kb.importing.problems import Problem
from kb.importing.reading import ReadFile
from kb.importing.state import Facts, Inventory
from kb.models import Kind

Families = dict[str, dict[str, ReadFile]]


def by_family(files: Iterable[ReadFile]) -> Families:
    """The files by id and language."""
    families: Families = {}
    for file in files:
        families.setdefault(file.id, {})[file.locale] = file
    return families


def deciding(files: Mapping[str, ReadFile], known: Facts | None) -> ReadFile | None:
    """The file that decides what all languages share: the source's.

    For a family that is not there yet and has no file in its source language, the first one does.
    """
    if known is not None:
        return files.get(known.source)
    for file in files.values():
        if file.locale == file.article.source:
            return file
    return next(iter(files.values()))


def problems(families: Families, state: Inventory, ids: set[str]) -> Iterator[Problem]:
    """What is wrong with files beyond their own faults.

    A file with faults is asked for its links and topics, but decides nothing for others.
    """
    sound = by_family(
        file for files in families.values() for file in files.values() if not file.log.faults
    )
    facts = expected_facts(sound, state)
    known = ids | set(state.families)
    for files in families.values():
        for file in files.values():
            yield from _links(file, known, facts)
            yield from _snippets(file, known, facts)
            yield from _topics(file, known, facts)
    for slug, files in sound.items():
        for file in files.values():
            yield from _source(file, files, state, facts[slug])
    yield from _cycles(sound, facts)


def expected_facts(families: Families, state: Inventory) -> dict[str, Facts]:
    """What every family will share once the files are in."""
    facts = dict(state.facts)
    for slug, files in families.items():
        if file := deciding(files, state.facts.get(slug)):
            facts[slug] = Facts.of(file.article)
    return facts


def _source(
    file: ReadFile, files: Mapping[str, ReadFile], state: Inventory, facts: Facts
) -> Iterator[Problem]:
    known = state.facts.get(file.id)
    if known and file.article.kind != known.kind and _class(file.article) != _class(known):
        message = f"it is a {known.kind} already and cannot become a {file.article.kind}"
        yield _at(file, "type", message)
    elif _class(file.article) != _class(facts):
        yield _at(file, "type", f"in its source language it is a {facts.kind}")
    if file.article.source == facts.source:
        if file.article.source not in files and (file.id, facts.source) not in state.pages:
            message = f"its source language {facts.source} has no file that can be read"
            yield _at(file, "source", message, "warning")
    elif known or file.locale == file.article.source:
        yield _at(file, "source", f"its source language is {facts.source}; say “source: …”")
    else:
        yield _at(file, "source", f"its source language is {facts.source}", "warning")


def _class(subject: "Article | Facts") -> str:
    return "article" if subject.kind in (Kind.HOWTO, Kind.TROUBLESHOOTING) else subject.kind


def _at(file: ReadFile, key: str, message: str, severity: str = "error") -> Problem:
    line = file.lines.get(key, file.lines.get("title", 1))
    return Problem(file.place.name, line, message, "error" if severity == "error" else "warning")


def _links(file: ReadFile, known: set[str], facts: Mapping[str, Facts]) -> Iterator[Problem]:
    for line, target in file.links:
        is_snippet = target in facts and facts[target].kind == Kind.SNIPPET
        if target not in known or is_snippet:
            yield Problem(file.place.name, line, f"the link article:{target} leads nowhere; {_ID}")


_ID = "write the id of an article"


def _snippets(file: ReadFile, known: set[str], facts: Mapping[str, Facts]) -> Iterator[Problem]:
    """An unknown snippet may come later: the text goes in, and shows it then."""
    for block in file.article.body:
        if not isinstance(block, Snippet):
            continue
        if file.article.kind == Kind.SNIPPET:
            message = "a snippet cannot hold another snippet; write its text here"
            yield Problem(file.place.name, block.line, message)
        elif block.id not in known:
            message = f"there is no snippet “{block.id}”; {_SNIPPET}"
            yield Problem(file.place.name, block.line, message, "warning")
        elif block.id in facts and facts[block.id].kind != Kind.SNIPPET:
            message = f"“{block.id}” is not a snippet; {_SNIPPET}"
            yield Problem(file.place.name, block.line, message, "warning")


_SNIPPET = "name a file of “type: snippet”, or take the block out"


def _topics(file: ReadFile, known: set[str], facts: Mapping[str, Facts]) -> Iterator[Problem]:
    for topic in file.article.topics:
        if topic not in known:
            yield _at(file, "topics", f"there is no topic “{topic}”; {_TOPIC}")
        elif topic not in facts:
            yield _at(file, "topics", f"the topic “{topic}” could not be read", "warning")
        elif facts[topic].kind != Kind.TOPIC:
            yield _at(file, "topics", f"“{topic}” is not a topic; {_TOPIC}")


_TOPIC = "name a file of “type: topic”, or take it out"


def _cycles(families: Families, facts: Mapping[str, Facts]) -> Iterator[Problem]:
    parents = {
        slug: [topic for topic in fact.topics if topic in facts]
        for slug, fact in facts.items()
        if fact.kind == Kind.TOPIC
    }
    for slug in sorted(parents):
        if slug in families and (path := _way_back(slug, parents)):
            circle = " → ".join([*path, slug])
            for file in families[slug].values():
                yield _at(file, "topics", f"the topics go round in a circle: {circle}")


def _way_back(start: str, parents: Mapping[str, list[str]]) -> list[str]:
    """The topics on a way from this one up to itself."""
    todo = [[start]]
    seen: set[str] = set()
    while todo:
        path = todo.pop()
        for parent in parents.get(path[-1], ()):
            if parent == start:
                return path
            if parent not in seen:
                seen.add(parent)
                todo.append([*path, parent])
    return []

"""Runs of styled text in their one form.

White space never begins or ends a style or a link, neighbours in the same style are one run, and
white space collapses as it does in HTML, except for hard breaks.
"""

import re
from collections.abc import Callable, Iterable

from kb.prose.nodes import CodeLines, Run, Runs

_BLANKS = re.compile(r"[ \t\r\f\v]+")
_PLAIN = Run("")[1:]
_AROUND_BREAK = re.compile(r"[ \t\r\f\v]*\n[ \t\r\f\v]*")


def normalise(runs: Iterable[Run]) -> Runs:
    """The one form of these runs, without breaks or blanks at either end."""
    merged = _merge(_without_breaks_in_links(run) for run in runs if run.text)
    # Most words have no style: of a large table, all of them.
    if any(run[1:] != _PLAIN for run in merged):
        for turn_off, is_on in _STYLES:
            merged = _merge(_trim_style(merged, is_on, turn_off))
    return _merge(_tidy_blanks(merged))


def _without_breaks_in_links(run: Run) -> Run:
    # Wagtail's editor cannot hold a line break inside a link.
    return run._replace(text=run.text.replace("\n", " ")) if run.link else run


def _merge(runs: Iterable[Run]) -> Runs:
    merged: list[Run] = []
    for run in runs:
        if not run.text:
            continue
        if merged and merged[-1][1:] == run[1:]:
            merged[-1] = run._replace(text=merged[-1].text + run.text)
        else:
            merged.append(run)
    return tuple(merged)


def _same_link(run: Run) -> object:
    return run.link


_STYLES: tuple[tuple[Callable[[Run], Run], Callable[[Run], object]], ...] = (
    (lambda run: run._replace(code=False), lambda run: run.code),
    (lambda run: run._replace(link=None), _same_link),
    (lambda run: run._replace(bold=False), lambda run: run.bold),
    (lambda run: run._replace(italic=False), lambda run: run.italic),
)


def _trim_style(
    runs: Runs, is_on: Callable[[Run], object], turn_off: Callable[[Run], Run]
) -> list[Run]:
    """Take a style off the white space at both ends of each stretch that has it."""
    result: list[Run] = []
    start = 0
    while start < len(runs):
        value = is_on(runs[start])
        end = start + 1
        while end < len(runs) and is_on(runs[end]) == value:
            end += 1
        stretch = list(runs[start:end])
        result += _trim_stretch(stretch, turn_off) if value else stretch
        start = end
    return result


def _trim_stretch(stretch: list[Run], turn_off: Callable[[Run], Run]) -> list[Run]:
    before: list[Run] = []
    after: list[Run] = []
    while stretch and not stretch[0].text.strip():
        before.append(turn_off(stretch.pop(0)))
    while stretch and not stretch[-1].text.strip():
        after.insert(0, turn_off(stretch.pop()))
    if stretch:
        first = stretch[0]
        bare = first.text.lstrip()
        before.append(turn_off(first._replace(text=first.text[: len(first.text) - len(bare)])))
        stretch[0] = first._replace(text=bare)
        last = stretch[-1]
        bare = last.text.rstrip()
        after.insert(0, turn_off(last._replace(text=last.text[len(bare) :])))
        stretch[-1] = last._replace(text=bare)
    return before + stretch + after


def _tidy_blanks(runs: Runs) -> list[Run]:
    result: list[Run] = []
    tail = "\n"
    for run in runs:
        text = _AROUND_BREAK.sub("\n", _BLANKS.sub(" ", run.text))
        if tail in " \n":
            text = text.lstrip(" ")
        if tail == "\n" and not result:
            text = text.lstrip()
        if text.startswith("\n") and result and result[-1].text.endswith(" "):
            result[-1] = result[-1]._replace(text=result[-1].text.rstrip(" "))
        if text:
            result.append(run._replace(text=text))
            tail = text[-1]
    while result and not (trimmed := result[-1].text.rstrip()):
        result.pop()
    if result:
        result[-1] = result[-1]._replace(text=trimmed)
    return result


def split_chunks(runs: Iterable[Run]) -> list[list[Run]]:
    """Cut at every empty line (two breaks in a row) that is not inside code."""
    chunks: list[list[Run]] = [[]]
    for run in _merge(runs):
        if run.code:
            chunks[-1].append(run)
            continue
        text = _AROUND_BREAK.sub("\n", run.text)
        head, *rest = re.split(r"\n{2,}", text)
        chunks[-1].append(run._replace(text=head))
        chunks += [[run._replace(text=part)] for part in rest]
    return chunks


def code_lines(runs: Iterable[Run]) -> CodeLines | None:
    """The code that a chunk is, if it is nothing but code with line breaks in it."""
    solid = [run for run in runs if run.text.strip()]
    if len(solid) == 1 and solid[0].code and "\n" in solid[0].text:
        lines = solid[0].text.replace("\u00a0", " ").rstrip("\n").split("\n")
        return CodeLines("\n".join(line.rstrip() for line in lines))
    return None


def plain(runs: Iterable[Run]) -> str:
    """The words alone."""
    return "".join(run.text for run in runs).replace("\n", " ")


def one_line(text: str) -> str:
    """Plain text as a file says it: in one line, with single blanks."""
    return " ".join(text.split())

"""Days, times and numbers are CLDR's everywhere: nothing is written by Django's own formats."""

import ast
import re
from collections.abc import Iterator

import pytest

from tools.messages import PACKAGES, REPOSITORY

# By name, whatever is in front of it: `|date:"c"` → `{% moment %}`, and so on.
FILTERS = (
    *("date", "time", "timesince", "timeuntil", "naturaltime", "naturalday", "floatformat"),
    *("intcomma", "intword", "apnumber", "ordinal", "localize", "unlocalize", "filesizeformat"),
    *("localtime", "timezone", "utc"),
)
IN_TEMPLATES = re.compile(
    rf"\|\s*(?:{'|'.join(FILTERS)})\b|{{%\s*(?:now|localize|localtime|timezone)\b|<time\b"
    r"|{%\s*load\b[^%]*\b(?:humanize|l10n|tz)\b"
)
IN_CODE = frozenset(
    {
        *("date_format", "time_format", "number_format", "localize", "localize_input"),
        *("timesince", "timeuntil", "naturaltime", "naturalday", "intcomma", "ordinal"),
        *("floatformat", "filesizeformat", "get_format", "strftime", "sanitize_separators"),
    }
)
FOR_PROGRAMS = {
    "portal/home/security_txt.py": "RFC 9116 says how the day is written",
}
# Where a time is told without the element that tells it in a guest's own zone, and why.
TELLERS = frozenset({"moment", "ago"})
WITHOUT_THE_ELEMENT = {
    "portal/text/templatetags/cldr.py": "puts the element around it",
    "portal/support/words.py": "the search box does",
    "search/suggestions/contact_card.py": "the search box does",
    "portal/handover/telling.py": "a mail: the zone is the reader's, or named",
    "portal/accounts/mails.py": "a mail: the zone is the reader's, or named",
    "kb/announcements/admin.py": "a list of editors, in the zone that each of them chose",
}


def _templates() -> Iterator[tuple[str, str]]:
    for package in PACKAGES:
        for path in sorted((REPOSITORY / package).rglob("*")):
            if path.suffix in {".html", ".txt", ".xml"} and "templates" in path.parts:
                yield path.relative_to(REPOSITORY).as_posix(), path.read_text("utf-8")


def _used(source: str) -> set[str]:
    """The names of IN_CODE that a module imports or calls."""
    tree = ast.parse(source)
    imported = {
        one.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        for one in node.names
    }
    called = {
        node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
    }
    return IN_CODE & (imported | called)


def test_no_template_writes_a_day_a_time_or_a_number_by_djangos_formats() -> None:
    found = [(name, IN_TEMPLATES.findall(text)) for name, text in _templates()]
    assert len(found) > 100
    assert [one for one in found if one[1]] == []


def test_no_code_writes_a_day_a_time_or_a_number_by_djangos_formats() -> None:
    found = {}
    for package in PACKAGES:
        for path in sorted((REPOSITORY / package).rglob("*.py")):
            if used := _used(path.read_text("utf-8")):
                found[path.relative_to(REPOSITORY).as_posix()] = used
    assert found.keys() == FOR_PROGRAMS.keys()


def test_each_time_that_a_guest_reads_is_in_their_zone_or_has_it_named() -> None:
    found = set()
    for package in PACKAGES:
        for path in sorted((REPOSITORY / package).rglob("*.py")):
            tree = ast.parse(path.read_text("utf-8"))
            if any(
                isinstance(node, ast.Attribute)
                and node.attr in TELLERS
                and getattr(node.value, "id", "") == "cldr"
                for node in ast.walk(tree)
            ):
                found.add(path.relative_to(REPOSITORY).as_posix())
    assert found == WITHOUT_THE_ELEMENT.keys()


@pytest.mark.parametrize(
    "text", ['{{ a.b|date:"c" }}', "{{ n | floatformat }}", "{% now 'Y' %}", "<time datetime=x>"]
)
def test_one_would_be_found(text: str) -> None:
    assert IN_TEMPLATES.search(text)


def test_one_would_be_found_in_code() -> None:
    assert _used("from django.utils.formats import date_format as f") == {"date_format"}
    assert _used("formats.number_format(2)") == {"number_format"}

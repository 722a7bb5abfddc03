"""Numbers, measures and versions as people write them: 230V and 230 V, 1,250,000 and 1250000.

All ways to write one come to the same value, which is compared; what is shown stays as it is.
"""

import re
from collections.abc import Iterator

SPACES = " \u00a0\u202f"
# Thousands apart by a sign or a space, the same throughout.
GROUPED = rf"\d{{1,3}}(?P<apart>[.,'’٬{SPACES}])\d{{3}}(?:(?P=apart)\d{{3}})*(?!\d)"
UNIT = "[A-Za-z°µΩ]{1,4}"
_GROUPED = re.compile(GROUPED)
_PLAIN = re.compile(r"\d{4,}")
_MEASURE = re.compile(rf"(\d+(?:\.\d+)?)({UNIT})", re.IGNORECASE)
_VERSION = re.compile(r"v?(\d+(?:\.\d+)+)")
_NO_DIGIT = re.compile(r"\D")
_PARTS = re.compile(r"\d+(?:\.\d+)?")
_WITHOUT_SPACE = re.compile(rf"[^{SPACES}]+")


def values(written: str) -> Iterator[str]:
    """What a number, measure or version in lower case shares with other ways to write it."""
    if _PLAIN.fullmatch(written):
        yield written
    if _GROUPED.fullmatch(written):
        yield _NO_DIGIT.sub("", written)
    if _MEASURE.fullmatch(written):
        yield written
    if version := _VERSION.fullmatch(written):
        yield version[1]


def measure(number: str, unit: str) -> str:
    """The value of a number and the unit that follows it; "" when it is none."""
    written = next(iter(values(number)), number) + unit.lower()
    return written if _MEASURE.fullmatch(written) else ""


def within(written: str) -> Iterator[str]:
    """The number in a measure; the numbers that a space is between, if they are two after all."""
    if _MEASURE.fullmatch(written) or not _WITHOUT_SPACE.fullmatch(written):
        yield from _PARTS.findall(written)

"""The areas of the site: what a page may show, and what a change concerns."""

from enum import IntEnum


class Area(IntEnum):
    """What a page may show, by the key of its generation's row."""

    SITE = 1
    HELP = 2
    COMMUNITY = 3

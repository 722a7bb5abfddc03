"""Known crawlers, by what they call themselves."""

import re
from functools import cache, lru_cache


@cache
def _robots() -> tuple[re.Pattern[str], ...]:
    from crawleruseragents import CRAWLER_USER_AGENTS_DATA

    patterns = [entry["pattern"] for entry in CRAWLER_USER_AGENTS_DATA]
    return tuple(
        re.compile("|".join(patterns[start : start + 50])) for start in range(0, len(patterns), 50)
    )


@lru_cache(maxsize=4096)
def is_robot_agent(agent: str) -> bool:
    """Whether this User-Agent is one of the known crawlers'."""
    return any(pattern.search(agent) for pattern in _robots())

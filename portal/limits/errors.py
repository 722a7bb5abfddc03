"""What is raised when somebody has done something too often."""

from datetime import timedelta


class TooMany(Exception):  # noqa: N818 - views read better so
    """The limit is reached; the middleware answers with 429 and what was typed."""

    def __init__(self, name: str, retry_after: timedelta) -> None:
        super().__init__(f"Too many: {name}")
        self.name = name
        self.retry_after = retry_after

    @property
    def seconds(self) -> int:
        """Whole seconds to wait, at least one (for Retry-After)."""
        return max(1, -int(-self.retry_after.total_seconds() // 1))

"""What is logged, as lines for people; or as lines of JSON, for whatever collects them."""

import json
import logging
import re
from datetime import UTC, datetime


class JsonLines(logging.Formatter):
    """One object a line: at, level, logger, message, then the record's `facts`, and an error."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
            **getattr(record, "facts", {}),
        }
        if record.exc_info:
            line["error"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False, default=str)


class WithoutKeys(logging.Filter):
    """Leaves out of what Django says of an address the key that would open it for its reader."""

    # The web servers in deploy/ leave out the same.
    _KEY = re.compile(
        r"(/key/|/confirm-email/|/contact/sent/|/contact/open/|/mails/stop/|/weekly-report/stop/)"
        r"[^\s]*"
    )

    def filter(self, record: logging.LogRecord) -> bool:
        if isinstance(record.args, tuple):
            record.args = tuple(
                self._KEY.sub(r"\1...", one) if isinstance(one, str) else one
                for one in record.args
            )
        return True


CONSOLE = {"class": "logging.StreamHandler", "filters": ["without_keys"]}
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"without_keys": {"()": "portal.settings.logs.WithoutKeys"}},
    "formatters": {
        "line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"},
        "json": {"()": "portal.settings.logs.JsonLines"},
    },
    "handlers": {"console": CONSOLE | {"formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "portal": {"level": "INFO"},
        "kb": {"level": "INFO"},
        "community": {"level": "INFO"},
        "search": {"level": "INFO"},
        # A line for each wake-up says nothing to anybody.
        "django.tasks": {"level": "WARNING"},
    },
}

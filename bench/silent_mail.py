"""From the commit of a publish to the first search that shows it, while no mail can leave."""

from bench.freshness import watched
from bench.rows import Row, at_least
from bench.sizes import Size
from portal.mail.models import OutboundMail
from tests.factories.mail import queued, silent_server

_DUE = 100


def measure(size: Size) -> list[Row]:
    """The mail server greets and then says nothing; so many mails are due all the while."""
    for number in range(_DUE):
        queued(to=f"reader{number}@example.com")
    with silent_server() as server:
        watchers = watched(size, EMAIL_URL=f"smtp://127.0.0.1:{server.port}")
        calls = server.calls
    left = OutboundMail.objects.filter(finished_at=None).count()
    return [
        *(
            watcher.row(
                "silent-mail",
                f"from commit to the first search that shows it, {_DUE} mails hanging",
                size,
            )
            for watcher in watchers
        ),
        at_least(
            "silent-mail-kept",
            "mails of those that are still to be sent",
            left,
            _DUE,
            calls=calls,
        ),
    ]

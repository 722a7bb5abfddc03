"""What `manage.py doctor` looks at, one small examination each, all in one table."""

import shutil
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from django.conf import settings
from django.core.checks import ERROR
from django.core.mail import EmailMessage, mailers
from django.db import DatabaseError, connection
from django.utils import timezone

from kb.articles.bulk.models import Piece
from kb.translation.machine.models import Fill, JobOutcome
from portal.jobs import presence
from portal.jobs.models import JobState
from portal.machine_translation import spending
from portal.machine_translation.translating import all_engines
from portal.mail import SERVER
from portal.mail.models import OutboundMail
from portal.operations import deployment_checks, disk, local_embedder
from portal.operations.findings import Finding, mind, well, wrong
from portal.webhooks.models import Delivery
from search.index import examining

CLOCKS_MAY_DIFFER = timedelta(seconds=5)
MAIL_MAY_WAIT = timedelta(minutes=10)
MACHINES_ARE_TOLD_OF = timedelta(days=7)
NEARLY_ALL = 0.9
LEAST_FREE_BYTES = 1_000_000_000
LEAST_FREE_SHARE = 0.05


def checked() -> Iterator[Finding]:
    """Everything that `check --deploy` finds."""
    for found in deployment_checks.found():
        say = wrong if found.level >= ERROR else mind
        yield say(" ".join(filter(None, (found.msg, found.hint))))


def database() -> Iterator[Finding]:
    """Which one, and whether it answers."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        version = ".".join(map(str, connection.get_database_version()))
        yield well(f"{connection.display_name} {version} answers.")
    except DatabaseError as error:
        yield wrong(
            f"The database does not answer ({_kind(error)}): look at DATABASE_URL, and whether it"
            " runs. Until then nothing that asks it can be told."
        )


def clock() -> Iterator[Finding]:
    """Whether the database's clock and ours agree: what is due when depends on both."""
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        theirs: datetime = cursor.fetchone()[0]
    apart = abs(theirs - timezone.now())
    seconds = f"{apart.total_seconds():.1f} seconds apart"
    if apart > CLOCKS_MAY_DIFFER:
        yield wrong(f"The clocks of this host and the database are {seconds}: set them by NTP.")
    else:
        yield well(f"The clocks of this host and the database are {seconds}.")


def search() -> Iterator[Finding]:
    """Each engine and its copy of the index, and the embedder."""
    for words in examining.troubles():
        yield wrong(words)
    lacking = examining.without_vectors()
    if not local_embedder.is_on():
        also = f" {lacking}." if lacking else ""
        yield mind(f"SEARCH_BY_MEANING is off. {local_embedder.COST}{also}")
    elif lacking:
        yield mind(f"{lacking}: until the slow worker has embedded them, words alone find them.")
    else:
        yield well("Every text has its vectors.")


def mail() -> Iterator[Finding]:
    """The mail server, and the mails that did not go out."""
    if "dummy" in settings.MAILERS[SERVER]["BACKEND"]:
        yield mind("No mail server is named: mails stay in the outbox.")
    else:
        try:
            with mailers[SERVER]:
                yield well("The mail server answers.")
        except OSError as error:
            yield wrong(f"The mail server does not answer ({_kind(error)}): look at EMAIL_URL.")
    late = timezone.now() - MAIL_MAY_WAIT
    if waiting := OutboundMail.objects.unfinished().filter(created_at__lt=late).count():
        yield wrong(
            f"{waiting} mails wait for more than ten minutes or were given up: see the mail"
            " server, and the log of the fast worker."
        )


def webhooks() -> Iterator[Finding]:
    """What other tools were not told: no address and no body, which may tell of somebody."""
    late = timezone.now() - MAIL_MAY_WAIT
    if waiting := Delivery.objects.unfinished().filter(created_at__lt=late).count():
        given_up = Delivery.objects.dead().count()
        yield wrong(
            f"{waiting} webhooks wait for more than ten minutes, {given_up} of them were given up:"
            " see WEBHOOK_URL, its receiver, and the log of the fast worker."
        )
    elif settings.WEBHOOK_URL:
        yield well("Other tools were told all there was to tell.")


def machines() -> Iterator[Finding]:
    """What machines could not translate, and whose month is nearly used up."""
    if given_up := Fill.objects.dead().count():
        yield wrong(
            f"{given_up} translations by machine were given up: see MACHINE_TRANSLATION, its"
            " engines, and the log of the slow worker."
        )
    lately = timezone.now() - MACHINES_ARE_TOLD_OF
    refused = Fill.objects.filter(outcome=JobOutcome.REFUSED, asked_at__gt=lately).count()
    if refused:
        yield wrong(f"{refused} translations by machine were refused: see its engines' keys.")
    for one in spending.accounts(all_engines()):
        if one.bound is not None and one.characters >= one.bound * NEARLY_ALL:
            yield mind(f"{one.engine} was sent {one.characters} of {one.bound} characters.")


def acts() -> Iterator[Finding]:
    """What editors did to many articles at once, and could not be done."""
    if given_up := Piece.objects.dead().count():
        yield wrong(
            f"{given_up} articles of acts on many were given up: see the log of the slow worker."
        )


def send_test_mail(address: str) -> Finding:
    """Send one now, past the outbox, so that what goes wrong is told here."""
    text = "If you read this, the help centre can send mail."
    message = EmailMessage(f"{settings.SITE_NAME}: a test", text, to=[address])
    try:
        mailers[SERVER].send_messages([message])
    except (OSError, ValueError) as error:
        return wrong(f"The test mail was not taken ({_kind(error)}): look at EMAIL_URL.")
    return well(f"The mail server took a test mail from {settings.DEFAULT_FROM_EMAIL}.")


def media() -> Iterator[Finding]:
    """Whether uploads can be kept."""
    if error := disk.trouble():
        mend = "make room, or give this user the right"
        yield wrong(f"{settings.MEDIA_ROOT} takes no uploads ({_kind(error)}): {mend}.")
    else:
        yield well(f"{settings.MEDIA_ROOT} takes uploads.")


def workers() -> Iterator[Finding]:
    """Whether scheduler and workers live, and what they fail at."""
    missing = presence.absent()
    for words in missing:
        yield wrong(f"{words[0].upper()}{words[1:]}: start it, or see its log.")
    if not missing:
        yield well("The scheduler lives, and every queue is served.")
    for job in JobState.objects.filter(failures__gt=0).order_by("name"):
        kind = job.last_error.partition(":")[0]
        yield wrong(f"The job {job.name} failed {job.failures} times in a row ({kind}).")


def room() -> Iterator[Finding]:
    """Whether there is room for uploads and the index."""
    folder = next(one for one in (settings.VAR_DIR, *settings.VAR_DIR.parents) if one.exists())
    usage = shutil.disk_usage(folder)
    free = f"{usage.free / 1e9:.1f} GB are free at {folder}"
    if usage.free < LEAST_FREE_BYTES or usage.free < LEAST_FREE_SHARE * usage.total:
        yield wrong(f"Only {free}: make room.")
    else:
        yield well(f"{free}.")


def _kind(error: Exception) -> str:
    return type(error).__name__


EXAMINATIONS: dict[str, Callable[[], Iterator[Finding]]] = {
    "database": database,
    "settings": checked,
    "clock": clock,
    "search": search,
    "mail": mail,
    "webhooks": webhooks,
    "machines": machines,
    "acts": acts,
    "media": media,
    "workers": workers,
    "disk": room,
}


def examine(name: str) -> list[Finding]:
    """What one examination finds; a database that does not answer is a finding, too."""
    found = []
    try:
        for finding in EXAMINATIONS[name]():
            found.append(finding)  # What was found before the database failed counts.
    except DatabaseError as error:
        found.append(wrong(f"The database cannot tell ({_kind(error)})."))
    return found or [well("Nothing to mend.")]

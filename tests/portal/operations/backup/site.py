"""A small site in a process of its own: furnished, told row by row, and asked for its pages.

python -m tests.portal.operations.backup.site furnish|tell|serve
"""

import hashlib
import json
import sys
from pathlib import Path
from typing import Any

TEXT = "Ο διανομέας δεν απαντά. Κρατήστε το κουμπί πατημένο."


def furnish() -> object:
    """Write something of each kind where tables are; returns how many rows there are of each."""
    from django.conf import settings
    from django.core.cache import cache
    from django.core.files.base import ContentFile
    from django.test import Client
    from django.utils import timezone
    from wagtail.documents.models import Document
    from wagtail.images.models import Image
    from wagtail.images.tests.utils import get_test_image_file

    from portal.deflection.models import Attempt
    from portal.effort.models import ClosedDay
    from portal.handover.files import Checked
    from portal.journal import days
    from portal.journal.models import DaySalt
    from portal.limits.counters import spend
    from portal.operations import steps
    from search.engines import engine_of_this_host
    from search.index import catching_up
    from tests.factories import accounts, community, kb
    from tests.factories import steps as journal
    from tests.factories.mail import queued
    from tests.factories.requests import picture, sent

    steps.lay_foundation()
    kb.make_page(locale="el", title="Επαναφορά διανομέα", body=[("text", f"<p>{TEXT}</p>")])
    member = accounts.member("Ελένη", email="eleni@example.com", locale="el")
    community.answer(community.thread(member, locale="ar"), accounts.moderator("Søren"))
    Image.objects.create(title="Κόμβος", file=get_test_image_file("κόμβος.png"))
    Document.objects.create(title="Οδηγός", file=ContentFile(b"%PDF-\x00\xff", "οδηγός.pdf"))
    visit = journal.visit(journal.searched("μπαταρία"), journal.clicked("hub"), locale="el")
    Attempt.objects.create(kind="contact", visit=visit, started_at=timezone.now())
    ClosedDay.objects.create(day=visit.day)
    DaySalt.objects.create(day=days.day_of(), salt="the-salt-of-this-day")
    queued()
    sent(file=Checked("φωτογραφία.jpg", "image/jpeg", picture()))
    spend("test", "somebody", ((1, "1h"),))
    cache.set("told", "in the cache")
    Client(headers={"host": settings.ALLOWED_HOSTS[0]}).force_login(member)
    catching_up.catch_up(engine_of_this_host())
    return tell()


def tell() -> object:
    """How many rows each model has, and a checksum of all their values."""
    from django.apps import apps

    return {
        model._meta.label: _told(model)
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy
    }


def _told(model: Any) -> list[Any]:
    from django.db import connection

    quoted = connection.ops.quote_name
    columns = [field.column for field in model._meta.local_concrete_fields]
    names, table = ", ".join(map(quoted, columns)), quoted(model._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {names} FROM {table} ORDER BY {quoted(model._meta.pk.column)}")  # noqa: S608
        rows = [list(map(_plain, row)) for row in cursor.fetchall()]
    return [len(rows), hashlib.sha256(repr(rows).encode()).hexdigest()]


def _plain(value: Any) -> Any:
    return bytes(value) if isinstance(value, memoryview) else value


def serve() -> object:
    """What deploying had to do, and what readers see."""
    from django.conf import settings
    from django.test import Client

    from portal.accounts.models import User
    from portal.operations import steps
    from search import service
    from search.engines import engine_of_this_host
    from search.index import catching_up
    from tests.factories.accounts import PASSWORD

    outcomes = {step.name: step.take(steps.Answers()).changed for step in steps.FOUNDATION}
    catching_up.catch_up(engine_of_this_host())
    browser = Client(headers={"host": settings.ALLOWED_HOSTS[0]})
    found = service.search(query="διανομέας", locale="el").results
    [address] = {hit.url for hit in found}
    return {
        "changed": outcomes,
        "page": browser.get(address).content.decode(),
        "ready": browser.get("/readyz").status_code,
        "password": User.objects.get(email="eleni@example.com").check_password(PASSWORD),
        "media": sorted(path.name for path in Path(settings.MEDIA_ROOT).rglob("*.*")),
    }


if __name__ == "__main__":
    import django

    django.setup()
    sys.stdout.write(json.dumps({"furnish": furnish, "tell": tell, "serve": serve}[sys.argv[1]]()))

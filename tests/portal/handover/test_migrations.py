"""Requests of before: what they are known by, and the mails that they began with."""

import uuid
from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection
from django.utils import timezone

from portal.handover import acts, links, sending
from portal.handover.models import ContactRequest
from portal.mail.models import OutboundMail
from tests.factories.handover import reader
from tests.factories.requests import sent

pytestmark = pytest.mark.django_db
MAILS = import_module("portal.handover.migrations.0006_know_the_mails")
RATED = import_module("portal.handover.migrations.0007_know_when_it_was_rated")
KEYING = import_module("portal.handover.migrations.0004_key_submissions")


def test_a_form_that_was_sent_before_is_still_sent_once() -> None:
    form = uuid.uuid4()
    draft = sending.RequestDraft(form=form, locale="el", email="anna@example.com", message="Κρύο")
    request, _is_new = sending.send(draft)
    ContactRequest.objects.update(submission=form)
    KEYING.key_submissions(apps, None)
    again, is_new = sending.send(draft)
    assert (again.pk, is_new) == (request.pk, False)
    assert again.submission != form


def test_each_of_many_forms_is_keyed_once() -> None:
    forms = [uuid.uuid4() for _number in range(3_000)]
    about = {"created_at": timezone.now(), "locale": "el", "email": "anna@example.com"}
    rows = [ContactRequest(submission=form, message="Κρύο", **about) for form in forms]
    ContactRequest.objects.bulk_create(rows)
    KEYING.key_submissions(apps, None)
    kept = dict(ContactRequest.objects.values_list("pk", "submission"))
    assert [kept[row.pk] for row in rows] == [KEYING._keyed(form) for form in forms]


def test_the_mails_of_before_begin_the_threads() -> None:
    kept, gone = sent(), sent(message="Άλλο")
    OutboundMail.objects.filter(whose=f"request:{gone.reference}").delete()
    ContactRequest.objects.update(support_mail="", receipt_mail="")
    MAILS.know_the_mails(apps, connection.schema_editor())
    kept.refresh_from_db(), gone.refresh_from_db()
    mails = dict(OutboundMail.objects.values_list("kind", "message_id"))
    assert kept.support_mail == mails["contact request"]
    assert kept.receipt_mail == mails["contact receipt"]
    assert (gone.support_mail, gone.receipt_mail) == ("", "")
    # Its first mail is forgotten: what is added begins a thread, and its page is there.
    acts.add(gone, form="x", text="Ακόμη")
    assert "In-Reply-To" not in OutboundMail.objects.latest("pk").headers
    assert reader().get(links.page(gone)).status_code == 200


def test_a_rating_of_before_is_of_when_the_customer_said_how_it_ended() -> None:
    rated, unrated, unsaid = (sent(message=f"Ερώτηση {number}") for number in range(3))
    for request in (rated, unrated, unsaid):
        acts.answer(request)
        acts.confirm(request)
    acts.rate(rated, rating=4)
    acts.rate(unsaid, rating=2)
    acts.add(unsaid, form="x", text="Πάλι")
    ContactRequest.objects.update(rated_at=None)
    RATED.know_when(apps, connection.schema_editor())
    for request in (rated, unrated, unsaid):
        request.refresh_from_db()
    assert rated.rated_at == rated.outcome_at is not None
    assert unrated.rated_at is unsaid.rated_at is None

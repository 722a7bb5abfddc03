"""Requests of before are known by what our key makes of their form's id."""

import uuid
from importlib import import_module

import pytest
from django.apps import apps
from django.utils import timezone

from portal.handover import sending
from portal.handover.models import ContactRequest

pytestmark = pytest.mark.django_db
KEYING = import_module("portal.handover.migrations.0004_key_submissions")


def test_a_form_that_was_sent_before_is_still_sent_once() -> None:
    form = uuid.uuid4()
    draft = sending.Draft(form=form, locale="el", email="anna@example.com", message="Κρύο")
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

"""Requests of before are known by what our key makes of their form's id."""

import uuid
from importlib import import_module

import pytest
from django.apps import apps

from portal.handover import sending
from portal.handover.models import ContactRequest

pytestmark = pytest.mark.django_db


def test_a_form_that_was_sent_before_is_still_sent_once() -> None:
    form = uuid.uuid4()
    draft = sending.Draft(form=form, locale="el", email="anna@example.com", message="Κρύο")
    request, _is_new = sending.send(draft)
    ContactRequest.objects.update(submission=form)
    import_module("portal.handover.migrations.0004_key_submissions").key_submissions(apps, None)
    again, is_new = sending.send(draft)
    assert (again.pk, is_new) == (request.pk, False)
    assert again.submission != form

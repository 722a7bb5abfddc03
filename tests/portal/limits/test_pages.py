"""The answers of this room, in every language."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django import forms
from django.test import RequestFactory
from django.utils import translation

from portal import locales
from portal.limits.errors import TooMany
from portal.limits.pages import posted_fields, waiting_time


@pytest.mark.parametrize("seconds", [0.2, 59, 61, 5_400, 5_401, 200_000])
def test_the_wait_is_said_in_every_language(seconds: float) -> None:
    for code in locales.codes():
        with translation.override(code):
            assert waiting_time(TooMany("ask", timedelta(seconds=seconds)))


def kept_of(typed: dict[str, str]) -> dict[str, str]:
    fields = posted_fields(RequestFactory().post("/", typed))
    return {field.name: field.value for field in fields}


def test_an_article_with_code_in_it_is_shown_whole() -> None:
    typed = {
        "body-0-type": "code",
        "body-0-value-language": "sh",
        "body-0-value-code": "επανεκκίνηση",
        "postcode": "10431",
        "secretary": "Ελένη",
        "laptop": "ναι",
    }
    assert kept_of(typed) == typed


def _all_forms(kind: type[forms.BaseForm] = forms.BaseForm) -> Iterator[type[forms.BaseForm]]:
    for one in kind.__subclasses__():
        yield one
        yield from _all_forms(one)


def test_what_is_typed_behind_dots_is_never_shown() -> None:
    from allauth.account import forms as _accounts  # noqa: F401 - known from here on
    from allauth.mfa.base import forms as _factors  # noqa: F401

    secret = {
        name
        for form in _all_forms()
        for name, field in getattr(form, "base_fields", {}).items()
        if isinstance(field.widget, forms.PasswordInput)
    }
    assert {"password", "oldpassword", "password1", "new_password1"} <= secret
    typed = dict.fromkeys(secret | {"code", "csrfmiddlewaretoken", "password2"}, "μυστικό")
    assert kept_of(typed | {"name": "Ελένη"}) == {"name": "Ελένη"}

"""What each way to get in touch needs, and where a tap leads."""

import pytest
from django.core.exceptions import ValidationError

from portal.support import reading, ways
from tests.factories import support


@pytest.mark.parametrize(
    ("kind", "typed", "kept", "link"),
    [
        ("form", "", "", ""),
        ("phone", " +30  21 0123-4567 ", "+30 21 0123-4567", "tel:+302101234567"),
        ("whatsapp", "+62 812 3456 7890", "+62 812 3456 7890", "https://wa.me/6281234567890"),
        ("chat", "https://chat.example.com/x?y=1", *["https://chat.example.com/x?y=1"] * 2),
        ("shop", "Οδός 12,\nΑθήνα", "Οδός 12, Αθήνα", ""),
        ("other", "https://example.com/σελίδα", *["https://example.com/σελίδα"] * 2),
    ],
)
def test_each_kind_has_an_address_of_its_own(kind: str, typed: str, kept: str, link: str) -> None:
    assert ways.checked(kind, typed) == kept
    assert ways.link(kind, kept) == link


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        ("form", "https://example.com/"),
        ("phone", ""),
        ("phone", "21 0123 4567"),
        ("phone", "+30 CALL US"),
        ("whatsapp", "https://wa.me/6281234567890"),
        ("chat", "javascript:alert(1)"),
        ("chat", "http://chat.example.com/"),
        ("other", "chat.example.com"),
        ("shop", "  "),
    ],
)
def test_an_address_of_another_kind_is_refused(kind: str, typed: str) -> None:
    with pytest.raises(ValidationError):
        ways.checked(kind, typed)


@pytest.mark.django_db
def test_ways_are_read_in_the_owners_order_with_the_owners_words() -> None:
    support.market("GR")
    support.way("phone", "+30 21 0123 4567", "GR", labels={"el": "Καλέστε μας"}, position=2)
    support.way("form", position=1)
    form, phone = reading.current().ways
    assert (form.kind, form.market) == ("form", "")
    assert (phone.label("el"), phone.label("en"), phone.market) == ("Καλέστε μας", "Phone", "GR")

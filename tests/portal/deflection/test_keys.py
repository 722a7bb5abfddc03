"""The key of an attempt is ours, and belongs to one kind of form."""

from uuid import uuid4

import pytest
from django.core.signing import Signer
from hypothesis import given
from hypothesis import strategies as st

from portal.deflection import keys
from portal.deflection.attempts import Kind


@pytest.mark.parametrize("kind", list(Kind))
def test_a_key_that_was_drawn_is_read_again_by_its_own_form_alone(kind: Kind) -> None:
    token = keys.draw(kind)
    assert keys.read(kind, token) is not None
    assert all(keys.read(other, token) is None for other in Kind if other != kind)


@pytest.mark.parametrize("kind", list(Kind))
def test_no_two_forms_have_the_same_key(kind: Kind) -> None:
    assert len({keys.draw(kind) for _form in range(50)}) == 50


@given(st.text())
def test_nobody_can_make_one_up(token: str) -> None:
    assert all(keys.read(kind, token) is None for kind in Kind)
    assert all(keys.read(kind, str(uuid4())) is None for kind in Kind)


def test_contact_forms_that_were_open_during_the_update_stay_good() -> None:
    key = uuid4()
    before = Signer(salt="portal.handover.start").sign(key.hex)
    assert keys.read(Kind.CONTACT, before) == key

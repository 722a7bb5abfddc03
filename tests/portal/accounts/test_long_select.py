"""A long list says what Django's own says."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django import forms

from portal.accounts.long_select import LongSelect

CHOICES = [("", "Όποια"), ("a", '<b>"Α" & Β</b>'), ('b"<', "Γ"), (3, "Δ")]


class Form(forms.Form):
    """The same choice twice."""

    stock = forms.ChoiceField(choices=CHOICES)
    long = forms.ChoiceField(choices=CHOICES, widget=LongSelect(attrs={"autocomplete": "off"}))


def said(field: Any) -> list[tuple[str, str, bool]]:
    options = BeautifulSoup(str(field), "html.parser").find_all("option")
    return [(str(one["value"]), one.get_text(), one.has_attr("selected")) for one in options]


@pytest.mark.parametrize("chosen", ["", "a", 'b"<', "3", "nothing of it"])
def test_it_has_the_same_lines_and_the_same_one_is_chosen(chosen: str) -> None:
    form = Form({"stock": chosen, "long": chosen})
    assert said(form["long"]) == said(form["stock"])


def test_it_is_tied_to_its_label_and_its_faults() -> None:
    form = Form({"stock": "", "long": ""})
    found = BeautifulSoup(str(form["long"]), "html.parser").select_one("select")
    assert found is not None
    assert (found["id"], found["name"], found["autocomplete"]) == ("id_long", "long", "off")
    assert found.has_attr("required") == ("required" in str(form["stock"]))
    assert found["aria-invalid"] == "true"

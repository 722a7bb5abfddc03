import pytest

from portal.text.spreadsheets import guarded


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\t=1", "\r=1"])
def test_cells_that_look_like_formulas_are_guarded(text: str) -> None:
    assert guarded(text) == f"'{text}"


@pytest.mark.parametrize("value", [None, "", "Θέρμανση", -1, -0.5])
def test_other_cells_are_as_they_are(value: object) -> None:
    assert guarded(value) == ("" if value is None else str(value))

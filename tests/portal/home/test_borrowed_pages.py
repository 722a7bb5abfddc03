"""What Wagtail's own templates say in English whatever the language, ours say in the editor's."""

import pytest
from django.template.loader import render_to_string
from django.utils.translation import override
from wagtail.admin.ui.tables import BooleanColumn


@pytest.mark.parametrize(("value", "said"), [(True, "ναι"), (False, "όχι"), (None, "ίσως")])
def test_what_is_or_is_not_so_is_said_in_the_editors_language(
    value: bool | None, said: str
) -> None:
    column = BooleanColumn("review_wanted")
    with override("el"):
        cell = render_to_string(column.cell_template_name, {"value": value, "column": column})
    assert said in cell
    assert str(value) not in cell

"""A choice of articles or topics by their ids, in forms and addresses that may be old."""

from typing import Any

from django import forms

from kb.models.ids import present_id


class IdField(forms.ChoiceField):
    """An id that is not offered is read as what the family that had it is called now."""

    def to_python(self, value: Any) -> str:
        asked = str(super().to_python(value))
        if not asked or self.valid_value(asked):
            return asked
        return present_id(asked) or asked

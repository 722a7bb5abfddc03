"""Where a stranger is written to."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.text.forms import AddressField


class AddressForm(forms.Form):
    """An address, used for one mail and its confirmation."""

    email = AddressField(
        label=_("Your email address"),
        help_text=_(
            "We use it to write to you about this once. Then we delete it. First we send you a"
            " link with which you confirm that the address is yours."
        ),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "dir": "ltr"}),
    )

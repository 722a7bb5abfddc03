"""For which languages a group gives what can be given by language, in the form of the group."""

from typing import Any

from django import forms
from django.contrib.auth.models import Group
from django.db import transaction
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from portal import locales
from portal.accounts.models import GroupLanguage


class LanguagesPanel(forms.Form):
    """One of the panels below a group's permissions: see `register_group_permission_panel`."""

    only_languages = forms.MultipleChoiceField(
        label=_("Readers’ languages"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, instance: Group | None = None, **kwargs: Any) -> None:
        self.group = instance or Group()
        has = GroupLanguage.objects.filter(group=self.group.pk).values_list("locale", flat=True)
        self.stored = frozenset(has)
        super().__init__(*args, **kwargs)
        field = self.fields["only_languages"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.initial = self.stored
        # Without it, to save a group of a language that is gone would open all others to it.
        gone = sorted(self.stored - set(locales.codes()))
        field.choices = [*locales.choices(), *((code, code) for code in gone)]

    @property
    def languages(self) -> frozenset[str]:
        """What was chosen; only of a form that is valid."""
        return frozenset(self.cleaned_data["only_languages"])

    @transaction.atomic
    def save(self) -> None:
        """Keep what was chosen, one by one: each leaves a line in the log."""
        for row in GroupLanguage.objects.filter(group=self.group):
            if row.locale not in self.languages:
                row.delete()
        for code in sorted(self.languages - self.stored):
            GroupLanguage.objects.create(group=self.group, locale=code)

    def as_admin_panel(self) -> SafeString:
        """What Wagtail puts below the others."""
        return render_to_string("accounts/administration/group_languages.html", {"form": self})

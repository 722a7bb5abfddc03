"""The forms of an account: which groups it may be put into, and what only its owner says."""

from typing import Any

from django import forms
from django.contrib.auth.models import Group
from django.utils.translation import gettext_lazy as _
from wagtail.users.forms import UserCreationForm, UserEditForm

from portal.accounts import delegation, trades
from portal.actors import Actor

_OWNERS_ALONE = _("Only somebody with this right can give it.")
_OWN_AFFAIR = _("Only its owner can change it.")


def groups_to_give(actor: Actor) -> list[Group]:
    """The groups that somebody may put others into."""
    groups = Group.objects.order_by("name")
    return [one for one in groups if actor.may("accounts.give", delegation.of_groups(one))]


class GroupsField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Groups by the names they have in the reader's language."""

    @staticmethod
    def label_from_instance(group: Group) -> str:
        return trades.shown(group.name)


class WithinBounds:
    """What both forms have in common: nothing is given that the actor has not."""

    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        given = Group.objects.filter(pk__in=[one.pk for one in groups_to_give(actor)])
        self.fields["groups"] = GroupsField(
            given.order_by("name"),
            label=self.fields["groups"].label,
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )
        for name in ("first_name", "last_name"):
            self.fields[name].required = False
        if "is_superuser" in self.fields and not actor.may("accounts.make_owners"):
            self.fields["is_superuser"].disabled = True
            self.fields["is_superuser"].help_text = _OWNERS_ALONE


class NewAccountForm(WithinBounds, UserCreationForm):
    """An account for somebody who then chooses a password by the mail of a forgotten one."""

    def save(self, commit: bool = True) -> Any:
        self.instance.set_unusable_password()
        return super().save(commit=commit)


class AccountForm(WithinBounds, UserEditForm):
    """An account that somebody has; its address is proved, so nobody else types another."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].disabled = True
        self.fields["email"].help_text = _OWN_AFFAIR

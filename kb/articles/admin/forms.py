"""What is chosen for an act on many articles, beside the articles."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kb.articles.bulk.changing import How
from kb.articles.bulk.verdicts import Choice
from kb.models.care import who_may_own
from kb.models.topic_field import TopicsField, TopicTree
from portal import locales


class NoChoice(forms.Form):
    """Nothing is left to choose."""

    def choice(self) -> Choice:
        """What was chosen, JSON-ready."""
        return {}


class TopicsChoice(NoChoice):
    how = forms.ChoiceField(
        label=_("What to do"), choices=How, widget=forms.RadioSelect, initial=How.ADD
    )
    topics = TopicsField(label=_("Topics"), widget=TopicTree(is_of_one=False))

    def choice(self) -> Choice:
        chosen = self.cleaned_data["topics"].topics
        return {"how": self.cleaned_data["how"], "topics": [topic.pk for topic in chosen]}


class OwnerChoice(NoChoice):
    owner: Any = forms.ModelChoiceField(
        None, label=_("Owner"), required=False, empty_label=pgettext_lazy("owner", "Nobody")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        owner = self.fields["owner"]
        assert isinstance(owner, forms.ModelChoiceField)
        owner.queryset = who_may_own()

    def choice(self) -> Choice:
        owner = self.cleaned_data["owner"]
        return {"owner": owner.pk if owner else None}


class LanguagesChoice(NoChoice):
    languages = forms.MultipleChoiceField(
        label=_("Languages"), choices=locales.choices, widget=forms.CheckboxSelectMultiple
    )

    def choice(self) -> Choice:
        return {"languages": self.cleaned_data["languages"]}

"""The editor's form of a page: beside the text, what its family is and belongs to.

The family's part holds for all languages. It is written when the page is saved, never for a
preview, and takes effect at once.
"""

from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django import forms
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm, WagtailAdminPageForm

from kb import identifiers
from kb.kinds import IN_NO_TOPIC, Kind
from kb.models.care import Every, who_may_own
from kb.models.families import Family, Product, free_slug
from kb.models.membership import refuse_cycle, set_topics
from kb.models.topic_field import Chosen, TopicsField
from kb.models.translating import only_translates
from portal import cldr, markets
from portal.actors import on_behalf_of

CHANGE_ID = "kb_change_id"
"""The name of the address at which the id of what has been published is changed."""
KEY = "form_key"
"""The field of a new page's form by which it is known again when it is sent once more."""
OF_ALL_LANGUAGES = frozenset(
    {
        *("family_slug", "kind", "topics", "products", "markets"),
        *("article_owner", "review_every", "reviewed_today"),
    }
)
"""The fields that say something of the article in every language: not a translator's."""
# From when to when readers have it: who only translates takes nothing back.
_WHEN = frozenset({"go_live_at", "expire_at"})


@dataclass(frozen=True, slots=True)
class Facets:
    """What an editor said about a family."""

    slug: str
    slug_is_typed: bool
    kind: str
    topics: tuple[Family, ...]
    products: tuple[Product, ...]
    markets: list[str]
    owner: Any
    review_every: int | None
    is_reviewed: bool

    def write(self, family: Family) -> None:
        family.kind, family.markets = self.kind, self.markets
        family.owner, family.review_every = self.owner, self.review_every
        written = ["kind", "markets", "owner", "review_every"]
        if self.is_reviewed:
            family.mark_reviewed()
            written.append("reviewed_at")
        if family.first_published_at is None:  # Later it is changed on a page of its own.
            family.slug, family.slug_is_typed = self.slug, self.slug_is_typed
            written += ["slug", "slug_is_typed"]
        family.save(update_fields=written)
        family.products.set(self.products)
        set_topics(member=family, topics=self.topics)


class FamilyForm(WagtailAdminModelForm):
    """A family by itself. The id of what has been published is changed beside a text."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["slug"].disabled = self.instance.first_published_at is not None


class HelpPageForm(WagtailAdminPageForm):
    """A page with the facets of its family."""

    form_key = forms.UUIDField(required=False, widget=forms.HiddenInput)
    family_slug = forms.CharField(
        label=_("Id"),
        required=False,
        max_length=identifiers.MAX_LENGTH,
        validators=[identifiers.validate_slug],
        help_text=_(
            "Its name in addresses, the same in every language. Leave it empty to have one made "
            "from the title, which it then follows until the article is first published."
        ),
    )
    kind = forms.ChoiceField(
        label=_("Kind"),
        required=False,
        choices=[(kind.value, kind.label) for kind in (Kind.HOWTO, Kind.TROUBLESHOOTING)],
    )
    topics = TopicsField(
        label=_("Topics"),
        required=False,
        help_text=_("The main topic is shown above the article."),
    )
    products = forms.ModelMultipleChoiceField(
        Product.objects.all(),
        label=_("Products"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    markets = forms.CharField(
        label=_("Markets"),
        required=False,
        help_text=_("Two-letter country codes with commas between; empty means everywhere."),
    )
    # A page has an "owner" of Wagtail's: whoever made it.
    article_owner: Any = forms.ModelChoiceField(
        None,
        label=_("Owner"),
        required=False,
        empty_label=pgettext_lazy("owner", "Nobody"),
        help_text=_("Looks after the article in every language."),
    )
    review_every = forms.TypedChoiceField(
        label=_("Review"),
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", pgettext_lazy("review", "never")), *Every.choices],
        help_text=_("The owner is reminded when the article is due."),
    )
    reviewed_today = forms.BooleanField(
        label=_("I have reviewed it today: it is still right"), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._facets: Facets | None = None
        if self.instance._state.adding:
            self.initial[KEY] = uuid4()
        else:
            del self.fields[KEY]
        self._only_text = bool(
            self.for_user and self.instance.pk and only_translates(self.for_user, self.instance)
        )
        if self._only_text:
            for name in (OF_ALL_LANGUAGES | _WHEN) & self.fields.keys():
                del self.fields[name]
        if not self.instance.has_unpublished_changes:
            self.initial["change"] = ""  # What is there was said of what is published.
        family = self.instance._family_or_none()
        self._topics_before: list[Family] = []
        if "article_owner" in self.fields:
            self.fields["article_owner"].queryset = who_may_own(family)
        if family is not None and family.pk:
            self._show(family)

    def _show(self, family: Family) -> None:
        topics = [link.topic for link in family.topic_links.select_related("topic")]
        self._topics_before = topics
        self.initial |= {
            "family_slug": family.slug,
            "kind": family.kind,
            "topics": Chosen.of(topics, without=bool(family.first_published_at and not topics)),
            "products": family.products.all(),
            "markets": ", ".join(family.markets),
            "article_owner": family.owner_id,
            "review_every": family.review_every,
        }
        if "reviewed_today" in self.fields and family.reviewed_at:
            last = _("Last reviewed: %(day)s") % {"day": cldr.day(family.reviewed_at)}
            self.fields["reviewed_today"].help_text = last
        if family.first_published_at and "family_slug" in self.fields:
            self.fields["family_slug"].disabled = True
            self.fields["family_slug"].help_text = self._of_ids(family)

    def _of_ids(self, family: Family) -> SafeString:
        """What its ids are good for, and where somebody who may changes it."""
        said = [gettext("Its name in addresses, the same in every language.")]
        if former := family.former_ids:
            ids = ", ".join(former)
            said.append(gettext("These ids lead here, too: %(ids)s") % {"ids": ids})
        told = format_html_join(mark_safe("<br>"), "{}", ([one] for one in said))
        if not self.for_user or not on_behalf_of(self.for_user).may("help.change_id", family):
            return told
        address = reverse(CHANGE_ID, args=[self.instance.pk])
        link = format_html('<a href="{}">{}</a>', address, gettext("Change the id"))
        return format_html("{}<br>{}", told, link)

    def clean_markets(self) -> list[str]:
        return markets.in_line(self.cleaned_data["markets"])

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if self.instance.locale_id is None:  # Wagtail sets it late when a new page is previewed
            self.instance.locale = self.parent_page.locale
        family: Family | None = self.instance._family_or_none()
        slug, is_typed = self._slug(cleaned, family)
        if family is None or family._state.adding:
            family = self._new_or_existing_family(slug, is_typed)
        elif Family.objects.called(slug).exclude(pk=family.pk).exists():
            self.add_error("family_slug", _("Another article has this id."))
        self.instance.family = family
        # A further language takes its family as it is.
        is_new_translation = bool(self.instance._state.adding and family.pk)
        is_as_before = is_new_translation or self._only_text
        if not is_as_before:
            self._facets = self._facets_from(cleaned, family, slug, is_typed)
            self._ask_for_a_topic(cleaned.get("topics"), family)
        return cleaned

    def _ask_for_a_topic(self, chosen: Chosen | None, family: Family) -> None:
        """Readers come to an article through its topics: publishing it without one is asked.

        Asked once: what they have without a topic already is without one on purpose.
        """
        is_published = bool(self.data.get("action-publish"))
        is_asked = is_published and not IN_NO_TOPIC.issuperset(self.instance.kinds)
        is_answered = bool(family.first_published_at and not self._topics_before)
        if not is_asked or is_answered or chosen is None:
            return
        if not (chosen.topics or chosen.without):
            self.add_error("topics", self.fields["topics"].error_messages["without"])

    def _slug(self, cleaned: dict[str, Any], family: Family | None) -> tuple[str, bool]:
        """The id, and whether somebody typed it: else it follows the title of a draft."""
        sent, title = cleaned.get("family_slug") or "", cleaned.get("title", "")
        if family is None or family._state.adding:
            return (sent, True) if sent else (free_slug(title), False)
        is_fixed = family.first_published_at or "family_slug" not in self.fields
        if is_fixed or self.instance.locale_id != family.source_locale_id:
            return sent or family.slug, family.slug_is_typed
        if sent and (sent != family.slug or family.slug_is_typed):
            return sent, True
        return free_slug(title, but=family), False

    def _new_or_existing_family(self, slug: str, is_typed: bool) -> Family:
        """An id that exists makes this page its text in the page's language."""
        family: Family | None = Family.objects.called(slug).first()
        if family is None:
            kind = self.cleaned_data.get("kind")
            kinds = self.instance.kinds
            return Family(
                slug=slug,
                slug_is_typed=is_typed,
                translation_key=self.cleaned_data.get(KEY) or uuid4(),
                kind=kind if kind in kinds else kinds[0],
                source_locale=self.instance.locale,
            )
        exists = family.pages.filter(locale=self.instance.locale).exists()
        if exists or family.kind not in self.instance.kinds:
            self.add_error("family_slug", _("Another article has this id."))
        return family

    def _facets_from(
        self, cleaned: dict[str, Any], family: Family, slug: str, slug_is_typed: bool
    ) -> Facets:
        topics = cleaned.get("topics") or Chosen()
        chosen = topics.in_order(self._topics_before)
        if family.pk and chosen:
            try:
                refuse_cycle(family, chosen)
            except forms.ValidationError as error:
                self.add_error("topics", error)
        kind = str(cleaned.get("kind") or "")
        return Facets(
            slug=slug,
            slug_is_typed=slug_is_typed,
            kind=kind if kind in self.instance.kinds else family.kind,
            topics=chosen,
            products=tuple(cleaned.get("products") or ()),
            markets=cleaned.get("markets") or [],
            owner=cleaned.get("article_owner"),
            review_every=cleaned.get("review_every"),
            is_reviewed=bool(cleaned.get("reviewed_today")),
        )

    def save(self, commit: bool = True) -> Any:
        self.instance.facets_to_write = self._facets
        return super().save(commit=commit)

"""What somebody can do about a gap in a language: each a link to a form that is filled in."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from kb.new_article import offered_in
from kb.translation.offering import Offers
from portal.actors import Actor
from portal.gaps.models import GapLanguage
from search.tuning.admin.rules import SynonymViewSet, add_address

_ARTICLES = ("article", "faq")


@dataclass(frozen=True, slots=True)
class Action:
    """A name and an address."""

    name: str
    address: str


def family_of(found: str) -> str:
    """The id of what search found ("kind:key"), if it is an article; else nothing."""
    kind, _colon, key = found.partition(":")
    return key if kind in _ARTICLES else ""


class Doing:
    """What one person may do: read once for all gaps of a page."""

    def __init__(self, actor: Actor, languages: Collection[GapLanguage]) -> None:
        self._tunes = actor.may("search.tune")
        self.decides = actor.may("gaps.decide")
        self._decided = actor.languages_of("gaps.decide")
        self._writing = offered_in(actor.user, {one.locale for one in languages})
        answers = {family_of(one.found) for one in languages if one.is_sure}
        self._translating = Offers(actor, answers - {""})

    @property
    def writes(self) -> bool:
        """Whether they may write in any of the languages."""
        return bool(self._writing)

    def actions(
        self, language: GapLanguage, texts: Sequence[str], siblings: Sequence[GapLanguage]
    ) -> list[Action]:
        """What can be done for the readers of a language, who typed these texts."""
        if language.served_on:
            return []
        found = self._translate(language, siblings)
        if not texts:
            return found
        # What is written elsewhere lacks a text here, which no synonym leads to.
        lacks_a_text = not found and any(one.served_on for one in siblings)
        tune, ask = self._tune(language, texts), self._hand_over(language)
        rest = [*ask, *tune] if lacks_a_text else [*tune, *ask]
        return [*found, *self._write(language, texts), *rest, *self._invite(language)]

    def _tune(self, language: GapLanguage, texts: Sequence[str]) -> list[Action]:
        if not self._tunes:
            return []
        wordings = f"{texts[0]}\n"
        address = add_address(SynonymViewSet, locale=language.locale, wordings=wordings)
        return [Action(_("Add synonym"), address)]

    def _hand_over(self, language: GapLanguage) -> list[Action]:
        """Asking an author, for who writes none themselves."""
        if language.locale not in self._decided or language.locale in self._writing:
            return []
        where = [language.gap_id, language.locale]
        return [Action(_("Hand over to an author"), reverse("content_gap_hand_over", args=where))]

    def _invite(self, language: GapLanguage) -> list[Action]:
        """Asking members who answer."""
        if language.locale not in self._decided:
            return []
        where = [language.gap_id, language.locale]
        return [Action(_("Invite helpers"), reverse("content_gap_invite", args=where))]

    def _write(self, language: GapLanguage, texts: Sequence[str]) -> list[Action]:
        address_of = self._writing.get(language.locale)
        if address_of is None:
            return []
        title, *others = texts
        return [Action(_("Write an article"), address_of(title, ", ".join(others)))]

    def _translate(self, language: GapLanguage, siblings: Sequence[GapLanguage]) -> list[Action]:
        """What answers the same in another language, and lacks this one."""
        for one in (language, *siblings):
            family = family_of(one.found) if one.is_sure else ""
            address = self._translating.address(family, language.locale) if family else None
            if address:
                name = pgettext("article", "Translate “%(title)s”") % {"title": one.found_title}
                return [Action(name, address)]
        return []

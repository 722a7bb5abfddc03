"""Asking people for help with a gap: once each, by a mail that was looked at before."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from portal.accounts.models import User
from portal.gaps.helping import letters, people
from portal.gaps.helping.letters import Draft, Plea
from portal.gaps.models import Ask, Gap


def hand_over(plea: Plea, to: Sequence[User], at: datetime) -> int:
    """Ask authors to write; returns how many were, without those who had been asked before.

    Raises Gap.DoesNotExist if it is gone by now.
    """
    with transaction.atomic():
        _hold(plea.gap)
        asked = Ask.objects.filter(gap=plea.gap, locale=plea.locale, of=plea.of)
        before = set(asked.values_list("person", flat=True))
        return _ask(plea, [one for one in to if one.pk not in before], at)


def invite(plea: Plea, at: datetime) -> int:
    """Invite the members who can be by now; returns how many those are.

    Raises Gap.DoesNotExist if it is gone by now.
    """
    with transaction.atomic():
        _hold(plea.gap)
        return _ask(plea, people.helpers(plea.gap, plea.locale, at), at)


def _hold(gap: Gap) -> None:
    """Nobody is asked twice because somebody else asks at the same moment, for whichever gap.

    How often a member is invited, and how many are in a day, is bound over all gaps: so all are
    held, in the same order as the nightly work holds them.
    """
    if gap.pk not in Gap.objects.select_for_update().states():
        raise Gap.DoesNotExist


def _ask(plea: Plea, to: Sequence[User], at: datetime) -> int:
    for person in to:
        Ask.objects.create(
            gap=plea.gap,
            locale=plea.locale,
            of=plea.of,
            person=person,
            by=plea.by,
            at=at,
            note=plea.note,
        )
        letters.queue(_draft(plea, person), person, plea)
    return len(to)


def _draft(plea: Plea, person: User) -> Draft:
    language = letters.language_of(person)
    if plea.of == Ask.Of.AUTHOR:
        return letters.to_author(plea, language)
    return letters.to_helper(plea, language, person)

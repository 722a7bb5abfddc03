"""Two who invite at once: the bounds hold over all gaps."""

from datetime import timedelta

import pytest

from portal.gaps.helping import asking, people
from portal.gaps.helping.letters import Plea
from portal.gaps.models import Ask, Gap
from tests.community.test_races import at_once
from tests.factories import accounts, community, gaps
from tests.factories.steps import START

pytestmark = pytest.mark.django_db(transaction=True)
AT_ONCE = 4
AT = START + timedelta(days=30)


def pleas() -> list[Plea]:
    by = accounts.support_manager()
    found = [gaps.gap(f"φωτοβολταϊκά {number}", failed=9) for number in range(AT_ONCE)]
    return [Plea(gap, "el", Ask.Of.HELPER, by) for gap in found]


def helper(name: str) -> None:
    thread = community.thread(accounts.member(f"Asker {name}"), locale="el")
    community.answer(thread, accounts.member(name, locale="el"))


def test_a_member_is_invited_once_a_day_by_two_at_once_for_two_gaps() -> None:
    helper("Ελένη")
    assert at_once(*(lambda plea=plea: asking.invite(plea, AT) for plea in pleas())) == []
    assert Ask.objects.count() == 1


def test_no_more_go_out_in_a_day_than_the_bound_by_two_at_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(people, "MOST_A_DAY", 3)
    monkeypatch.setattr(people, "MOST_INVITED", 1)
    for name in ("Άννα", "Βάσω", "Γιώτα", "Δάφνη"):
        helper(name)
    assert at_once(*(lambda plea=plea: asking.invite(plea, AT) for plea in pleas())) == []
    assert Ask.objects.count() == 3


def test_who_asks_for_help_with_a_gap_that_a_night_took_away_is_told_so() -> None:
    helper("Ελένη")
    plea, *_others = pleas()
    Gap.objects.filter(pk=plea.gap.pk).delete()
    with pytest.raises(Gap.DoesNotExist):
        asking.invite(plea, AT)
    assert not Ask.objects.exists()

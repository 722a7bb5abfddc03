"""The mail to who translates: at their own morning, in their language, and only of what is new."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override

from kb import jobs
from kb.models import Family, HelpPage, Review
from kb.states import Currency, TranslationState
from kb.translation import need, segments
from kb.translation.digests import choosing, writing
from kb.translation.digests.letters import MAIL
from kb.translation.digests.models import Digest, HowOften
from kb.translation.need import Met
from portal.accounts import personal_data
from portal.accounts.models import User
from portal.home import site
from portal.jobs import registry
from portal.jobs.tasks import run_noted
from portal.mail import kinds, outbox
from portal.mail.models import OutboundMail
from tests.factories import accounts
from tests.factories.actors import acting
from tests.factories.journal import at
from tests.factories.kb import make_family, make_locale, make_page
from tests.factories.mornings import MONDAYS
from tests.factories.translation import state

pytestmark = pytest.mark.django_db
# A Monday, and the Friday before it.
NOON, FRIDAY = "2026-03-09 12:00", "2026-03-06 15:00"
SELECT = 'name="how_often"'


@pytest.fixture(autouse=True)
def _site(settings: Any) -> Iterator[None]:
    settings.STAFF_MUST_USE_SECOND_FACTOR = False
    settings.REPORTING_TIME_ZONE = "UTC"
    site.set_up()
    before = list(need._look)
    need.register(lambda codes: {code: {} for code in codes})
    yield
    need._look[:] = before


def translator(name: str = "Δάφνη", **fields: Any) -> User:
    return accounts.translator(name, **({"locale": "el"} | fields))


def waiting(
    title: str,
    word: Currency = Currency.MISSING,
    when: str = FRIDAY,
    *,
    code: str = "el",
    words: int = 60,
) -> Family:
    """An article that readers have in Danish for long, and of which a language became this."""
    family = make_family(title, source="da")
    make_page(family, "da", title=title, live="at once")
    long_ago = at("2025-01-01 12:00")
    Family.objects.filter(pk=family.pk).update(first_published_at=long_ago)
    TranslationState.objects.filter(family=family).update(since=long_ago)
    made = state(family, code, word, words)
    TranslationState.objects.filter(pk=made.pk).update(since=at(when))
    return family


def written(when: str | datetime = NOON) -> int:
    moment = at(when) if isinstance(when, str) else when
    with time_machine.travel(moment, tick=False):
        return writing.write_due()


def text() -> str:
    return str(OutboundMail.objects.get().text)


@pytest.mark.parametrize(("zone", "not_yet", "due"), MONDAYS)
def test_it_is_written_at_seven_on_monday_where_the_translator_is(
    zone: str, not_yet: str, due: str
) -> None:
    translator(time_zone=zone)
    waiting("Udluft")
    assert (written(not_yet), written(due)) == (0, 1)


def test_it_tells_in_greek_what_became_of_the_texts_and_what_readers_need_most() -> None:
    account = translator()
    waiting("Udluft", Currency.OUTDATED)
    waiting("Skyl", Currency.UPDATE_NEEDED)
    family = waiting("Filter", Currency.IN_WORK)
    waiting("Ventil", Currency.IN_WORK)
    waiting("Pumpe")
    waiting("Gammel", when="2026-02-20 12:00")
    waiting("Norsk", code="nb")
    need.register(lambda codes: {code: {family.slug: Met(fallback=31)} for code in codes})
    assert written() == 1
    mail = OutboundMail.objects.get()
    assert (mail.to, mail.locale) == (account.email, "el")
    with override("el"):
        assert _lines(Currency.OUTDATED, 1) in mail.text
        assert _lines(Currency.UPDATE_NEEDED, 1) in mail.text
        assert _lines(Currency.IN_WORK, 2) in mail.text
        assert _lines(Currency.MISSING, 1) in mail.text
    assert "Ελληνικά" in mail.text
    assert mail.text.index("«") == mail.text.index("«Filter»") < mail.text.index("31")
    assert "/cms/help/desk/filter/el/" in mail.text
    assert "/cms/help/translations/in/el/worklist/" in mail.text
    assert "/nb/" not in mail.text
    assert kinds.priority(mail.kind) == max(map(kinds.priority, ("account", "digest", "answer")))


def _lines(word: Currency, count: int) -> str:
    from kb.translation.digests.letters import _told

    return f"– {_told(word, count)}"


def test_an_arabic_translator_reads_arabic_numbers_and_the_mail_runs_from_the_right() -> None:
    translator("ليلى", into="ar", locale="ar")
    for number in range(3):
        waiting(f"Udluft {number}", Currency.OUTDATED, code="ar")
    assert written() == 1
    mail = OutboundMail.objects.get()
    with override("ar"):
        assert _lines(Currency.OUTDATED, 3) in mail.text
    html = str(outbox.message(mail).alternatives[0].content)
    assert '<html lang="ar" dir="rtl">' in html
    assert "/cms/help/desk/udluft-0/ar/" in html


def test_nothing_new_is_no_mail_and_what_was_told_is_not_told_again() -> None:
    translator()
    waiting("Udluft", when="2026-02-20 12:00")
    assert written() == 0
    # It was looked in the morning: what comes later is told on the next Monday, once.
    waiting("Skyl", when="2026-03-09 12:30")
    assert [written("2026-03-09 18:00"), written("2026-03-12 12:00")] == [0, 0]
    assert [written("2026-03-16 12:00"), written("2026-03-16 12:10")] == [1, 0]
    OutboundMail.objects.all().delete()
    assert written("2026-03-23 12:00") == 0


def test_a_monday_that_was_missed_is_told_of_by_the_next() -> None:
    translator()
    assert written("2026-03-02 12:00") == 0
    waiting("Udluft", when="2026-03-02 15:00")
    assert written("2026-03-10 12:00") == 0
    assert written("2026-03-16 12:00") == 1


def test_who_wants_it_daily_gets_it_each_morning_of_what_came_since_the_last() -> None:
    account = translator(time_zone="Europe/Athens")
    with time_machine.travel(at("2026-03-04 12:00"), tick=False):
        choosing.choose(account, HowOften.DAILY)
    waiting("Udluft", when="2026-03-05 04:00")
    assert written("2026-03-05 04:59") == 0
    assert written("2026-03-05 05:00") == 1
    assert written("2026-03-06 05:00") == 0
    waiting("Skyl", when="2026-03-06 15:00")
    assert written("2026-03-07 05:00") == 1


def test_a_text_that_readers_get_for_the_first_time_is_news_whenever_it_was_begun() -> None:
    translator()
    family = waiting("Udluft", when="2026-01-01 12:00")
    Family.objects.filter(pk=family.pk).update(first_published_at=None)
    assert written("2026-03-02 12:00") == 0
    Family.objects.filter(pk=family.pk).update(first_published_at=at(FRIDAY))
    assert written() == 1


def test_what_somebody_began_or_asked_to_have_read_is_no_news_to_themselves() -> None:
    account = translator()
    with time_machine.travel(at(FRIDAY), tick=False):
        page = make_page(make_family("Udluft", source="da"), "da", title="Udluft")
        segments.submit([page.family], [make_locale("el")], by=acting(account))
    assert written() == 0
    HelpPage.objects.filter(locale__language_code="el").update(owner=accounts.writer())
    Digest.objects.all().delete()
    assert written() == 1


def test_reviews_are_told_to_who_gives_them_and_a_machines_sentences_to_who_translates() -> None:
    translator()
    reviewed = waiting("Udluft", Currency.NEEDS_REVIEW, words=0)
    publisher = accounts.publisher(locale="el")
    choosing.choose(publisher, HowOften.WEEKLY)
    Digest.objects.update(told_until=at("2026-03-02 07:00"))
    assert written() == 1
    assert OutboundMail.objects.get().to == publisher.email
    with override("el"):
        assert _lines(Currency.NEEDS_REVIEW, 1) in text()
    # Not to the one who asked.
    page = make_page(reviewed, "el", title="Αερισμός", live=False)
    Review.objects.create(page=page, asked_by=publisher, asked_at=at(FRIDAY))
    greek = state(reviewed, "el", Currency.NEEDS_REVIEW, 0)
    rows = TranslationState.objects.filter(pk=greek.pk)
    rows.update(since=at("2026-03-10 12:00"))
    assert written("2026-03-16 12:00") == 0
    rows.update(words_to_do=9)
    Digest.objects.update(day=None, told_until=at("2026-03-09 12:00"))
    assert written("2026-03-16 12:00") == 1
    assert OutboundMail.objects.latest("pk").to != publisher.email


@pytest.mark.parametrize(
    ("make", "expected"),
    [
        (accounts.translator, HowOften.WEEKLY),
        (accounts.writer, HowOften.NEVER),
        (accounts.publisher, HowOften.NEVER),
        (accounts.owner, HowOften.NEVER),
        (accounts.support_manager, HowOften.NEVER),
        (accounts.member, HowOften.NEVER),
    ],
)
def test_without_a_choice_it_comes_to_who_translates_and_does_nothing_else(
    make: Any, expected: HowOften
) -> None:
    account = make()
    waiting("Udluft")
    assert choosing.how_often(account) is expected
    assert written() == (1 if expected is HowOften.WEEKLY else 0)


def test_who_may_not_translate_any_more_is_told_nothing() -> None:
    waiting("Udluft")
    gone, resting = translator(), translator("Νίκος")
    choosing.choose(gone, HowOften.WEEKLY)
    Digest.objects.update(told_until=at("2026-03-02 07:00"))
    gone.groups.clear()
    User.objects.filter(pk=resting.pk).update(suspended_at=at(FRIDAY))
    assert written() == 0


@pytest.mark.parametrize("ends", ["rights", "is_active", "suspended_at"])
def test_what_waits_to_go_is_taken_back_with_the_right(ends: str) -> None:
    waiting("Udluft")
    gone, stays, begun = translator(), translator("Νίκος"), translator("Ελένη")
    assert written() == 3
    OutboundMail.objects.filter(to=begun.email).update(attempts=1)
    for account in (gone, begun):
        account.groups.clear()
    if ends != "rights":
        gone.groups.set(stays.groups.all())
        change = {"is_active": False} if ends == "is_active" else {"suspended_at": at(NOON)}
        User.objects.filter(pk=gone.pk).update(**change)
    assert written() == 0
    # What was begun to be sent may have gone already.
    assert {mail.to for mail in OutboundMail.objects.all()} == {stays.email, begun.email}


def test_nobody_is_written_to_whose_rights_rest_without_a_second_factor(settings: Any) -> None:
    settings.STAFF_MUST_USE_SECOND_FACTOR = True
    translator()
    waiting("Udluft")
    assert written() == 0


def test_one_that_cannot_be_written_keeps_none_of_the_others_back() -> None:
    waiting("Udluft")
    broken, other = translator(), translator("Νίκος")
    User.objects.filter(pk=broken.pk).update(email="no address")
    assert written() == 1
    assert OutboundMail.objects.get().to == other.email


def test_what_came_while_nobody_wanted_to_know_is_not_told_later() -> None:
    account = translator()
    choosing.choose(account, HowOften.NEVER)
    waiting("Udluft")
    assert written() == 0
    with time_machine.travel(at("2026-03-10 12:00"), tick=False):
        choosing.choose(account, HowOften.WEEKLY)
    assert written("2026-03-16 12:00") == 0
    waiting("Skyl", when="2026-03-17 12:00")
    assert written("2026-03-23 12:00") == 1


def test_one_click_ends_it_reading_does_not_and_there_it_is_chosen_anew(client: Client) -> None:
    account = translator()
    waiting("Udluft")
    assert written() == 1
    mail = OutboundMail.objects.get()
    address = mail.headers["List-Unsubscribe"].strip("<>")
    assert mail.headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert f"\n{address}\n" in mail.text
    path = address[address.index("/el/") :]
    program = Client(enforce_csrf_checks=True)
    assert program.get(path).status_code == 200
    assert choosing.how_often(account) is HowOften.WEEKLY
    assert program.post(path, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert choosing.how_often(account) is HowOften.NEVER
    assert not OutboundMail.objects.exists()
    wrong = program.post(path, {"how_often": "hourly"})
    assert wrong.status_code == 400
    assert "field--wrong" in wrong.content.decode()
    assert program.post(path, {"how_often": "daily"}).status_code == 200
    assert choosing.how_often(account) is HowOften.DAILY
    assert client.get("/el/help-digests/key/x/").status_code == 404


def test_it_is_chosen_beside_the_worklist_and_in_the_page_of_the_account(client: Client) -> None:
    account = translator()
    client.force_login(account)
    with override("el"):
        profile, way = reverse("accounts:profile"), MAIL.address(account)
    assert f'action="{way}"' in client.get(profile).content.decode()
    worklist = "/cms/help/translations/in/el/worklist/"
    assert SELECT in client.get(worklist).content.decode()
    there = "/cms/help/translations/in/el/digest/"
    answer = client.post(there, {"how_often": "daily"})
    assert answer.headers["Location"] == worklist
    assert choosing.how_often(account) is HowOften.DAILY
    client.post(there, {"how_often": "hourly"})
    assert choosing.how_often(account) is HowOften.DAILY


def test_who_translates_nothing_is_offered_nothing(client: Client) -> None:
    client.force_login(accounts.support_manager())
    for place in ("/en/account/", "/cms/help/translations/in/el/worklist/"):
        assert SELECT not in client.get(place).content.decode()
    answer = client.post("/cms/help/translations/in/el/digest/", {"how_often": "daily"})
    assert answer.status_code in {302, 403}
    assert not Digest.objects.exists()


def test_it_takes_as_many_statements_however_much_is_new() -> None:
    account = translator()
    waiting("Udluft")

    def statements() -> int:
        Digest.objects.all().delete()
        OutboundMail.objects.all().delete()
        with CaptureQueriesContext(connection) as captured:
            assert written() == 1
        return len(captured)

    few = statements()
    for number in range(9):
        waiting(f"Skyl {number}", Currency.OUTDATED)
    assert statements() == few
    assert account.translation_digest.day == at(NOON).date()


def test_a_clock_that_is_ahead_for_one_beat_writes_nothing_and_loses_nothing() -> None:
    registry.autodiscover()
    translator()
    waiting("Udluft")

    def beats(begin: str, times: int = 2) -> None:
        for number in range(times):
            with time_machine.travel(at(begin) + number * timedelta(minutes=10), tick=False):
                run_noted(jobs.DIGEST)

    beats("2026-03-06 16:00")
    beats("2027-01-04 12:00", times=1)
    assert not Digest.objects.exists()
    beats("2026-03-09 06:50", times=3)
    assert OutboundMail.objects.count() == 1
    # Told until a time that has not come: as if nothing had been told.
    Digest.objects.update(day=None, told_until=at("2027-01-04 12:00"))
    assert written() == 1


def test_the_database_knows_no_other_choice_and_one_row_an_account() -> None:
    account = translator()
    with pytest.raises(IntegrityError), transaction.atomic():
        Digest.objects.create(account=account, how_often="hourly")
    Digest.objects.create(account=account)
    with pytest.raises(IntegrityError), transaction.atomic():
        Digest.objects.create(account=account)


def test_the_choice_is_handed_out_and_goes_with_the_account() -> None:
    account = translator()
    assert personal_data.export(account)["digests"] is None
    choosing.choose(account, HowOften.DAILY)
    assert personal_data.export(account)["digests"]["chosen"] == "daily"
    personal_data.erase(account)
    assert not Digest.objects.exists()

"""Background work of the help texts."""

from datetime import timedelta

from django.utils import timezone

from kb.articles.bulk import acting
from kb.articles.reminders import weekly
from kb.readability import reading, visiting
from kb.translation import currency
from kb.translation.digests import writing as digests
from kb.translation.machine import asking
from kb.translation.memory import filling
from portal.jobs import beats
from portal.jobs.registry import job

REMIND = "kb.remind_owners"
DIGEST = "kb.write_digests"
# A mail that has gone cannot be taken back.
AGREE_WITHIN = timedelta(hours=3)


@job("kb.rebuild_states", queue="slow", every=timedelta(days=1))
def rebuild_states() -> int:
    """Work out anew how current each translation is: puts right what was written past us."""
    return currency.rebuild()


@job("kb.fill_memory", queue="slow", every=timedelta(hours=6))
def fill_memory() -> int:
    """Remember what was translated since, by whatever way it came."""
    return filling.fill()


@job(acting.JOB, queue="slow", every=timedelta(minutes=5))
def act() -> int:
    """Do what editors do to many articles at once."""
    return acting.go_on()


@job(asking.JOB, queue="slow", every=timedelta(minutes=5))
def fill_by_machine() -> int:
    """Have machines translate what they were asked for."""
    return asking.go_on()


@job(REMIND, queue="slow", every=timedelta(minutes=10))
def remind_owners() -> int:
    """Write the weekly mails to who looks after articles."""
    at = timezone.now()
    return weekly.write_due(at) if beats.agree(REMIND, at, within=AGREE_WITHIN) else 0


@job(DIGEST, queue="slow", every=timedelta(minutes=10))
def write_digests() -> int:
    """Write the mails to who translates."""
    at = timezone.now()
    return digests.write_due(at) if beats.agree(DIGEST, at, within=AGREE_WITHIN) else 0


@job(reading.JOB, queue="slow", every=timedelta(minutes=10))
def read_texts() -> int:
    """Work out how hard published texts are, and what they lead to."""
    return reading.read()


@job(visiting.JOB, queue="slow", every=timedelta(minutes=5))
def visit_links() -> int:
    """Ask whether the pages of the internet are there that texts lead to."""
    return visiting.visit()

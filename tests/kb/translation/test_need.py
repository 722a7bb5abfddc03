"""What a rank is made of, and how it explains itself."""

import pytest
from django.utils import translation

from kb.states import Currency
from kb.translation import need
from kb.translation.need import LEAST, DemandSignal, Met


def score(met: Met, words: int = 100, word: Currency = Currency.MISSING) -> float:
    return need.of(met, word, words).score


def test_more_readers_and_fewer_words_are_a_greater_need() -> None:
    assert score(Met(fallback=40)) > score(Met(fallback=20))
    assert score(Met(fallback=40), 100) > score(Met(fallback=40), 1_000)


def test_who_gave_up_weighs_more_than_who_read_something_else() -> None:
    assert score(Met(wrote=10)) > score(Met(unhelped=10)) > score(Met(fallback=10))


def test_after_a_minor_change_a_text_is_needed_less() -> None:
    met = Met(outdated=30)
    assert score(met, word=Currency.UPDATE_NEEDED) < score(met, word=Currency.OUTDATED)


def test_nothing_to_do_does_not_divide_by_none() -> None:
    assert score(Met(outdated=9), 0) > 0


def test_what_nobody_met_has_no_reason() -> None:
    found = need.of(Met(), Currency.MISSING, 240)
    assert (found.score, found.reason) == (0, None)
    assert "240 words to translate" in need.why(found, "en")


@pytest.mark.parametrize("reason", DemandSignal)
def test_fewer_than_five_rank_alike_and_are_not_counted_aloud(reason: DemandSignal) -> None:
    found = [need.of(Met(**{reason.field: n}), Currency.MISSING, 9) for n in range(1, LEAST)]
    assert len({(one.score, need.why(one, "en")) for one in found}) == 1
    assert "fewer than 5 readers" in need.why(found[0], "en").casefold()


@pytest.mark.parametrize("reason", DemandSignal)
def test_five_are_told(reason: DemandSignal) -> None:
    found = need.of(Met(**{reason.field: LEAST}), Currency.MISSING, 9)
    assert (found.reason, found.readers) == (reason, LEAST)
    assert "5 readers" in need.why(found, "en")


def test_a_rank_says_what_weighs_most_in_it() -> None:
    found = need.of(Met(fallback=31, unhelped=2), Currency.MISSING, 240)
    assert need.why(found, "en") == (
        "In the last 28 days 31 readers got this in English instead; 240 words to translate."
    )
    assert need.of(Met(fallback=31, wrote=20), Currency.MISSING, 9).reason is DemandSignal.WROTE


@pytest.mark.parametrize("language", ["el", "nb", "da", "sv", "id", "ar"])
@pytest.mark.parametrize(
    "met", [Met(), *(Met(**{one.field: 6}) for one in DemandSignal), Met(wrote=1)]
)
def test_every_language_takes_all_that_a_reason_tells(language: str, met: Met) -> None:
    found = need.of(met, Currency.OUTDATED, 1_240)
    with translation.override(language):
        assert "%(" not in need.why(found, "nb")

"""Which of the texts that were found are shown, and in which order."""

from collections.abc import Sequence
from typing import Any

import pytest

from search.engines.base import Answer, Match, Neighbour
from search.queries import parse
from search.ranking import FUSION, LINE
from search.retrieval import fusion
from search.retrieval.fusion import Floors, Listing
from tests.factories.search import make_document

FLOORS = Floors(words=LINE.words, near=0.4)


def near(key: str, similarity: float, *, coverage: float = 0.0, **values: Any) -> Neighbour:
    return Neighbour(match(key, 9.0 * coverage, coverage=coverage, **values), similarity)


def match(key: str, score: float, *, coverage: float, locale: str = "el", **values: Any) -> Match:
    return Match(make_document(key, locale=locale, **values), score, coverage)


def listed(
    *found: Neighbour, words: Sequence[Match] = (), pinned: Sequence[Match] = (), typed: str = ""
) -> Listing:
    """What a Greek reader is shown."""
    codes = parse(typed, "el").names
    every = fusion.placed(Answer(near=found, matches=tuple(words)), (), "el", FLOORS, codes)
    return fusion.listed(every, pinned, "el", FLOORS)


def keys(listing: Listing) -> list[str]:
    return [one.match.document.key for one in (*listing.own, *listing.foreign)]


def test_a_thread_that_only_means_alike_is_below_what_has_the_words() -> None:
    listing = listed(near("3", 0.55, kind="thread"), near("article", 0.5, coverage=0.6))
    assert keys(listing) == ["article", "3"]


def test_a_thread_that_has_the_words_is_where_it_belongs() -> None:
    listing = listed(
        near("3", 0.55, kind="thread", coverage=0.6), near("article", 0.5, coverage=0.6)
    )
    assert keys(listing) == ["3", "article"]


def test_other_languages_follow_the_readers_own() -> None:
    listing = listed(
        near("da", 0.505, locale="da"), near("el", 0.5), near("ar", 0.49, locale="ar")
    )
    assert keys(listing) == ["el", "da", "ar"]
    assert (listing.total, len(listing.foreign)) == (1, 2)


@pytest.mark.parametrize("kind", ["article", "faq"])
def test_of_two_as_good_the_article_is_before_the_question_of_the_community(kind: str) -> None:
    thread = near("7", 0.52, kind="thread", coverage=0.6)
    assert keys(listed(thread, near("of-the-owner", 0.5, kind=kind, coverage=0.6)))[0] != "7"


def test_what_is_much_worse_than_an_article_of_another_language_gives_way_to_it() -> None:
    assert keys(listed(near("da", 0.55, locale="da"), near("el", 0.5))) == ["da"]
    thread = listed(near("7", 0.55, locale="da", kind="thread"), near("el", 0.53))
    assert keys(thread) == ["el", "7"]


def test_a_list_ends_where_the_scores_have_fallen() -> None:
    good = [near(f"g{number}", 0.55) for number in range(FUSION.least)]
    rest = [near(f"n{number}", 0.44) for number in range(2 * FUSION.tail)]
    assert keys(listed(near("best", 0.56), *good, *rest)) == keys(
        listed(near("best", 0.56), *good)
    )


def test_a_list_does_not_end_before_there_are_some_if_so_many_are_near_at_all() -> None:
    below, far = FLOORS.near - LINE.closest / 2, FLOORS.near - LINE.closest - 0.01
    close = [near(f"n{number}", below) for number in range(2 * FUSION.least)]
    listing = listed(near("best", 0.56), *close)
    assert keys(listing) == ["best", *(f"n{number}" for number in range(FUSION.least - 1))]
    assert [one.fits for one in listing.own] == [True] + [False] * (FUSION.least - 1)
    assert keys(listed(near("best", 0.56), near("far", far))) == ["best"]


def test_nothing_of_ones_own_is_put_before_what_only_another_language_answers() -> None:
    close = near("el", FLOORS.near - LINE.closest / 2)
    assert keys(listed(near("da", 0.55, locale="da"), close)) == ["da"]


def test_what_is_as_good_as_the_best_is_all_shown() -> None:
    alike = [near(f"n{number:02}", 0.5) for number in range(25)]
    assert len(keys(listed(*alike))) == 25


def test_where_nothing_is_near_enough_three_are_shown_and_said_to_be_unsure() -> None:
    below = [near(f"n{number}", FLOORS.near - 0.001) for number in range(9)]
    listing = listed(*below)
    assert (listing.unsure, keys(listing)) == (True, ["n0", "n1", "n2"])
    assert not any(one.fits for one in listing.own)


def test_the_closest_of_other_languages_are_shown_where_there_are_none_in_the_readers() -> None:
    listing = listed(near("da", FLOORS.near - 0.001, locale="da"))
    assert (listing.unsure, keys(listing), listing.total) == (True, ["da"], 0)


def test_what_is_far_from_everything_is_answered_by_nothing() -> None:
    far = FLOORS.near - LINE.closest - 0.01
    listing = listed(*(near(f"n{number}", far) for number in range(9)))
    assert (listing.unsure, keys(listing)) == (True, [])


def test_nearly_all_of_the_words_are_an_answer_however_far_the_meaning() -> None:
    listing = listed(near("gdpr", 0.2, coverage=1.0))
    assert (listing.unsure, keys(listing)) == (False, ["gdpr"])


@pytest.mark.parametrize("locale", ["el", "da"])
def test_a_pin_is_first_and_makes_it_sure(locale: str) -> None:
    pin = match("pin", 0.0, coverage=1.0, locale=locale)
    listing = listed(near("n", 0.2), pinned=[pin])
    assert (listing.unsure, keys(listing), listing.total) == (False, ["pin"], 1)


def test_by_words_alone_what_has_little_of_them_is_left_out() -> None:
    words = [match(f"w{number}", 9.0, coverage=1.0) for number in range(FUSION.least)]
    little = match("little", 4.0, coverage=FUSION.share - 0.01)
    assert "little" not in keys(listed(words=[*words, little]))
    assert keys(listed(words=[*words[1:], little]))[-1] == "little"
    assert keys(listed(words=[little])) == ["little"]


def test_by_words_alone_scores_of_two_languages_are_not_compared() -> None:
    own, foreign = match("el", 2.0, coverage=0.6), match("da", 30.0, coverage=0.6, locale="da")
    every = fusion.placed(Answer(matches=(own,)), [Answer(matches=(foreign,))], "el", FLOORS)
    assert keys(fusion.listed(every, (), "el", FLOORS)) == ["el", "da"]


@pytest.mark.parametrize("typed", ["E-2210", "η βαλβίδα στο σαλόνι δείχνει e2210"])
@pytest.mark.parametrize("named", [{"title": "Μπλοκάρει (E-2210)"}, {"keywords": ("E-2210",)}])
def test_an_article_with_the_code_leads_however_far_it_is(
    typed: str, named: dict[str, Any]
) -> None:
    far = near("article", 0.1, coverage=0.1, **named)
    rest = [near(f"n{number}", 0.3) for number in range(2 * FUSION.tail)]
    thread = near("7", 0.6, coverage=0.9, kind="thread", title="E-2210 στο σαλόνι")
    listing = listed(thread, far, *rest, typed=typed)
    assert (listing.unsure, keys(listing)) == (False, ["article", "7"])
    words = [match("all", 30.0, coverage=1.0), match("article", 2.0, coverage=0.1, **named)]
    assert keys(listed(words=words, typed=typed)) == ["article", "all"]


@pytest.mark.parametrize(
    "typed", ["24", "230V", "1.250.000", "v2.10.3", "E-2211", "E-2210 E-1042"]
)
def test_a_number_or_another_code_leads_to_nothing_by_itself(typed: str) -> None:
    title = "24, 230V, 1.250.000, v2.10.3, E-2210"
    words = [match("all", 30.0, coverage=1.0), match("numbers", 2.0, coverage=0.05, title=title)]
    assert keys(listed(words=words, typed=typed)) == ["all"]

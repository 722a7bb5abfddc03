"""What is remembered of translations, what is offered for a sentence, and what is forgotten."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from kb.models import Family
from kb.translation.memory.models import CommonWord, Sentence, SentenceWord, Translated
from kb.translation.memory.remembering import COMMON, KnownSegment, count_words, remember
from kb.translation.memory.suggesting import Suggestion, suggest
from tests.factories.kb import make_family, make_locale, make_page

pytestmark = pytest.mark.django_db

AT = datetime(2026, 3, 1, tzinfo=UTC)


def known(
    family: Family, texts: Mapping[str, str], target: str = "el", source: str = "en", days: int = 0
) -> list[KnownSegment]:
    pair = {"source": make_locale(source).pk, "target": make_locale(target).pk}
    at = AT + timedelta(days=days)
    return [
        KnownSegment(family=family.pk, text=text, translation=translation, at=at, **pair)
        for text, translation in texts.items()
    ]


def learn(family: Family, texts: Mapping[str, str], **where: Any) -> int:
    return remember(known(family, texts, **where))


def ask(text: str, target: str = "el", source: str = "en") -> list[Suggestion]:
    return suggest(text, make_locale(source), make_locale(target))


def test_the_same_sentence_is_offered_with_its_article() -> None:
    page = make_page(make_family("Bleed a radiator", slug="bleed"), "el", title="Εξαέρωση")
    learn(page.family, {"Open the <b>valve</b>.": "Ανοίξτε τη <b>βαλβίδα</b>."})
    (one,) = ask("Open the <b>valve</b>.")
    assert (one.percent, one.translation) == (100, "Ανοίξτε τη <b>βαλβίδα</b>.")
    assert (one.slug, one.title) == ("bleed", "Εξαέρωση")


def test_other_markup_is_not_the_same_sentence() -> None:
    learn(make_family(), {"Open the <b>valve</b>.": "Ανοίξτε."})
    (one,) = ask("Open the valve.")
    assert one.percent == 99


@pytest.mark.parametrize(
    ("source", "said", "asked"),
    [
        ("en", "Wait 15 minutes and press the button.", "Wait 20 minutes and press the button."),
        ("el", "Περιμένετε 15 λεπτά και πατήστε το.", "Περιμένετε 20 λεπτά και πατήστε το."),
        ("ar", "انتظر 15 دقيقة ثم اضغط على الزر.", "انتظر 20 دقيقة ثم اضغط على الزر."),
    ],
)
def test_another_number_is_told(source: str, said: str, asked: str) -> None:
    learn(make_family(source=source), {said: "Vent."}, target="da", source=source)
    (one,) = ask(asked, target="da", source=source)
    assert 75 <= one.percent < 100
    assert one.differing == ("20", "15")


@pytest.mark.parametrize(
    "asked",
    [
        "The invoice comes by mail once a month.",
        "Close the app.",
        "Press OK",
        "Water",
        "E-77",
        "…",
        "",
    ],
)
def test_another_sentence_is_not_offered(asked: str) -> None:
    others = ("Open the valve.", "Press the red button for a while.", "Close the window.", "OK")
    learn(make_family(), dict.fromkeys(others, "Ναι."))
    assert all(one.percent < 75 for one in ask(asked))


def test_the_most_alike_comes_first_and_each_translation_once() -> None:
    one, two = make_family("One"), make_family("Two")
    learn(one, {"Press the red button twice.": "Α", "Press the button.": "Β"})
    learn(two, {"Press the red button twice.": "Α"}, days=1)
    found = ask("Press the red button now.")
    assert [(each.translation, each.slug) for each in found] == [("Α", "two"), ("Β", "one")]


def test_what_an_article_says_now_is_what_is_remembered_of_it() -> None:
    family = make_family()
    learn(family, {"Open it.": "Παλιό"})
    learn(family, {"Open it.": "Νέο"}, days=1)
    assert [one.translation for one in ask("Open it.")] == ["Νέο"]


def test_remembering_again_changes_nothing(django_assert_num_queries: Any) -> None:
    family = make_family()
    texts = {f"Press the button {number} times.": f"{number} φορές" for number in range(50)}
    again = known(family, texts)
    remember(again)
    before = [list(model.objects.order_by("pk").values()) for model in (Sentence, Translated)]
    with django_assert_num_queries(5):
        assert remember(again) == 50
    after = [list(model.objects.order_by("pk").values()) for model in (Sentence, Translated)]
    assert before == after


def test_languages_are_not_mixed() -> None:
    learn(make_family(), {"Open the valve.": "Åbn ventilen."}, target="da")
    assert ask("Open the valve.") == []
    assert len(ask("Open the valve.", target="da")) == 1


def test_what_has_no_word_is_not_remembered() -> None:
    learn(make_family(), {"…": "…", "Open it.": ""})
    assert not Sentence.objects.exists()


def test_an_article_is_forgotten_with_its_family() -> None:
    one, two = make_family("One"), make_family("Two")
    learn(one, {"Open the valve.": "Α", "Only here.": "Μόνο εδώ"})
    learn(two, {"Open the valve.": "Β"})
    one.delete()
    assert [row.text for row in Sentence.objects.all()] == ["Open the valve."]
    assert [row.text for row in Translated.objects.all()] == ["Β"]
    assert {row.sentence.text for row in SentenceWord.objects.all()} == {"Open the valve."}


def test_common_words_are_counted_and_rare_ones_found_all_the_same() -> None:
    family = make_family()
    learn(family, {f"Press the button n{number}x.": f"{number}" for number in range(COMMON + 1)})
    assert count_words() == 3
    assert {row.sentences for row in CommonWord.objects.all()} == {COMMON + 1}
    assert ask("Press the button n7x!")[0].translation == "7"
    assert ask("Press the button.")


def test_a_suggestion_costs_the_same_however_much_is_remembered(
    django_assert_num_queries: Any,
) -> None:
    family = make_family()
    learn(family, {f"Press the button {number} times.": f"{number}" for number in range(150)})
    source, target = make_locale("en"), make_locale("el")
    with django_assert_num_queries(5):
        assert len(suggest("Press the button twice.", source, target)) == 5

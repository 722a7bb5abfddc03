"""How hard a text is: by its sentences and its long words, in each language its own."""

import pytest

from kb.readability.difficulty import measure
from kb.readability.languages import data, language_of
from tests.kb.readability.texts import text

PLAIN = {
    "en": "Press the button. Wait until it blinks. Let it go.",
    "da": "Tryk på knappen. Vent, til den blinker. Slip den.",
    "el": "Πατήστε το κουμπί. Περιμένετε λίγο. Αφήστε το.",
    "ar": "اضغط على الزر. انتظر قليلا. اتركه.",
    "id": "Tekan tombol. Tunggu sampai berkedip. Lepas.",
    "zh": "按按钮。等一会儿。松开它。",
}
HARD = {
    "en": "Initialisation of the configuration necessitates authentication of administrators.",
    "da": "Initialisering af konfigurationen nødvendiggør administratorgodkendelse.",
    "el": "Η αρχικοποίηση της παραμετροποίησης προϋποθέτει εξουσιοδότηση των διαχειριστών.",
    "ar": "يستلزم استخدام المستودعات استكمال المصادقات المستقلة للمستخدمين واستيفاء المتطلبات.",
    "id": "Penginisialisasian pengonfigurasian mengharuskan pengautentikasian administrator.",
    "zh": "系统配置初始化过程要求管理员身份验证服务器完成多重身份认证并且确认授权范围。",
}


@pytest.mark.parametrize("locale", PLAIN)
def test_long_sentences_of_long_words_are_harder_in_every_language(locale: str) -> None:
    plain = measure(text(f"<p>{PLAIN[locale]}</p>", locale)).difficulty
    hard = measure(text(f"<p>{HARD[locale]}</p>", locale)).difficulty
    assert plain < hard


def test_lix_is_counted_as_it_was_published() -> None:
    counted = measure(text("<p>Vi väntar. Maskinerna stannar nu.</p>", "sv"))
    assert (counted.words, counted.sentences, counted.long_words) == (5, 2, 2)
    assert counted.difficulty == 5 / 2 + 100 * 2 / 5


def test_headings_and_codes_are_not_counted_and_nothing_is_not_hard() -> None:
    assert measure(text("<h2>Επαναφορά ρυθμίσεων</h2>", "el")).difficulty == 0
    assert measure(text("<p>Maskinerna <code>initialisation</code>.</p>", "sv")).long_words == 1


def test_each_bound_says_whence_it_is() -> None:
    for code, bounds in data()["bounds"].items():
        for name, bound in bounds.items():
            assert bound["of"] > 0, (code, name)
            assert len(bound["from"]) > 5, (code, name)
        language = language_of("en" if code == "default" else code)
        assert language.sentence > 5

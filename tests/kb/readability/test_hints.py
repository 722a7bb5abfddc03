"""Each rule, in every language: what it must find, and what it must leave alone."""

import pytest
from django.utils import translation

from kb.prose.nodes import Link
from kb.readability.found import TextContext
from kb.readability.glossary import Terms
from kb.readability.hints import RULES, hints
from kb.readability.rules.sentences import long_sentence
from tests.kb.readability.texts import rules, text


def steps(*said: str) -> str:
    items = "".join(f"<li>{one}</li>" for one in said)
    return f"<ol>{items}</ol>"


LONG_EN = "Press the small red button below the lid " + "and then wait for a while " * 4
LONG_EL = "Πατήστε το μικρό κόκκινο κουμπί κάτω από το καπάκι " + "και μετά περιμένετε λίγο " * 8
WRONG = [
    ("sentence", f"<p>{LONG_EN}.</p>", "en"),
    ("sentence", f"<p>Κλείστε το. {LONG_EL}.</p>", "el"),
    ("sentence", f"<p>{'Du venter lidt og '}{'går så ud i køkkenet og ' * 6}sover.</p>", "da"),
    (
        "sentence",
        f"<ul><li>اضغط على الزر الأحمر {'ثم انتظر قليلا حتى يضيء ' * 6}.</li></ul>",
        "ar",
    ),
    ("sentence", f"<p>{'打开应用然后等待一会儿再按下红色按钮并且' * 4}。</p>", "zh"),
    ("step", steps("Press the button. Turn the lid. Then pull it out."), "en"),
    ("step", steps("Tryk på knappen, drej låget, og træk derefter batteriet ud."), "da"),
    ("step", steps("Trykk på knappen, åpne lokket og ta ut batteriet."), "nb"),
    ("step", steps("Tryck på knappen, öppna locket och ta sedan ut batteriet."), "sv"),
    ("step", steps("Πατήστε το κουμπί, ανοίξτε το καπάκι και βγάλτε την μπαταρία."), "el"),
    ("step", steps("Tekan tombol, buka tutupnya, lalu lepaskan baterai."), "id"),
    ("step", steps("اضغط على الزر وافتح الغطاء ثم أزل البطارية."), "ar"),
    ("abbreviation", "<p>Slå DHCP til på din router.</p>", "da"),
    ("abbreviation", "<p>Ενεργοποιήστε το DHCP στον δρομολογητή.</p>", "el"),
    ("abbreviation", "<p>شغّل DHCP في جهازك.</p>", "ar"),
    ("untranslated", "<p>Press the red button twice and wait.</p>", "el"),
    ("untranslated", "<p>افتح التطبيق.</p><p>Press the red button and wait.</p>", "ar"),
]
RIGHT = [
    ("sentence", "<p>Press the button. Wait until it blinks. Then let go of it.</p>", "en"),
    ("sentence", f"<p><code>{LONG_EN}</code></p>", "en"),
    ("sentence", "<p>Αν δεν ανάβει, πατήστε το πάλι και περιμένετε δέκα λεπτά.</p>", "el"),
    ("sentence", "<p>打开应用。然后按红色按钮。</p>", "zh"),
    ("sentence", "<p>เปิดแอป รอสักครู่ แล้วกดปุ่มสีแดง</p>", "th"),
    ("step", steps("Press the button.", "Turn the lid.", "Pull it out."), "en"),
    ("step", steps("Press and hold the button to open, close and lock the lid."), "en"),
    ("step", steps("Press the button. If it blinks, release it, open the lid, and wait."), "en"),
    ("step", steps("Choose File, Open and Save."), "en"),
    ("step", steps("Tryk og hold knappen inde for at åbne, lukke og låse låget."), "da"),
    ("step", steps("Trykk på knappen for å åpne, lukke og låse lokket."), "nb"),
    ("step", steps("Tryck på knappen för att öppna, stänga och låsa locket."), "sv"),
    (
        "step",
        steps("Πατήστε το κουμπί για να ανοίξετε, να κλείσετε και να δείτε το καπάκι."),
        "el",
    ),
    ("step", steps("Tekan tombol untuk membuka, menutup dan mengunci tutupnya."), "id"),
    ("step", steps("اضغط على الزر حتى يضيء."), "ar"),
    ("step", "<ul><li>Press it. Turn it. Pull it. Open it.</li></ul>", "en"),
    ("step", steps("Nyomja meg. Nyissa ki. Húzza ki."), "hu"),
    ("abbreviation", "<p>Slå DHCP (automatiske adresser) til.</p>", "da"),
    ("abbreviation", "<p>Ο κόμβος παίρνει διεύθυνση (DHCP). Το DHCP είναι ανοιχτό.</p>", "el"),
    ("abbreviation", "<p>شغّل <code>DHCP</code> في E-2210 وافتح PDF.</p>", "ar"),
    ("abbreviation", "<p>VENT, TIL LAMPEN BLINKER.</p>", "nb"),
    ("abbreviation", "<p>Kapitel IV</p>", "sv"),
    ("untranslated", "<p>Solvei Hub Mini Pro Max</p>", "el"),
    ("untranslated", "<p>Λέει: <code>No device was found here</code>.</p>", "el"),
    ("untranslated", "<p><code>No device was found here</code> (E-2210)</p>", "ar"),
    ("untranslated", "<p>Press the red button twice and wait.</p>", "da"),
    ("untranslated", "<p>Στο μενού επιλέξτε «Always show the clock».</p>", "el"),
]


@pytest.mark.parametrize(("rule", "html", "locale"), WRONG)
def test_what_could_be_plainer_is_found(rule: str, html: str, locale: str) -> None:
    assert rules(html, locale) == [rule]


@pytest.mark.parametrize(("rule", "html", "locale"), RIGHT)
def test_what_is_plain_is_left_alone(rule: str, html: str, locale: str) -> None:
    assert rule not in rules(html, locale)


def test_a_title_has_room_in_a_list() -> None:
    assert rules("", "el", title="Αλλάξτε τις μπαταρίες της βαλβίδας") == []
    assert rules("", "el", title="Αλλάξτε τις μπαταρίες " * 5) == ["title"]
    # Signs of vowels take no room.
    assert rules("", "ar", title="ضَ" * 60) == []


def test_a_picture_says_what_it_shows() -> None:
    assert rules("", "el", alt="Το πίσω μέρος του κόμβου") == []
    assert rules("", "el", alt="") == ["picture"]


def test_a_sentence_of_the_source_is_not_translated() -> None:
    known = TextContext(source=frozenset({"Press the red button twice.", "Solvei Hub Pro"}))
    left = text("<p>Tryk. Press the red button twice.</p><p>Solvei Hub Pro</p>", "da")
    assert [hint.quote for hint in hints(left, known)] == ["Press the red button twice."]


def test_a_term_that_needs_a_definition_and_has_none_is_told_once() -> None:
    terms = Terms(defined=frozenset({"DHCP"}), undefined=frozenset({"δρομολογητής"}))
    said = text("<p>Ο Δρομολογητής έχει DHCP.</p><p>Ο δρομολογητής είναι εδώ.</p>", "el")
    assert [hint.rule for hint in hints(said, TextContext(terms=terms))] == ["term"]


def test_a_link_that_leads_nowhere_is_named_by_its_words() -> None:
    dead = TextContext(dead={Link("url", "https://x.example/"): "Είναι κλειστό."})
    said = text('<p>Δείτε <a href="https://x.example/">τον κατάλογο</a>.</p>', "el")
    [hint] = hints(said, dead)
    assert (hint.rule, hint.words, hint.quote) == ("link", "Είναι κλειστό.", "τον κατάλογο")


def test_each_hint_says_where_it_is_what_to_do_and_in_the_editors_language() -> None:
    with translation.override("da"):
        [hint] = hints(text(f"<p>{LONG_EL}.</p>", "el"))
        assert hint.place == "body.x"
        assert hint.quote.startswith("Πατήστε το μικρό")
        assert len(hint.quote) <= 160
        assert str(hint.remedy)
        assert "40" in hint.words or "41" in hint.words


def test_every_rule_is_tried() -> None:
    alone = {"title", "picture", "link", "term"}
    assert {row[0] for row in WRONG} | alone == set(RULES)


def test_the_bounds_are_of_each_language() -> None:
    english, arabic = text("", "en").language, text("", "ar").language
    assert arabic.sentence < english.sentence
    assert long_sentence("كلمة " * english.sentence, arabic)
    assert not long_sentence("word " * english.sentence, english)
    assert text("", "pt-br").language.code == "pt"

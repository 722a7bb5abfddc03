"""Each check, in every language: what it must find, and what it must leave alone."""

import pytest

from kb.glossary import TermPair
from kb.translation.checks.checking import CHECKS, findings
from kb.translation.checks.pairs import Pair

GATEWAY = TermPair(
    term="gateway", start=0, end=0, source="gateway", target="πύλη", forbidden=("γέφυρα",)
)


def found(source: str, translation: str, locale: str, source_locale: str = "en") -> set[str]:
    pair = Pair(
        source=source,
        translation=translation,
        source_locale=source_locale,
        locale=locale,
        terms=[GATEWAY] if "gateway" in source else [],
    )
    return {finding.check for finding in findings(pair)}


WRONG = [
    ("numbers", "Wait 15 minutes.", "Περιμένετε 20 λεπτά.", "el", "en"),
    ("numbers", "It weighs 1,500 kg.", "Den vejer 1,500 kg.", "da", "en"),
    ("numbers", "It weighs 2.5 kg.", "Den veier 25 kg.", "nb", "en"),
    ("numbers", "Press it 30 times.", "Tryck på den.", "sv", "en"),
    ("numbers", "Tryk på den.", "Tekan 40 kali.", "id", "da"),
    ("numbers", "Wait 15 minutes.", "انتظر ٢٥ دقيقة.", "ar", "en"),
    ("numbers", "Περιμένετε 1.500 λεπτά.", "Wait 1.5 minutes.", "en", "el"),
    ("addresses", "See https://solvei.example/app", "Δείτε την εφαρμογή", "el", "en"),
    ("addresses", "Write to help@solvei.example", "Skriv til hjelp@solvei.example", "nb", "en"),
    ("addresses", "Write to help@solvei.example", "اكتب إلى help@solvei", "ar", "en"),
    ("placeholders", "Hello {name}!", "Hej {navn}!", "da", "en"),
    ("placeholders", "%(count)s files", "%(antal)s filer", "sv", "en"),
    ("codes", "Type <code>hub_reset</code>.", "Ketik <code>hub_ulang</code>.", "id", "en"),
    ("codes", "Τύπος <code>E-77</code>.", "Type <code>E-78</code>.", "en", "el"),
    ("markup", 'See <a id="a1">the hub</a>.', "Δείτε τον κόμβο.", "el", "en"),
    ("markup", "See <b>the hub</b>.", "Se hubben.", "da", "en"),
    ("markup", "See the hub.", "Lihat <b>hub</b>.", "id", "en"),
    ("ending", "Is it on?", "Είναι ανοιχτό?", "el", "en"),
    ("ending", "Is it on?", "هل يعمل?", "ar", "en"),
    ("ending", "Is it on?", "Er den tændt.", "da", "en"),
    ("ending", "Είναι ανοιχτό;", "Is it on.", "en", "el"),
    ("ending", "Press the button.", "Trykk på knappen", "nb", "en"),
    ("ending", "Do this:", "Gör så här.", "sv", "en"),
    ("ending", "Settings", "Pengaturan.", "id", "en"),
    ("ending", "It is on.", "它开着.", "zh-hans", "en"),
    ("doubled", "Press the button.", "Trykk knappen knappen.", "nb", "en"),
    ("doubled", "Press the button.", "Πατήστε το κουμπί κουμπί.", "el", "en"),
    ("doubled", "Press the button.", "اضغط على الزر الزر.", "ar", "en"),
    ("unchanged", "Press the red button twice.", "Press the red button twice.", "da", "en"),
    ("unchanged", "Πατήστε το κόκκινο κουμπί.", "Πατήστε το κόκκινο κουμπί.", "en", "el"),
    ("length", "Press the red button and wait until it blinks.", "Tryck.", "sv", "en"),
    ("length", "Press the red button.", "Tekan " + "tombol merah " * 9, "id", "en"),
    ("spaces", "Press it.", "Tryk på den. ", "da", "en"),
    ("glossary", "Move the gateway.", "Μετακινήστε τη γέφυρα.", "el", "en"),
    ("glossary", "Move the gateway.", "Μετακινήστε τη συσκευή.", "el", "en"),
    ("spaces", "Press it now.", "Πατήστε  το τώρα.", "el", "en"),
    ("sentence", "Wait.", f"Vent {'på det og ' * 12}gå.", "da", "en"),
]
RIGHT = [
    ("numbers", "It weighs 1,500.5 kg.", "Ζυγίζει 1.500,5 κιλά.", "el", "en"),
    ("numbers", "It weighs 1,500 kg.", "Den väger 1\u00a0500 kg.", "sv", "en"),
    ("numbers", "It weighs 1.5 kg.", "يزن ١٫٥ كغ.", "ar", "en"),
    ("numbers", "It weighs 1,500 kg.", "يزن ١٬٥٠٠ كغ.", "ar", "en"),
    ("numbers", "At 10:30 with version 3.32", "Kl. 10.30 med version 3.32", "da", "en"),
    ("numbers", "Use 2 fingers.", "Bruk to fingre.", "nb", "en"),
    ("numbers", "Use two fingers.", "Gunakan 2 jari.", "id", "en"),
    ("addresses", "See https://x.example/en/a.", "Δείτε https://x.example/el/a.", "el", "en"),
    ("addresses", "Write to a@x.example.", "Skriv till a@x.example!", "sv", "en"),
    ("placeholders", "Hello {name}, %(n)s left", "مرحبا {name}، بقي %(n)s", "ar", "en"),
    ("codes", "Press <code>Space</code>.", "Tryk på <code>Mellemrum</code>.", "da", "en"),
    ("codes", "Type <code>hub_reset</code>.", "Ketik <code>hub_reset</code>.", "id", "en"),
    ("markup", '<a id="a1">A</a> <b>b</b>', '<strong>b</strong> <a id="a1">A</a>', "nb", "en"),
    ("ending", "Is it on?", "Είναι ανοιχτό;", "el", "en"),
    ("ending", "Is it on?", "Είναι ανοιχτό\u037e", "el", "en"),
    ("ending", "Is it on?", "هل يعمل؟", "ar", "en"),
    ("ending", "Press “OK”.", "Trykk på «OK».", "nb", "en"),
    ("ending", "Is it <b>on?</b>", "Apakah <b>menyala?</b>", "id", "en"),
    ("ending", "It is on.", "它开着。", "zh-hans", "en"),
    ("ending", "It is on.", "เปิดอยู่", "th", "en"),
    ("ending", "Er den tændt?", "Är den på?", "sv", "da"),
    ("doubled", "All people", "Semua orang-orang", "id", "en"),
    ("doubled", "Say it is that that counts.", "Sig, at det er det det gælder.", "da", "en"),
    ("unchanged", "Solvei Hub Mini Pro", "Solvei Hub Mini Pro", "el", "en"),
    ("unchanged", "Ctrl+R", "Ctrl+R", "sv", "en"),
    ("unchanged", "Bluetooth", "Bluetooth", "da", "en"),
    ("length", "Find the hub in the app.", "在应用中找到集线器。", "zh-hans", "en"),
    ("length", "Off", "Απενεργοποιημένο", "el", "en"),
    ("length", "Press it and hold it for long.", "اضغط مطولا عليه.", "ar", "en"),
    ("spaces", "Press it.", "Πατήστε το.", "el", "en"),
    ("glossary", "Move the gateways.", "Μετακινήστε τις πύλες.", "el", "en"),
    ("sentence", "Wait.", f"Vent. {'Gå så ud. ' * 12}", "da", "en"),
]


@pytest.mark.parametrize(("check", "source", "translation", "locale", "source_locale"), WRONG)
def test_what_is_wrong_is_found(
    check: str, source: str, translation: str, locale: str, source_locale: str
) -> None:
    assert check in found(source, translation, locale, source_locale)


@pytest.mark.parametrize(("check", "source", "translation", "locale", "source_locale"), RIGHT)
def test_what_is_right_is_left_alone(
    check: str, source: str, translation: str, locale: str, source_locale: str
) -> None:
    assert check not in found(source, translation, locale, source_locale)


def test_each_check_is_tried_both_ways() -> None:
    assert set(CHECKS) == {row[0] for row in WRONG} == {row[0] for row in RIGHT}


def test_nothing_is_wrong_with_what_is_not_there_yet() -> None:
    assert found("Press it 3 times?", "", "ar") == set()

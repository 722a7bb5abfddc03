"""The sample's words: what its owner calls things in each language, and how the texts sound."""

from pathlib import Path

from wagtail.models import Locale

from kb.glossary.files import read_csv
from kb.glossary.models import StyleSheet, Term
from kb.glossary.writing import bring
from portal import locales
from portal.actors import Actor

WORDS = Path(__file__).parent / "words.csv"
_ADDRESS = {
    "en": "You, in the second person. No “please” in steps.",
    "nb": "Du, aldri De. Skriv til én leser.",
    "da": "Du, aldrig De. Skriv til én læser.",
    "sv": "Du, aldrig Ni. Skriv till en läsare.",
    "el": "Στον πληθυντικό: «πατήστε», «το σπίτι σας».",
    "id": "Anda, dengan huruf besar. Bukan kamu.",
    "ar": "بصيغة المخاطب المفرد، دون ألقاب.",
}
_TONE = {
    "en": "Calm and plain. Short sentences, one act a step.",
    "nb": "Rolig og enkelt. Korte setninger, én handling per trinn.",
    "da": "Roligt og enkelt. Korte sætninger, én handling pr. trin.",
    "sv": "Lugnt och enkelt. Korta meningar, en sak per steg.",
    "el": "Ήρεμα και απλά. Σύντομες προτάσεις, μία ενέργεια σε κάθε βήμα.",
    "id": "Tenang dan sederhana. Kalimat pendek, satu tindakan per langkah.",
    "ar": "هادئة وبسيطة: جمل قصيرة، وفعل واحد في كل خطوة.",
}


def seed() -> None:
    """Say all of it in the site's languages, unless something has been said already."""
    if not Term.objects.exists():
        known = locales.codes()
        head, *rest = WORDS.read_text(encoding="utf-8").splitlines()
        ours = [line for line in rest if line.split(",")[1] in known]
        if ours:
            bring(read_csv("\n".join([head, *ours]).encode(), known), by=Actor())
    for locale in Locale.objects.filter(language_code__in=_ADDRESS):
        code = locale.language_code
        said = {"address": _ADDRESS[code], "tone": _TONE[code]}
        StyleSheet.objects.get_or_create(locale=locale, defaults=said)

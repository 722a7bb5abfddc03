"""Names that as a whole say the company: its site, its support, its staff."""

import re
import unicodedata
from collections.abc import Iterable
from urllib.parse import urlsplit

from django.conf import settings

from portal import locales
from portal.accounts.names import key_of

# By language; English is understood everywhere.
_ROLES = {
    "en": "admin, administrator, moderator, support, staff, helpdesk, system, root, webmaster, "
    "customer service, customer support, customer care, technical support, employee, employees, "
    "admins, administrators, moderators, mod, mods, representative, staff member",
    "nb": "administrator, moderator, kundeservice, kundestøtte, brukerstøtte, ansatt, ansatte, "
    "redaksjonen, driften, administratoren, administratorer, moderatoren, moderatorer, support",
    "da": "administrator, moderator, kundeservice, kundesupport, brugersupport, ansat, ansatte, "
    "medarbejder, personale, personalet, administratoren, administratorer, moderatoren, "
    "moderatorer, medarbejdere",
    "sv": "administratör, moderator, kundtjänst, kundservice, användarstöd, anställd, anställda, "
    "personal, personalen, administratören, administratörer, moderatorn, moderatorer, "
    "supporten, kundtjänsten, medarbetare",
    "el": "διαχειριστής, διαχειρίστρια, διαχείριση, συντονιστής, συντονίστρια, υποστήριξη, "
    "εξυπηρέτηση πελατών, τεχνική υποστήριξη, προσωπικό, διαχειριστές, συντονιστές, υπάλληλος",
    "id": "admin, administrator, moderator, pengelola, dukungan, dukungan pelanggan, "
    "layanan pelanggan, staf, karyawan, petugas, pegawai, bantuan pelanggan",
    "ar": "مشرف, مشرفة, مدير الموقع, الإدارة, إدارة, دعم, الدعم, الدعم الفني, خدمة العملاء, "
    "موظف, موظفة, الموظفون, الموظف, المشرف, المشرفة, المشرفون, مشرفون, مدير, المدير",
    "de": "administrator, administratorin, moderator, moderatorin, kundendienst, kundenservice, "
    "mitarbeiter, mitarbeiterin, personal, betreiber, administratoren, moderatoren, "
    "kundenbetreuung",
    "he": "מנהל האתר, מנהלת האתר, הנהלה, תמיכה, תמיכה טכנית, שירות לקוחות, צוות, צוות האתר, "
    "מנהל, מנהלת, המנהל, מנהלים, התמיכה, הצוות, מנחה, עובד, נציג שירות",
    "fr": "administrateur, administratrice, modérateur, modératrice, assistance, service client, "
    "support client, support technique, personnel, employé, employée",
    "es": "administrador, administradora, moderador, moderadora, soporte, soporte técnico, "
    "atención al cliente, servicio al cliente, personal, empleado, empleada",
    "pt": "administrador, administradora, moderador, moderadora, suporte, suporte técnico, "
    "apoio ao cliente, atendimento ao cliente, funcionário, funcionária",
    "it": "amministratore, amministratrice, moderatore, moderatrice, assistenza, "
    "assistenza clienti, servizio clienti, personale, dipendente",
    "nl": "beheerder, beheer, moderator, ondersteuning, klantenservice, klantendienst, "
    "medewerker, personeel",
    "fi": "ylläpito, ylläpitäjä, moderaattori, valvoja, tuki, asiakaspalvelu, asiakastuki, "
    "henkilökunta, työntekijä",
    "pl": "administrator, administratorka, moderator, moderatorka, wsparcie, pomoc techniczna, "
    "obsługa klienta, personel, pracownik",
}
# They say nothing by themselves, and make nothing better.
_BESIDE = (
    "agent, agents, member, the, our, your, of, from, official, team, desk, centre, center, help, "
    "offisiell, offisielle, fra, vår, vårt, teamet, officiel, officielle, officiell, officiella, "
    "från, vår, επίσημος, επίσημη, επίσημο, ομάδα, η, της, resmi, tim, dari, "
    "رسمي, الرسمي, فريق, من, offizielle, offizieller, das, von, רשמי, הרשמי"
)
# As key_of leaves them: what is written in a letter's place, and letters whose names do not say
# which they are taken for (Lisu's are Latin capitals to look at).
_TAKEN_FOR = str.maketrans(
    "@$34578ɑʊꓮꓐꓚꓓꓰꓝꓖꓧꓲꓗꓡꓟꓠꓳꓑꓣꓢꓔꓴꓦꓪꓫꓬꓜ",
    "aseastbaua" + "bcdefghik" + "imnoprstuvwxyz",
)
# Small capitals, letters in boxes and of flags, and those with a stroke or a hook, or no dot.
_NAMED = re.compile(
    r"(?:LATIN (?:SMALL |CAPITAL )?|INDICATOR SYMBOL )LETTER "
    r"(?:SMALL CAPITAL |DOTLESS |SCRIPT )?([A-Z])(?: WITH .+)?"
)
_TATWEEL = "\u0640"


def says_company(name: str) -> bool:
    """Whether nothing else is said by the name, however it is spelt, spaced and numbered."""
    if _read(name) in _keys(settings.SITE_NAME):
        return True
    beside = _keys(_BESIDE)
    says = beside | _keys(_site()) | _keys(*_roles())
    keys = {_read(name), _read(_without_numbers(name))} - {""}
    return any(_is_made_of(key, says) and not _is_made_of(key, beside) for key in keys)


def _read(name: str) -> str:
    """The same for all that a hasty reader takes for the same words."""
    plain = "".join(map(_letter, unicodedata.normalize("NFKC", name))).translate(_TAKEN_FOR)
    # Once more: what is made of two letters looks like one.
    return key_of(plain).replace("rn", "m").replace("vv", "w")


def _letter(character: str) -> str:
    if character == _TATWEEL:
        return ""
    named = _NAMED.search(unicodedata.name(character, ""))
    return named[1].lower() if named else character.casefold()


def _without_numbers(name: str) -> str:
    """Without numbers and signs at its ends, in any script: 2, ٢, ②, Ⅱ, 24/7, (1), ™."""
    first, last = 0, len(name)
    while first < last and not _is_letter(name[first]):
        first += 1
    while first < last and not _is_letter(name[last - 1]):
        last -= 1
    return name[first:last]


def _is_letter(character: str) -> bool:
    return character.isalpha() or _NAMED.search(unicodedata.name(character, "")) is not None


def _roles() -> Iterable[str]:
    known = {"en", *(code.partition("-")[0] for code in locales.codes())} & _ROLES.keys()
    return (_ROLES[code] for code in known)


def _site() -> str:
    """The site's name, and the brand in its address: acme of https://help.acme.com."""
    labels = (urlsplit(settings.BASE_URL).hostname or "").split(".")
    brand = labels[-2] if len(labels) > 1 and labels[-1].isalpha() else ""
    return f"{settings.SITE_NAME}, {brand if len(brand) > len('com') else ''}"


def _keys(*lists: str) -> set[str]:
    return {_read(word) for words in lists for word in words.split(",")} - {""}


def _is_made_of(key: str, words: set[str]) -> bool:
    """Whether the key is one of the words, or some of them in a row."""
    ends = {0}
    for start in range(len(key)):
        if start in ends:
            ends |= {start + len(word) for word in words if key.startswith(word, start)}
    return len(key) in ends

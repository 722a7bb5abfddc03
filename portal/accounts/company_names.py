"""Names that as a whole say the company: its site, its support, its staff."""

from collections.abc import Iterable
from urllib.parse import urlsplit

from django.conf import settings

from portal import locales
from portal.accounts.names import key_of

# By language; English is understood everywhere.
_ROLES = {
    "en": "admin, administrator, moderator, support, staff, helpdesk, system, root, webmaster, "
    "customer service, customer support, customer care, technical support, employee",
    "nb": "administrator, moderator, kundeservice, kundestøtte, brukerstøtte, ansatt, ansatte, "
    "redaksjonen, driften",
    "da": "administrator, moderator, kundeservice, kundesupport, brugersupport, ansat, ansatte, "
    "medarbejder, personale",
    "sv": "administratör, moderator, kundtjänst, kundservice, användarstöd, anställd, anställda, "
    "personal, personalen",
    "el": "διαχειριστής, διαχειρίστρια, διαχείριση, συντονιστής, συντονίστρια, υποστήριξη, "
    "εξυπηρέτηση πελατών, τεχνική υποστήριξη, προσωπικό",
    "id": "admin, administrator, moderator, pengelola, dukungan, dukungan pelanggan, "
    "layanan pelanggan, staf, karyawan",
    "ar": "مشرف, مشرفة, مدير الموقع, الإدارة, إدارة, دعم, الدعم, الدعم الفني, خدمة العملاء, "
    "موظف, موظفة, الموظفون",
    "de": "administrator, administratorin, moderator, moderatorin, kundendienst, kundenservice, "
    "mitarbeiter, mitarbeiterin, personal, betreiber",
    "he": "מנהל האתר, מנהלת האתר, הנהלה, תמיכה, תמיכה טכנית, שירות לקוחות, צוות, צוות האתר",
}
# They say nothing by themselves, and make nothing better.
_BESIDE = (
    "the, our, your, of, from, official, team, desk, centre, center, help, "
    "offisiell, offisielle, fra, vår, vårt, teamet, officiel, officielle, officiell, officiella, "
    "från, vår, επίσημος, επίσημη, επίσημο, ομάδα, η, της, resmi, tim, dari, "
    "رسمي, الرسمي, فريق, من, offizielle, offizieller, das, von, רשמי, הרשמי"
)
_DIGITS = "0123456789 _-.#"


def says_company(name: str) -> bool:
    """Whether nothing else is said by the name, however it is spelt, spaced and numbered."""
    if key_of(name) in _keys(settings.SITE_NAME):
        return True
    beside = _keys(_BESIDE)
    says = beside | _keys(_site()) | _keys(*_roles())
    keys = {key_of(name), key_of(name.strip(_DIGITS))} - {""}
    return any(_is_made_of(key, says) and not _is_made_of(key, beside) for key in keys)


def _roles() -> Iterable[str]:
    known = {"en", *(code.partition("-")[0] for code in locales.codes())} & _ROLES.keys()
    return (_ROLES[code] for code in known)


def _site() -> str:
    """The site's name, and the brand in its address: acme of https://help.acme.com."""
    labels = (urlsplit(settings.BASE_URL).hostname or "").split(".")
    brand = labels[-2] if len(labels) > 1 and labels[-1].isalpha() else ""
    return f"{settings.SITE_NAME}, {brand if len(brand) > len('com') else ''}"


def _keys(*lists: str) -> set[str]:
    return {key_of(word) for words in lists for word in words.split(",")} - {""}


def _is_made_of(key: str, words: set[str]) -> bool:
    """Whether the key is one of the words, or some of them in a row."""
    ends = {0}
    for start in range(len(key)):
        if start in ends:
            ends |= {start + len(word) for word in words if key.startswith(word, start)}
    return len(key) in ends

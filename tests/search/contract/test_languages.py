"""Every language of the table, on every engine: an inflected or otherwise written form is found.

What is true of a language here is one row of search.analysis.languages, not code. Of those that
no site of ours has, a part is drawn, see tests/sampling.py: to pack their words takes minutes.
"""

import pytest

from portal import locales
from search.analysis.languages import codes, language
from tests.factories.search import make_document
from tests.sampling import sample
from tests.search.contract.conftest import Ask, Fill, keys
from tests.search.packed import pack

_MOST_OTHERS = 5
# Language, what a text says, what is typed: first another form of the word, then what folding or
# splitting is for in that language.
FORMS = [
    ("en", "Resetting passwords", "reset password"),
    ("nb", "Tilbakestille passordene", "passord"),
    ("nb", "Blå lampe på huben", "blaa"),
    ("da", "Nulstil adgangskoderne", "adgangskode"),
    ("da", "Rødt lys", "roedt"),
    ("da", "Fejl E-1042", "Ｅ－１０４２"),
    ("sv", "Återställ lösenorden", "lösenord"),
    ("sv", "Återställ lösenorden", "losenord"),
    ("el", "Αλλαγή των μπαταριών", "μπαταρία"),
    ("el", "Αλλαγή των μπαταριών", "ΑΛΛΑΓΗ"),
    ("id", "Mengganti baterainya", "ganti baterai"),
    ("ar", "إعادة تعيين كلمات المرور", "كلمه"),
    ("ar", "البطاريات الضعيفة", "بطاريه"),
    ("de", "Die Passwörter zurücksetzen", "passwort"),
    ("de", "Überprüfen Sie den Heizkörper", "ueberpruefen"),
    ("de", "Das Heizkörperventil", "Ventil"),
    ("de", "Die Straße", "STRASSE"),
    ("fr", "Réinitialiser les mots de passe oubliés", "mot de passe oublié"),
    ("fr", "L’étiquette de l’appareil", "appareils"),
    ("es", "Restablecer las contraseñas", "contraseña"),
    ("es", "Conexión inalámbrica", "conexion"),
    ("pt", "Redefinir as senhas", "senha"),
    ("pt", "Configurações de rede", "configuracao"),
    ("nl", "Wachtwoorden opnieuw instellen", "wachtwoord"),
    ("nl", "De radiatorkraan", "kraan"),
    ("fi", "Salasanojen vaihtaminen", "salasanoja"),
    ("fi", "Lämpöpatteri", "lampopatteri"),
    ("it", "Reimpostare le password dell’utente", "utenti"),
    ("it", "Perché è spento", "perche spento"),
    ("ru", "Сброс паролей", "пароль"),
    ("ru", "Ёмкость батареи", "емкость"),
    ("pl", "Resetowanie haseł użytkowników", "użytkownik"),
    ("pl", "Łączenie z siecią", "laczenie"),
    ("uk", "Скидання паролів", "пароль"),
    ("uk", "Ґвинт батареї", "гвинт"),
    ("tr", "Şifrelerin sıfırlanması", "şifre"),
    ("tr", "IŞIK İÇİN AYAR", "ışık"),
    ("tr", "İnternet bağlantısı", "internet"),
    ("ja", "パスワードの再設定", "再設定"),
    ("ja", "ルーターとデータの設定", "ﾙｰﾀｰ ﾃﾞｰﾀ"),
    ("ja", "ﾙｰﾀｰの設定", "ルーター"),
    ("ko", "비밀번호를 재설정합니다", "비밀번호 재설정"),
    ("zh-hans", "重置您的密码", "密码"),
    ("th", "ตั้งค่าเครือข่าย", "เครือข่าย"),
    ("he", "איפוס הסיסמה", "סיסמה"),
    ("he", "שָׁלוֹם", "שלום"),
    ("fa", "بازنشانی گذرواژه‌ها", "گذرواژه"),
    ("fa", "تنظیمات كليد", "کلید"),
]
CODES = ("ERR_SSL", "0x80070057", "E-1042")
ASKED = "de fr es pt nl fi it ru pl uk tr ja ko zh-hans he fa".split()  # noqa: SIM905
LOCALES = sorted({*locales.codes(), *sample(ASKED, _MOST_OTHERS, "languages")})


@pytest.fixture(autouse=True, scope="module")
def _packed_words(worker_id: str) -> None:
    """Each language's words are packed once on a machine, and not on the clock of a test."""
    pack(LOCALES, worker_id)


@pytest.mark.parametrize(
    ("locale", "title", "typed"), [form for form in FORMS if form[0] in LOCALES]
)
def test_another_form_of_a_word_finds_it(
    locale: str, title: str, typed: str, fill: Fill, ask: Ask
) -> None:
    fill(
        make_document(title=title, locale=locale),
        *(make_document(f"o{number}", title=f"zxq{number}", locale=locale) for number in range(4)),
    )
    assert keys(ask(typed, locale)) == ["one"]


@pytest.mark.parametrize("locale", LOCALES)
def test_codes_stay_whole_in_every_language(locale: str, fill: Fill, ask: Ask) -> None:
    fill(
        make_document(title="A", locale=locale, body=f"zxq {' '.join(CODES)} zxq"),
        make_document("b", title="B", locale=locale, body="ERR_SSLS 0x80070058 E-1043 ERR SSL"),
    )
    for code in (*CODES, *map(str.lower, CODES)):
        answer = ask(code, locale)
        assert keys(answer) == ["one"], code
        assert answer.correction == ""


def test_every_language_asked_for_has_a_row() -> None:
    known = set(codes())
    for locale, _title, _typed in FORMS:
        assert language(locale).code in known
    assert {language(tag).code for tag in ASKED} <= known

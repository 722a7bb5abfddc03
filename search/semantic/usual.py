"""What questions have in common, and is therefore taken away from each.

A model puts all questions close together: to look like a question says nothing about what is
asked, but makes some texts near to every query. The mean of usual questions, in several
languages and about nothing in particular, is that common part (compare Mu and Viswanath,
"All-but-the-top", 2018). Taking it away raised the measured quality more than any weight.
"""

import hashlib
from collections.abc import Sequence

from search.entries import Vector

# How much of the common part is taken away; some of it distinguishes questions from answers.
SHARE = 0.8

USUAL = """
how do I change my password
it does not work any more
where is my order
the screen stays black
opening hours
cancel my subscription
the app crashes when I open it
connect to wifi
can't find my file
what does this error mean
printer
turn off notifications
jeg kan ikke logge ind
hvordan sletter jeg min konto
faktura
den er meget langsom
hvor finder jeg indstillingerne
ingen lyd
skift sprog
opdatering mislykkes
hur ändrar jag språk
min leverans har inte kommit
inget ljud
återbetalning
felmeddelande när jag startar
koppla ihop med telefonen
batteriet tar slut fort
var sparas bilderna
πώς αλλάζω τη διεύθυνσή μου
δεν συνδέεται
μπαταρία
επικοινωνία με την εξυπηρέτηση
χάθηκαν τα αρχεία μου
πώς το απενεργοποιώ
γιατί αργεί τόσο
ρυθμίσεις ήχου
bagaimana cara mengganti nomor
tidak bisa masuk akun
pembayaran gagal
layar gelap
kenapa lambat sekali
cara menghapus foto
tidak ada suara
pengaturan bahasa
hvordan bytter jeg batteri
finner ikke skriveren
får ikke betalt
hvor lenge varer garantien
كيف أغير كلمة المرور
لا يعمل الجهاز
أين طلبي
إعدادات الصوت
لماذا هو بطيء
إلغاء الاشتراك
wie kann ich kündigen
drucker druckt nicht
comment installer une mise à jour
mon écran est noir
no puedo iniciar sesión
dónde está mi factura
""".strip().split("\n")


def checksum() -> str:
    """Changes when the questions do."""
    return hashlib.blake2b("\n".join(USUAL).encode(), digest_size=8).hexdigest()


def direction(vectors: Sequence[bytes]) -> bytes:
    """The common part of these vectors, of unit length."""
    # Here and not above: most processes look at no vector, and it takes 10 MB.
    import numpy as np

    mean = np.mean([np.frombuffer(one, "<f4") for one in vectors], axis=0)
    return (mean / np.linalg.norm(mean)).astype("<f4").tobytes()


def without(vector: Vector, common: bytes) -> Vector:
    """What distinguishes a question's vector, of unit length again."""
    import numpy as np

    values, part = np.frombuffer(vector.value, "<f4"), np.frombuffer(common, "<f4")
    rest = values - SHARE * float(values @ part) * part
    length = float(np.linalg.norm(rest))
    return Vector(vector.space, (rest / (length or 1.0)).astype("<f4").tobytes())

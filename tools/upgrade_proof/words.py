"""What people type, in every language of the interface."""

BODY = "**1.** Solvei Hub, *E-2210*\n\n- `3.4.1`\n- [?](/en/help/?a=1&b=2)\n\n> <b>!</b>"

QUESTIONS = {
    "en": "Why does the kettle lamp blink when the radiator sings?",
    "nb": "Hvorfor blinker kjelelampen når radiatoren synger?",
    "da": "Hvorfor blinker kedellampen, når radiatoren synger?",
    "sv": "Varför blinkar pannlampan när elementet sjunger?",
    "el": "Γιατί αναβοσβήνει το λαμπάκι του λέβητα όταν τραγουδάει το σώμα;",
    "id": "Mengapa lampu ketel berkedip ketika radiator bernyanyi?",
    "ar": "لماذا يومض مصباح الغلاية عندما يغني المشعاع؟",
}

REPLY = {
    "en": "Bleed the radiator and count to forty before you open the valve again.",
    "nb": "Luft radiatoren og tell til førti før du åpner ventilen igjen.",
    "da": "Udluft radiatoren, og tæl til fyrre, før du åbner ventilen igen.",
    "sv": "Lufta elementet och räkna till fyrtio innan du öppnar ventilen igen.",
    "el": "Κάνε εξαέρωση στο σώμα και μέτρα ως το σαράντα πριν ανοίξεις πάλι τη βαλβίδα.",
    "id": "Buang angin radiator dan hitung sampai empat puluh sebelum membuka katup lagi.",
    "ar": "أفرغ هواء المشعاع وعد حتى الأربعين قبل أن تفتح الصمام مرة أخرى.",
}

MESSAGES = {
    "en": "My hub has lost its Wi-Fi connection since yesterday",
    "el": "Ο κόμβος δεν συνδέεται με το Wi-Fi από χθες",
    "ar": "تغيير بطاريات الصمام لا يعمل منذ أمس",
}


def replier(locale: str) -> str:
    """The language of who answers first in a thread of this language."""
    codes = list(REPLY)
    return codes[codes.index(locale) - 1]

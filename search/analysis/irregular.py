"""Words that change within, where dictionaries have their forms as another word's.

In every other case the dictionary or an ending tells. Lower case, as written.
"""

from collections.abc import Mapping
from types import MappingProxyType

# Each lemma, and its forms.
_ROWS = {
    "en": """
        be: was were been; begin: began begun; bend: bent; bind: bound; bite: bit
        bitten; blow: blew blown; break: broke broken; bring: brought; build: built;
        burn: burnt; buy: bought; catch: caught; choose: chose chosen; come: came; cost:
        costs; cut: cuts; deal: dealt; do: did done; draw: drew drawn; drive: drove
        driven; eat: ate eaten; fall: fell fallen; feed: fed; feel: felt; find: found;
        fly: flew flown; forget: forgot forgotten; freeze: froze frozen; get: got
        gotten; give: gave given; go: went gone; grow: grew grown; hang: hung; have:
        had; hear: heard; hide: hid hidden; hold: held; keep: kept; know: knew known;
        lay: laid; lead: led; leave: left; lend: lent; lie: lay lain; light: lit; lose:
        lost; make: made; mean: meant; meet: met; pay: paid; ride: rode ridden; ring:
        rang rung; rise: rose risen; run: ran; say: said; see: saw seen; sell: sold;
        send: sent; set: sets; shake: shook shaken; shine: shone; show: shown; shrink:
        shrank shrunk; sink: sank sunk; sit: sat; sleep: slept; slide: slid; speak:
        spoke spoken; spend: spent; spin: spun; stand: stood; steal: stole stolen;
        stick: stuck; swear: swore sworn; take: took taken; teach: taught; tear: tore
        torn; tell: told; think: thought; throw: threw thrown; understand: understood;
        wake: woke woken; wear: wore worn; win: won; wind: wound; write: wrote written;
        child: children; foot: feet; goose: geese; half: halves; leaf: leaves; life:
        lives; loaf: loaves; man: men; mouse: mice; person: people; tooth: teeth; wife:
        wives; woman: women; criterion: criteria; datum: data; medium: media
    """,
    "nb": """
        be: ba bedt; binde: bandt bundet; brenne: brant; bryte: brøt brutt; by: byr bød
        budt; dra: drar dro dratt; falle: falt; finne: fant funnet; fly: fløy fløyet;
        forstå: forsto forstått; fryse: frøs frosset; følge: fulgte fulgt; få: fikk
        fått; gi: ga gitt; gjøre: gjør gjorde gjort; gå: går gikk gått; ha: hadde hatt;
        henge: hang; hjelpe: hjalp hjulpet; holde: holdt; komme: kom; la: lot latt; le:
        lo ledd; legge: la lagt; ligge: lå ligget; lyde: lød; se: ser så sett; selge:
        solgte solgt; sette: satte satt; si: sier sa sagt; sitte: satt sittet; skrive:
        skrev skrevet; skyte: skjøt skutt; slå: slår slo slått; spørre: spurte spurt;
        stå: står sto stod stått; synke: sank sunket; ta: tar tok tatt; trekke: trakk
        trukket; treffe: traff truffet; velge: valgte valgt; vinne: vant vunnet; vite:
        vet visste visst; være: er var vært; barn: barna; bok: bøker bøkene; finger:
        fingre fingrene; fot: føtter føttene; hånd: hender hendene; mus: musa musen;
        natt: netter nettene; ski: skiene; tann: tenner tennene; tre: trær trærne; tå:
        tær tærne
    """,
    "da": """
        bede: bad bedt; binde: bandt bundet; bryde: brød brudt; byde: bød budt; drage:
        drog draget; falde: faldt faldet; finde: fandt fundet; flyve: fløj fløjet;
        forstå: forstod forstået; fryse: frøs frosset; følge: fulgte fulgt; få: får fik
        fået; give: gav givet; gøre: gør gjorde gjort; gå: går gik gået; have: havde
        haft; hjælpe: hjalp hjulpet; holde: holdt; komme: kom; lade: lod; ligge: lå
        ligget; lægge: lagde lagt; lyde: lød; se: ser så set; sælge: solgte solgt;
        sætte: satte sat; sige: sagde sagt; sidde: sad siddet; skrive: skrev skrevet;
        skyde: skød skudt; slå: slår slog slået; spørge: spurgte spurgt; stå: står stod
        stået; synke: sank sunket; tage: tog taget; trække: trak trukket; træffe: traf
        truffet; vælge: valgte valgt; vinde: vandt vundet; vide: ved vidste; være: er
        var været; barn: børn børnene; bog: bøger bøgerne; fod: fødder fødderne; hånd:
        hænder hænderne; mus: musen; nat: nætter nætterne; tand: tænder tænderne; træ:
        træer træerne; tå: tæer tæerne
    """,
    "sv": """
        be: bad bett; binda: band bundit; bjuda: bjöd bjudit; bryta: bröt brutit; byta:
        bytte bytt bytts; dra: drar drog dragit; falla: föll fallit; finna: fann funnit;
        flyga: flög flugit; förstå: förstod förstått; frysa: frös frusit; följa: följde
        följt; få: får fick fått; ge: ger gav gett givit; göra: gör gjorde gjort; gå:
        går gick gått; ha: hade haft; hjälpa: hjälpte hjälpt; hålla: höll hållit; komma:
        kom kommit; låta: lät låtit; ligga: låg legat; lägga: lade lagt; se: ser såg
        sett; sälja: sålde sålt; sätta: satte satt; säga: sade sa sagt; sitta: satt
        suttit; skriva: skrev skrivit; skjuta: sköt skjutit; slå: slår slog slagit; stå:
        står stod stått; sjunka: sjönk sjunkit; stjäla: stal stulit; ta: tar tog tagit;
        välja: valde valt; vinna: vann vunnit; veta: vet visste vetat; vara: är var
        varit; skära: skar skurit; bära: bar burit; bok: böcker böckerna; fot: fötter
        fötterna; hand: händer händerna; mus: möss mössen; man: män männen; natt: nätter
        nätterna; router: router routern routrar routrarna; stad: städer städerna; tand:
        tänder tänderna; tång: tänger
    """,
    "ar": """
        سؤال: أسئلة; جواب: أجوبة; قناة: قنوات; مرآة: مرايا; هدية: هدايا; زاوية: زوايا;
        أداة: أدوات; امرأة: نساء; أخ: إخوة; ماء: مياه; يد: أيدي; سنة: سنوات; شهر: أشهر;
        فم: أفواه; شخص: أشخاص
    """,
}


def _read(row: str) -> Mapping[str, str]:
    pairs = (one.split(":") for one in row.split(";"))
    return MappingProxyType(
        {form: lemma.strip() for lemma, forms in pairs for form in forms.split()}
    )


_LEMMAS = MappingProxyType({code: _read(row) for code, row in _ROWS.items()})
_NONE: Mapping[str, str] = MappingProxyType({})


def lemmas(code: str) -> Mapping[str, str]:
    """For a language, the lemma of each such form."""
    return _LEMMAS.get(code, _NONE)

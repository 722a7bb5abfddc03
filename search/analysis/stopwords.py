"""Words that say nothing about what a text is about: dropped from queries, kept in indexes.

Negations and words like "off" are not here: in a help centre they are the point. The question
words people start a search with are. Compared after folding, so written plainly.
"""

WORDS = {
    "en": """
        a an and are as at be been by can could did do does for from get gets got had has have
        he her here him his how i if in into is it its just me my of or our she should so some
        than that the their them then there these they this those to was we were what when
        where which who why will with would you your am i'm it's i've i'd don't doesn't didn't
        isn't please want need about also any being but cannot can't won't anymore really very
        one ones keep keeps make makes let us
    """,
    "nb": """
        og i jeg det at en et den til er som på de med han av ikke der så var meg seg men ett
        har om vi min mitt mine ha hadde hun nå over da ved fra du ut sin dem oss opp man kan
        hans hvor eller hva skal selv sjøl her alle vil bli ble blir blitt kunne når kom noen
        noe ville dere deres kun ja etter ned skulle denne for deg si sine sitt mot å hvorfor
        dette disse uten hvordan ingen din ditt blei mens hvem hvis hver også bare går gå får
        få må gjør gjøre helt veldig slik sånn
    """,
    "da": """
        og i jeg det at en den til er som på de med han af for ikke der var mig sig men et har
        om vi min havde ham hun nu over da fra du ud sin dem os op man hans hvor eller hvad
        skal selv her alle vil blev kunne ind når være dog noget ville jo deres efter ned
        skulle denne end dette mit også under have dig anden hende mine alt meget sit sine vor
        mod disse hvis din nogle hos blive mange ad bliver hendes været thi jer sådan hvordan
        hvorfor hvem kan får få må gør gøre bare helt mens så
    """,
    "sv": """
        och det att i en jag hon som han på den med var sig för så till är men ett om hade de
        av icke mig du henne då sin nu har inte hans honom skulle hennes där min man ej vid
        kunde något från ut när efter upp vi dem vara vad över än dig kan sina här ha mot alla
        under någon eller allt mycket sedan ju denna själv detta åt utan varit hur ingen mitt
        ni bli blev oss din dessa några deras blir mina samma vilken er sådan vår blivit dess
        inom mellan sådant varför varje vilka ditt vem vilket sitta går gå får få måste gör
        göra bara helt medan vill ska skall igen också
    """,
    "el": """
        ο η το οι τα του τησ των τον την και κι κ ειμαι εισαι ειναι ειμαστε ειστε στο στον στη
        στην μα αλλα απο για προσ με σε ωσ παρα αντι κατα μετα θα να δε μη μην επι ενω εαν αν
        τοτε που πωσ ποιοσ ποια ποιο ποιοι ποιεσ ποιων ποιουσ αυτοσ αυτη αυτο αυτοι αυτων
        αυτουσ αυτεσ αυτα εκεινοσ εκεινη εκεινο οπωσ ομωσ ισωσ οσο οτι τι μου σου μασ σασ τουσ
        τισ στα στισ στουσ ενασ μια ενα ενοσ μιασ εχω εχει εχουν ηταν γιατι ποτε οταν ολο ολα
        ολη πολυ πια μονο λιγο εγω μπορω μπορει θελω κανω κανει τωρα εδω ακομα ακομη καθε κατι
        παντα ετσι αρα ουτε τε δεν γινεται πρεπει
    """,
    "id": """
        yang untuk pada ke para namun menurut antara dia dua ia seperti jika sehingga
        dan ini karena kepada oleh saat harus sementara setelah kami sekitar bagi serta di dari
        telah sebagai masih hal ketika adalah itu dalam bisa bahwa atau hanya kita dengan akan
        juga ada mereka sudah saya terhadap secara agar lain anda begitu mengapa kenapa yaitu
        yakni daripada itulah lagi maka tentang demi dimana kemana pula sambil sebelum sesudah
        supaya guna kah pun sampai sedangkan selagi tetapi tapi apakah apa kecuali sebab seolah
        tanpa bagaimana gimana dapat mau ingin cara nggak gak ga kok dong sih deh nih aku gue
        gw ku mu nya si udah aja kalau kalo biar pas jadi punya banget supaya gmn yg dgn
        utk dr tdk sdh udh bgt bs bsa dmn knp gmna gimn ngga enggak engga kagak jgn krn sm tp jg lg
        dlm gitu gini tolong min sy lu mulu
    """,
    "ar": """
        في من على الى إلى عن مع هذا هذه ذلك تلك هو هي هم انا أنا نحن انت أنت ما ماذا لماذا كيف
        متى اين أين هل لا او أو ثم ان أن إن كان كانت يكون قد لقد كل بعض غير بين بعد قبل عند
        عندما حتى اذا إذا لكن و ف ب ل لي لك له لها لنا لهم التي الذي الذين اللذان كما ايضا أيضا
        يتم تم اريد أريد يمكن يمكنني استطيع أستطيع ليس لم لن منذ حول فقط جدا شو ايش ليش وين
        كيفية
    """,
    "de": """
        aber alle als am an auch auf aus bei bin bis bist da dann das dass dein deine dem den
        der des die dies diese dieser dieses doch dort du durch ein eine einem einen einer
        eines er es euer für hab habe haben hat hatte hier ich ihr ihre im in ins ist ja jede
        jeder jetzt kann können man mein meine meinem meinen mich mir mit muss nach nicht noch
        nun nur ob oder ohne sehr sein seine sich sie sind so soll über um und uns unser unter
        vom von vor war warum was weil wenn wer werden wie wieder will wir wird wo wurde zu zum
        zur bitte
    """,
    "fr": """
        au aux avec ce ces cette dans de des du elle en et eux il ils je la le les leur lui ma
        mais me même mes moi mon ne nos notre nous on ou où par pas pour qu que qui quoi quel
        quelle sa se ses son sur ta te tes toi ton tu un une vos votre vous c d j l à m n s t y
        est sont été être ai as avons avez ont comment pourquoi quand peux peut puis faire fait
        fais plus très si
    """,
    "es": """
        a al algo como con cual cuando cuándo de del desde donde dónde e el él ella ellos en
        entre era es esa ese eso esta está este esto estos estoy fue ha hay he la las le les lo
        los me mi mis muy más ni no nos o os para pero por porque puedo puede que qué quien se
        ser si sí sin sobre son su sus te tengo tiene tu tus un una uno unos y ya yo cómo hacer
        hago quiero
    """,
    "pt": """
        a ao aos as à às com como da das de dela dele do dos e é ela ele eles em entre era essa
        esse esta está este estou eu foi há isso isto já lhe mais mas me meu minha muito na nas
        não nem no nos nós o os ou para pela pelo por porque posso pode qual quando que quem se
        sem ser seu sua são só também te tem tenho um uma você fazer faço quero onde
    """,
    "nl": """
        aan al alles als bij daar dan dat de der deze die dit doch doen door dus een en er ge
        geen haar had heb hebben heeft hem het hier hij hoe hun ik in is ja je kan kunnen maar
        me men met mij mijn moet na naar niet nog nu of om omdat onder ons ook op over te tegen
        toch toen tot u uit uw van veel voor waarom wanneer want waren was wat we wel werd wie
        wil worden wordt zal ze zich zij zijn zo zonder zou hoe waar
    """,
    "it": """
        a ad ai al alla alle allo anche c che chi ci come con cosa cui da dai dal dalla dei del
        della delle dello di dove e è ed era gli ha hai ho i il in io l la le lei lo loro lui
        ma mi mia mio ne nei nel nella no noi non o perché per più posso può quale quando
        quella quello questa questo qui se sei si sono sta su sua sul sulla suo ti tra tu tua
        tuo un una uno vi voi fare faccio voglio
    """,
    "fi": """
        ei en että he hän ja jo joka jos kanssa koska kuin kun kuka me mikä minä minun minulla
        mitä missä miten miksi mutta myös nämä ne niin nyt olen olet on oli olla ovat se sen
        sekä siitä sinä tai tämä tämän te vaan vain voi voin
    """,
    "ru": """
        и в во не что он на я с со как а то все она так его но да ты к у же вы за бы по только
        ее мне было вот от меня еще нет о из ему теперь когда даже ну ли если уже или ни быть
        был него до вас нибудь вам ведь там потом себя ничего ей может они тут где есть надо
        ней для мы тебя их чем была сам чтоб без будто чего раз тоже себе под будет ж тогда кто
        этот того потому этого какой почему могу можно мой моя мое мои это эта
    """,
    "uk": """
        і й та в у не що він на я з зі із як а то все вона так його але ти до же ви за б по
        тільки її мені було від мене ще ні про коли навіть чи якщо вже або бути був для ми їх
        чим без є це цей ця де хто чому можу можна мій моя моє мої
    """,
    "pl": """
        a aby ale bo by być był była było czy co dla do gdy gdzie go i ich ile im ja jak jaki
        je jego jej jest jestem jeszcze już kiedy kto która które który lub ma mam mi mnie mogę
        można mój moja może my na nad nie niej nim o od on ona one oni oraz po pod przez przy
        się są ta tak tam te tego tej ten to tu ty tylko w we więc wy z za ze że dlaczego
    """,
    "tr": """
        acaba ama ancak bana bazı ben beni benim bir biz bu bunu çok da daha de defa değil diye
        en gibi hangi hem hep her hiç için ile ise kadar ki kim mi mı mu mü nasıl ne neden
        nerede niçin niye o olan olarak oldu olur ona onu sen şu ve veya ya yani
    """,
}  # fmt: skip

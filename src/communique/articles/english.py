"""Tell whether a text is English, so that what is not is refused loudly instead of misread."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

WORD = re.compile(r"[^\W\d_]+")

# The commonest words of each language that are no common words of English. Words that two of the
# rivals share ("de", "que") count for both: the aim is to refuse, and the name is for the message.
COMMON_WORDS = {
    "English": "the of and to in that is was for on with said by at from it has as he his have "
    "be are were will its an this not they had but their who been which would after",
    "French": "le la les des du et une est que qui dans pour pas sur au aux avec par ce cette "
    "sont ont été plus leur ses",
    "Spanish": "el los las del que una para con por como más su sus fue este esta pero entre "
    "desde también según ha han y",
    "Portuguese": "os do da dos das que uma para com não em por mais foi seu sua pelo pela "
    "também são ao à e",
    "Italian": "il lo gli della delle dei che una per con non sono è nel nella alla dal anche "
    "ha hanno più di e",
    "German": "der die das und den von zu mit ist im nicht ein eine auf dem des für sich auch "
    "als wird nach bei",
    "Dutch": "de het een van en dat niet zijn voor op met aan door ook bij naar werd heeft uit",
    "Turkish": "ve bir bu için ile olarak olan da daha ancak çok gibi kadar sonra göre dedi",
    "Indonesian": "yang dan dengan untuk dari pada ini itu tidak akan telah oleh dalam juga "
    "mereka kepada adalah",
    "Polish": "się że na nie jest oraz przez dla jak ale po od tym przed został który w z",
    "Romanian": "și în la cu pe din care este pentru că nu sunt au fost mai prin după",
    "Swedish": "och att det som är på av för inte den har till om ett från med sig",
    "Norwegian or Danish": "og det som er på av ikke til har fra med ble blev et også den",
    "Swahili": "ya na wa kwa ni katika za kuwa hiyo huo alisema amesema cha yake",
    "Vietnamese": "và của là có trong được cho với không những này người đã các",
    "Hungarian": "és hogy nem egy az is volt meg ez csak már vagy mint",
    "Finnish": "ja on ei että hän oli se ovat myös mutta kun joka sekä mukaan",
    "Czech": "se na je že to za pro jsou ale jak byl podle také který",
}


def _gather(words: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """Give the languages of each word."""
    found: dict[str, tuple[str, ...]] = {}
    for language, row in words.items():
        for word in dict.fromkeys(row.split()):
            found[word] = (*found.get(word, ()), language)
    return found


WORD_LANGUAGES = _gather(COMMON_WORDS)
# Of a sentence or two more words have to tell: these are common and no words of English, nor do
# they stand in names ("de la Rua", "van der Bellen") and titles as English news prints them.
TELLING_WORDS = {
    "French": "les des une est sont dans pour avec aux ont été cette ces leur leurs ses qui que "
    "après avant contre entre selon mardi lundi mercredi jeudi vendredi samedi dimanche "
    "président ministre pays gouvernement où été fait dit à",
    "Spanish": "una por para su sus fue este esta pero entre desde también según más como sobre "
    "tras contra lunes martes miércoles jueves viernes sábado domingo país países gobierno "
    "ministro presidente dijo dos que qué",
    "Portuguese": "os uma para não em foi seu sua pelo pela também são ao às após entre contra "
    "sobre disse segunda-feira terça quarta quinta sexta governo país presidente ministro "
    "que",
    "Italian": "gli della delle dei che una sono nel nella alla dal dalla anche hanno più dopo "
    "contro lunedì martedì mercoledì giovedì venerdì sabato domenica governo ministro "
    "presidente paese detto è",
    "German": "das und zu mit ist nicht ein eine einen einem einer auf dem sich auch als wird "
    "wurde wurden nach bei über für gegen zwischen im am zum zur vom beim sind haben hatte "
    "montag dienstag mittwoch donnerstag freitag samstag sonntag regierung präsident sagte "
    "aus um vor seit oder aber wie mehr der",
    "Dutch": "het een niet zijn voor met aan door ook bij naar werd heeft uit te tussen tegen "
    "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag regering president zei dat "
    "wordt worden meer nog over",
    "Turkish": "ve bir bu için ile olarak olan daha ancak çok gibi kadar sonra göre dedi etti "
    "oldu başkanı bakanı cumhurbaşkanı pazartesi salı çarşamba perşembe cuma görüştü",
    "Indonesian": "yang dengan untuk dari pada tidak akan telah oleh dalam juga mereka kepada "
    "adalah presiden menteri pemerintah antara hari",
    "Polish": "się że nie jest oraz przez dla jak po przed został który prezydent rząd "
    "poniedziałek wtorek środę czwartek piątek spotkał",
    "Romanian": "și în cu pe din este pentru că nu sunt au fost mai prin după președintele "
    "ministrul guvernul între luni marți miercuri joi vineri",
    "Swedish": "och att det som är på av för inte har till ett från sig efter mellan mot "
    "presidenten regeringen måndag tisdag onsdag torsdag fredag sade",
    "Norwegian or Danish": "og det som er på av ikke til har ble blev også etter efter mellom "
    "mellem mot mod presidenten regjeringen mandag tirsdag onsdag torsdag fredag sagde",
    "Swahili": "ya wa kwa ni katika za kuwa hiyo huo alisema amesema cha yake rais waziri "
    "serikali jumatatu jumanne jumatano alhamisi ijumaa",
    "Vietnamese": "và của là có trong được cho với không những này người đã các tại thủ tướng",
    "Hungarian": "és hogy nem egy az volt meg ez csak már vagy mint között ellen után elnök "
    "miniszter kormány hétfőn kedden szerdán csütörtökön pénteken",
    "Finnish": "ei että hän oli ovat myös mutta kun joka sekä mukaan välillä jälkeen presidentti "
    "ministeri hallitus maanantaina tiistaina keskiviikkona torstaina perjantaina",
    "Czech": "je že jsou jak byl podle také který po proti mezi prezident ministr vláda pondělí "
    "úterý středu čtvrtek pátek",
}
TELLING_LANGUAGES = _gather(TELLING_WORDS)
# English words of which no report of two sentences is without, and none of the rivals has.
PLAIN_WORDS = frozenset(
    "the of and that with said by from has his have were will its this but their who which would "
    "after they she it are to for against says over into at as been more new first than".split()
)
# Words of English that keep the accents they came with.
BORROWED = frozenset(
    "café cafés cliché décor déjà façade fiancé fiancée naïve protégé résumé".split()
)
# A text with fewer words is short, and one of fewer than three says nothing.
SHORT, FEWEST_WORDS = 20, 3
# The start of a report shows its language; the whole of a long one need not be counted.
SAMPLE = 20_000


def find_foreign_language(text: str) -> str | None:
    """Name the language or script of a text that is plainly not English, else None.

    Only positive evidence refuses: a table of figures or a headline without a single common word
    passes.
    """
    sample = text[:SAMPLE]
    letters = [char for char in sample if char.isalpha()]
    foreign = [char for char in letters if ord(char) > 0x24F]
    if len(foreign) > len(letters) / 2 and len(foreign) >= 10:
        scripts = Counter(unicodedata.name(char, "UNKNOWN").split()[0] for char in foreign)
        return f"text in {scripts.most_common(1)[0][0].title()} script"
    words = WORD.findall(sample.lower())
    if len(words) < SHORT:
        return _find_in_short(WORD.findall(sample))
    counts = Counter(language for word in words for language in WORD_LANGUAGES.get(word, ()))
    english = counts.pop("English", 0)
    if not counts:
        return None
    rival, count = counts.most_common(1)[0]
    # Reports with long foreign names or quotations reach a tenth; foreign texts a quarter.
    return rival if count > 2 * english and count > len(words) / 12 else None


def _find_in_short(words: list[str]) -> str | None:
    """Name the language of a sentence: two words of it must tell, and hardly one of English.

    A word that is no name and has letters that English lacks tells as well.
    """
    if len(words) < FEWEST_WORDS:
        return None
    small = dict.fromkeys(word.lower() for word in words)
    counts = Counter(language for word in small for language in TELLING_LANGUAGES.get(word, ()))
    accented = {word for word in words if word.islower() and not word.isascii()} - BORROWED
    rival, count = counts.most_common(1)[0] if counts else ("another language", 0)
    count += sum(rival not in TELLING_LANGUAGES.get(word, ()) for word in accented)
    english = sum(word.lower() in PLAIN_WORDS for word in words)
    return rival if count >= 2 and count > 2 * english and count > len(words) / 6 else None

"""Tell whether a text is English, so that what is not is refused loudly instead of misread."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

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
WORD_LANGUAGES: dict[str, tuple[str, ...]] = {}
for _language, _words in COMMON_WORDS.items():
    for _word in _words.split():
        WORD_LANGUAGES[_word] = (*WORD_LANGUAGES.get(_word, ()), _language)

# A text shorter than this says too little to be refused.
FEWEST_WORDS = 20
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
    if len(words) < FEWEST_WORDS:
        return None
    counts = Counter(language for word in words for language in WORD_LANGUAGES.get(word, ()))
    english = counts.pop("English", 0)
    if not counts:
        return None
    rival, count = counts.most_common(1)[0]
    # Reports with long foreign names or quotations reach a tenth; foreign texts a quarter.
    return rival if count > 2 * english and count > len(words) / 12 else None

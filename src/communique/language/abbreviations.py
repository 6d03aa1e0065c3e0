"""Know the abbreviations whose full stop seldom ends a sentence, and the words that begin one."""

from __future__ import annotations

from typing import Final

# A name or a number follows these: their full stop never ends a sentence.
BEFORE_NAMES: Final = frozenset(
    "Mr Mrs Ms Messrs Mx Dr Prof Rev Fr Msgr Sr Hon Gen Col Lt Maj Capt Cpl Sgt Cmdr Cdr Adm "
    "Brig Gov Sen Rep Reps Sens Pres Amb Supt Insp Det Pvt Pfc Spc Atty Asst Assoc Mt Ft St "
    "Ste Sts Sec Secy Dep Pte Ald Mme Mlle Mgr Sra Srta Dra Ayat Gens Drs Profs Revs".split()
)
# Dates and numbers: they end a sentence only where a word that begins sentences follows.
BEFORE_NUMBERS: Final = frozenset(
    "Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec No Nos Art Fig Figs Vol pp Ch Para".split()
)
OTHERS: Final = frozenset(
    "Inc Corp Co Ltd Bros Jr Esq Univ Dept Assn Ave Blvd Rd etc vs v al approx est ca cf Cal "
    "Calif Fla Mass Md Minn Mo Pa Va Wash Wis Conn Del Ga Ill Ind Kan Ky Mich Miss Neb Nev "
    "Okla Ore Tenn Tex Vt Ariz Ark Ala Colo Mont Que Ont Mon Tue Tues Wed Thu Thur Thurs Fri "
    "min hrs Intl Govt Natl Cos Pty Plc Ph viz resp ext tel misc Bldg Hwy Rte Mfg Sat Sun".split()
)
# Also plain words, so that they keep their full stop only where a number follows.
ONLY_BEFORE_DIGITS: Final = frozenset(
    "No Nos Art Fig Para Ch Mar Sun Sat Wed Jun Del Miss Ill".split()
)
# Capitalised words that begin sentences far more often than they continue a name.
STARTERS: Final = frozenset(
    "The A An This That These Those He She It They We I You There Here His Her Its Their Our "
    "My But And Or So Yet Nor If When While Although Though Because Since After Before During "
    "Until Once As At By For From In Into On Of To With Without Within Under Over Between "
    "Among Amid Despite However Meanwhile Moreover Furthermore Nevertheless Still Then Thus "
    "Therefore Also Both Either Neither Each Every Some Many Most Few Several All Any No Not "
    "Only Even Such What Who Whose Which Where Why How Last Next Earlier Later Now Today "
    "Yesterday Tomorrow Another Other Others According Asked Speaking Additionally Finally "
    "Instead Just Perhaps Since Two Three Four Five Six Seven Eight Nine Ten Dozens Hundreds "
    "Thousands Officials Police Authorities Analysts Critics Experts Asked".split()
)

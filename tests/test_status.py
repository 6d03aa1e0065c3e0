"""Whether a deed has happened: status at the word in brackets, by what governs it."""

from __future__ import annotations

import pytest

from communique.coding import carriers
from communique.coding.predicates import verb_status
from communique.coding.status import noun_status
from communique.language import read_sentences
from communique.types import Article

CASES = [
    # plain tense
    ("The two presidents [met] in Geneva on Tuesday.", "occurred"),
    ("The two presidents have [met] twice.", "occurred"),
    ("The two presidents will [meet] in Geneva.", "planned"),
    ("The army is [shelling] the port.", "ongoing"),
    ("The army has been [shelling] the port for a week.", "ongoing"),
    ("The king took the opportunity to [praise] the envoy.", "occurred"),
    ("The king went out of his way to [thank] the envoy.", "occurred"),
    # negation
    ("The two presidents did not [meet].", "negated"),
    ("The two presidents never [met].", "negated"),
    ("The envoy has yet to [arrive].", "negated"),
    ("Neither side [signed] the accord.", "negated"),
    ("No country [recognised] the republic.", "negated"),
    ("The minister left without [signing] the accord.", "negated"),
    ("Instead of [meeting] the envoy, he flew home.", "negated"),
    ("The talks nearly [collapsed] on Sunday.", "negated"),
    ("The rebels almost [captured] the bridge.", "negated"),
    ("The two sides did not sign or [discuss] the accord.", "negated"),
    # embedding predicates
    ("The premier plans to [visit] Oslo.", "planned"),
    ("The premier refused to [visit] Oslo.", "negated"),
    ("The premier failed to [visit] Oslo.", "negated"),
    ("The premier declined to [meet] the envoy.", "negated"),
    ("The premier threatened to [expel] the envoy.", "possible"),
    ("The premier wants to [expel] the envoy.", "possible"),
    ("The premier is expected to [visit] Oslo.", "planned"),
    ("The premier is considering [expelling] the envoy.", "possible"),
    ("The premier has chosen to [expel] the envoy.", "planned"),
    ("The army struggled to [retake] the town.", "possible"),
    ("The army managed to [retake] the town.", "occurred"),
    ("The army began to [withdraw].", "occurred"),
    ("Ghana became the first state to [send] troops.", "occurred"),
    ("Ghana will be the first state to [send] troops.", "planned"),
    ("The army forced the rebels to [withdraw].", "occurred"),
    ("The court ordered the police to [release] the editor.", "planned"),
    ("The premier urged Oslo to [release] the editor.", "possible"),
    ("Oslo prevented the envoy from [leaving].", "negated"),
    ("Oslo barred the envoy from [entering].", "negated"),
    ("Oslo stopped the envoy from [leaving].", "negated"),
    ("The premier was unable to [visit] Oslo.", "negated"),
    ("The premier did not fail to [meet] the envoy.", "occurred"),
    ("The premier has not ruled out [meeting] the envoy.", "possible"),
    ("The premier was among the first to [congratulate] him.", "occurred"),
    ("The premier will be the first leader to [visit] Oslo.", "planned"),
    # modals, conditions, questions
    ("The premier may [visit] Oslo.", "possible"),
    ("The premier could [visit] Oslo.", "possible"),
    ("If the premier [visits] Oslo, the strike will end.", "possible"),
    ("If the strike ends, the premier will [visit] Oslo.", "possible"),
    ("The premier would [visit] Oslo if the strike ended.", "possible"),
    ("Unless the strike ends, the premier will [cancel] the summit.", "possible"),
    ("Will the premier [visit] Oslo?", "possible"),
    ("Did the premier [visit] Oslo?", "possible"),
    ("It is unclear whether the premier [visited] Oslo.", "possible"),
    ("Had the premier [visited] Oslo, the strike would have ended.", "negated"),
    ("The premier would have [visited] Oslo.", "negated"),
    ("The premier could have [visited] Oslo.", "possible"),
    ("The premier should have [visited] Oslo.", "negated"),
    ("The premier may have [visited] Oslo.", "possible"),
    ("The premier was to have [visited] Oslo.", "negated"),
    # future in the past
    ("He said the premier would [visit] Oslo.", "planned"),
    ("The premier was due to [visit] Oslo on Friday.", "planned"),
    ("The premier is about to [visit] Oslo.", "planned"),
    ("The premier and the envoy are both to [attend] a summit in Oslo.", "planned"),
    # hearsay
    ("The premier reportedly [visited] Oslo.", "occurred"),
    ("The army is accused of [shelling] the port.", "occurred"),
    ("The army denied [shelling] the port.", "negated"),
    ("The army denied that it had [shelled] the port.", "negated"),
    ("There is no evidence that the army [shelled] the port.", "possible"),
    ("He ruled out [visiting] Oslo.", "negated"),
    ("He promised not to [visit] Oslo.", "negated"),
    # nouns
    ("The premier cancelled the [visit].", "negated"),
    ("The [visit] was cancelled.", "negated"),
    ("The premier called off the [summit].", "negated"),
    ("The [summit] was postponed until May.", "planned"),
    ("The [summit] will take place in May.", "planned"),
    ("The [summit] took place in May.", "occurred"),
    ("The [summit] did not take place.", "negated"),
    ("No [meeting] was held.", "negated"),
    ("The premier ruled out a [meeting].", "negated"),
    ("The planned [summit] drew protests.", "planned"),
    ("A possible [summit] was discussed.", "possible"),
    ("Moscow killed the [deal].", "negated"),
    ("The police foiled an [attack] on the embassy.", "negated"),
    ("There are plans for a [summit].", "planned"),
    ("There was no [meeting].", "negated"),
    ("The hopes for a [summit] rose.", "possible"),
    ("There is talk of a [summit].", "possible"),
    ("The shares fell four points to [close] at ninety.", "occurred"),
    ("The premier is to fly to Oslo for [talks].", "planned"),
    ("The general will be punished for the [attack].", "occurred"),
    ("The premier spoke during a [visit] to Oslo.", "occurred"),
    ("The council will act on the anniversary of the [invasion].", "occurred"),
    ("The two sides may take longer to [restore] ties.", "possible"),
    ("They are on the brink of [signing] an accord.", "possible"),
    ("The dispute has to be [settled].", "possible"),
    ("The agency was set up to [inspect] mines.", "planned"),
    ("The two will sign a pact on trade during a [visit].", "planned"),
    ("The envoy prepared for the anticipated [meeting].", "planned"),
    ("Under no circumstances will the premiers [meet].", "negated"),
]


@pytest.mark.parametrize(("marked", "wanted"), CASES)
def test_status(marked: str, wanted: str) -> None:
    at = marked.index("[")
    text = marked.replace("[", "").replace("]", "")
    (sentence,) = read_sentences(Article(id="a", text=text))
    index = next(t.index for t in sentence.tokens if t.start == at)
    if sentence.tokens[index].upos == "NOUN":
        found, why = noun_status(sentence, index, carriers.light_verb_of(sentence, index))
    else:
        found, why = verb_status(sentence, index)
    assert found == wanted, why

"""Measure the language layer beside spaCy and UDPipe, on the same sentences in one process.

measure_peers.py [--shared FOLDER] [--articles N] [--models FOLDER]

Needs spacy and ufal.udpipe beside what Communiqué needs. No model of theirs is at hand, so both
are trained first, briefly, on the shared treebanks: speed hangs on the kind of network and not on
how long it was trained; accuracy does, and is given only to show that the parses are parses. spaCy
has the networks of its small English pipeline (tagger, parser, a shared CNN of width 96), UDPipe
those of UDPipe 1 (a perceptron, and a parser with 200 hidden units). What was trained is kept in
FOLDER.
"""

from __future__ import annotations

import argparse
import gzip
import random
import time
from pathlib import Path
from typing import TYPE_CHECKING

# First, for it sets the number of threads.
from measure_speed import clock, count_words, read_some
from spacy import __version__ as spacy_version
from spacy import blank, load
from spacy.tokens import Doc
from spacy.training import Example
from spacy.util import compounding, minibatch
from ufal.udpipe import (
    InputFormat,
    Model,
    Pipeline,
    ProcessingError,
    Sentence,
    Sentences,
    Trainer,
)

from communique.language import read_articles
from communique.language.parse import load_parser

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.language import Language
    from spacy.vocab import Vocab

ROOT = Path(__file__).parents[1]
# CPU seconds of spaCy's training, sentences of UDPipe's.
SECONDS, SENTENCES = 150, 1000
LISTENER = {"@architectures": "spacy.Tok2VecListener.v1", "width": 96}
TAGGER = {"@architectures": "spacy.Tagger.v2", "tok2vec": LISTENER}
PARSER = {
    "@architectures": "spacy.TransitionBasedParser.v2", "state_type": "parser",
    "extra_state_tokens": False, "hidden_width": 64, "maxout_pieces": 2, "use_upper": True,
    "tok2vec": LISTENER,
}  # fmt: skip
MORPHODITA = (
    "models=1;iterations_1=4;templates_1=tagger;guesser_suffix_rules_1=8;"
    "dictionary_suffix_len_1=4;guesser_enrich_dictionary_1=6;use_lemma_1=1;use_xpostag_1=1;"
    "use_feats_1=1"
)
PARSITO = (
    "iterations=2;embedding_upostag=20;embedding_feats=20;embedding_xpostag=0;embedding_form=50;"
    "embedding_deprel=20;hidden_layer=200;learning_rate=0.02;learning_rate_final=0.001;l2=0.5;"
    "batch=10;transition_system=projective;transition_oracle=dynamic;structured_interval=8"
)

Rows = list[list[str]]


def read_treebank(path: Path) -> list[Rows]:
    """Read a treebank's sentences as rows of columns."""
    text = gzip.decompress(path.read_bytes()).decode()
    sentences = [
        [line.split("\t") for line in block.splitlines() if line[:1].isdigit()]
        for block in text.split("\n\n")
    ]
    return [[row for row in rows if row[0].isdigit()] for rows in sentences if rows]


def make_example(vocabulary: Vocab, rows: Rows) -> Example:
    """Make spaCy's example of a sentence."""
    words = [row[1] for row in rows]
    heads = [int(row[6]) - 1 if row[6] != "0" else place for place, row in enumerate(rows)]
    gold = Doc(
        vocabulary,
        words=words,
        tags=[row[4] for row in rows],
        pos=[row[3] for row in rows],
        heads=heads,
        deps=[row[7] if row[6] != "0" else "ROOT" for row in rows],
    )
    return Example(Doc(vocabulary, words=words), gold)


def train_spacy(banks: Path) -> Language:
    """Train spaCy for so many seconds."""
    nlp = blank("en")
    nlp.add_pipe("tok2vec")
    nlp.add_pipe("tagger", config={"model": TAGGER})
    nlp.add_pipe("parser", config={"model": PARSER})
    chance = random.Random(0)  # noqa: S311 - the order of examples
    files = ("ewt-train", "gum-news-train")
    rows = [s for file in files for s in read_treebank(banks / f"{file}.conllu.gz")]
    examples = [make_example(nlp.vocab, sentence) for sentence in rows if len(sentence) > 1]
    chance.shuffle(examples)
    optimizer = nlp.initialize(lambda: examples[:2000])
    until = time.process_time() + SECONDS
    while time.process_time() < until:
        chance.shuffle(examples)
        for batch in minibatch(examples, size=compounding(16, 64, 1.001)):
            nlp.update(batch, sgd=optimizer, drop=0.1)
            if time.process_time() > until:
                break
    return nlp


def train_udpipe(banks: Path) -> bytes:
    """Train UDPipe on so many sentences."""
    reader = InputFormat.newConlluInputFormat()
    reader.setText(gzip.decompress((banks / "ewt-train.conllu.gz").read_bytes()).decode())
    sentences, error = Sentences(), ProcessingError()
    while len(sentences) < SENTENCES:
        sentence = Sentence()
        if not reader.nextSentence(sentence, error):
            break
        sentences.append(sentence)
    return bytes(
        Trainer.train(
            "morphodita_parsito", sentences, Sentences(), "none", MORPHODITA, PARSITO, error
        )
    )


def load_peers(banks: Path, folder: Path) -> tuple[Language, Model]:
    """Load spaCy's and UDPipe's models, trained on the spot where there are none."""
    folder.mkdir(parents=True, exist_ok=True)
    small, pipe = folder / "spacy", folder / "udpipe.model"
    if not small.exists():
        train_spacy(banks).to_disk(small)
    if not pipe.exists():
        pipe.write_bytes(train_udpipe(banks))
    return load(small), Model.load(str(pipe))


def score(parse: Callable[[list[Rows]], list[list[tuple[int, str]]]], gold: list[Rows]) -> str:
    """Give the share of words with head, and with head and relation, as in the treebank."""
    heads = relations = words = 0
    for rows, found in zip(gold, parse(gold), strict=True):
        for row, (head, relation) in zip(rows, found, strict=True):
            words += 1
            right = int(row[6]) == head
            heads += right
            relations += right and row[7].split(":")[0] == relation.lower().split(":")[0]
    return f"{heads / words:.3f}, {relations / words:.3f}"


def main() -> None:
    """Print the rows of the table in benchmarks/bulk.md."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--articles", type=int, default=100)
    parser.add_argument("--models", type=Path, default=ROOT / "out" / "peers")
    arguments = parser.parse_args()
    banks = arguments.shared / "treebanks"
    nlp, model = load_peers(banks, arguments.models)
    pipe = Pipeline(model, "vertical", Pipeline.DEFAULT, Pipeline.DEFAULT, "conllu")
    ours = load_parser()

    def by_us(gold: list[Rows]) -> list[list[tuple[int, str]]]:
        parses = ours.parse([[row[1] for row in rows] for rows in gold])
        return [[(h + 1, d) for h, d in zip(p.heads, p.deprels, strict=True)] for p in parses]

    def by_spacy(gold: list[Rows]) -> list[list[tuple[int, str]]]:
        docs = nlp.pipe(Doc(nlp.vocab, words=[row[1] for row in rows]) for rows in gold)
        return [[(0 if t.head is t or t.head.i == t.i else t.head.i + 1, t.dep_) for t in doc]
                for doc in docs]  # fmt: skip

    def by_udpipe(gold: list[Rows]) -> list[list[tuple[int, str]]]:
        text = "\n\n".join("\n".join(row[1] for row in rows) for rows in gold) + "\n\n"
        blocks = pipe.process(text, ProcessingError()).strip().split("\n\n")
        rows = [[x.split("\t") for x in b.splitlines() if x[:1].isdigit()] for b in blocks]
        return [[(int(row[6]), row[7]) for row in sentence] for sentence in rows]

    _, articles = read_some(arguments.shared, arguments.articles)
    list(read_articles(articles[:1]))
    whole, read = clock(lambda: [list(found) for found in read_articles(articles)])
    texts = [[t.text for t in s.tokens] for found in read for s in found if s.tokens]
    sentences: list[Rows] = [[["", word] for word in words] for words in texts]
    words = sum(map(len, sentences))
    print(f"{len(articles)} articles, {len(sentences):,} sentences, {words:,} tokens, "
          f"{count_words(articles):,} words by white space\n")  # fmt: skip
    print("| | CPU s | tokens a CPU-second | UAS, LAS on EWT test, gold words |")
    print("|---|---|---|---|")
    print(f"| ours, from raw text: sentences, words, tags, trees, lemmas, names | {whole:.2f} "
          f"| {words / whole:,.0f} | |")  # fmt: skip
    gold = [rows for rows in read_treebank(banks / "ewt-test.conllu.gz") if len(rows) <= 150]
    for name, parse in (
        ("ours, words given: tags, trees, lemmas, names", by_us),
        (f"spaCy {spacy_version}, words given: tags, trees", by_spacy),
        ("UDPipe 1, words given: tags, lemmas, features, trees", by_udpipe),
    ):
        parse(sentences[:20])
        seconds, _ = clock(lambda parse=parse: parse(sentences))
        print(f"| {name} | {seconds:.2f} | {words / seconds:,.0f} | {score(parse, gold)} |",
              flush=True)  # fmt: skip


if __name__ == "__main__":
    main()

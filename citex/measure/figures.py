"""A judgement → figures: precision, recall and F1 by figure, kind and form, B-cubed over documents, field accuracy."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from citex.measure.judge import FIGURES, OVERLAP, Judgement, Pair
from citex.measure.rows import FIELDS

_DIGITS = 4  # of a figure wherever it is told or compared
PARTS = ("precision", "recall", "f1")


@dataclass(frozen=True, slots=True)
class Rate:
    """Hits among what is marked and what was found. Nothing found is no error, nothing marked no miss: both give 1."""

    hits: int
    marked: int
    found: int

    @property
    def precision(self) -> float:
        """The share of what was found that is right. By kind it may pass 1: a hit may have the kind wrong."""
        return self.hits / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """The share of what is marked that was found."""
        return self.hits / self.marked if self.marked else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        return _f1(self.precision, self.recall)


@dataclass(frozen=True, slots=True)
class BCubed:
    """How well documents are told apart, over ``of`` citations; ``abstained`` is the share that has no key."""

    precision: float
    recall: float
    abstained: float
    of: int

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return _f1(self.precision, self.recall)


@dataclass(frozen=True, slots=True)
class Kind:
    """What came of the citations of one kind: a rate of overlaps, and how many are right by each figure."""

    overlap: Rate
    right: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Form:
    """What a form found, and how many of that are right by each figure. A miss has no form, so there is no recall."""

    found: int
    right: Mapping[str, int]

    def precision(self, figure: str) -> float:
        """The share that is right by a figure."""
        return self.right[figure] / self.found


@dataclass(frozen=True, slots=True)
class Figures:
    """All figures of a run. ``fields`` maps a field to how often it is right, and how often it is judged at all."""

    files: int
    marked: int
    found: int
    optional: int
    rates: Mapping[str, Rate]
    documents: BCubed | None
    fields: Mapping[str, tuple[int, int]]
    kinds: Mapping[str, Kind]
    forms: Mapping[str, Form]


def figures_of(judgement: Judgement) -> Figures:
    """Count a judgement."""
    marked, found = len(judgement.marked), len(judgement.hits)
    hits = Counter(name for one in judgement.pairs for name in one.right)
    judged = Counter(name for one in judgement.pairs for name in one.marked.fields)
    wrong = Counter(name for one in judgement.pairs for name in one.wrong)
    labelled = labels(judgement)
    return Figures(
        files=judgement.files,
        marked=marked,
        found=found,
        optional=judgement.optional,
        rates={name: Rate(hits[name], marked, found) for name in FIGURES},
        documents=b_cubed(labelled) if labelled else None,
        fields={name: (judged[name] - wrong[name], judged[name]) for name in FIELDS if judged[name]},
        kinds=_kinds(judgement),
        forms=_forms(judgement),
    )


def _kinds(judgement: Judgement) -> dict[str, Kind]:
    marked = Counter(one.kind for one in judgement.marked)
    found = Counter(str(hit.fields.get("kind")) for hit in judgement.hits)
    right = _right((pair.marked.kind, pair) for pair in judgement.pairs)
    return {
        kind: Kind(Rate(right[kind, OVERLAP], marked[kind], found[kind]), {f: right[kind, f] for f in FIGURES})
        for kind in sorted(marked.keys() | found.keys())
    }


def _forms(judgement: Judgement) -> dict[str, Form]:
    found = Counter(hit.pattern for hit in judgement.hits if hit.pattern)
    right = _right((pair.hit.pattern, pair) for pair in judgement.pairs)
    return {form: Form(found[form], {f: right[form, f] for f in FIGURES}) for form in sorted(found)}


def _right(pairs: Iterable[tuple[str, Pair]]) -> Counter[tuple[str, str]]:
    return Counter((name, figure) for name, one in pairs for figure in one.right)


def labels(judgement: Judgement) -> list[tuple[str, str | None]]:
    """(label of the gold set, key found or None) of each citation that has a label, in the order of the gold set."""
    found = {one.marked.key: one.hit.document for one in judgement.pairs}
    return [(one.document, found.get(one.key)) for one in judgement.marked if one.document]


def b_cubed(labelled: Sequence[tuple[str, str | None]]) -> BCubed:
    """B-cubed of (true label, found key) pairs, each None a cluster of its own (Bagga and Baldwin 1998).

    Precision is the mean share, in the found cluster of each citation, of what has its label; recall the mean share,
    among what has its label, of what is in its found cluster.
    """
    keyed = [(label, (key, -1) if key is not None else ("", i)) for i, (label, key) in enumerate(labelled)]
    by_label = Counter(label for label, _ in keyed)
    by_key = Counter(key for _, key in keyed)
    both = Counter(keyed)
    count = len(keyed) or 1
    precision = sum(both[label, key] / by_key[key] for label, key in keyed) / count
    recall = sum(both[label, key] / by_label[label] for label, key in keyed) / count
    return BCubed(precision, recall, sum(key is None for _, key in labelled) / count, len(labelled))


def named(figures: Figures) -> dict[str, float]:
    """Every figure that a floor can hold, rounded, by its name.

    ``overlap`` is its F1, ``overlap_precision`` and ``overlap_recall`` the parts; so for the other figures, for
    ``documents`` (also ``documents_abstained``) and for kinds. The name of a field gives its accuracy.
    """
    values: dict[str, float] = {}
    rates: dict[str, Rate | BCubed | None] = {**figures.rates, "documents": figures.documents}
    rates.update((name, kind.overlap) for name, kind in figures.kinds.items())
    for name, rate in rates.items():
        if rate is not None:
            values[name] = rounded(rate.f1)
            values.update((f"{name}_{part}", rounded(getattr(rate, part))) for part in PARTS)
    if figures.documents is not None:
        values["documents_abstained"] = rounded(figures.documents.abstained)
    return values | {name: accuracy(*counts) for name, counts in figures.fields.items()}


def accuracy(right: int, judged: int) -> float:
    """The share of a field that is right, rounded."""
    return rounded(right / judged)


def rounded(value: float) -> float:
    """A figure as it is told and compared."""
    return round(value, _DIGITS)


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0

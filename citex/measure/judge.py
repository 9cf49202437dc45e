"""What is right, missed, false: a gold set and the hits of a run → a judgement of each citation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from citex.measure.agree import Rules, agrees, normal, same_series
from citex.measure.pairing import half_in_common, overlap, pair
from citex.measure.rows import EXACT, FIELDS, Gold, Hit, Marked, by_file

OVERLAP, SPAN, SAME, IDENTITY = FIGURES = ("overlap", "span", "exact", "identity")
_IDENTITY = ("type", "number", "session", "level", "place")


@dataclass(frozen=True, slots=True)
class Pair:
    """A marked citation and the hit that answers it: the fields that are ``wrong``, the figures that it is right by."""

    marked: Marked
    hit: Hit
    wrong: tuple[str, ...]
    right: frozenset[str]


@dataclass(frozen=True, slots=True)
class Judgement:
    """A run against a gold set, what is optional left out: ``marked`` is paired or missed, ``hits`` paired or false.

    Everything is in the order of files and offsets, the pairs of one file by the overlap. ``optional`` counts what
    was left out of the gold set.
    """

    files: int
    marked: tuple[Marked, ...]
    hits: tuple[Hit, ...]
    pairs: tuple[Pair, ...]
    missed: tuple[Marked, ...]
    false: tuple[Hit, ...]
    optional: int = 0


def judge(gold: Gold, hits: Iterable[Hit], rules: Rules) -> Judgement:
    """Judge a run file by file; files are the same that have the same base name. Hits in unmarked files are false."""
    marked_in, hits_in = by_file(gold.marked), by_file(hits)
    marked: list[Marked] = []
    counted: list[Hit] = []
    pairs: list[Pair] = []
    missed: list[Marked] = []
    false: list[Hit] = []
    for name in sorted(marked_in.keys() | hits_in.keys()):
        rows, found = marked_in.get(name, []), hits_in.get(name, [])
        matches = pair(rows, found)
        matched = {i for i, _ in matches}
        marked += [row for row in rows if not row.optional]
        missed += [row for i, row in enumerate(rows) if i not in matched and not row.optional]
        pairs += [judged(rows[i], found[j], rules) for i, j in matches if not rows[i].optional]
        answering = {j for i, j in matches if not rows[i].optional}
        free = set(_free(rows, found)) - answering
        counted += [hit for j, hit in enumerate(found) if j not in free]
        false += [hit for j, hit in enumerate(found) if j not in free | answering]
    optional = sum(row.optional for row in gold.marked)
    return Judgement(
        len(gold.files), tuple(marked), tuple(counted), tuple(pairs), tuple(missed), tuple(false), optional
    )


def _free(rows: Sequence[Marked], hits: Sequence[Hit]) -> Iterator[int]:
    """The hits that touch something optional: whether they are right is left open."""
    optional = [row for row in rows if row.optional]
    return (j for j, hit in enumerate(hits) if any(overlap(row, hit) for row in optional))


def judged(marked: Marked, hit: Hit, rules: Rules) -> Pair:
    """Compare a hit with what is marked, field by field and by each figure."""
    wrong = tuple(
        name
        for name in FIELDS
        if name in marked.fields and not agrees(name, marked.fields[name], hit.fields.get(name), rules)
    )
    right = {OVERLAP}
    if (marked.start, marked.end) == (hit.start, hit.end):
        right.add(SPAN)
    if half_in_common(marked, hit):
        if not set(wrong) & set(EXACT):
            right.add(SAME)
        if not _other_document(marked, hit, set(wrong), rules):
            right.add(IDENTITY)
    return Pair(marked, hit, wrong, frozenset(right))


def _other_document(marked: Marked, hit: Hit, wrong: set[str], rules: Rules) -> bool:
    """Whether a wrong field makes it another document: a term only where one is marked, a type of one series never."""
    if "type" in wrong and same_series(marked.fields["type"], hit.fields.get("type"), rules):
        wrong = wrong - {"type"}
    other_term = "term" in wrong and normal(marked.fields.get("term")) is not None
    return other_term or bool(wrong & set(_IDENTITY))

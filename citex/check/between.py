"""Across articles: two dates or two issuers for one document. What is kept grows with documents, not with citations."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from citex.check import known
from citex.check.look import place_of
from citex.check.records import Hit
from citex.normalise.values import is_day
from citex.records import Citation
from citex.resolve.keys import is_open

_FIELDS = ("date", "issuer")


@dataclass(slots=True)
class _Value:
    """The citations with one value of a field: how many, in which files, and the first of them."""

    first: Citation
    count: int = 0
    files: int = 0
    last_file: str = ""


class Between:
    """Takes in the citations of a run, with the documents that they mean, and tells where articles contradict."""

    def __init__(self) -> None:
        self._values: dict[tuple[str, str], dict[str, _Value]] = {}

    def add(self, citation: Citation) -> None:
        """Learn what one citation says of its document, if it has one that holds beyond its article."""
        if citation.kind != "numbered" or citation.document is None or is_open(citation.document):
            return
        for field in _FIELDS:
            value = getattr(citation, field)
            if value is None or field in citation.evidence or (field == "date" and not is_day(value)):
                continue
            values = self._values.setdefault((citation.document, field), {})
            # Evidence and title can be long, and a hit needs neither.
            kept = values.setdefault(value, _Value(replace(citation, evidence={}, title=None)))
            kept.count += 1
            if kept.last_file != citation.file:
                kept.files += 1
                kept.last_file = citation.file

    def hits(self) -> Iterator[Hit]:
        """For each document with two values, the ones that fewer files have, at their first citation.

        Within one article it is another rule's to tell.
        """
        for (_, field), values in sorted(self._values.items()):
            ranked = sorted(values.items(), key=lambda item: (-item[1].files, -item[1].count, item[0]))
            best, most = ranked[0]
            for value, kept in ranked[1:]:
                if kept.first.file == most.first.file and kept.files == most.files == 1:
                    continue
                if field == "issuer" and set(value.split(" + ")) & set(best.split(" + ")):
                    continue
                one, other = kept.first, most.first
                shown = {"right": known.shown(best), "other": known.shown(value)}
                names = shown if field == "date" else {"right": best, "other": value}
                where = {"where": f"{other.file}:{other.line}:{other.column}", "also": names["right"]}
                yield Hit(one.start, one.end, {"text": one.text} | names | where, one, related=(place_of(other),))

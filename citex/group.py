"""Documents and unresolved citations → nested groups, as ``--group-by`` asks.

The order is the same whatever the order of the input: dates, years, months and files ascend; every other value stands
by its number of citations, most first, then by name. A value that is not known (``None``) comes last, and the groups
of citations without a document come after all others.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

from citex.documents import Document, Group
from citex.errors import UsageError
from citex.records import Citation

LEVELS = ("issuer", "type", "date", "year", "month", "term", "level", "place", "document", "file")
DEFAULT = ("issuer", "type", "date")

_ASCENDING = frozenset({"date", "year", "month", "file"})

Values = tuple[str | None, ...]
FileCounts = Mapping[str, Mapping[str, int]]
_Entry = tuple[Document, int, str | None]


def parse_levels(text: str) -> tuple[str, ...]:
    """``"issuer,type,date"`` → ``("issuer", "type", "date")``; UsageError for an unknown or repeated name."""
    return check_levels([part.strip() for part in text.split(",")])


def check_levels(by: Sequence[str]) -> tuple[str, ...]:
    """``by`` as a tuple; UsageError if it is empty, or names a level that does not exist or that stands in it twice."""
    hint = f"choose from {', '.join(LEVELS)}, parted by commas; the default is {','.join(DEFAULT)}"
    if not any(by):
        raise UsageError("nothing to group by", hint)
    for place, name in enumerate(by):
        if name not in LEVELS:
            raise UsageError(f"can't group by {name!r}: there is no such field", hint)
        if name in by[:place]:
            raise UsageError(f"can't group by {name!r} twice", hint)
    return tuple(by)


def unresolved_values(citation: Citation, by: Sequence[str]) -> Values:
    """What a citation without a document says itself for each level of ``by``: the key under which to count it.

    A run that can't keep its citations counts them while they pass (``counts[unresolved_values(c, by)] += 1``) and
    hands the counts to :func:`group`. ``document`` is always ``None`` here.
    """
    return tuple(None if name == "document" else _field(citation, name) for name in by)


def group(
    documents: Sequence[Document],
    citations: Iterable[Citation] | Mapping[Values, int],
    by: Sequence[str] = DEFAULT,
    files: FileCounts | None = None,
) -> tuple[Group, ...]:
    """Nested groups over the documents' resolved fields, one level of nesting for each name in ``by``.

    ``citations`` are all citations or only the unresolved ones (those whose document is among ``documents`` are
    passed over: ``Document.citations`` counts them), or the counts of the unresolved ones by
    :func:`unresolved_values`. They stand in groups of their own with ``unresolved=True``, ``documents=0``, no keys.

    ``files`` (document key → file → count) is needed only to group by ``file``: a document that several files cite
    stands under each of them with the count of that file; ``Group.documents`` counts it once in each group.

    A partial date is a value of its own; it falls under the month or year that it gives (``2018`` under month
    ``2018``). Raises UsageError for unknown names in ``by``, ValueError where ``file`` is asked without ``files``.
    """
    by = check_levels(by)
    if "file" in by and files is None:
        raise ValueError("grouping by file needs the counts of each document's files")
    counts = citations if isinstance(citations, Mapping) else _count(documents, citations, by)
    entries = [(document, _citations(document, by, files), None) for document in documents]
    return _documents(entries, by, files or {}) + _unresolved(counts, by)


def _count(documents: Sequence[Document], citations: Iterable[Citation], by: tuple[str, ...]) -> Mapping[Values, int]:
    known = {document.document for document in documents}
    return Counter(unresolved_values(one, by) for one in citations if one.document is None or one.document not in known)


def _citations(document: Document, by: tuple[str, ...], files: FileCounts | None) -> int:
    """With files, their sum: the parts then add up to the whole whatever the document's own count says."""
    counts = files.get(document.document) if files is not None and "file" in by else None
    return sum(counts.values()) if counts else document.citations


def _field(record: Citation | Document, name: str) -> str | None:
    if name in ("date", "year", "month"):
        date = record.date
        return date if date is None or name == "date" else date[: 4 if name == "year" else 7]
    value: str | None = getattr(record, name)
    return value


def _documents(entries: Sequence[_Entry], by: tuple[str, ...], files: FileCounts) -> tuple[Group, ...]:
    level, rest = by[0], by[1:]
    parts: dict[str | None, list[_Entry]] = {}
    for document, count, file in _by_file(entries, files) if level == "file" else entries:
        value = file if level == "file" else _field(document, level)
        parts.setdefault(value, []).append((document, count, file))
    groups = [
        Group(
            by=level,
            value=value,
            documents=len({document.document for document, _, _ in part}),
            citations=sum(count for _, count, _ in part),
            groups=_documents(part, rest, files) if rest else (),
            keys=() if rest else _keys(part),
        )
        for value, part in parts.items()
    ]
    return tuple(sorted(groups, key=_order(level)))


def _by_file(entries: Iterable[_Entry], files: FileCounts) -> Iterable[_Entry]:
    for document, count, _ in entries:
        counts = files.get(document.document)
        if counts:
            yield from ((document, times, file) for file, times in counts.items())
        else:
            yield document, count, None


def _keys(part: Iterable[_Entry]) -> tuple[str, ...]:
    counts: Counter[str] = Counter()
    for document, count, _ in part:
        counts[document.document] += count
    return tuple(sorted(counts, key=lambda key: (-counts[key], key)))


def _unresolved(counts: Mapping[Values, int], by: tuple[str, ...]) -> tuple[Group, ...]:
    parts: dict[str | None, Counter[Values]] = {}
    for values, count in counts.items():
        parts.setdefault(values[0], Counter())[values[1:]] += count
    groups = [
        Group(
            by=by[0],
            value=value,
            documents=0,
            citations=part.total(),
            groups=_unresolved(part, by[1:]) if by[1:] else (),
            unresolved=True,
        )
        for value, part in parts.items()
    ]
    return tuple(sorted(groups, key=_order(by[0])))


def _order(level: str) -> Callable[[Group], tuple[bool, int, str]]:
    ascending = level in _ASCENDING
    return lambda one: (one.value is None, 0 if ascending else -one.citations, one.value or "")

"""Groups of documents as a table for people: aligned Vietnamese, nothing that acts on a terminal."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING, TextIO

from citex.documents import Document, Group
from citex.group import FileCounts
from citex.write.layout import GAP, fit_widths, padded, shorten, total, wrapped
from citex.write.names import document_name
from citex.write.stream import visible

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

NARROWEST = 24
_UNKNOWN_WIDTH = 80
_ROWS = ("date", "document")  # as the last level these are rows, not headings: the row shows the value
_INDENT = "  "
_HEADERS = {
    **{"name": "Document", "date": "Date", "issuer": "Issuer", "place": "Place", "title": "Title"},
    **{"cited": "Cited", "files": "Files"},
}


@dataclass(frozen=True, slots=True)
class Summary:
    """What the last line tells. ``citations`` are all, with and without a document; ``files`` all that were read."""

    documents: int
    citations: int
    files: int
    unresolved: int = 0

    def __str__(self) -> str:
        files = _count(self.files, "file")
        if not self.citations and not self.documents:
            return f"No citations found in {files}."
        line = f"{_count(self.documents, 'document')}, {_count(self.citations, 'citation')} in {files}"
        return f"{line}; {_count(self.unresolved, 'citation')} unresolved" if self.unresolved else line


@dataclass(frozen=True, slots=True)
class ConsoleOptions:
    """``width`` in cells (``None``: ``COLUMNS``, else the terminal's, else 80); ``color`` yes or no.

    Without a decision (``None``) colour and bold go to a terminal only, and ``NO_COLOR`` turns them off.
    """

    stream: TextIO
    width: int | None = None
    color: bool | None = None


@dataclass(frozen=True, slots=True)
class _Line:
    """A heading (``document`` is ``None``) or a document's row, ``depth`` levels deep, before it is laid out."""

    depth: int
    label: str
    cited: int
    document: Document | None = None
    documents: int = 0
    faint: bool = False


def print_table(
    groups: Sequence[Group],
    documents: Iterable[Document],
    summary: Summary,
    options: ConsoleOptions,
    files: FileCounts | None = None,
    type_names: Mapping[str, str] | None = None,
) -> None:
    """Print the groups as headings with their counts, their documents as rows, and ``summary`` as the last line.

    ``documents`` must hold those that the groups name. ``files`` (document key → file → count), where known, gives
    the rows under a file the count of that file; without it they show the document's whole count. ``type_names``
    (code → name) name types that only unresolved citations have. A document with conflicting values is marked ``!n``
    after its name. At any width from 24 cells no line but the last is wider than it.
    """
    from rich.text import Text

    console = _console(options)
    by_key = {document.document: document for document in documents}
    lines = list(_lines(groups, by_key, files or {}, type_names or {}))
    width = max(console.width, NARROWEST)
    for text in _laid_out(lines, _headings(groups), width) if lines else ():
        console.print(text, no_wrap=True, overflow="ignore", crop=False)
    if any(line.document is not None and line.document.conflicts for line in lines):
        note = "!n: n conflicts between the values found; --format json lists them"
        console.print(Text(shorten(note, width), style="yellow"), no_wrap=True, crop=False)
    # Never shortened: the one line that must be whole.
    console.print(Text(str(summary), style="bold"), no_wrap=True, overflow="ignore", crop=False)


def _console(options: ConsoleOptions) -> Console:
    from rich.console import Console

    # rich keeps bold and dim under NO_COLOR; plain text is what people who set it expect.
    plain = options.color is False or (options.color is None and bool(os.environ.get("NO_COLOR")))

    class Piped(Console):
        def on_broken_pipe(self) -> None:
            raise  # a reader that has seen enough is no failure; rich would end the process with 1

    return Piped(
        file=options.stream,
        # A terminal that does not know its width says 0.
        width=_UNKNOWN_WIDTH if options.width is None and os.environ.get("COLUMNS") == "0" else options.width,
        force_terminal=options.color or None,
        no_color=plain,
        color_system=None if plain else "auto",
        markup=False,
        emoji=False,
        highlight=False,
    )


def _headings(groups: Sequence[Group]) -> frozenset[str]:
    """The levels that stand as headings: what they say needs no column."""
    levels: list[str] = []
    while groups:
        levels.append(groups[0].by)
        groups = groups[0].groups
    return frozenset(levels[:-1] if levels and levels[-1] in _ROWS else levels)


def _lines(
    groups: Sequence[Group], by_key: Mapping[str, Document], files: FileCounts, type_names: Mapping[str, str]
) -> Iterator[_Line]:
    types = {**type_names, **{document.type: document.type_name for document in by_key.values()}}
    known = [one for one in groups if not one.unresolved]
    unresolved = [one for one in groups if one.unresolved]
    for one in known:
        yield from _group_lines(one, 0, None, by_key, files, types)
    if unresolved:
        yield _Line(0, "Unresolved: which document is meant can't be told", sum(one.citations for one in unresolved))
        for one in unresolved:
            yield from _group_lines(one, 1, None, by_key, files, types)


def _group_lines(
    group: Group,
    depth: int,
    file: str | None,
    by_key: Mapping[str, Document],
    files: FileCounts,
    types: Mapping[str, str],
) -> Iterator[_Line]:
    file = group.value if group.by == "file" else file
    as_rows = not group.groups and group.by in _ROWS
    if group.unresolved and as_rows and group.value is None:
        return  # "no date" and "no document" say nothing of a citation without one
    if group.unresolved or not as_rows:
        label = f"(no {group.by})" if group.value is None else group.value
        label = types.get(label, label) if group.by == "type" else label
        yield _Line(depth, visible(label), group.citations, documents=group.documents, faint=group.value is None)
        depth += 1
    for one in group.groups:
        yield from _group_lines(one, depth, file, by_key, files, types)
    for key in group.keys:
        document = by_key[key]
        cited = document.citations if file is None else files.get(key, {}).get(file, document.citations)
        mark = f" !{len(document.conflicts)}" if document.conflicts else ""
        yield _Line(depth, visible(document_name(document)) + mark, cited, document)


def _values(line: _Line, with_place: bool) -> dict[str, str]:
    """What a row shows in each column. ``with_place``: the issuer is that of a place, which has no column."""
    document = line.document
    assert document is not None
    place, issuer = document.place or "", document.issuer or ""
    if with_place and place not in issuer:
        issuer = f"{issuer} {place}" if issuer else place
    return {
        "name": line.label,
        "date": document.date or "",
        "issuer": visible(issuer),
        "place": visible(place),
        "title": visible(document.title or ""),
        "cited": str(line.cited),
        "files": str(document.files),
    }


def _laid_out(lines: Sequence[_Line], headings: frozenset[str], width: int) -> Iterator[Text]:
    from rich.text import Text

    columns = [name for name in _HEADERS if name not in headings]
    with_place = "issuer" in columns and "place" in columns
    if with_place:
        columns.remove("place")
    rows = [None if line.document is None else _values(line, with_place) for line in lines]
    widths = fit_widths(_natural(lines, [row for row in rows if row], columns), _longest_word(lines), width)
    yield Text(_row_lines(_HEADERS, widths, 0)[0], style="bold")
    yield Text("─" * total(widths), style="dim")
    for number, (line, row) in enumerate(zip(lines, rows, strict=True)):
        if row is not None:
            yield from map(Text, _row_lines(row, widths, line.depth))
            continue
        if number and not line.depth:
            yield Text()
        yield _heading(line, widths)


def _natural(lines: Sequence[_Line], rows: Sequence[Mapping[str, str]], columns: Sequence[str]) -> dict[str, int]:
    """What each column that has any value would need; headings may make the name wider."""
    from rich.cells import cell_len

    natural = {name: max((cell_len(row[name]) for row in rows), default=0) for name in columns}
    natural["name"] = max(len(_INDENT) * line.depth + cell_len(line.label) for line in lines)
    natural["cited"] = max(len(str(line.cited)) for line in lines)
    return {name: max(size, len(_HEADERS[name])) for name, size in natural.items() if size}


def _longest_word(lines: Sequence[_Line]) -> int:
    """Cells that the name column needs so that no symbol is broken."""
    from rich.cells import cell_len

    rows = [line for line in lines if line.document]
    return max((len(_INDENT) * line.depth + max(map(cell_len, line.label.split())) for line in rows), default=0)


def _heading(line: _Line, widths: Mapping[str, int]) -> Text:
    from rich.text import Text

    after = sum(len(GAP) + widths[name] for name in ("files",) if name in widths)
    room = total(widths) - after - widths["cited"] - len(GAP)
    indent = _INDENT * line.depth
    count = f" · {_count(line.documents, 'document')}" if line.documents else ""
    count = count if len(count) + len(indent) + 12 <= room else ""
    label = shorten(line.label, room - len(indent) - len(count))
    text = Text(indent)
    text.append(label, style="dim" if line.faint else ("bold cyan", "bold")[min(line.depth, 1)])
    text.append(count, style="dim")
    text.append(" " * (room - text.cell_len) + GAP + str(line.cited).rjust(widths["cited"]))
    return text


def _row_lines(row: Mapping[str, str], widths: Mapping[str, int], depth: int) -> list[str]:
    """One line, and further ones for what is left of a name or issuer too long for its column."""
    indent = (_INDENT * depth)[: widths["name"] // 2]
    cells: list[list[str]] = []
    for name, size in widths.items():
        if name == "name":
            cells.append([indent + part for part in wrapped(row[name], size - len(indent))])
        elif name in ("cited", "files"):
            cells.append([row[name].rjust(size)])
        else:
            cells.append([shorten(row[name], size)] if name == "title" else wrapped(row[name], size))
    return [
        GAP.join(padded(part, size) for part, size in zip(parts, widths.values(), strict=True)).rstrip()
        for parts in zip_longest(*cells, fillvalue="")
    ]


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"

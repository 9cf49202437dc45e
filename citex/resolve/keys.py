"""Keys of documents: readable, stable, equal exactly when the documents are.

``TW/CT/05@XII``                        committee code / series / number @ term, for numbered documents
``Hậu Giang/TU/NQ/15@2015-2020``        a province's: its place comes first, the term is the committee's own
``Hậu Giang/TU/NQ/15@2020``             dated where the windows of two terms overlap: the year stands for the term
``Hậu Giang/Phụng Hiệp/HU/NQ/05@…``     below a province: the province, the unit (a commune with its rank), the code
``TW/HN4@XII``                          a plenum, whose documents such references rarely tell apart
``ĐH@XIII/NQ``, ``Hà Nội/ĐH@XVII/NQ``   documents of a congress
``ĐL``, ``CL@1991``                     the Charter, a Platform

A part that the evidence does not give stands as ``?`` with the article's sign: eight hexadecimal digits made of its
text, the same however the article is called or where it lies. Such an open key (``Hậu Giang/TU/CTr/50@?9f2c41d0``)
holds within its article, whose mentions share it: two articles that say no more may mean two documents. ``--resolve
corpus`` puts a whole key in its place where the other articles settle the question; else the articles that are dated
in one term are assumed to mean one document by such a number (``Hậu Giang/TU/CTr/50@?2020-2025``; their evidence says
so), which keeps a corpus from having as many documents as articles.
"""

from __future__ import annotations

from dataclasses import dataclass

from citex.normalise.draft import Draft
from citex.packs.pack import Pack

OPEN = "?"


@dataclass(frozen=True, slots=True)
class Partial:
    """What is known of a document's identity. ``terms`` are the terms it may be of; empty means nothing is known.

    ``year`` stands for the term where the whole date is known and still lies in the windows of two.
    """

    owner: str
    series: str
    number: str
    terms: tuple[str, ...] = ()
    placed: bool = True
    year: str | None = None

    @property
    def stem(self) -> str:
        """The key without its term."""
        return "/".join(part for part in (self.owner, self.series, self.number) if part)

    def key(self) -> str | None:
        """The whole key, where place and term are certain."""
        if not self.placed:
            return None
        term = self.terms[0] if len(self.terms) == 1 else self.year
        return f"{self.stem}@{term}" if term else None

    def open_key(self, sign: str) -> str:
        """The key with ``?`` and the article's sign for what is not known."""
        term = self.terms[0] if len(self.terms) == 1 else self.year
        if self.placed:
            return f"{self.stem}@{term or OPEN + sign}"
        return f"{OPEN}{sign}/{self.stem}@{term or OPEN}"


def is_open(key: str) -> bool:
    """Whether a part of the key is not known."""
    return OPEN in key


def stem_of(key: str) -> str:
    """A key without its term."""
    return key.rsplit("@", 1)[0]


def term_of(key: str) -> str | None:
    """The term in a key of a numbered document or a plenum; None where it has none, or an open one."""
    _, at, term = key.rpartition("@")
    return term if at and "/" not in term and OPEN not in term else None


def series_of(draft: Draft, pack: Pack) -> str:
    """The series code: that of the symbol (Quyết định and Quy định share one), else that of the type named."""
    if draft.type_code:
        return series_of_code(draft.type_code, pack)
    return pack.tables.base_series(draft.types[-1] if draft.types else "")  # a form of one's own may name no type


def series_of_code(code: str, pack: Pack) -> str:
    """The series of a type code: one of its own, or the one that its type shares."""
    own = next((one for one in pack.tables.own_series if one.casefold() == code.casefold()), None)
    return own or pack.tables.base_series(pack.tables.type_codes.get(code.casefold(), code))


def own_series_of(series: str, pack: Pack) -> list[str]:
    """The series with codes of their own whose documents are also written with this one's code."""
    if series in pack.tables.own_series:
        return []
    tables = pack.tables
    return [
        own for own in tables.own_series if tables.base_series(tables.type_codes.get(own.casefold(), own)) == series
    ]


def committee_of(draft: Draft, pack: Pack) -> str | None:
    """The committee code that heads the series: as written, else the one that the issuer named uses."""
    # A type's code in the place of the committee's (Thông báo 20-TB/KL của Bộ Chính trị) tells no committee.
    misplaced = draft.code is not None and draft.code.casefold() in pack.tables.type_codes and draft.issuers
    if draft.code and not misplaced:
        return pack.tables.canonical_codes.get(draft.code, draft.code)
    for body in draft.issuers:
        return body.codes[0] if body.codes else body.name
    return None


def whole(term: str | None, parts: tuple[str | None, ...], prefix: str) -> str | None:
    """A congress key: ``[place/]PREFIX@TERM/TYPE``; None without the term."""
    return None if term is None else "/".join([*(p for p in parts[:-1] if p), f"{prefix}@{term}", parts[-1] or ""])

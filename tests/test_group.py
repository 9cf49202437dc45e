"""Grouping: nested counts, their order, and citations without a document."""

from __future__ import annotations

import random
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citex.documents import Document, Group
from citex.errors import UsageError
from citex.group import LEVELS, check_levels, group, parse_levels, unresolved_values
from citex.records import Citation

CENTRAL = Document(
    document="TW/CT/05@XII",
    type="CT",
    type_name="Chỉ thị",
    symbol="05-CT/TW",
    issuer="Bộ Chính trị",
    level="central",
    date="2016-05-15",
    term="XII",
    citations=4,
)
PLENUM = Document("TW/HN4@XII", "NQ", "Nghị quyết", issuer="Ban Chấp hành Trung ương", term="XII", citations=9)
APPARATUS = Document(
    "TW/NQ/18@XII", "NQ", "Nghị quyết", issuer="Ban Chấp hành Trung ương", date="2017-10-25", term="XII", citations=2
)
POPULATION = Document(
    "TW/NQ/21@XII", "NQ", "Nghị quyết", issuer="Ban Chấp hành Trung ương", date="2017-10-25", term="XII", citations=3
)
PARTIAL = Document("TW/CT/33@XII", "CT", "Chỉ thị", issuer="Bộ Chính trị", date="2019", term="XII", citations=1)
DOCUMENTS = (CENTRAL, PLENUM, APPARATUS, POPULATION, PARTIAL)


def cite(**fields: str | None) -> Citation:
    """A citation of which only the given fields matter."""
    base: dict[str, str | None] = {"kind": "numbered", "type": "CT", "type_name": "Chỉ thị", "file": "a.txt"}
    return Citation(start=0, end=1, line=1, column=1, text="x", **(base | fields))  # type: ignore[arg-type]


def shape(groups: tuple[Group, ...]) -> list[object]:
    """Values and counts only, nested as the groups are."""
    return [(one.value, one.documents, one.citations, shape(one.groups) or list(one.keys)) for one in groups]


def test_default_levels_nest_with_counts() -> None:
    """Issuers and types stand by citations, dates ascend, an unknown date is last."""
    assert shape(group(DOCUMENTS, ())) == [
        (
            "Ban Chấp hành Trung ương",
            3,
            14,
            [
                (
                    "NQ",
                    3,
                    14,
                    [("2017-10-25", 2, 5, ["TW/NQ/21@XII", "TW/NQ/18@XII"]), (None, 1, 9, ["TW/HN4@XII"])],
                )
            ],
        ),
        (
            "Bộ Chính trị",
            2,
            5,
            [("CT", 2, 5, [("2016-05-15", 1, 4, ["TW/CT/05@XII"]), ("2019", 1, 1, ["TW/CT/33@XII"])])],
        ),
    ]


@pytest.mark.parametrize(
    ("level", "values"),
    [
        ("year", ["2016", "2017", "2019", None]),
        ("month", ["2016-05", "2017-10", "2019", None]),
        ("term", ["XII"]),
        ("level", ["central", None]),
        ("document", ["TW/HN4@XII", "TW/CT/05@XII", "TW/NQ/21@XII", "TW/NQ/18@XII", "TW/CT/33@XII"]),
    ],
)
def test_values_of_each_level(level: str, values: list[str | None]) -> None:
    """Dates fall under what they give of year and month; other levels stand by count, unknown last."""
    assert [one.value for one in group(DOCUMENTS, (), [level])] == values


def test_file_level_splits_a_document_by_its_files() -> None:
    """A document cited in two files stands under both with the count of each, and is one document above them."""
    files = {"TW/CT/05@XII": {"b.txt": 3, "a.txt": 1}, "TW/CT/33@XII": {"a.txt": 1}}
    assert shape(group([CENTRAL, PARTIAL], (), ["type", "file"], files)) == [
        ("CT", 2, 5, [("a.txt", 2, 2, ["TW/CT/05@XII", "TW/CT/33@XII"]), ("b.txt", 1, 3, ["TW/CT/05@XII"])])
    ]
    below = group([CENTRAL, PARTIAL], (), ["file", "date"], files)
    assert shape(below)[1] == ("b.txt", 1, 3, [("2016-05-15", 1, 3, ["TW/CT/05@XII"])])


def test_file_level_keeps_documents_without_files() -> None:
    """A document that no file is known to cite stands under the unknown file instead of vanishing."""
    assert shape(group([CENTRAL], (), ["file"], {})) == [(None, 1, 4, ["TW/CT/05@XII"])]


def test_file_level_needs_the_counts() -> None:
    """Asking for files without their counts is the caller's mistake, and said so."""
    with pytest.raises(ValueError, match="counts of each document's files"):
        group([CENTRAL], (), ["file"])


def test_unresolved_citations_stand_in_groups_of_their_own() -> None:
    """They come last, are grouped by their own fields, marked on every level, and have no keys."""
    citations = [cite(issuer="Bộ Chính trị"), cite(), cite(date="2020"), cite(document="TW/CT/05@XII")]
    *resolved, first, second = group([CENTRAL], citations, ["issuer", "date"])
    assert shape(tuple(resolved)) == [("Bộ Chính trị", 1, 4, [("2016-05-15", 1, 4, ["TW/CT/05@XII"])])]
    assert shape((first, second)) == [
        ("Bộ Chính trị", 0, 1, [(None, 0, 1, [])]),
        (None, 0, 2, [("2020", 0, 1, []), (None, 0, 1, [])]),
    ]
    assert all(one.unresolved for part in (first, second) for one in (part, *part.groups))
    assert not any(one.unresolved for part in resolved for one in (part, *part.groups))


def test_citation_of_a_document_that_has_no_record_is_counted() -> None:
    """A key without its record counts as unresolved: nothing is dropped."""
    (only,) = group([], [cite(document="TW/CT/05@XII")], ["document"])
    assert only == Group("document", None, 0, 1, unresolved=True)


def test_counts_give_what_citations_give() -> None:
    """A run that only counted its unresolved citations gets the same groups."""
    citations = [cite(), cite(type="NQ"), cite(type="NQ", date="2018-05-19"), cite(file="b.txt")]
    by = ("type", "year", "file")
    counts = Counter(unresolved_values(one, by) for one in citations)
    assert group(DOCUMENTS, counts, by, {}) == group(DOCUMENTS, citations, by, {})


@pytest.mark.parametrize(
    ("by", "message"),
    [
        (["isuer"], "can't group by 'isuer'"),
        (["type", "type"], "'type' twice"),
        ([], "nothing to group by"),
        ([""], "nothing to group by"),
        (["type", ""], "can't group by ''"),
    ],
)
def test_wrong_levels_are_told_with_the_right_ones(by: list[str], message: str) -> None:
    """The message names the bad level, the hint lists every allowed one."""
    with pytest.raises(UsageError, match=message) as caught:
        check_levels(by)
    assert all(level in caught.value.hint for level in LEVELS)


def test_levels_from_one_option() -> None:
    """A comma-separated option gives the levels, spaces aside."""
    assert parse_levels("issuer, type,year") == ("issuer", "type", "year")


_VALUES = st.sampled_from([None, "A", "B"])
_DOCUMENTS = st.lists(
    st.builds(
        Document,
        document=st.text("abcdef", min_size=1, max_size=3),
        type=st.sampled_from(["NQ", "CT"]),
        type_name=st.just("x"),
        issuer=_VALUES,
        place=_VALUES,
        date=st.sampled_from([None, "2018", "2018-05", "2018-05-19", "2020-01-01"]),
        citations=st.integers(1, 5),
    ),
    max_size=8,
    unique_by=lambda one: one.document,
)
_BY = st.lists(st.sampled_from([level for level in LEVELS if level != "file"]), min_size=1, max_size=4, unique=True)


@given(_DOCUMENTS, st.integers(0, 5), _BY, st.randoms(use_true_random=False))
def test_counts_add_up_in_any_order(
    documents: list[Document], missing: int, by: list[str], order: random.Random
) -> None:
    """Every citation and document is in exactly one leaf, and the input's order changes nothing."""
    citations = [cite(issuer="A" if number % 2 else None) for number in range(missing)]
    groups = group(documents, citations, by)
    assert sum(one.citations for one in groups) == sum(one.citations for one in documents) + missing
    assert sorted(_leaf_keys(groups)) == sorted(one.document for one in documents)
    order.shuffle(documents)
    assert group(documents, citations[::-1], by) == groups


def _leaf_keys(groups: tuple[Group, ...]) -> list[str]:
    return [key for one in groups for key in (*one.keys, *_leaf_keys(one.groups))]

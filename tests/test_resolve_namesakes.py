"""Namesakes are looked up, not looked for: the same are found, and the work grows with the text."""

from __future__ import annotations

from functools import lru_cache
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

import citex
from citex.normalise.draft import Draft
from citex.normalise.issuer import Issuer
from citex.packs.pack import Pack
from citex.resolve import namesakes
from citex.resolve.keys import Partial
from citex.resolve.namesakes import Identified, clusters, offered, wanted
from citex.resolve.nearest import Nearest
from citex.resolve.placed import Placed


@lru_cache
def _pack() -> Pack:
    return citex.load_pack()


_ISSUERS = ((), (Issuer("a", "party", "central"),), (Issuer("b", "party", "central"),))
_TERMS = ((), ("XI",), ("XII",), ("XI", "XII"))


def _one(kind: str, types: str, issuers: tuple[Issuer, ...], partial: Partial | None, key: str | None) -> Identified:
    draft = Draft("form", kind, 0, 1, types=(types,), number="05", issuers=issuers)
    return Identified(Placed(draft, None, None, {}), partial, key)


@given(st.integers(0, 20), st.dictionaries(st.integers(0, 20), st.sets(st.sampled_from("abc"))), st.sets(st.just("a")))
def test_nearest_is_the_least_by_distance(place: int, places: dict[int, set[str]], shared: set[str]) -> None:
    known = Nearest()
    for one in sorted(places):
        known.add(one, places[one])
    fitting = [(abs(place - one), one) for one in places if places[one] & shared]
    assert known.to(place, shared) == min(fitting, default=(0, None))[1]


def test_what_is_wanted_is_offered_by_the_compatible_alone() -> None:
    pack = _pack()
    partials = [Partial("TW", series, "05", terms) for series, terms in product(("QĐ", "QĐi", "CT"), _TERMS)]
    types = ("QĐ", "QĐi", "CT")
    asking = [_one("numbered", *one, None) for one in product(types, _ISSUERS, [None, *partials])]
    known = [_one("numbered", *one, "key") for one in product(types, _ISSUERS, partials)]
    for one, other in product(asking, known):
        asked = {name for names in wanted(one, pack) for name in names}
        assert bool(asked & set(offered(other))) == namesakes._compatible(one, other, pack)


def test_clusters_take_as_much_work_for_each_of_many_as_of_few(monkeypatch: pytest.MonkeyPatch) -> None:
    pack, alike = _pack(), namesakes._alike
    compared: list[int] = []

    def counted(one: Identified, other: Identified, pack: Pack) -> bool:
        compared.append(1)
        return alike(one, other, pack)

    monkeypatch.setattr(namesakes, "_alike", counted)
    kind = next(iter(pack.tables.types))
    for count in (100, 1000):
        found = [_one("numbered", kind, (), Partial("TW", kind, f"{i % 50:02}"), None) for i in range(count)]
        assert len(clusters(found, pack)) == 50
    assert len(compared) < 100 + 1000

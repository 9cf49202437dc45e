"""What one citation says by itself of its document's identity: committee, series, number, the terms it may be of."""

from __future__ import annotations

from citex.normalise.values import is_day
from citex.packs.pack import Pack
from citex.resolve import terms
from citex.resolve.article import is_sole
from citex.resolve.congresses import Ordinals
from citex.resolve.keys import Partial, committee_of, own_series_of, series_of
from citex.resolve.level import BELOW, LOCAL, OTHER, PROVINCE, is_nameless
from citex.resolve.placed import Placed


def partial_of(one: Placed, known: Ordinals, pack: Pack) -> Partial | None:
    """What is known of a numbered document or a plenum; None where no committee is. ``known``: see congresses.py."""
    draft = one.draft
    if draft.kind == "plenum":
        label = str(pack.form_options[draft.form].get("key", ""))
        sitting = f"({draft.sitting})" if draft.sitting else ""
        owner, placed = _owner(one, committee_of(draft, pack) or "", pack)
        named = (draft.term,) if draft.term else ()
        return Partial(owner, f"{label}{draft.session}{sitting}", "", named, placed)
    committee = committee_of(draft, pack)
    if committee is None or draft.number is None:
        return None
    owner, placed = _owner(one, committee, pack)
    series = series_of(draft, pack)
    fitting, year = _terms(one, pack)
    if one.place and len(fitting) == 1:
        fitting = (known.years(one.place, fitting[0]) or fitting[0],)
    own = _own_series(owner, series, one, pack)
    return Partial(owner, own or series, draft.number, fitting, placed, year)


def _owner(one: Placed, committee: str, pack: Pack) -> tuple[str, bool]:
    """What heads the key, and whether it tells the committee from all others."""
    draft = one.draft
    if one.level == PROVINCE:
        return _joined(one.place, committee), one.place is not None
    if one.level in BELOW:
        known = one.place is not None and one.province is not None
        return _joined(one.province, one.unit, committee), known
    if one.level == OTHER and not (committee in pack.tables.sole_codes and is_sole(draft, pack)):
        if draft.issuers and draft.issuers[0].name != committee:
            named = one.place is not None or not is_nameless(draft.issuers[0], pack)
            return _joined(one.place, draft.issuers[0].name, committee), named
        common = committee in pack.tables.shared_codes or committee in pack.tables.many_committees
        return committee, bool(draft.issuers) or not common
    return committee, True


def _joined(*parts: str | None) -> str:
    return "/".join(part for part in parts if part)


def is_local(one: Placed, pack: Pack) -> bool:
    """Whether the document's committee has its congress by the provinces' calendar."""
    if one.level in LOCAL:
        return True
    code = committee_of(one.draft, pack)
    if code in pack.tables.shared_codes or code in pack.tables.many_committees:
        return one.level == OTHER
    return one.level == OTHER and one.place is not None


def _terms(one: Placed, pack: Pack) -> tuple[tuple[str, ...], str | None]:
    """The terms that the citation leaves, and the year that stands for them where a whole date fits several."""
    draft = one.draft
    if draft.assembly and (draft.years or draft.term) and is_local(one, pack):
        return (draft.years or str(draft.term),), None  # a congress is held where the windows of two terms overlap
    calendar = terms.calendar(pack.tables.terms, terms.PROVINCE if is_local(one, pack) else terms.CENTRAL)
    if draft.date:
        dated = calendar.at(draft.date)
        if draft.term in dated:
            return (str(draft.term),), None
        if dated:
            whole_day = len(dated) > 1 and is_day(draft.date)
            return dated, draft.date[:4] if whole_day else None
    return ((draft.term,) if draft.term else ()), None


def _own_series(owner: str, series: str, one: Placed, pack: Pack) -> str | None:
    """The series of its own (QĐi beside QĐ) that the document is of, though written otherwise: by number and day."""
    draft = one.draft
    if not is_day(draft.date):
        return None
    for own in own_series_of(series, pack):
        for entry in pack.tables.catalogue_stems.get(f"{owner}/{own}/{draft.number}", ()):
            if entry.date == draft.date:
                return own
    return None

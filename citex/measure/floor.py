"""Figures that must not be lower than was reached once: ``{"overlap": 0.95, "documents_precision": 0.99}``."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from citex.errors import UsageError

_HINT = 'write {"overlap": 0.95, "exact": 0.9}: figures and the least that each may be'


@dataclass(frozen=True, slots=True)
class Held:
    """A figure beside its floor."""

    name: str
    reached: float
    least: float

    @property
    def ok(self) -> bool:
        """Whether it is not below."""
        return self.reached >= self.least


def read_floor(path: Path) -> dict[str, float]:
    """The least value of each figure named in a JSON file. Raises UsageError where it is no such file."""
    try:
        floor = json.loads(path.read_bytes())
    except OSError as error:
        raise UsageError(f"can't read {path}: {error.strerror}", "check the path and its permissions") from error
    except json.JSONDecodeError as error:
        raise UsageError(f"{path}:{error.lineno}:{error.colno}: not JSON: {error.msg}", _HINT) from None
    except ValueError as error:
        raise UsageError(f"{path}: not JSON: {error}", _HINT) from None
    if not isinstance(floor, dict) or not floor:
        raise UsageError(f"{path} holds no figures", _HINT)
    for name, least in floor.items():
        if isinstance(least, bool) or not isinstance(least, int | float) or not 0 <= least <= 1:
            raise UsageError(f"{path}: the floor of {name} is no number from 0 to 1", _HINT)
    return floor


def hold(floor: Mapping[str, float], reached: Mapping[str, float], source: str) -> tuple[Held, ...]:
    """Each figure of the floor beside what was reached. Raises UsageError for one that there is not."""
    for name in floor:
        if name not in reached:
            close = get_close_matches(name, reached, 3)
            hint = f"did you mean {' or '.join(close)}?" if close else f"there are: {', '.join(reached)}"
            raise UsageError(f"{source}: this gold set gives no figure {name!r}", hint)
    return tuple(Held(name, reached[name], least) for name, least in floor.items())

"""Which rules run, and how severe their findings are: a pack's rules under --select, --ignore and --severity."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from citex.check.records import ERROR, WARNING
from citex.errors import UsageError
from citex.packs.data import Rule

ALL = "ALL"
ENGLISH, VIETNAMESE = "en", "vi"


@dataclass(frozen=True, slots=True)
class Choice:
    """Codes or beginnings of codes (``CX1``, ``ALL``), rule names too. ``severities`` are pairs of such and a severity.

    Without ``select`` all rules run that are not off; the later pair decides. ``language`` is that of the messages.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severities: tuple[tuple[str, str], ...] = ()
    language: str = ENGLISH


@dataclass(frozen=True, slots=True)
class Active:
    """A rule that runs. ``severity`` is the user's, for all of its findings; empty: the rule's own."""

    rule: Rule
    severity: str = ""

    def severity_of(self, sure: bool) -> str:
        """The severity of a finding: a rule's errors are warnings where it is not sure."""
        if self.severity:
            return self.severity
        return WARNING if self.rule.severity == ERROR and not sure else self.rule.severity


def choose(rules: Sequence[Rule], choice: Choice) -> tuple[Active, ...]:
    """The rules that run, in their order. Raises UsageError for a code that fits none."""
    for name in (*choice.select, *choice.ignore, *(name for name, _ in choice.severities)):
        if not any(fits(rule, name) for rule in rules):
            raise UsageError(f"no rule has the code {name!r}", _near(name, rules))
    chosen = []
    for rule in rules:
        named = [name for name in choice.select if fits(rule, name)]
        # A rule that is off needs its own name: CX6 does not turn it on.
        on = any(name in (rule.id, rule.name, ALL) for name in named) if rule.off else bool(named) or not choice.select
        dropped = max((len(name) for name in choice.ignore if fits(rule, name)), default=0)
        if on and dropped <= max((len(name) for name in named if name != ALL), default=0):
            severity = [level for name, level in choice.severities if fits(rule, name)][-1:]
            chosen.append(Active(_worded(rule, choice.language), *severity))
    return tuple(chosen)


def _worded(rule: Rule, language: str) -> Rule:
    """A rule in the words of a language, as far as it has any."""
    if language != VIETNAMESE or not rule.message_vi:
        return rule
    return replace(rule, message=rule.message_vi, suggestion=rule.suggestion_vi or rule.suggestion)


def fits(rule: Rule, name: str) -> bool:
    """Whether a code, the beginning of one, a rule's name or ``ALL`` means the rule."""
    return means(name, rule.id, rule.name)


def means(wanted: str, code: str, name: str) -> bool:
    """Whether what a user wrote means the rule of this code and name."""
    return wanted in (ALL, name) or code.startswith(wanted)


def _near(name: str, rules: Iterable[Rule]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(name, [known for rule in rules for known in (rule.id, rule.name)], 1)
    return f"did you mean {near[0]}?" if near else "citex check --list-rules shows them"

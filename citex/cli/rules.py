"""The rules of ``citex check`` for people: all of them in a list, or one with what it finds and what it passes."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap

from citex.errors import UsageError
from citex.packs.data import Rule
from citex.packs.pack import Pack
from citex.write.stream import visible

_WIDTH = 100


def listed(pack: Pack) -> Iterator[str]:
    """A line for each rule: code, severity, name; which are off, and which --fix corrects."""
    width = max((len(rule.name) for rule in pack.data.rules), default=0)
    for rule in pack.data.rules:
        marks = [*(["off"] if rule.off else []), *(["fix"] if _mends(rule) else [])]
        yield f"{rule.id}  {rule.severity:<7}  {rule.name:<{width}}  {', '.join(marks)}".rstrip()


def _mends(rule: Rule) -> bool:
    return any(one.get("fix") for example in rule.examples for one in example.expect)


def explained(code: str, pack: Pack) -> Iterator[str]:
    """A rule in full. Raises UsageError for a code that is none."""
    rule = next((rule for rule in pack.data.rules if code in (rule.id, rule.name)), None)
    if rule is None:
        from difflib import get_close_matches

        near = get_close_matches(code, [rule.id for rule in pack.data.rules], 1)
        hint = f"did you mean {near[0]}?" if near else "citex check --list-rules shows them"
        raise UsageError(f"no rule has the code {code!r}", hint)
    off = ", off unless --select names it" if rule.off else ""
    yield f"{rule.id} {rule.name} ({rule.severity}{off})"
    if rule.explanation:
        yield ""
        yield from wrap(" ".join(rule.explanation.split()), _WIDTH)
    for title, wrong in (("Wrong", True), ("Right", False)):
        examples = [example for example in rule.examples if bool(example.expect) is wrong]
        if examples:
            yield ""
            yield title
        for example in examples:
            yield f"  {visible(example.text)}"
            yield from (f"    -> {visible(text)}" for one in example.expect if (text := one.get("suggestion")))
    if rule.source:
        yield ""
        yield f"Source: {visible(rule.source)}"

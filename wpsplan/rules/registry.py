"""Groups of rules: the page of a rule and its check are written together, in one place."""

from collections.abc import Callable, Iterator
from textwrap import indent
from typing import Any, NamedTuple

from wpsplan.finding import Finding, Place, Rule, Severity


class Violation(NamedTuple):
    """A complaint of a check: its place, the trouble, and the help (empty: the rule's own mend)."""

    place: Place
    message: str
    help: str = ""


Check = Callable[..., Iterator[Violation]]

ERROR, WARNING, NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE

MEASUREMENTS = "measurements/2017/EXA.yaml"
SUBMISSION = "period: '2017'\nentity: EXA\nstatus: final\nmeasurements:\n"
"""The head of a submission in the exercise workspace, which the examples of rules on measurements complete."""


class RuleGroup:
    """Rules that look at the same thing. `head` and `depth` (in blanks) make a whole file of an example's fragment."""

    def __init__(self, file: str = MEASUREMENTS, head: str = "", depth: int = 0) -> None:
        self.file = file
        self.head = head
        self.depth = depth
        self.rules: list[Rule] = []
        self.checks: list[tuple[Rule, Check, tuple[str, ...]]] = []
        self._of_kind: dict[str | None, list[tuple[Rule, Check]]] = {}

    def declare(  # noqa: PLR0913 (a page has as many parts)
        self, code: str, severity: Severity, title: str, *, why: str, mend: str, bad: str, good: str,
        file: str = "", head: str = "",
    ) -> Rule:  # fmt: skip
        """Add a rule that other code raises (the reader, the loader), not a check of its own."""
        bad, good = (self._whole(fragment, head or self.head) for fragment in (bad, good))
        rule = Rule(code, severity, title, why, mend, bad, good, file or self.file)
        self.rules.append(rule)
        return rule

    def rule(
        self, code: str, severity: Severity, title: str, *, kinds: tuple[str, ...] = (), **page: str
    ) -> Callable[[Check], Check]:
        """Make a rule of a check; `kinds` are the kinds of figures that it looks at (none: all)."""

        def add(check: Check) -> Check:
            return self.also_check(self.declare(code, severity, title, **page), kinds)(check)

        return add

    def also_check(self, rule: Rule, kinds: tuple[str, ...] = ()) -> Callable[[Check], Check]:
        """Add a check to a rule that is there already, maybe in another group."""

        def add(check: Check) -> Check:
            self.checks.append((rule, check, kinds))
            return check

        return add

    def run(self, *subject: Any, kind: str | None = None) -> list[Finding]:
        """Run the checks of the group on a subject: all of them, or those that look at a kind of figures."""
        checks = self._of_kind.get(kind)
        if checks is None:
            checks = self._of_kind[kind] = [
                (rule, check) for rule, check, kinds in self.checks if kind is None or not kinds or kind in kinds
            ]
        return [
            rule.finding(complaint.place, complaint.message, complaint.help)
            for rule, check in checks
            for complaint in check(*subject)
        ]

    def _whole(self, fragment: str, head: str) -> str:
        """An example as a whole file; an empty one stays empty: there should be no such file, or none can be shown."""
        return head + indent(fragment.strip("\n") + "\n", " " * self.depth) if fragment else ""


def closest(word: str, known: Any) -> str:
    """The known word that `word` may have been meant to be; empty where none is near."""
    from difflib import get_close_matches

    words = [str(item) for item in known]
    lowered = {item.lower(): item for item in reversed(words)}
    near = get_close_matches(word.lower(), list(lowered), n=1, cutoff=0.6)
    return lowered[near[0]] if near else ""


def did_you_mean(word: str, known: Any, otherwise: str = "") -> str:
    """A suggestion in words: the nearest known word, else `otherwise`."""
    near = closest(word, known)
    return f"did you mean {near}?" if near else otherwise

"""plan/checks.yaml: rules of `check` that this workspace turns off or takes more or less seriously, with reasons."""

from datetime import date
from fnmatch import fnmatchcase
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator

from wpsplan.model.types import AsList, Day, ListOf, Model, Text


def _off(value: Any) -> Any:
    """Read `false` as `off`: programs with YAML 1.1 turn `off` into it; in YAML 1.2 `off` is text already."""
    return "off" if value is False else value


class RuleSetting(Model):
    """One rule, turned off or changed. `paths`: of these files only (with *); `until`: the last day that it holds."""

    code: Text
    severity: Annotated[Literal["off", "note", "warning", "error"], BeforeValidator(_off)]
    paths: Annotated[ListOf[Text], AsList] = ()
    reason: Text
    until: Day | None = None

    def covers(self, path: str) -> bool:
        """Tell if it is about this file."""
        return not self.paths or any(fnmatchcase(path, pattern) for pattern in self.paths)

    def holds(self, today: date | None) -> bool:
        """Tell if its last day has not passed; where `today` is None: if it has no last day."""
        return self.until is None or (today is not None and today <= self.until)


class ChecksFile(Model):
    """plan/checks.yaml; of several entries that match a finding the last one wins."""

    rules: ListOf[RuleSetting] = ()

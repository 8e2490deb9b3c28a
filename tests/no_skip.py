"""Under WPSPLAN_TESTS_NO_SKIP=1 a skipped test is a failed one: what CI doesn't run, nobody knows.

A test that has no meaning on some system is not skipped there but left undefined
(`if os.name == "nt":` around it).
"""

import os
from collections.abc import Generator

import pytest

VARIABLE = "WPSPLAN_TESTS_NO_SKIP"


def _refuse(report: pytest.TestReport | pytest.CollectReport) -> None:
    allowed = os.environ.get(VARIABLE, "") in ("", "0")
    if allowed or report.outcome != "skipped" or hasattr(report, "wasxfail"):
        return
    reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
    report.outcome = "failed"
    report.longrepr = f"{reason}\nNothing may be skipped here: {VARIABLE} is set."


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    _refuse(report)
    return report


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    report = yield
    _refuse(report)
    return report

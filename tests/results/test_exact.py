"""Figures are exact: whole numbers or fractions, whatever is done with them."""

import ast

from tests.tools import REPO


def test_nothing_is_divided_into_a_float_but_a_rate() -> None:
    """`/` makes a float of two whole numbers: figures are divided by `share()`."""
    dividing = set()
    for path in sorted((REPO / "wpsplan/results").glob("*.py")):
        for function in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(function, ast.FunctionDef):
                signs = [one.op for one in ast.walk(function) if isinstance(one, ast.BinOp | ast.AugAssign)]
                if any(isinstance(sign, ast.Div) for sign in signs):
                    dividing.add((path.name, function.name))
    assert dividing == {("coverage.py", "rate")}

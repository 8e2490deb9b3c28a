"""A workspace's own templates run in a sandbox: the known ways out are closed, and none takes too long or too much."""

import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.bad.limits import ON_POSIX, measured
from tests.tools import Wpsplan
from wpsplan.render.pages.limits import LIMITS

ONE_SECOND = {"WPSPLAN_TEMPLATE_SECONDS": "1"}
LONG_PAGE = {"WPSPLAN_TEMPLATE_LENGTH": "1000000"}
SECRET = "EXERCISE-SECRET-93c1"
OUT = {
    "the class of a text": "{{ ''.__class__ }}",
    "all classes there are": "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "by subscript": "{{ ''['__class__']['__mro__'] }}",
    "by the filter attr": "{{ ''|attr('__class__') }}",
    "by attr and join": "{{ ''|attr(['_'*2, 'class', '_'*2]|join) }}",
    "by attr and an escape": "{{ ''|attr('\\x5f\\x5fclass\\x5f\\x5f') }}",
    "by the filter map": "{{ ['']|map(attribute='__class__')|first|upper }}",
    "by selectattr": "{{ ['']|selectattr('__class__')|list|length + nothing }}",
    "by groupby": "{{ (['']|groupby('__class__')|first).grouper.x }}",
    "by sort": "{{ [period, period]|sort(attribute='__class__.__init__.__globals__') }}",
    "globals of cycler": "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "globals of lipsum": "{{ lipsum.__globals__['os'].popen('id').read() }}",
    "globals of joiner": "{{ joiner.__init__.__globals__ }}",
    "globals of namespace": "{{ namespace.__init__.__globals__ }}",
    "the template itself": "{{ self.__init__.__globals__ }}",
    "the template's context": "{{ self._TemplateReference__context.environment }}",
    "a macro's function": "{% macro m() %}{% endmacro %}{{ m._func.__globals__ }}",
    "a macro's code": "{% macro m() %}{% endmacro %}{{ m.__class__.__call__.__code__ }}",
    "a format string": "{{ '{0.__class__.__mro__}'.format(period) }}",
    "a format string by map": "{{ '{a.__class__}'.format_map({'a': period}) }}",
    "a format string as a filter": "{{ ['{0.__class__}']|map('format', period)|list|first.__class__ }}",
    "an indirect format": "{{ ''.join('{0.__class__}'.format)(period) }}",
    "a filter's function": "{{ (1|round).__class__.__base__ }}",
    "an undefined name": "{{ nothing.__init__.__globals__ }}",
    "import": "{% import 'os' as os %}{{ os.environ }}",
    "a file above": "{% include '../../secret.txt' %}",
    "a file by its whole path": "{% include ABSOLUTE %}",
    "a file of the workspace": "{% include 'plan/plan.yaml' %}",
    "a file by extends": "{% extends '../../secret.txt' %}",
    "a link out": "{% include 'linked/secret.txt' %}",
    "a generator's frame": "{{ (period.items()|map('first')).gi_frame.f_globals }}",
    "a change of the data": "{{ period.update({'id': 'x'}) }}",
    "a change of a list": "{{ areas.clear() }}",
    "a change by pop": "{{ areas.pop() }}",
    "a macro's environment": "{% import 'shared/wording.jinja' as words %}{{ words.figure._environment }}",
    "a file's own insides": "{% import 'shared/wording.jinja' as words %}{{ words._body_stream }}",
    "a loop's method": "{% for a in [1] %}{{ loop.cycle.__func__.__globals__ }}{% endfor %}",
    "a loop's undefined": "{% for a in [1] %}{{ loop._undefined }}{% endfor %}",
    "a loop's own insides": "{% for a in [1] %}{{ loop.__init__.__globals__ }}{% endfor %}",
}
"""The known ways out of a template, each ending in a finding at its line."""


LETTER = ("report", "2017", "--template", "letter", "--format", "md", "-o", "-")


def own(root: Path, text: str) -> Path:
    page = root / "templates/letter/page.md.jinja"
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text(f"{{# Exercise #}}\n{text}\n", encoding="utf-8")
    return page


@pytest.mark.parametrize("way", OUT)
def test_there_is_no_way_out(run: Wpsplan, exercise: Path, way: str) -> None:
    secret = exercise / "secret.txt"
    secret.write_text(SECRET, encoding="utf-8")
    if ON_POSIX:
        (exercise / "templates").mkdir()
        (exercise / "templates/linked").symlink_to(exercise)
    own(exercise, OUT[way].replace("ABSOLUTE", repr(str(secret))))
    before = {path: path.read_bytes() for path in (exercise / "measurements").rglob("*.yaml")}
    done = run("-C", exercise, *LETTER)
    assert (SECRET in done.stdout + done.stderr, "Traceback" in done.stderr) == (False, False)
    assert "uid=" not in done.stdout
    assert "<class" not in done.stdout
    assert (done.returncode, done.stdout) == (1, "")
    assert "templates/letter/page.md.jinja:2: error[template-error]" in done.stderr
    assert {path: path.read_bytes() for path in (exercise / "measurements").rglob("*.yaml")} == before


LOOPS = "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}"
DEEP = {
    "25 loops in each other": "{% for a in [1] %}" * 25 + "{% endfor %}" * 25,
    "300 brackets in each other": "{{ " + "(" * 300 + "1" + ")" * 300 + " }}",
    "300 terms": "{{ " + " + ".join(["1"] * 300) + " }}",
    "3,000 terms": "{{ " + " ~ ".join(["'a'"] * 3000) + " }}",
    "300 negations": "{{ " + "not " * 300 + "1 }}",
    "10,000 lists in each other": "{{ " + "[" * 10_000 + "]" * 10_000 + " }}",
    "300 filters": "{{ 1" + "|abs" * 300 + " }}",
    "3,000 conditions": "{% if 0 %}" + "{% elif 0 %}" * 3000 + "{% endif %}",
}


@pytest.mark.parametrize("way", DEEP)
def test_a_template_that_is_too_deep_or_too_long_is_a_finding_or_a_page(run: Wpsplan, exercise: Path, way: str) -> None:
    own(exercise, DEEP[way])
    done = run("-C", exercise, *LETTER)
    assert "mistake" not in done.stderr and "Traceback" not in done.stderr
    if done.returncode == 0:  # this Python compiles it
        assert done.stdout
        return
    assert (done.returncode, done.stdout) == (1, "")
    assert "templates/letter/page.md.jinja:1: error[template-error] it nests too deep" in done.stderr


@pytest.mark.parametrize("way", ["25 loops in each other", "10,000 lists in each other"])
def test_a_part_that_is_too_deep_is_named_itself(run: Wpsplan, exercise: Path, way: str) -> None:
    own(exercise, "{% include 'letter/part.jinja' %}")
    (exercise / "templates/letter/part.jinja").write_text(DEEP[way], encoding="utf-8")
    done = run("-C", exercise, *LETTER)
    assert (done.returncode, done.stdout) == (1, "")
    assert "templates/letter/part.jinja:1: error[template-error] it nests too deep" in done.stderr


ENDLESS = {
    "a long range": ("{% for a in range(10**9) %}{% endfor %}", "range"),
    "loops in loops": (LOOPS, "it takes more than 1 second"),
    "a text that is repeated": ("{{ 'x' * 10**9 }}", "nothing can be repeated more than 100,000 times"),
    "a list that is repeated": ("{{ ([1] * 10**9)|length }}", "nothing can be repeated more than 100,000 times"),
    "a power of a power": ("{{ 10**(10**10) }}", "the number is too large"),
    "squares of squares": (
        "{% set n = namespace(a=9) %}{% for i in range(99) %}{% set n.a = n.a * n.a %}{% endfor %}",
        "the number is too large"),
    "rounded to a million places": ("{{ 1.5|round(10**9, 'floor') }}", "nothing is rounded to more than 100 places"),
    "recursion": ("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "recursion"),
    "a page of gigabytes": (
        "{% for a in range(99999) %}{{ 'x' * 99999 }}{% endfor %}", "the page is longer than 1,000,000 characters"),
    "filler text": ("{{ lipsum(n=10**9) }}", ""),
}  # fmt: skip
GROWING = {
    "a text that doubles": (
        "{% set n = namespace(a='x') %}{% for i in range(99) %}{% set n.a = n.a ~ n.a %}{% endfor %}", "memory"),
    "a width": ("{{ '%2000000000d'|format(1) }}", "memory"),
    "a centre": ("{{ 'x'|center(2 * 10**9) }}", "memory"),
}  # fmt: skip
"""What only a limit of memory ends."""


@pytest.mark.slow
@pytest.mark.parametrize("way", [*ENDLESS, *(GROWING if ON_POSIX else {})])
def test_none_takes_too_long_or_too_much(exercise: Path, tmp_path: Path, way: str) -> None:
    text, message = {**ENDLESS, **GROWING}[way]
    own(exercise, text)
    limits = LONG_PAGE if message.startswith("the page") else ONE_SECOND
    took = measured(tmp_path, "-C", exercise, *LETTER, env=limits)
    assert (took.code, took.out) == (1, ""), took.err
    line = 1 if message.startswith("the page") else 2
    assert f"templates/letter/page.md.jinja:{line}: error[template-error]" in took.err
    assert message in took.err
    assert "Traceback" not in took.err
    assert took.seconds < 10
    assert took.megabytes < 1300


SUM_OF_LISTS = "{{ ([[1] * 1000] * 100000)|sum(start=[])|length }}"
"""A long step of C code, in which no signal handler of Python runs: the system ends it."""

if ON_POSIX:

    def test_the_limit_of_time_holds_within_one_step(exercise: Path, tmp_path: Path) -> None:
        own(exercise, SUM_OF_LISTS)
        took = measured(tmp_path, "-C", exercise, *LETTER, env=ONE_SECOND)
        assert (took.code, took.out) == (1, "")
        message = "it takes more than 1 second, or more memory than there is"
        assert took.err.startswith(f"templates/letter/page.md.jinja:1: error[template-error] {message}\n")
        assert took.seconds < 10

    def test_nothing_holds_the_output_of_a_program_that_was_killed(exercise: Path) -> None:
        own(exercise, SUM_OF_LISTS)
        command = [sys.executable, "-m", "wpsplan", "-C", str(exercise), *LETTER]
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
            time.sleep(2)  # it is at the template by now; where it isn't, the test shows less
            process.kill()
            start = time.monotonic()
            process.communicate(timeout=60)
            assert time.monotonic() - start < 5  # and not the 20 seconds of the template


SET = {"LENGTH=1000": ("{{ 'x' * 1001 }}", "the page is longer than 1,000 characters")}
if ON_POSIX:
    SET["SECONDS=1"] = (LOOPS, "it takes more than 1 second")
    SET["MEMORY=300000000"] = ("{{ ('x'|center(4 * 10**8))|length }}", "memory")


@pytest.mark.parametrize("setting", SET)
def test_the_user_s_environment_sets_a_limit(run: Wpsplan, exercise: Path, setting: str) -> None:
    text, message = SET[setting]
    name, _, value = setting.partition("=")
    own(exercise, text)
    done = run("-C", exercise, *LETTER, env={f"WPSPLAN_TEMPLATE_{name}": value})
    assert (done.returncode, done.stdout) == (1, "")
    assert message in done.stderr


def test_unset_they_are_20_seconds_a_gigabyte_and_50_million_characters(run: Wpsplan, exercise: Path) -> None:
    assert LIMITS == {"SECONDS": 20, "MEMORY": 10**9, "LENGTH": 5 * 10**7}
    own(exercise, "{{ ('x'|center(4 * 10**8))|length }} {{ 'x' * 1001 }}")
    assert run("-C", exercise, *LETTER).returncode == 0


@pytest.mark.parametrize("value", ["0", "-1", "1.5", "soon", "²"])
def test_a_limit_that_is_no_number_is_said(run: Wpsplan, exercise: Path, value: str) -> None:
    own(exercise, "A letter.")
    done = run("-C", exercise, *LETTER, env={"WPSPLAN_TEMPLATE_SECONDS": value})
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        f"wpsplan: WPSPLAN_TEMPLATE_SECONDS is {value}, and no whole number above 0\n  its default is 20\n"
    )


def test_a_built_in_page_over_the_limit_is_a_matter_of_the_setting(run: Wpsplan, exercise: Path) -> None:
    done = run("-C", exercise, "report", "2017", env={"WPSPLAN_TEMPLATE_LENGTH": "1000"})
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "wpsplan: the page is longer than 1,000 characters\n"
        "  set WPSPLAN_TEMPLATE_LENGTH in your environment to allow more\n"
    )
    assert not (exercise / "build").exists()


PARTS = {
    "a part of the report": (("report", "2017", "--format", "html", "-o", "-"), "report/overview.html.jinja"),
    "a part of every page": (("report", "2017", "--format", "html", "-o", "-"), "shared/style.css.jinja"),
    "the letter": (("gaps", "2017", "--entity", "EXA", "--format", "md"), "gaps/letter.md.jinja"),
}


@pytest.mark.slow
@pytest.mark.parametrize("part", PARTS)
def test_a_part_of_a_built_in_page_has_the_same_limits(exercise: Path, tmp_path: Path, part: str) -> None:
    command, name = PARTS[part]
    path = exercise / "templates" / name
    path.parent.mkdir(parents=True)
    path.write_text(f"{{#- EXERCISE. -#}}\n{LOOPS}\n", encoding="utf-8")
    took = measured(tmp_path, "-C", exercise, *command, env=ONE_SECOND)
    assert (took.code, took.out) == (1, ""), took.err
    assert f"templates/{name}:2: error[template-error] it takes more than 1 second" in took.err
    assert took.seconds < 10

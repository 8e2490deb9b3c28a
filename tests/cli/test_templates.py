"""Reports for their readers: which templates there are, where they are written, and what is wrong in one's own."""

import json
from pathlib import Path

import pytest

from tests.tools import Wpsplan

BUILT_IN = ["report", "annual-report", "assessment", "entity", "progress"]


def own(root: Path, text: str, name: str = "letter", format: str = "md") -> Path:
    path = root / f"templates/{name}/page.{format}.jinja"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_the_list(run: Wpsplan, exercise: Path) -> None:
    own(exercise, "{# A short letter. #}\nHello.\n")
    own(exercise, "{# Ours. #}\nHello.\n", name="progress")
    found = json.loads(run("-C", exercise, "report", "--list", "--format", "json").stdout)["templates"]
    assert [one["name"] for one in found] == [*BUILT_IN[:4], "letter", "progress"]
    about = {one["name"]: (one["about"], one["formats"], one["own"]) for one in found}
    assert about["letter"] == ("A short letter.", ["md"], True)
    assert about["progress"] == ("Ours.", ["md", "html"], True)
    assert about["report"][1:] == (["md", "html"], False)
    assert all(one["about"] for one in found)
    text = run("-C", exercise, "report", "--list").stdout
    assert [line.split()[0] for line in text.splitlines()] == [one["name"] for one in found]


@pytest.mark.parametrize("template", BUILT_IN)
def test_files_bear_their_template_s_name(run: Wpsplan, exercise: Path, template: str) -> None:
    args = ["--entity", "EXA"] if template == "entity" else ["--template", template]
    done = run("-C", exercise, "report", "2017", *args)
    name = "entity-EXA" if template == "entity" else template
    assert done.returncode == 0
    assert sorted(path.name for path in (exercise / "build/2017").iterdir()) == [f"{name}.html", f"{name}.md"]
    for page in (exercise / "build/2017").iterdir():
        assert "Exercise plan" in page.read_text(encoding="utf-8")


def test_one_s_own_gets_the_keys_of_the_json(run: Wpsplan, exercise: Path) -> None:
    own(exercise, "# {{ plan.title }}, {{ period.id }}\n\n{{ rates.reporting.text }}\n\n"
                  "{% for one in areas|indicators if one.value.text %}{{ one.id }}={{ one.value.text }};{% endfor %}\n"
        )  # fmt: skip
    done = run("-C", exercise, "report", "2017", "--template", "letter", "--format", "md", "-o", "-")
    assert done.returncode == 0
    # 12 of 18 items; the figures of 2017 as they stand in the files: 27; 80 + 150 of 500 + 1,000 …
    assert done.stdout.startswith("# Exercise plan, 2017\n\n12 of 18 (66.7 %)\n\n1.1.1=27;1.2.1=230 of 1,500, 15.3 %;")
    done = run("-C", exercise, "report", "2017", "--template", "letter", "--format", "html")
    assert done.returncode == 2 and "it has: md" in done.stderr


def test_a_file_of_one_s_own_wins(run: Wpsplan, exercise: Path) -> None:
    own(exercise, "Ours.\n", name="progress")
    page = run("-C", exercise, "report", "2017", "--template", "progress", "--format", "md", "-o", "-").stdout
    assert page.startswith("Ours.\n\n<!-- wpsplan-report {")
    html = run("-C", exercise, "report", "2017", "--template", "progress", "--format", "html", "-o", "-").stdout
    assert "What is asked of whom" in html  # the page for html is the built-in one still
    inputs = [one["path"] for one in json.loads(page.partition("wpsplan-report ")[2].partition(" -->")[0])["inputs"]]
    assert "templates/progress/page.md.jinja" in inputs


def test_a_part_of_one_s_own_is_an_input_of_the_report(run: Wpsplan, exercise: Path) -> None:
    part = exercise / "templates/shared/style.css.jinja"
    part.parent.mkdir(parents=True)
    part.write_text("body { color: #123456 } /* exercise */\n", encoding="utf-8")
    page = run("-C", exercise, "report", "2017", "--format", "html", "-o", "-").stdout
    assert "#123456" in page
    inputs = [one["path"] for one in json.loads(page.partition("wpsplan-report ")[2].partition(" -->")[0])["inputs"]]
    assert [path for path in inputs if path.startswith("templates/")] == ["templates/shared/style.css.jinja"]


@pytest.mark.parametrize(("format", "says"), [("md", r"1 \* 2 \< 3 \<b\>"), ("html", "1 * 2 &lt; 3 &lt;b&gt;")])
def test_what_is_printed_is_escaped_for_its_page(run: Wpsplan, exercise: Path, format: str, says: str) -> None:
    text = "{{ '1 * 2 < 3' }} {% autoescape false %}{{ '<b>' }}{% endautoescape %}\n"
    own(exercise, text, format=format)
    done = run("-C", exercise, "report", "2017", "--template", "letter", "--format", format, "-o", "-")
    assert done.stdout.splitlines()[0] == says


SAFE = "&lt;b&gt;&amp;"  # <b>& on an HTML page
CALLS = {
    "a macro": ("{{ m(t) }}", f"[{SAFE}]"),
    "by name": ("{{ m(x=t) }}", f"[{SAFE}]"),
    "with its default": ("{{ m() }}", "[&lt;i&gt;]"),
    "within another": ("{{ m(m(t)) }}", f"[[{SAFE}]]"),
    "in a loop": ("{% for x in [1, t] %}{{ m(x) }}{% endfor %}", f"[1][{SAFE}]"),
    "kept": ("{% set kept = m(t) %}{{ kept }}{{ kept ~ t }}", f"[{SAFE}][{SAFE}]{SAFE}"),
    "with whatever it is given": ("{{ all(t, 2, a=t) }}", f"{SAFE},2,{SAFE}"),
    "around": ("{% call around() %}{{ t }}{% endcall %}", f"({SAFE})"),
    "of another file": ("{% import 'shared/wording.jinja' as w %}{{ w.spread({'a': 1}, {'a': t}) }}", f"1 {SAFE}"),
    "a method": ("{{ t.upper() }}", "&lt;B&gt;&amp;"),
    "a method of the data": ("{{ {'a': t}.get('a') }}", SAFE),
    "a list": ("{{ [t, none].copy() }}", "[&#39;&lt;b&gt;&amp;&#39;, None]"),
    "nothing": ("{{ {}.get('a') }}.", "."),
    "numbers": ("{{ 1 }},{{ true }},{{ 1.5 }},{{ (1).bit_length() }}", "1,True,1.5,1"),
    "a loop in itself": (
        "{% for x in [[t, [['c', []]]]] recursive %}{{ x[0] }}({{ loop(x[1]) }}){% endfor %}",
        f"{SAFE}(c())",
    ),
    "a block": ("{% block own %}{{ t }}{% endblock %}{{ self.own() }}", SAFE + SAFE),
}
MACROS = """{% set t = "<b>&" %}
{% macro m(x="<i>") %}[{{ x }}]{% endmacro %}
{% macro all() %}{{ varargs|join(",") }},{{ kwargs.a }}{% endmacro %}
{% macro around() %}({{ caller() }}){% endmacro %}
"""


@pytest.mark.parametrize("call", CALLS)
def test_what_a_call_prints_is_escaped_once(run: Wpsplan, exercise: Path, call: str) -> None:
    text, says = CALLS[call]
    own(exercise, f"{MACROS}>{text}<", format="html")
    done = run("-C", exercise, "report", "2017", "--template", "letter", "--format", "html", "-o", "-")
    assert done.stdout.partition("<!--")[0].strip() == f">{says}<", done.stderr


def test_a_page_of_many_words_and_one_of_none(run: Wpsplan, exercise: Path) -> None:
    command = ("-C", exercise, "report", "2017", "--template", "letter", "--format", "md", "-o")
    own(exercise, "{% for n in range(6000) %}{{ '*' ~ n }} {{ '*0' }} {% endfor %}")  # more than are remembered
    words = run(*command, "-").stdout.partition("\n\n<!--")[0]
    assert words == " ".join(f"\\*{number} \\*0" for number in range(6000))
    own(exercise, "{# Nothing to say. #}\n \n")
    page = exercise / "page.md"
    assert run(*command, page).returncode == 0
    assert page.read_text("utf-8").startswith("\n\n<!-- wpsplan-report {")
    assert run("-C", exercise, "verify", page).returncode == 0


def test_eject(run: Wpsplan, exercise: Path) -> None:
    done = run("-C", exercise, "report", "--eject", "progress")
    assert done.returncode == 0
    assert done.stdout.split() == ["templates/progress/page.html.jinja", "templates/progress/page.md.jinja"]
    before = [path.read_bytes() for path in sorted((exercise / "templates/progress").iterdir())]
    assert run("-C", exercise, "report", "2017", "--template", "progress").returncode == 0
    again = run("-C", exercise, "report", "--eject", "progress")
    assert again.returncode == 2 and "templates/progress is there already" in again.stderr
    assert [path.read_bytes() for path in sorted((exercise / "templates/progress").iterdir())] == before


@pytest.mark.parametrize("name", ["progres", "shared", "gaps", "../plan", ""])
def test_unknown_templates(run: Wpsplan, exercise: Path, name: str) -> None:
    for option in ("--template", "--eject"):
        done = run("-C", exercise, "report", "2017", option, name)
        assert done.returncode == 2 and "progress" in done.stderr, option
        assert "Traceback" not in done.stderr


def test_an_entity_is_asked_for_and_must_be_known(run: Wpsplan, exercise: Path) -> None:
    done = run("-C", exercise, "report", "2017", "--template", "entity")
    assert done.returncode == 2 and "--entity" in done.stderr
    done = run("-C", exercise, "report", "2017", "--entity", "EXZ")
    assert done.returncode == 2 and "EXZ" in done.stderr


# Each: the template, the line that is named, what is said, and what is suggested.
WRONG = [
    ("{# x #}\n{{ raets.reporting }}\n", 2, 'there is no "raets" here; did you mean "rates"?'),
    ("{{ period.id }}\n\n{{ period.idd }}\n", 3, 'there is no "idd" here; did you mean "id"?'),
    ("{% for one in areas|indicators %}\n{{ one.vaule.text }}{% endfor %}\n", 2, 'did you mean "value"?'),
    ("a\n{% if %}\n", 2, "this is no Jinja"),
    ("a\n{% include 'shared/nowhere.jinja' %}\n", 2, 'there is no template file "shared/nowhere.jinja"'),
    ("{{ period.id|nofilter }}\n", 1, "nofilter"),
    ("a\n\n{{ ''.__class__.__mro__ }}\n", 3, ""),
    ("{{ 1 / 0 }}\n", 1, "division by zero"),
    ("{% for i in range(1000000000) %}{% endfor %}\n", 1, "range"),
]


@pytest.mark.parametrize(("text", "line", "said"), WRONG)
def test_what_is_wrong_in_a_template_is_named_with_its_line(
    run: Wpsplan, exercise: Path, text: str, line: int, said: str
) -> None:
    own(exercise, text)
    own(exercise, "<p>{{ period.id }}</p>\n", format="html")
    done = run("-C", exercise, "report", "2017", "--template", "letter")
    assert done.returncode == 1 and "Traceback" not in done.stderr
    assert f"templates/letter/page.md.jinja:{line}: error[template-error]" in done.stderr and said in done.stderr
    assert not (exercise / "build").exists()  # the sound one neither: pages are replaced together


def test_a_template_that_is_not_in_utf_8(run: Wpsplan, exercise: Path) -> None:
    own(exercise, "").write_bytes("One line\nGrüße\n".encode("latin-1"))
    done = run("-C", exercise, "report", "2017", "--template", "letter")
    assert done.returncode == 1
    assert "templates/letter/page.md.jinja:2: error[template-error] this file is not in UTF-8" in done.stderr


@pytest.mark.slow
def test_pdf_wants_its_extra_or_gives_a4(run: Wpsplan, exercise: Path, tmp_path: Path) -> None:
    from pypdf import PdfReader

    made = []
    for name in ("one.pdf", "two.pdf"):
        done = run(
            "-C", exercise, "report", "2017", "--template", "annual-report", "--format", "pdf", "-o", tmp_path / name
        )
        assert done.returncode == 0, done.stderr
        made.append((tmp_path / name).read_bytes())
    assert made[0] == made[1]  # no date in it
    pages = PdfReader(tmp_path / "one.pdf").pages
    assert (round(pages[0].mediabox.width), round(pages[0].mediabox.height)) == (595, 842)  # A4 in points
    assert len(pages) <= 2
    text = " ".join(pages[0].extract_text().split())
    assert "The action plan in 2017" in text and "230 of 1,500, 15.3 %" in text and f"1 / {len(pages)}" in text

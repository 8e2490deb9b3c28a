"""`wpsplan diff` on real repositories: what is a change, how grave it is, and what it touches."""

import pytest

from tests.history.asked import EXA, ONE, TWO, diff, told
from tests.repositories import Repo
from tests.tools import Wpsplan


def test_nothing_changed(run: Wpsplan, git_repo: Repo) -> None:
    assert (diff(run, git_repo)["changes"], diff(run, git_repo)["figures"]) == ([], [])
    assert diff(run, git_repo, "main", "main")["level"] is None


def test_order_formatting_comments_and_file_names_are_no_change(run: Wpsplan, git_repo: Repo) -> None:
    (git_repo.root / TWO).rename(git_repo.root / "plan/outcomes/zwei mit Ü.yaml")
    text = (git_repo.root / ONE).read_text(encoding="utf-8")
    before, _, rest = text.partition("  - id: '1.1'")
    first, _, second = rest.partition("  - id: '1.2'")
    (git_repo.root / ONE).write_text(f"# new\n{before}  - id: \"1.2\"{second}\n  - id: '1.1'{first}", encoding="utf-8")
    data = diff(run, git_repo)
    assert (data["changes"], data["figures"]) == ([], [])


def test_a_checkout_with_other_line_ends_is_no_change(run: Wpsplan, git_repo: Repo) -> None:
    for path in (*git_repo.root.glob("plan/**/*.yaml"), *git_repo.root.glob("measurements/*/*.yaml")):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    data = diff(run, git_repo)
    assert (data["changes"], data["figures"]) == ([], [])


# Each: a file, what stands there, what is written instead; the item's id, the change and its level.
FIELDS = [
    (ONE, "Number of exercise courses offered", "Number of exercise courses held", "1.1.1", "text", "review"),
    (ONE, "unit: courses", "unit: lessons", "1.1.1", "method.unit", "breaking"),
    (ONE, "numerator: women in exercise forces", "numerator: women there", "1.2.1", "method.numerator", "breaking"),
    (ONE, "denominator: all personnel", "denominator: all civil personnel", "1.2.1", "method.denominator", "breaking"),
    (ONE, "value: 30, source", "value: 25, source", "1.1.1", "method.targets", "review"),
    (ONE, "value: 10, source", "value: 12, source", "1.1.1", "method.baseline", "review"),
    (ONE, "note: Figures of this action are asked", "note: They are asked", "1.2", "note", "minor"),
    (ONE, "over_time: flow", "over_time: stock", "1.2.2", "method.over_time", "breaking"),
    (ONE, "disaggregation: [sex]", "disaggregation: [rank]", "1.2.2", "method.disaggregation", "review"),
    (TWO, "levels: [not yet, partly, largely, fully]", "levels: [not yet, partly, largely]", "2.1.2", "method.levels",
     "breaking"),
    (TWO, "due: 2017-09-30", "due: 2017-10-31", "2.1.1", "method.due", "review"),
    ("plan/plan.yaml", "title: Exercise plan", "title: Exercise plan, revised", "exercise", "title", "review"),
    ("plan/plan.yaml", "minimum_response: 0.6", "minimum_response: 0.5", "exercise", "minimum_response", "review"),
    ("plan/plan.yaml", "text: Exercise participants know", "text: Participants know", "exercise",
     "strategic_outcomes.SO1", "review"),
    ("plan/plan.yaml", "due: 2018-02-28", "due: 2018-03-31", "2017", "due", "review"),
]  # fmt: skip


@pytest.mark.parametrize(("path", "old", "new", "id", "change", "level"), FIELDS)
def test_fields_and_their_levels(  # noqa: PLR0913, PLR0917
    run: Wpsplan, git_repo: Repo, path: str, old: str, new: str, id: str, change: str, level: str
) -> None:
    git_repo.change(path, old, new)
    data = diff(run, git_repo)
    assert (id, change, level) in told(data)
    assert {one["id"] for one in data["changes"]} == {id}
    (one,) = [each for each in data["changes"] if each["change"] == change]
    assert one["path"] == path and one["line"] >= 1
    assert one["affects"] or level != "breaking"


def test_without_measurements_a_method_s_change_breaks_nothing(run: Wpsplan, git_repo: Repo) -> None:
    for path in (git_repo.root / "measurements").rglob("exercise-staff.yaml"):
        path.unlink()
    git_repo.commit("No figure of the Staff")
    git_repo.change(ONE, "unit: courses", "unit: lessons")
    assert told(diff(run, git_repo)) == [("1.1.1", "method.unit", "review")]


def test_what_a_break_touches_and_asks_for(run: Wpsplan, git_repo: Repo) -> None:
    git_repo.change(ONE, "unit: courses", "unit: lessons")
    (one,) = diff(run, git_repo)["changes"]
    files = ["measurements/2016/exercise-staff.yaml", "measurements/2017/exercise-staff.yaml"]
    assert one["affects"] == files
    assert any("comparable_from" in effect for effect in one["effects"])
    series = "comparable_from: {period: '2017', reason: Lessons now.}"
    git_repo.change(ONE, "unit: lessons", f"unit: lessons\n          {series}")
    changes = {one["change"]: one for one in diff(run, git_repo)["changes"]}
    assert set(changes) == {"method.unit", "method.comparable_from"}
    assert not any("comparable_from" in effect for effect in changes["method.unit"]["effects"])


def test_a_move_is_a_move(run: Wpsplan, git_repo: Repo) -> None:
    one, two = git_repo.root / ONE, git_repo.root / TWO
    block = one.read_text(encoding="utf-8").partition("      - id: 1.2.2")[2]
    git_repo.change(ONE, f"      - id: 1.2.2{block}", "")
    two.write_text(f"{two.read_text(encoding='utf-8')}      - id: 1.2.2{block}", encoding="utf-8")
    (change,) = diff(run, git_repo)["changes"]
    assert (change["id"], change["change"], change["before"], change["after"]) == ("1.2.2", "moved", "1.2", "2.3")
    assert change["path"] == TWO and diff(run, git_repo)["figures"] == []


def test_an_id_that_is_given_to_another_item(run: Wpsplan, git_repo: Repo) -> None:
    # the two indicators of 1.2 change their texts: each id now means the other
    first = "Women in exercise forces, in percent of all personnel"
    second = "Number of persons who took part in an exercise training"
    git_repo.change(ONE, first, "@")
    git_repo.change(ONE, second, first)
    git_repo.change(ONE, "@", second)
    data = diff(run, git_repo)
    assert told(data) == [("1.2.1", "text", "breaking"), ("1.2.2", "text", "breaking")]
    assert "stands under 1.2.2 now" in data["changes"][0]["remark"]


def test_a_removed_item_is_listed_with_its_parts(run: Wpsplan, git_repo: Repo) -> None:
    text = (git_repo.root / ONE).read_text(encoding="utf-8")
    (git_repo.root / ONE).write_text(text.partition("  - id: '1.2'")[0], encoding="utf-8")
    data = diff(run, git_repo, orphans=True)
    assert [one for one in told(data) if one[1] == "removed"] == [
        ("1.2", "removed", "breaking"), ("1.2.1", "removed", "breaking"), ("1.2.2", "removed", "breaking")]  # fmt: skip
    removed = {one["id"]: one for one in data["changes"]}
    assert any("retire it instead" in effect for effect in removed["1.2.1"]["effects"])
    assert EXA in removed["1.2.1"]["affects"]
    assert any("−1 item a year for each of 3 respondents" in effect for effect in removed["1.2.1"]["effects"])
    gone = {(one["indicator"], one["period"]): one for one in data["figures"]}
    assert gone["1.2.1", "2017"]["progress_after"] is None and gone["1.2.1", "2017"]["cause"] == "plan"


def test_retired_first_and_removed_later_breaks_nothing(run: Wpsplan, git_repo: Repo) -> None:
    text = "text: Number of exercise meetings held"
    git_repo.change(TWO, text, f"{text}\n        retired: {{date: 2017-12-31, reason: No meetings.}}")
    assert told(diff(run, git_repo)) == [("2.3.1", "retired", "review")]
    git_repo.commit("Retired")
    text = (git_repo.root / TWO).read_text(encoding="utf-8")
    (git_repo.root / TWO).write_text(text.partition("    indicators:\n      - id: 2.3.1")[0] + "    indicators: []\n")
    assert told(diff(run, git_repo, orphans=True)) == [("2.3.1", "removed", "review")]


def test_an_added_indicator_says_whom_it_asks(run: Wpsplan, git_repo: Repo) -> None:
    method = "{kind: count, respondents: [exercise-nations]}"
    one = f"      - {{id: 2.2.2, text: Exercise reports written, method: {method}}}\n"
    git_repo.change(TWO, "      - id: 2.2.1", f"{one}      - id: 2.2.1")
    (added,) = diff(run, git_repo)["changes"]
    assert (added["change"], added["level"], added["effects"]) == (
        "added", "minor", ["+1 item a year for each of 3 respondents"])  # fmt: skip


def test_somebody_who_has_reported_is_asked_no_more(run: Wpsplan, git_repo: Repo) -> None:
    above = "          denominator: all personnel of exercise forces\n          direction: increase\n"
    head = f"{above}          respondents: "
    git_repo.change(ONE, f"{head}[exercise-nations]", f"{head}[EXA, EXB]")
    (one,) = [one for one in diff(run, git_repo)["changes"] if one["change"] == "method.respondents"]
    assert one["level"] == "breaking"  # EXC reported in 2016
    assert "−1 item a year" in one["effects"]


def test_a_default_written_out_is_minor(run: Wpsplan, git_repo: Repo) -> None:
    git_repo.change(ONE, "unit: courses", "unit: courses\n          over_time: stock")
    (one,) = diff(run, git_repo)["changes"]
    assert (one["change"], one["level"], one["before"], one["after"]) == ("method.over_time", "minor", None, "stock")


def test_several_changes_of_one_item_are_all_seen_and_mirror_each_other(run: Wpsplan, git_repo: Repo) -> None:
    git_repo.git("checkout", "--quiet", "-b", "other")
    git_repo.change(ONE, "unit: courses", "unit: lessons")
    git_repo.change(ONE, "Number of exercise courses offered", "Number of exercise lessons offered")
    git_repo.change(TWO, "      - id: 2.2.1", "      - {id: 2.2.2, text: Exercise reports written}\n      - id: 2.2.1")
    git_repo.change(EXA, "numerator: 150", "numerator: 160")
    git_repo.commit("Several")
    there, back = diff(run, git_repo, "main", "other"), diff(run, git_repo, "other", "main")
    turned = {"added": "removed", "removed": "added"}
    assert {(one["id"], one["change"]) for one in there["changes"]} == {
        ("1.1.1", "method.unit"), ("1.1.1", "text"), ("2.2.2", "added")}  # fmt: skip
    assert there["level"] == "breaking"
    assert sorted(
        (one["id"], one["change"], str(one["before"]), str(one["after"])) for one in there["changes"]
    ) == sorted(
        (one["id"], turned.get(one["change"], one["change"]), str(one["after"]), str(one["before"]))
        for one in back["changes"]
    )
    key = ("indicator", "period")
    assert [(tuple(one[k] for k in key), one["before"], one["after"]) for one in there["figures"]] == [
        (tuple(one[k] for k in key), one["after"], one["before"]) for one in back["figures"]
    ]


def test_a_category_that_measurements_use(run: Wpsplan, git_repo: Repo) -> None:
    text = (git_repo.root / "plan/dimensions.yaml").read_text(encoding="utf-8")
    (git_repo.root / "plan/dimensions.yaml").write_text(
        text.replace("{id: other-ranks, title: Other ranks}", "{id: rest, title: Rest}")
    )
    data = diff(run, git_repo, orphans=None)
    assert told(data) == [("rank", "categories.other-ranks", "breaking"), ("rank", "categories.rest", "review")]
    assert data["changes"][0]["affects"] == [EXA]


def test_a_respondent_and_a_period_that_measurements_use(run: Wpsplan, git_repo: Repo) -> None:
    git_repo.change("plan/entities.yaml", "  - {id: EXC, name: Exercise nation C}\n", "")
    git_repo.change("plan/entities.yaml", "members: [EXA, EXB, EXC]", "members: [EXA, EXB]")
    git_repo.change(
        "plan/plan.yaml", "  - {id: 2017-H1, frequency: half-yearly, start: 2017-01-01, end: 2017-06-30}\n", ""
    )
    data = diff(run, git_repo, orphans=None)
    found = {(one["id"], one["change"]): one for one in data["changes"]}
    files = ["measurements/2016/EXC.yaml", "measurements/2017/EXC.yaml"]
    assert (found["EXC", "removed"]["level"], found["EXC", "removed"]["affects"]) == ("breaking", files)
    assert (found["exercise-nations", "members.EXC"]["level"], found["2017-H1", "removed"]["level"]) == (
        "breaking", "breaking")  # fmt: skip
    assert found["2017-H1", "removed"]["affects"] == ["measurements/2017-H1/exercise-staff.yaml"]


def test_what_is_added_to_the_lists_is_no_break(run: Wpsplan, git_repo: Repo) -> None:
    git_repo.change("plan/entities.yaml", "  - {id: EXC, name: Exercise nation C}\n",
                    "  - {id: EXC, name: Exercise nation C}\n  - {id: EXD, name: Exercise nation D}\n")  # fmt: skip
    git_repo.change("plan/entities.yaml", "members: [EXA, EXB, EXC]", "members: [EXA, EXB, EXC, EXD]")
    assert told(diff(run, git_repo)) == [("exercise-nations", "members.EXD", "review"), ("EXD", "added", "minor")]


def test_an_action_moves_to_another_file_with_its_indicators(run: Wpsplan, git_repo: Repo) -> None:
    one, two = git_repo.root / ONE, git_repo.root / TWO
    block = "  - id: '1.2'" + one.read_text(encoding="utf-8").partition("  - id: '1.2'")[2]
    git_repo.change(ONE, block, "")
    two.write_text(f"{two.read_text(encoding='utf-8')}{block}", encoding="utf-8")
    assert told(diff(run, git_repo)) == [("1.2", "moved", "review")]

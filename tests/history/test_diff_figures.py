"""Figures that differ between two revisions, each with its cause: the plan alone, or the data alone."""

from tests.history.asked import EXA, ONE, diff
from tests.repositories import Repo
from tests.tools import Wpsplan


def figures(run: Wpsplan, repo: Repo) -> list[tuple[str, str, str, str | None, str | None]]:
    return [
        (one["indicator"], one["period"], one["cause"], one["progress_before"], one["progress_after"])
        for one in diff(run, repo)["figures"]
    ]


def test_a_lowered_target_is_seen_for_what_it_is(run: Wpsplan, git_repo: Repo) -> None:
    # 15.33 % of a pace to 16 %: 10.67 + 5.33 × 731/912 = 14.94; 4.67/4.27 = 1.09: on track, without any new figure
    git_repo.change(ONE, "value: 20, source", "value: 16, source")
    assert figures(run, git_repo) == [("1.2.1", "2017", "method", "behind", "on-track")]


def test_data_is_told_from_the_plan(run: Wpsplan, git_repo: Repo) -> None:
    # EXA 300 of 1,000 and EXB 80 of 500: 25.3 %, past the target of 20 %; and the target goes up to 40 % by itself
    git_repo.change(EXA, "numerator: 150\n    denominator: 1000", "numerator: 300\n    denominator: 1000")
    assert figures(run, git_repo) == [("1.2.1", "2017", "corrected", "behind", "achieved")]
    git_repo.change(ONE, "value: 20, source", "value: 40, source")
    # 10.67 + 29.33 × 731/912 = 34.18: 15.33 is 4.67/23.51 = 0.20, 25.33 is 14.67/23.51 = 0.62
    assert [one for one in figures(run, git_repo) if one[1] == "2017"] == [
        ("1.2.1", "2017", "method", "behind", "off-track"),
        ("1.2.1", "2017", "corrected", "off-track", "behind"),
    ]


def test_new_and_removed_data(run: Wpsplan, git_repo: Repo) -> None:
    git_repo.change("measurements/2017/EXC.yaml", "status: draft", "status: final")
    assert {one[2] for one in figures(run, git_repo)} == {"new-data"}
    git_repo.git("checkout", "--quiet", ".")
    (git_repo.root / "measurements/2017/exercise-staff.yaml").unlink()
    assert figures(run, git_repo) == [("1.1.1", "2017", "removed", "on-track", "not-assessed")]

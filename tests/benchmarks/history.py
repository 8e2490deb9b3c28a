"""How long `log` and `diff` take after a thousand commits: `python -m tests.benchmarks.history`. Nothing fails here."""

import subprocess
import tempfile
from pathlib import Path
from time import perf_counter

from tests.repositories import Repo
from tests.tools import Wpsplan

ONE = "plan/outcomes/01.yaml"
COMMITS = 1000


def long_history(repo: Repo, branch: str = "long") -> None:
    """A branch of a thousand commits in one go: the file changes in each, the unit of 1.1.1 in every hundredth."""
    text = (repo.root / ONE).read_text(encoding="utf-8")
    stream = [f"reset refs/heads/{branch}\nfrom refs/heads/main\n"]
    for number in range(COMMITS):
        new = f"{text.replace('unit: courses', f'unit: courses of kind {number // 100}')}# {number}\n".encode()
        stream.append(
            f"commit refs/heads/{branch}\ncommitter Exercise author <a@example.org> {1500000000 + number} +0000\n"
            f"data {len(f'Number {number}')}\nNumber {number}\n"
            f"M 100644 inline {ONE}\ndata {len(new)}\n{new.decode()}"
        )
    done = subprocess.run(
        [repo.git_program, "fast-import", "--quiet"],
        cwd=repo.folder,
        input="\n".join(stream).encode(),
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    repo.git("checkout", "--quiet", "--force", branch)


def main() -> None:
    """Prints the times."""
    with tempfile.TemporaryDirectory() as folder:
        repo = Repo(Path(folder) / "repo")
        long_history(repo)
        run = Wpsplan(Path(folder))
        for command in (("log", "1.1.1"), ("log", "2.2.1"), ("diff", "main"), ("diff", "HEAD~500", "HEAD")):
            start = perf_counter()
            assert run("-C", repo.root, *command).returncode == 0
            print(f"{' '.join(command):22} {perf_counter() - start:6.2f} s")


if __name__ == "__main__":
    main()

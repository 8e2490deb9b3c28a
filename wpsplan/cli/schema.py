"""`wpsplan schema`: JSON Schemas of the files, for editors."""

from pathlib import Path
from typing import Annotated

import typer

from wpsplan.cli.console import workspace_root, write_stdout
from wpsplan.disk import Disk
from wpsplan.finding import UserError

FOLDER = ".wpsplan"
OUTPUT = "check-output"
"""The schema that is of no file, but of the output of `check --format json`."""
EXAMPLES = """\
  wpsplan schema                            the kinds of file that have a schema
  wpsplan schema measurements               that of a submission, with the ids of this plan
  wpsplan schema --write                    all of them into .wpsplan/, where an editor finds them"""


def schema(
    context: typer.Context,
    name: Annotated[str | None, typer.Argument(metavar="[NAME]", help="A kind of file.", show_default=False)] = None,
    write: Annotated[bool, typer.Option("--write", help="Write all of them into .wpsplan/.")] = False,
) -> None:
    """Print the JSON Schema of a kind of file.

    With the ids of this plan and what they stand for, so that an editor offers them. A file's first line tells a YAML
    language server where its schema is, such as in a submission:

    # yaml-language-server: $schema=../../.wpsplan/measurements.json
    """
    from wpsplan.cli.periods import plan_alone
    from wpsplan.render.json.plain import json_text
    from wpsplan.render.json.schema import KINDS, schema_of
    from wpsplan.rules.registry import did_you_mean

    root = workspace_root(context)
    if name is None and not write:
        write_stdout("".join(f"{kind}\n" for kind in KINDS))
        return
    if name is not None and name not in KINDS:
        raise UserError(f'no schema "{name}"', did_you_mean(name, KINDS, f"there are: {', '.join(KINDS)}"))
    framework = plan_alone(root).framework
    assert framework is not None  # plan_alone() says so, where it can't be read
    if name is not None:
        write_stdout(json_text(schema_of(name, framework)))
    if write:
        kinds = [kind for kind in KINDS if kind != OUTPUT]
        files = {f"{FOLDER}/{kind}.json": json_text(schema_of(kind, framework)).encode("utf-8") for kind in kinds}
        Disk(root).write(files)
        write_stdout("".join(f"{path}\n" for path in files))


def modeline(root: Path, kind: str, depth: int) -> str:
    """The line that tells an editor where a kind of file has its schema; empty where none was written.

    `depth`: how many folders deep the file lies.
    """
    name = f"{FOLDER}/{kind}.json"
    return f"# yaml-language-server: $schema={'../' * depth}{name}\n" if Disk(root).exists(name) else ""

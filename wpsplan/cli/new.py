"""`wpsplan new`: a submission to fill in."""

from typing import Annotated

import typer

from wpsplan.cli.console import spinner, workspace_root, write_stdout
from wpsplan.cli.periods import chosen, known_entity, periods_up_to
from wpsplan.cli.schema import modeline
from wpsplan.disk import Disk
from wpsplan.finding import UserError

EXAMPLES = """\
  wpsplan new 2017 BEL                      measurements/2017/BEL.yaml, with all that Belgium is asked for"""


def new(
    context: typer.Context,
    period: Annotated[str, typer.Argument(metavar="PERIOD", help="A year covers the periods inside it, a file each.")],
    entity: Annotated[str, typer.Argument(metavar="ENTITY", help="Who is to report.")],
) -> None:
    """Write a submission to fill in.

    Every item that the respondent is expected to report, with its agreed text, its method and the last value as
    comments. Nothing is filled in, and no file is written over.
    """
    from wpsplan.render.text.new import submission_text
    from wpsplan.results.availability import all_items
    from wpsplan.results.dataset import Dataset
    from wpsplan.workspace.formatting import format_file

    root = workspace_root(context)
    with spinner("reading the workspace"):
        workspace, reporting_period = chosen(root, period, periods_up_to)
        data = Dataset.of(workspace)
        framework = data.framework
        known_entity(framework, entity)
        if framework.is_group(entity):
            raise UserError(f"{entity} is a group: it reports through its members", "name one of them")
        items = [item for item in all_items(data, reporting_period) if item.respondent == entity]
        texts = {
            f"measurements/{id}/{entity}.yaml": submission_text(
                data, framework.periods[id], entity, [item for item in items if item.period == id]
            )
            for id in dict.fromkeys(item.period for item in items)
        }
    if not texts:
        raise UserError(f"nothing is due from {framework.name(entity)} in {period}", "see: wpsplan show ENTITY")
    disk = Disk(root)
    existing = [path for path in texts if disk.exists(path)]
    if existing:
        verb = "is" if len(existing) == 1 else "are"
        raise UserError(f"{', '.join(existing)} {verb} there already", "nothing was written: fill in what is there")
    head = modeline(root, "measurements", depth=2)
    laid_out = {path: format_file(path, text.encode("utf-8")).text or text for path, text in texts.items()}
    disk.write({path: f"{head}{text}".encode() for path, text in laid_out.items()})
    write_stdout("".join(f"{path}\n" for path in laid_out))

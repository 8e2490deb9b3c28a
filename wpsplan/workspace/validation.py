"""Plain data → models, keeping what is sound: each file gives what it can, and findings for the rest."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic_core import PydanticCustomError

from wpsplan.finding import Finding, Place, Severity
from wpsplan.framework.framework import Declaration, Framework
from wpsplan.model.commentary import Commentary
from wpsplan.model.submission import ActionReport, Measurement, Submission, SubmissionHeader
from wpsplan.model.types import Model, check_id, quote_value
from wpsplan.rules import all_rules, submission_findings
from wpsplan.rules.schema_rules import data_steps, remove_empty_values, remove_numeric_ids, schema_findings
from wpsplan.rules.submissions import header_mismatch, mismatches
from wpsplan.rules.text_rules import hidden_in_comments, text_findings
from wpsplan.workspace.discovery import WorkspaceFiles, blob_id
from wpsplan.yaml import Document, Step, read

M = TypeVar("M", bound=Model)


def document_findings(document: Document, path: str) -> list[Finding]:
    """Give the findings of the reader, and one where the file has no keys and values."""
    findings = [
        all_rules()[problem.code].finding(Place(path, problem.route, mark=problem.mark), problem.message, problem.help)
        for problem in document.problems
    ]
    if document.readable and document.data is None and not findings:
        findings.append(all_rules()["empty-file"].finding(Place(path, mark=(1, 1)), "this file is empty"))
    elif document.readable and document.data is not None and not isinstance(document.data, dict):
        content = quote_value(document.data)
        findings.append(
            all_rules()["value-type"].finding(
                Place(path), f"{content} stands where the keys of a file belong", "write key: value"
            )
        )
    return findings


def salvage(model: type[M], data: Any, place: Place) -> tuple[M | None, list[Finding]]:
    """Read `data` as a `model`. Report each error once, cut it out, and read the rest; None: too little is left."""
    findings = list(remove_empty_values(data, place))
    emptied = {finding.place.route for finding in findings}
    reported = False
    while True:
        try:
            return model.model_validate(data), findings
        except ValidationError as error:
            errors = error.errors(include_url=False)
        if not reported:
            new = [
                item for item in errors
                if item["type"] != "missing" or (*place.route, *data_steps(item["loc"], data)) not in emptied
            ]  # fmt: skip
            findings += schema_findings(new, data, place, model)
            reported = True
        if not _cut(data, [_sound_above(item, data) for item in errors]):
            return None, findings


def _sound_above(error: Any, data: Any) -> tuple[Step, ...]:
    """Give the route to cut because of an error: of the value itself, of a missing key's mapping, of a whole method."""
    steps = data_steps(error["loc"], data)
    if "method" in steps:
        return steps[: steps.index("method") + 1]
    return steps[:-1] if error["type"] == "missing" else steps


def _cut(data: Any, routes: Iterable[tuple[Step, ...]]) -> bool:
    """Take values out of `data`; False where nothing would be left, or nothing is there to be taken out."""
    holes: list[list[Any]] = []
    cut = False
    for route in routes:
        if not route:
            return False
        inner = data
        for step in route[:-1]:
            try:
                inner = inner[step]
            except (KeyError, IndexError, TypeError):  # cut already, as a part of something else
                break
        else:
            if isinstance(inner, dict) and route[-1] in inner:
                del inner[route[-1]]
                cut = True
            elif isinstance(inner, list) and isinstance(route[-1], int) and route[-1] < len(inner):
                inner[route[-1]] = _HOLE
                holes.append(inner)
                cut = True
    for items in holes:
        items[:] = [item for item in items if item is not _HOLE]
    return cut


_HOLE = object()


def declarations_in(kind: str, items: Any, place: Place, *below: tuple[str, str]) -> list[Declaration]:
    """List the ids that a list of a plan file declares, sound or not; `below`: (key, kind) of lists in its items."""
    declarations = []
    for index, item in enumerate(items if isinstance(items, list) else ()):
        if isinstance(item, dict):
            declarations += declarations_of(kind, item, place.down(index), *below)
    return declarations


def declarations_of(kind: str, item: dict[Any, Any], place: Place, *below: tuple[str, str]) -> list[Declaration]:
    """Do as `declarations_in`, for one item."""
    id = item.get("id")
    declarations = [Declaration(kind, str(id), place)] if isinstance(id, str) or type(id) is int else []
    if below:
        key, inner = below[0]
        declarations += declarations_in(inner, item.get(key), place.down(key), *below[1:])
    return declarations


@dataclass(slots=True)
class ValidatedSubmission:
    """A submission that was read: `submission` is None where its head is not sound."""

    submission: Submission | None = None
    findings: list[Finding] = field(default_factory=list)


def validate_submission(document: Document, path: str, framework: Framework | None) -> ValidatedSubmission:
    """Read a submission; a measurement that is wrong is left out, its neighbours count."""
    place = Place(path)
    data = document.data
    entries = data.get("measurements")
    head = data if not isinstance(entries, dict) else {**data, "measurements": {}}
    header, findings = salvage(SubmissionHeader, head, place)
    odd = list(text_findings(data, place)) if document.unusual else []
    measurements: dict[str, Measurement] = {}
    actions: dict[str, ActionReport] = {}
    unfilled: set[str] = set()
    if isinstance(entries, dict):
        entries_place = place.down("measurements")
        findings += remove_numeric_ids(entries, entries_place)
        for key, raw in entries.items():
            item, wrong = _entry(key, raw, entries_place, framework, swept=not document.unusual)
            findings += wrong
            if isinstance(item, Measurement):
                measurements[key] = item
            elif isinstance(item, ActionReport):
                actions[key] = item
            elif not wrong:
                unfilled.add(key)
    refused = {finding.place.route for finding in findings}  # oddities of these, and of cells, are reported already
    findings += [finding for finding in odd if not {finding.place.route, finding.place.route[:-1]} & refused]
    submission = Submission(path, header, measurements, actions, frozenset(unfilled)) if header else None
    return ValidatedSubmission(submission, findings)


def _entry(
    key: str, raw: Any, entries_place: Place, framework: Framework | None, *, swept: bool
) -> tuple[Measurement | ActionReport | None, list[Finding]]:
    is_action = framework is not None and framework.knows("action", key)
    known = is_action or (framework is not None and framework.knows("indicator", key))
    if not known:
        try:
            check_id(key)
        except PydanticCustomError as error:
            context = error.context or {}
            return None, [all_rules()[error.type].finding(entries_place.key(key), context["message"], context["help"])]
        is_action = isinstance(raw, dict) and "status" in raw
    if not raw and (raw is None or isinstance(raw, dict)):
        return None, []
    if not isinstance(raw, dict):
        message = f"{quote_value(raw)} stands where a measurement belongs"
        help = "write the figure with its key, such as {value: 12}"
        return None, [all_rules()["value-type"].finding(entries_place.down(key), message, help)]
    if not swept and all(value is None for value in raw.values()):
        return None, []
    findings = [] if swept else list(remove_empty_values(raw, entries_place.down(key)))
    model: type[Measurement | ActionReport] = ActionReport if is_action else Measurement
    try:
        item = model.model_validate(raw)
        return (None if findings else item), findings
    except ValidationError as error:
        return None, [*findings, *schema_findings(error.errors(include_url=False), raw, entries_place.down(key), model)]


def validate_commentary(data: dict[Any, Any], path: str) -> tuple[Commentary | None, list[Finding]]:
    """Read the office's words; a highlight or a judgement that is wrong is left out, the others stand."""
    place = Place(path)
    findings: list[Finding] = []
    for key in ("highlights", "judgements"):
        if isinstance(data.get(key), dict):
            findings += remove_numeric_ids(data[key], place.down(key))
    findings += text_findings(data, place)
    commentary, wrong = salvage(Commentary, data, place)
    return commentary, findings + wrong


@dataclass(slots=True)
class LoadedFile:
    """A file that was opened, or could not be."""

    path: str
    id: str | None = None
    """The id of its content; None where it can't be opened."""
    document: Document | None = None
    """None where it has no keys and values."""
    findings: list[Finding] = field(default_factory=list)
    submission: Submission | None = None
    """Without the measurements in error; None where the file is none, or its head is not sound or not the path's."""
    lines: Mapping[str, int] = field(default_factory=dict)
    """Id → line of each entry."""


def read_file(workspace_files: WorkspaceFiles, path: str) -> LoadedFile:
    """Open a file as YAML, with the lines of its entries."""
    raw = workspace_files.read(path)
    if isinstance(raw, Finding):
        return LoadedFile(path, findings=[raw])
    document = read(raw)
    sound = document if isinstance(document.data, dict) else None
    findings = document_findings(document, path)
    if sound:
        findings += hidden_in_comments(raw, path)
    file = LoadedFile(path, blob_id(raw), sound, findings)
    file.lines = {
        str(route[1]): line for route, line in document.lines.items() if len(route) == 2 and route[0] == "measurements"
    }
    return file


def load_submission(workspace_files: WorkspaceFiles, path: str, framework: Framework | None) -> LoadedFile:
    """Open a file as a submission, with the lines of its entries."""
    file = read_file(workspace_files, path)
    if file.document is None:
        return file
    result = validate_submission(file.document, path, framework)
    file.document = None
    submission = result.submission
    file.findings += result.findings
    if submission is None:
        return file
    mismatched = [
        header_mismatch.finding(mismatch.place, mismatch.message, mismatch.help) for mismatch in mismatches(submission)
    ]
    file.findings += mismatched
    file.findings += submission_findings(submission, framework) if framework else ()
    file.submission = None if mismatched else _sound(submission, file.findings)
    return file


def _sound(submission: Submission, findings: Iterable[Finding]) -> Submission:
    """Give the submission without the measurements that are in error: they count as missing, their neighbours count."""
    routes = (finding.place.route for finding in findings if finding.severity is Severity.ERROR)
    wrong = {str(route[1]) for route in routes if len(route) > 1 and route[0] == "measurements"}
    if not wrong:
        return submission
    measurements = {id: measurement for id, measurement in submission.measurements.items() if id not in wrong}
    return replace(submission, measurements=measurements)

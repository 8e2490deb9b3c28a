"""Rules of reading files, as YAML or as files: pages only, as the reader itself raises the findings."""

from wpsplan.rules.registry import ERROR, WARNING, RuleGroup

group = RuleGroup()

group.declare(
    "yaml-syntax", ERROR, "The file is no valid YAML",
    why="A file that can't be read counts for nothing: all of its figures would be missing.",
    mend="look at the line named and the one above it for a missing quote, bracket or colon",
    bad="period: '2017'\nentity: EXA\nstatus: final\nmeasurements:\n  2.2.1: {narrative: a text: with a colon}",
    good="period: '2017'\nentity: EXA\nstatus: final\nmeasurements:\n  2.2.1: {narrative: 'a text: with a colon'}",
)  # fmt: skip
group.declare(
    "yaml-encoding", ERROR, "The file is not in UTF-8",
    why="Names and quotes in other encodings come out as other characters on another machine.",
    mend="save the file as UTF-8",
    bad="", good="",
)  # fmt: skip
group.declare(
    "yaml-line-end", ERROR, "A line end that only some programs take for one",
    why="One program begins a new line after such a character and another doesn't: the file would say two things.",
    mend="put an ordinary line end or a blank in its place",
    bad="period: '2017'\nentity: EXA\nstatus: final\nmeasurements:\n  2.2.1: {narrative: Two\u2028seminars were held.}",
    good="period: '2017'\nentity: EXA\nstatus: final\nmeasurements:\n  2.2.1: {narrative: Two seminars were held.}",
)  # fmt: skip
group.declare(
    "yaml-too-long", ERROR, "The file is too long",
    why="A file of more than 20 MB is no submission; reading it would only stop everybody else.",
    mend="cut the file into one a respondent and period",
    bad="", good="",
)  # fmt: skip
group.declare(
    "yaml-too-deep", ERROR, "The file nests too deep",
    why="The files of a workspace nest about ten levels deep; more is a slip or an attack.",
    mend="take the extra brackets away",
    bad=f"period: {'[' * 40}1{']' * 40}", good="period: '2017'\nentity: EXA\nstatus: final\nmeasurements: {}",
)  # fmt: skip
group.declare(
    "yaml-alias", ERROR, "An anchor, alias or merge key",
    why="A reviewer must see each figure where it stands, not follow pointers.",
    mend="write the value out in each place",
    bad="period: &p '2017'\nentity: EXA\nstatus: final\nmeasurements: {}",
    good="period: '2017'\nentity: EXA\nstatus: final\nmeasurements: {}",
)  # fmt: skip
group.declare(
    "yaml-tag", ERROR, "A YAML tag",
    why="Tags ask a program to build other things than text and numbers; no file here needs that.",
    mend="take the tag away",
    bad="period: !!str 2017\nentity: EXA\nstatus: final\nmeasurements: {}",
    good="period: '2017'\nentity: EXA\nstatus: final\nmeasurements: {}",
)  # fmt: skip
group.declare(
    "yaml-directive", ERROR, "A YAML directive",
    why="A line that begins with % changes how the rest is read.",
    mend="take the line out",
    bad="%YAML 1.1\n---\nperiod: '2017'\nentity: EXA\nstatus: final\nmeasurements: {}",
    good="period: '2017'\nentity: EXA\nstatus: final\nmeasurements: {}",
)  # fmt: skip
group.declare(
    "yaml-documents", ERROR, "More than one document in a file",
    why="Only one could count, and nobody would see which.",
    mend="keep one document a file",
    bad="period: '2017'\nentity: EXA\nstatus: final\nmeasurements: {}\n---\nperiod: '2016'",
    good="period: '2017'\nentity: EXA\nstatus: final\nmeasurements: {}",
)  # fmt: skip
group.declare(
    "duplicate-key", ERROR, "A key stands twice",
    why="YAML programs keep the first or the last, as they like: one of two figures would vanish unseen.",
    mend="keep one of the two",
    bad="period: '2017'\nentity: EXA\nstatus: final\nmeasurements:\n  1.2.2: {value: 3}\n  1.2.2: {value: 4}",
    good="period: '2017'\nentity: EXA\nstatus: final\nmeasurements:\n  1.2.2: {value: 4}",
)  # fmt: skip
group.declare(
    "empty-file", ERROR, "The file is empty",
    why="An empty file can't say who reports and for when.",
    mend="fill it in, or delete it",
    bad="# nothing yet", good="period: '2017'\nentity: EXA\nstatus: final\nmeasurements: {}",
)  # fmt: skip
group.declare(
    "stray-file", ERROR, "A file that nobody would read",
    why="Somebody sent it and would count as missing, because of a suffix or a folder.",
    mend="give it the name that its folder asks for, or move it out of the workspace's folders",
    file="measurements/2017/EXC.yml",
    bad="period: '2017'\nentity: EXC\nstatus: final\nmeasurements: {}", good="",
)  # fmt: skip
group.declare(
    "unreadable-file", ERROR, "A file that can't be opened",
    why="What can't be opened counts for nothing.",
    mend="put a plain, readable file there",
    bad="", good="",
)  # fmt: skip
group.declare(
    "same-name", WARNING, "Two names that some systems take for one",
    why="Windows and macOS keep one of two files whose names differ in capitals or in the making of an accent alone.",
    mend="give one of them another name",
    bad="", good="",
)  # fmt: skip
group.declare(
    "missing-file", ERROR, "A file of the plan is not there",
    why="Without it the plan is not whole, and figures can't be placed.",
    mend="add the file",
    bad="", good="",
)  # fmt: skip
group.declare(
    "template-error", ERROR, "A template can't be drawn",
    why="A report that leaves something out because of a slip in its template would look whole; so it isn't written.",
    mend="look at the line named",
    bad="", good="", file="templates/progress/page.md.jinja",
)  # fmt: skip

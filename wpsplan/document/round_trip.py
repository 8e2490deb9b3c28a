"""One entry of a YAML file through ruamel.yaml's round trip, which keeps its style, its quotes and its comments.

The entry is a text that begins with its key, or with the dash of a list's item. ruamel.yaml reads some scalars
otherwise than our reader (`2017-1-5`), drops `~` and joins lines, so what it has written is read again with our reader.
"""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from typing import TYPE_CHECKING, Any, NamedTuple

from wpsplan.document.canonical import Shape, flow, same_meaning
from wpsplan.document.comments import comments_of
from wpsplan.document.events import Route
from wpsplan.document.reader import read

if TYPE_CHECKING:
    from ruamel.yaml import YAML


class Indentation(NamedTuple):
    """How far in the entries of a mapping stand, the dashes of a list, and what follows a dash."""

    key: int
    dash: int
    item: int


class RoundTripError(Exception):
    """ruamel.yaml can't make this change and keep all else of the entry."""


class RoundTrip:
    """ruamel.yaml, set to write as a file is written."""

    def __init__(self, shape: Shape, indentation: Indentation) -> None:
        self.shape = shape
        self.indentation = indentation

    def change(self, text: str, route: Route, old: Any, new: Any) -> list[str]:
        """Return the lines of the entry at `route` with `new` for `old`. Raises `RoundTripError`."""
        text, is_item = _with_key(text)
        with _refusals():
            yaml = self._yaml()
            tree = yaml.load(text)
            ((key, value),) = tree.items()
            tree[key] = self._changed(value, route, old, new)
            written = _dumped(yaml, tree)
            _keep_comments(text, written)
            if not same_meaning([*read(written.encode("utf-8")).data.values()], [new]):
                raise RoundTripError("it would not be read back the same")
        return _lines(written, is_item)

    def _changed(self, own: Any, route: Route, old: Any, new: Any) -> Any:
        """Return ruamel.yaml's `own` value with what differs between `old` and `new` changed in it."""
        from ruamel.yaml.comments import CommentedMap

        if isinstance(old, dict) and isinstance(new, dict) and isinstance(own, CommentedMap) and old and new:
            keys = dict(zip(old, own, strict=True))
            for key in old:
                if key not in new:
                    del own[keys.pop(key)]
                elif not same_meaning(old[key], new[key]):
                    own[keys[key]] = self._changed(own[keys[key]], (*route, key), old[key], new[key])
            order = list(self.shape.keys(route, new))
            for position, key in enumerate(order):
                if key not in old:
                    earlier = [keys[other] for other in order[:position] if other in keys]
                    ((keys[key], value),) = self._written({key: new[key]}, route).items()
                    own.insert(list(own).index(earlier[-1]) + 1 if earlier else 0, keys[key], value)
            return own
        if isinstance(old, list) and isinstance(new, list) and isinstance(own, list) and 0 < len(old) <= len(new):
            for index, item in enumerate(new):
                if index == len(own):
                    own.append(self._written(item, (*route, index)))
                elif not same_meaning(old[index], item):
                    own[index] = self._changed(own[index], (*route, index), old[index], item)
            return own
        return self._written(new, route, like=own)

    def _written(self, value: Any, route: Route, like: Any = None) -> Any:
        """Return a value as ruamel.yaml has it where it is written on one line; text in the quotes of `like`."""
        from ruamel.yaml.scalarstring import DoubleQuotedScalarString, SingleQuotedScalarString

        if isinstance(value, str) and value.isprintable():
            for quoted in (DoubleQuotedScalarString, SingleQuotedScalarString):
                if isinstance(like, quoted):
                    return quoted(value)
        return self._yaml().load(f"- {flow(value, self.shape, route)}")[0]

    def rename(self, text: str, positions: list[int], key: str) -> list[str]:
        """Return the lines of an entry with another key, in quotes. Raises `RoundTripError`.

        `positions` lead from the entry to the one in it whose key it is, by their numbers; empty: to itself.
        """
        from ruamel.yaml.scalarstring import ScalarString, SingleQuotedScalarString

        text, is_item = _with_key(text)
        with _refusals():
            yaml = self._yaml()
            tree = yaml.load(text)
            holder, position = tree, 0
            for inner in positions:
                holder = holder[list(holder)[position]] if isinstance(holder, dict) else holder[position]
                position = inner
            old = list(holder)[position]
            new = type(old)(key) if isinstance(old, ScalarString) else SingleQuotedScalarString(key)
            comment = holder.ca.items.pop(old, None)
            holder.insert(position, new, holder.pop(old))
            if comment is not None:
                holder.ca.items[new] = comment
            written = _dumped(yaml, tree)
            _keep_comments(text, written)
        return _lines(written, is_item)

    def indented(self, lines: list[str]) -> list[str]:
        """Return the lines of an entry that is laid out with steps of two, indented as the file is."""
        if self.indentation == (2, 2, 2) or len(lines) == 1:
            return lines
        is_item = lines[0].startswith("- ")
        text = "\n".join([*(["x:"] if is_item else []), *lines]) + "\n"
        try:
            with _refusals():
                yaml = self._yaml()
                written = _dumped(yaml, yaml.load(text))
                _keep_comments(text, written)
        except RoundTripError:
            return lines
        if not same_meaning(read(written.encode("utf-8")).data, read(text.encode("utf-8")).data):
            return lines
        written_lines = written.split("\n")[:-1]
        return [line[self.indentation.dash :] for line in written_lines[1:]] if is_item else written_lines

    def _yaml(self) -> "YAML":
        from ruamel.yaml import YAML

        key, dash, item = self.indentation
        yaml = YAML(typ="rt")
        yaml.preserve_quotes = True
        yaml.width = 4096
        yaml.brace_single_entry_mapping_in_flow_sequence = True
        yaml.indent(mapping=key, sequence=dash + item, offset=dash)
        return yaml


def _with_key(text: str) -> tuple[str, bool]:
    """Put a key in place of the dash of a list's item, so that an item is a mapping's entry, too."""
    is_item = text.startswith("- ")
    return (f"x:{text[1:]}" if is_item else text), is_item


def _lines(text: str, is_item: bool) -> list[str]:
    return (f"-{text[2:]}" if is_item else text).split("\n")[:-1]


def _dumped(yaml: "YAML", tree: Any) -> str:
    stream = StringIO()
    yaml.dump(tree, stream)
    return stream.getvalue()


@contextmanager
def _refusals() -> Iterator[None]:
    """Turn whatever ruamel.yaml raises over an entry into a refusal: the entry can still be laid out anew."""
    try:
        yield
    except RoundTripError:
        raise
    except Exception as error:
        raise RoundTripError(f"it can't be read by itself ({type(error).__name__})") from error


def _keep_comments(before: str, after: str) -> None:
    if Counter(comments_of(before).texts()) != Counter(comments_of(after).texts()):
        raise RoundTripError("a comment would be lost")

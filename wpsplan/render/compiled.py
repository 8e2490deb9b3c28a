"""What Jinja makes of the built-in templates, kept where Python keeps what it makes of the program's own modules.

A built-in template is a part of the program, and its code is as good as the `.pyc` files beside it: whoever can write
there can write the program. Templates of a workspace are strangers: nothing of theirs is kept, and nothing found near
them is used.
"""

import marshal
import os
import sys
from hashlib import sha1
from importlib.util import MAGIC_NUMBER, cache_from_source
from pathlib import Path
from types import CodeType

import jinja2.compiler
from jinja2.bccache import Bucket, BytecodeCache

import wpsplan
from wpsplan.render import sandbox
from wpsplan.render.templates import built_in


class Compiled(BytecodeCache):
    """Jinja asks it for a template's code, and gives it what it had to make itself."""

    def __init__(self) -> None:
        self.ours = f"{built_in()}{os.sep}"
        digest = sha1(f"wpsplan {wpsplan.__version__} {sys.version} ".encode() + MAGIC_NUMBER, usedforsecurity=False)
        for maker in (jinja2.compiler, sandbox):
            digest.update(Path(str(maker.__file__)).read_bytes())
        self.made_by = digest.hexdigest()

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """The file that keeps the code; none, where the template isn't ours."""
        return cache_from_source(filename) if filename and filename.startswith(self.ours) else ""

    def get_source_checksum(self, source: str) -> str:
        """What the code depends on: the template, and what makes code of it."""
        return sha1(f"{self.made_by}{source}".encode(), usedforsecurity=False).hexdigest()

    def load_bytecode(self, bucket: Bucket) -> None:
        """Whatever is odd about the file, the code is made anew."""
        try:
            kept = Path(bucket.key).read_bytes() if bucket.key else b""
            code = marshal.loads(kept[40:]) if kept[:40] == bucket.checksum.encode() else None
            bucket.code = code if isinstance(code, CodeType) else None
        except (OSError, EOFError, ValueError, TypeError):
            bucket.code = None

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Whole or not at all; not where Python is told to keep nothing, or can't."""
        if not bucket.key or sys.dont_write_bytecode:
            return
        path = Path(bucket.key)
        beside = path.with_name(f"{path.name}.{os.urandom(4).hex()}")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            try:
                beside.write_bytes(bucket.checksum.encode() + marshal.dumps(bucket.code))
                beside.replace(path)
            finally:
                beside.unlink(missing_ok=True)
        except OSError:
            return

"""An editor's YAML language server, given our schema, offers the plan's indicators where a measurement is written."""

import json
import subprocess
from pathlib import Path
from typing import Any, BinaryIO

import pytest

from tests.tools import Wpsplan, npm_package

TEXT = """\
# yaml-language-server: $schema=../../.wpsplan/measurements.json
period: '2017'
entity: EXA
status: final
measurements:
  2.1.2: {level: partly}
  \n"""


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("npm")
    npm_package("yaml-language-server", folder)
    return folder / "node_modules/.bin/yaml-language-server"


class Client:
    """As much of the Language Server Protocol as an editor needs to ask for completions."""

    def __init__(self, program: Path) -> None:
        self.process = subprocess.Popen([program, "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        assert self.process.stdin and self.process.stdout
        self.out: BinaryIO = self.process.stdin  # type: ignore[assignment]
        self.into: BinaryIO = self.process.stdout  # type: ignore[assignment]

    def send(self, method: str, params: Any, id: int | None = None) -> None:
        message: dict[str, Any] = {"jsonrpc": "2.0", "method": method, "params": params}
        self._write(message if id is None else {**message, "id": id})

    def _write(self, message: dict[str, Any]) -> None:
        body = json.dumps(message).encode("utf-8")
        self.out.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self.out.flush()

    def answer(self, id: int) -> Any:
        """The answer to a request; what the server asks in between is answered with nothing."""
        while True:
            length = 0
            while line := self.into.readline().strip():
                if line.lower().startswith(b"content-length:"):
                    length = int(line.split(b":")[1])
            message = json.loads(self.into.read(length))
            if message.get("id") == id and "method" not in message:
                return message["result"]
            if "method" in message and "id" in message:
                params = message.get("params") or {}
                result = [None for _ in params["items"]] if "items" in params else None
                self._write({"jsonrpc": "2.0", "id": message["id"], "result": result})


def test_indicators_are_offered_with_their_texts(run: Wpsplan, exercise: Path, server: Path) -> None:
    assert run("-C", exercise, "schema", "--write").returncode == 0
    uri = (exercise / "measurements/2017/EXA.yaml").as_uri()
    client = Client(server)
    try:
        client.send("initialize", {"processId": None, "rootUri": exercise.as_uri(), "capabilities": {}}, id=1)
        client.answer(1)
        client.send("initialized", {})
        client.send("textDocument/didOpen",
                    {"textDocument": {"uri": uri, "languageId": "yaml", "version": 1, "text": TEXT}})  # fmt: skip
        at = {"textDocument": {"uri": uri}, "position": {"line": 6, "character": 2}}
        client.send("textDocument/completion", at, id=2)
        found = client.answer(2)
    finally:
        client.process.kill()
        client.process.wait()
        client.out.close()
        client.into.close()
    offered = {one["label"].strip("'\""): json.dumps(one) for one in found["items"]}
    assert {"1.1.1", "1.2.1", "1.2.2", "2.2.1"} <= set(offered)
    assert "Women in exercise forces, in percent of all personnel" in offered["1.2.1"]

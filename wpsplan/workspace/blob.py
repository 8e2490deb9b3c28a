"""The id of a file's content, as git gives it: from the bytes alone, whichever line ends a checkout has."""

from hashlib import sha1


def content_id(raw: bytes) -> str:
    """40 hexadecimal digits, as `git hash-object` prints them for the content with CRLF read as LF."""
    text = raw.replace(b"\r\n", b"\n")
    return sha1(b"blob %d\0" % len(text) + text, usedforsecurity=False).hexdigest()

"""A page as PDF, by WeasyPrint: an extra, imported only when a PDF is wanted."""

import logging
from typing import Any, NoReturn

from wpsplan.finding import UserError


def pdf(html: str) -> bytes:
    """An HTML page on A4, as its print style has it; the same bytes for the same page. Fetches nothing."""
    try:
        from weasyprint import HTML
    except ImportError as error:
        raise UserError(
            "a pdf needs the extra pdf, which is not installed", "install it: pip install 'wpsplan[pdf]'"
        ) from error
    except OSError as error:  # its own libraries are the system's
        raise UserError(
            "a pdf needs Pango, a library of the system that is not installed",
            "Debian, Ubuntu: apt install libpango-1.0-0 libpangoft2-1.0-0; else see WeasyPrint's first steps",
        ) from error
    logging.getLogger("weasyprint").setLevel(logging.CRITICAL)  # what of the style is for screens only it would tell
    document = HTML(string=html, url_fetcher=_refuse)
    return bytes(document.write_pdf(pdf_identifier=b"wpsplan"))


def _refuse(url: str, *_: Any, **__: Any) -> NoReturn:
    raise ValueError(f"a report fetches nothing: {url}")

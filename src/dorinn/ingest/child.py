"""The process that opens a document: nothing but this reads foreign formats, and it may be stopped at any time.

    python -m dorinn.ingest.child FORMAT < file > reading.json

On a fault it writes one line to stderr and ends with 2.
"""

from __future__ import annotations

import json
import sys

from dorinn.errors import IngestError
from dorinn.ingest.blocks import Reading
from dorinn.ingest.doubled import put_right
from dorinn.ingest.limits import MEMORY, SECONDS, check_archive, decoded


def read(form: str, data: bytes) -> Reading:
    """A document of a known format; raises IngestError."""
    if form == "pdf":
        from dorinn.ingest.pdf import read_pdf

        return read_pdf(data)
    if form == "docx":
        from dorinn.ingest.word import read_docx

        check_archive(data)
        return read_docx(data)
    text, mended = put_right(decoded(data))
    if form in ("html", "md"):
        from dorinn.ingest.markup import read_html, read_markdown

        reading = (read_html if form == "html" else read_markdown)(text)
    else:
        from dorinn.ingest.plain import read_plain

        reading = read_plain(text)
    reading.mended = mended
    return reading


def _bound() -> None:
    """Limits that the system keeps, where it can."""
    try:
        import resource
    except ImportError:  # not on Windows; the time limit of the parent holds there too
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main() -> int:
    """Reads stdin to its end and writes the reading as JSON."""
    data = sys.stdin.buffer.read()
    _bound()
    try:
        reading = read(sys.argv[1], data)
    except IngestError as error:
        print(" ".join(str(error).split()), file=sys.stderr)
        return 2
    except (MemoryError, RecursionError):
        print("the document needs more memory or depth than is given to it", file=sys.stderr)
        return 2
    except Exception:  # a parser tripped over a hostile file
        print("the document cannot be read; it may be damaged", file=sys.stderr)
        return 2
    sys.stdout.buffer.write(json.dumps(reading.as_json()).encode("ascii"))
    return 0


if __name__ == "__main__":
    sys.exit(main())

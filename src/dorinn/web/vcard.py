"""A service's contacts as a vCard 4.0 (RFC 6350)."""

from __future__ import annotations

from collections.abc import Iterable

from dorinn.corpus.corpus import Corpus
from dorinn.domain.service import Service
from dorinn.domain.text import Form

_KINDS = {"phone": "TEL;TYPE=work,voice", "sms": "TEL;TYPE=work,text", "email": "EMAIL;TYPE=work", "url": "URL"}
_LONGEST = 75  # octets in a line


def vcard(corpus: Corpus, item: Service, page: str, note: Iterable[str], form: Form) -> str:
    """The card: each contact with its label, `note` as lines on where they stand, `page` as the service's address."""
    lines = ["BEGIN:VCARD", "VERSION:4.0", "KIND:org", f"FN:{_escaped(item.name.of(form))}"]
    if item.organization:
        lines.append(f"ORG:{_escaped(item.organization)}")
    for place, contact in enumerate(item.contacts, 1):
        if contact.kind in _KINDS:
            lines.append(f"item{place}.{_KINDS[contact.kind]}:{_escaped(contact.value)}")
            lines.append(f"item{place}.X-ABLabel:{_escaped(contact.label.of(form))}")
    home = corpus.kommune.get(item.kommune)
    lines += [f"CATEGORIES:{_escaped(home.name)}"] if home else []
    lines += [f"NOTE:{_escaped(chr(10).join(note))}", f"URL:{page}", f"LANG:{form}", "END:VCARD"]
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def _folded(line: str) -> str:
    """The line in pieces of at most 75 octets, each but the first begun with a space; no character is cut."""
    pieces, size = [""], 0
    for character in line:
        octets = len(character.encode())
        if size + octets > _LONGEST:
            pieces.append(" ")
            size = 1
        pieces[-1] += character
        size += octets
    return "\r\n".join(pieces)

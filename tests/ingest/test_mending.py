"""The repair of tables: cell by cell, and a column's heading the same in every row."""

from __future__ import annotations

from dorinn.ingest.blocks import Block
from dorinn.ingest.mending import mend
from dorinn.language.lexicon import Lexicon
from dorinn.language.repair import Repairer
from ingest import papers


def test_a_bar_between_cells_is_no_letter_and_a_heading_is_the_same_in_every_row() -> None:
    blocks = [
        Block("text", " ".join(papers.DAMAGED.split())),
        Block("row", "Nr. | Tiltak | Frist"),
        Block("row", "Mote: Tverrfaglig mgte i barnehagen | Frist: Hver maned"),
        Block("row", "Mote: Oppvekstteam skole | Frist: var"),
    ]
    changes = mend(blocks, Repairer(Lexicon.load()))
    assert [block.text for block in blocks[1:]] == [
        "Nr. | Tiltak | Frist",
        "Møte: Tverrfaglig møte i barnehagen | Frist: Hver måned",
        "Møte: Oppvekstteam skole | Frist: var",
    ]
    assert sum((change.before, change.after) == ("Mote", "Møte") for change in changes) == 2

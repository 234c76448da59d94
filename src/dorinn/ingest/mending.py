"""The repair of a document's blocks: tables cell by cell, and a column's heading the same in every row."""

from __future__ import annotations

from collections.abc import Sequence

from dorinn.ingest.blocks import Block
from dorinn.ingest.outline import even_out
from dorinn.language.repair import Change, Repairer

_BAR, _COLON = " | ", ": "  # what `blocks.rows` puts between cells, and after a column's heading


def mend(blocks: Sequence[Block], repairer: Repairer) -> list[Change]:
    """Repairs the blocks, in place, and tells what was changed. The bar between cells is no «I» that was misread."""
    parts = [block.text.split(_BAR) if block.kind == "row" else [block.text] for block in blocks]
    mended = iter(repairer.repair([part for cells in parts for part in cells]))
    repaired = [[next(mended) for _ in cells] for cells in parts]
    # One row's neighbours may tell what the heading is, and another's not.
    heads: dict[str, str] = {}
    for block, old, new in zip(blocks, parts, repaired, strict=True):
        if block.kind == "row":
            heads |= {a: b for a, b in zip(map(_head, old), map(_head, new), strict=True) if a != b}
    changes = list(repairer.changes)
    for block, cells in zip(blocks, repaired, strict=True):
        if block.kind == "row":
            for place, cell in enumerate(cells):
                if (head := _head(cell)) in heads:
                    cells[place] = heads[head] + cell[len(head) :]
                    changes.append(Change(head, heads[head], cell[:60]))
        block.text = _BAR.join(cells)
    if changes:
        even_out(blocks)
    return changes


def _head(cell: str) -> str:
    return cell.partition(_COLON)[0] if _COLON in cell else ""

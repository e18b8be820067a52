"""A paper as PDF."""

from __future__ import annotations

from ocop.documents import typeset
from ocop.documents.paper import (
    DOTS,
    SHORT,
    WARNING,
    WATERMARK,
    Block,
    Gap,
    Heading,
    Paper,
    Text,
    shown,
)

TEMPLATE = "administrative.typ"


def pdf(paper: Paper) -> bytes:
    """The paper, typeset."""
    return typeset.pdf(TEMPLATE, values(paper))


def values(paper: Paper) -> dict[str, object]:
    """What the template is filled with; cells are already words."""
    names = {id(table): name for name, table in paper.tables()}
    return {
        "title": f"{paper.kind}: {paper.subject}",
        "above": list(paper.issuer.above),
        "own": list(paper.issuer.own),
        "number": paper.number,
        "dated": paper.dated,
        "kind": paper.kind,
        "subject": paper.subject,
        "opening": paper.opening,
        "blocks": [_block(block, names.get(id(block), "")) for block in paper.blocks],
        "facts": list(paper.facts),
        "recipients": list(paper.recipients),
        "signing": paper.signing,
        "dots": DOTS * 5,
        "draft": paper.mark,
        "addressed": paper.addressed,
        "facts_title": paper.facts_title,
        "watermark": WATERMARK if paper.is_made_up else None,
        "warning": WARNING,
        "short": SHORT,
    }


def _block(block: Block, name: str) -> dict[str, object]:
    if isinstance(block, Heading):
        return {"is": "heading", "text": block.text, "level": block.level}
    if isinstance(block, Gap | Text):
        return {"is": "gap" if isinstance(block, Gap) else "text", "text": block.text}
    return {
        "is": "table",
        "name": name,
        "title": block.title,
        "columns": [{"title": each.title, "width": each.width, "number": each.number} for each in block.columns],
        "rows": [[shown(cell) for cell in row] for row in block.rows],
        "summed": block.summed,
        "source": block.source,
        "note": block.note,
    }

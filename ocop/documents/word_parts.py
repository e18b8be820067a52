"""What a DOCX is built of: lines, rules, rows, and the watermark, in the measures of administrative papers."""

from __future__ import annotations

from docx.document import Document as Docx
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Length, Mm, Pt, RGBColor
from docx.table import Table as DocxTable
from docx.table import _Cell, _Row
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from ocop.documents.paper import WATERMARK

FONT = "Times New Roman"
RED = RGBColor(0xA8, 0x32, 0x2A)
CENTER, RIGHT, JUSTIFIED = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT, WD_ALIGN_PARAGRAPH.JUSTIFY
LEFT = WD_ALIGN_PARAGRAPH.LEFT
MARGINS = Mm(30), Mm(18)
WIDTH = Mm(210 - 30 - 18)
# What XML cannot hold is left out of a text.
UNWRITABLE = dict.fromkeys([*range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF])


def clean(text: str) -> str:
    """A text without what a DOCX cannot hold."""
    return text.translate(UNWRITABLE)


def bare(document: Docx, widths: tuple[int, ...], rows: int) -> DocxTable:
    """A table without borders, to set things beside each other."""
    made: DocxTable = document.add_table(rows=0, cols=len(widths))
    made.alignment, made.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    for _row_number in range(rows):
        row(made, [Length(width) for width in widths])
    return made


def row(table: DocxTable, widths: list[Length]) -> _Row:
    """A new row of a table with its widths, which every cell has to know; never broken between two pages."""
    row: _Row = table.add_row()
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    for cell, width in zip(row.cells, widths, strict=True):
        cell.width = width
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    return row


def line(cell: _Cell, text: str, size: int, *, bold: bool = False, italic: bool = False) -> Paragraph:
    """A centred line of a cell; the first one takes the paragraph that every cell has."""
    first = cell.paragraphs[0]
    paragraph: Paragraph = cell.add_paragraph() if first.runs or len(cell.paragraphs) > 1 else first
    paragraph.alignment = CENTER
    paragraph.paragraph_format.space_after = Pt(1)
    run(paragraph, text, bold=bold, italic=italic, size=size)
    return paragraph


def rule(cell: _Cell, width: int, margin: float) -> None:
    """A thin rule below the lines of a cell."""
    paragraph = cell.add_paragraph()
    ruled(paragraph, width, margin)


def ruled(paragraph: Paragraph, width: int, margin: float) -> None:
    """A paragraph that is only a rule, with such a share of the width free on either side."""
    form = paragraph.paragraph_format
    form.left_indent = form.right_indent = Length(int(width * margin))
    form.space_after, form.line_spacing = Pt(2), Pt(3)
    border = '<w:pBdr {}><w:top w:val="single" w:sz="6" w:space="1" w:color="000000"/></w:pBdr>'
    paragraph._p.get_or_add_pPr().append(parse_xml(border.format(nsdecls("w"))))


def run(
    paragraph: Paragraph, text: str, *, bold: bool = False, italic: bool = False,
    size: int | None = None, color: RGBColor | None = None,
) -> Run:  # fmt: skip
    """A text in a paragraph, in its own look."""
    run = paragraph.add_run(clean(text))
    run.bold, run.italic = bold or None, italic or None
    if size:
        run.font.size = Pt(size)
    if color is not None:
        run.font.color.rgb = color
    return run


def shade(cell: _Cell) -> None:
    """The tint of a header."""
    fill = f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="EFF3EE"/>'
    cell._tc.get_or_add_tcPr().append(parse_xml(fill))


def narrow(table: DocxTable) -> None:
    """Little room beside the text of a cell, so that a column of small numbers can be narrow."""
    sides = "".join(f'<w:{side} w:w="60" w:type="dxa"/>' for side in ("left", "right"))
    table._tbl.tblPr.append(parse_xml(f"<w:tblCellMar {nsdecls('w')}>{sides}</w:tblCellMar>"))


def repeat(row: _Row) -> None:
    """Repeat a header on every page that its table reaches."""
    properties = row._tr.get_or_add_trPr()
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    properties.append(mark)


def page_number(paragraph: Paragraph) -> None:
    """The number of the page, counted by whoever shows it."""
    run = paragraph.add_run()
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = text
        run._r.append(element)


# A drawn text behind the page, as word processors themselves make a watermark.
WATERMARKED = (
    f'<w:r {nsdecls("w")} xmlns:v="urn:schemas-microsoft-com:vml"'
    ' xmlns:o="urn:schemas-microsoft-com:office:office"><w:pict><v:shapetype id="_x0000_t136" coordsize="21600,21600"'
    ' o:spt="136" adj="10800" path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas><v:f eqn="sum #0 0 10800"/>'
    '<v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/><v:f eqn="sum 21600 0 @3"/>'
    '<v:f eqn="if @0 @3 0"/><v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/></v:formulas>'
    '<v:path textpathok="t" o:connecttype="rect"/><v:textpath on="t" fitshape="t"/></v:shapetype>'
    '<v:shape id="watermark" type="#_x0000_t136" style="position:absolute;width:480pt;height:70pt;rotation:310;'
    "z-index:-251658752;mso-position-horizontal:center;mso-position-horizontal-relative:margin;"
    'mso-position-vertical:center;mso-position-vertical-relative:margin" fillcolor="#E7C9C6" stroked="f">'
    f'<v:textpath style="font-family:&quot;{FONT}&quot;;font-size:1pt" string="{WATERMARK}"/>'
    "</v:shape></w:pict></w:r>"
)

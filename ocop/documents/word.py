"""A paper as DOCX: real headings and real tables, to be edited; a watermark behind every page of the illustration."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO

from docx import Document
from docx.document import Document as Docx
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_COLOR_INDEX
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Length, Mm, Pt, RGBColor
from docx.table import Table as DocxTable
from docx.table import _Cell, _Row
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from ocop.documents.paper import DOTS, DRAFT, SIGNING, WARNING, WATERMARK, Gap, Heading, Paper, Table, Text, shown

FONT = "Times New Roman"
RED = RGBColor(0xA8, 0x32, 0x2A)
CENTER, RIGHT, JUSTIFIED = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT, WD_ALIGN_PARAGRAPH.JUSTIFY
MARGINS = Mm(30), Mm(18)
WIDTH = Mm(210 - 30 - 18)
# What XML cannot hold is left out of a text.
UNWRITABLE = dict.fromkeys([*range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF])


def docx(paper: Paper) -> bytes:
    """The paper as a file of a word processor."""
    document = Document()
    _styles(document)
    _page(document, paper)
    _head(document, paper)
    _said(document.add_paragraph(), paper.opening)
    names = {id(table): name for name, table in paper.tables()}
    for block in paper.blocks:
        if isinstance(block, Table):
            _table(document, block, names[id(block)])
        elif isinstance(block, Heading):
            document.add_heading(_clean(block.text), block.level)
        elif isinstance(block, Gap | Text):
            _said(document.add_paragraph(), block.text, gap=isinstance(block, Gap))
    _facts(document, paper)
    _foot(document, paper)
    _properties(document, paper)
    made = BytesIO()
    document.save(made)
    return made.getvalue()


def _clean(text: str) -> str:
    return text.translate(UNWRITABLE)


def _styles(document: Docx) -> None:
    """The serif of administrative papers, 13 pt, in every style that is used."""
    sizes = {"Normal": 13, "Heading 1": 13, "Heading 2": 13, "Heading 3": 13, "Header": 11, "Footer": 9}
    for name, size in sizes.items():
        style = document.styles[name]
        style.font.name, style.font.size = FONT, Pt(size)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for key in list(fonts.attrib):
            del fonts.attrib[key]
        for script in ("ascii", "hAnsi", "eastAsia", "cs"):
            fonts.set(qn(f"w:{script}"), FONT)
        form = style.paragraph_format
        form.space_before, form.space_after = Pt(0), Pt(4)
        if name.startswith("Heading"):
            style.font.bold, style.font.italic = True, name.endswith("3")
            style.font.color.rgb = RGBColor(0, 0, 0)
            form.first_line_indent, form.space_before = Cm(1), Pt(8)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "vi-VN")
    document.styles["Normal"].element.get_or_add_rPr().append(language)


def _page(document: Docx, paper: Paper) -> None:
    """A4 with its margins; on every page that it is a draft, and for the illustration that it is made up."""
    (section,) = document.sections
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = MARGINS
    section.top_margin = section.bottom_margin = Mm(20)
    header = section.header.paragraphs[0]
    header.alignment = RIGHT
    _run(header, DRAFT, bold=True, color=RED)
    footer = section.footer.paragraphs[0]
    footer.alignment = CENTER
    _page_number(footer)
    if paper.is_made_up:
        header._p.append(parse_xml(_WATERMARK))
        _run(footer, f" · {WARNING}", color=RED)


def _page_number(paragraph: Paragraph) -> None:
    run = paragraph.add_run()
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = text
        run._r.append(element)


def _head(document: Docx, paper: Paper) -> None:
    """The bodies on the left, the country and its motto on the right; number and date; kind and subject."""
    left, right = WIDTH * 42 // 100, WIDTH * 58 // 100
    table = _bare(document, (left, right), 2)
    bodies, country = table.rows[0].cells
    for each in paper.issuer.above:
        _line(bodies, each, 12)
    for each in paper.issuer.own:
        _line(bodies, each, 12, bold=True)
    _rule(bodies, left, 0.36)
    _line(country, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 12, bold=True)
    _line(country, "Độc lập - Tự do - Hạnh phúc", 13, bold=True)
    _rule(country, right, 0.22)
    number, dated = table.rows[1].cells
    _line(number, paper.number, 13)
    _line(number, DRAFT, 12, bold=True).runs[0].font.color.rgb = RED
    _line(dated, paper.dated, 13, italic=True)
    for place, text in enumerate((paper.kind, paper.subject)):
        paragraph = document.add_paragraph()
        paragraph.alignment, paragraph.paragraph_format.space_before = CENTER, Pt(0 if place else 12)
        _run(paragraph, text, bold=True, size=14)
    rule = document.add_paragraph()
    _ruled(rule, WIDTH, 0.37)
    rule.paragraph_format.space_after = Pt(8)


def _said(paragraph: Paragraph, text: str, *, gap: bool = False) -> None:
    """A paragraph of the text; one that is to be filled in is marked."""
    paragraph.alignment = JUSTIFIED
    paragraph.paragraph_format.first_line_indent = Cm(1)
    run = _run(paragraph, text, italic=gap)
    if gap:
        run.font.highlight_color = WD_COLOR_INDEX.YELLOW


def _table(document: Docx, table: Table, name: str) -> None:
    """A table with borders, its header on every page that it reaches, numbers to the right."""
    title = document.add_paragraph()
    title.paragraph_format.keep_with_next, title.paragraph_format.space_before = True, Pt(6)
    _run(title, f"{name}. ", bold=True, size=12)
    _run(title, table.title, size=12)
    made = document.add_table(rows=0, cols=len(table.columns), style="Table Grid")
    made.alignment, made.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    whole = sum(column.width for column in table.columns)
    widths = [Length(int(WIDTH * column.width / whole)) for column in table.columns]
    header = _row(made, widths)
    for cell, column in zip(header.cells, table.columns, strict=True):
        _line(cell, column.title, 11, bold=True)
        _shade(cell)
    _repeat(header)
    for place, row in enumerate(table.rows, start=1):
        strong = table.summed and place == len(table.rows)
        for cell, column, value in zip(_row(made, widths).cells, table.columns, row, strict=True):
            paragraph = _line(cell, shown(value), 11, bold=strong)
            paragraph.alignment = RIGHT if column.number else WD_ALIGN_PARAGRAPH.LEFT
    below = document.add_paragraph()
    below.paragraph_format.space_after = Pt(8)
    _run(below, " ".join(filter(None, (table.note, table.source))), italic=True, size=10)


def _facts(document: Docx, paper: Paper) -> None:
    """What the figures are, in a frame."""
    table = document.add_table(rows=1, cols=1, style="Table Grid")
    cell = table.rows[0].cells[0]
    _run(cell.paragraphs[0], "Về số liệu của dự thảo", bold=True, size=11)
    for each in paper.facts:
        _run(cell.add_paragraph(), f"– {each}", size=11)
    document.add_paragraph()


def _foot(document: Docx, paper: Paper) -> None:
    """Who receives it on the left, who signs on the right."""
    table = _bare(document, (WIDTH * 46 // 100, WIDTH * 54 // 100), 1)
    receivers, signing = table.rows[0].cells
    _run(receivers.paragraphs[0], "Nơi nhận:", bold=True, italic=True, size=12)
    for each in paper.recipients:
        _run(receivers.add_paragraph(), f"- {each}", size=11)
    _line(signing, SIGNING, 13, bold=True)
    _line(signing, "(Ký, ghi rõ họ tên, đóng dấu)", 12, italic=True)
    for _blank in range(4):
        _line(signing, " ", 13)
    _line(signing, DOTS * 5, 13)


def _properties(document: Docx, paper: Paper) -> None:
    """The same bytes for the same values: no author, no moment of making."""
    found = document.core_properties
    found.title, found.language, found.author = _clean(f"{paper.kind}: {paper.subject}"), "vi", ""
    found.comments = WARNING if paper.is_made_up else DRAFT
    found.created = found.modified = datetime(2026, 1, 1, tzinfo=UTC)


def _bare(document: Docx, widths: tuple[int, ...], rows: int) -> DocxTable:
    """A table without borders, to set things beside each other."""
    made: DocxTable = document.add_table(rows=0, cols=len(widths))
    made.alignment, made.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    for _row_number in range(rows):
        _row(made, [Length(width) for width in widths])
    return made


def _row(table: DocxTable, widths: list[Length]) -> _Row:
    row: _Row = table.add_row()
    for cell, width in zip(row.cells, widths, strict=True):
        cell.width = width
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    return row


def _line(cell: _Cell, text: str, size: int, *, bold: bool = False, italic: bool = False) -> Paragraph:
    """A centred line of a cell; the first one takes the paragraph that every cell has."""
    first = cell.paragraphs[0]
    paragraph: Paragraph = cell.add_paragraph() if first.runs or len(cell.paragraphs) > 1 else first
    paragraph.alignment = CENTER
    paragraph.paragraph_format.space_after = Pt(1)
    _run(paragraph, text, bold=bold, italic=italic, size=size)
    return paragraph


def _rule(cell: _Cell, width: int, margin: float) -> None:
    """A thin rule below the lines of a cell."""
    paragraph = cell.add_paragraph()
    _ruled(paragraph, width, margin)


def _ruled(paragraph: Paragraph, width: int, margin: float) -> None:
    """A paragraph that is only a rule, with such a share of the width free on either side."""
    form = paragraph.paragraph_format
    form.left_indent = form.right_indent = Length(int(width * margin))
    form.space_after, form.line_spacing = Pt(2), Pt(3)
    border = '<w:pBdr {}><w:top w:val="single" w:sz="6" w:space="1" w:color="000000"/></w:pBdr>'
    paragraph._p.get_or_add_pPr().append(parse_xml(border.format(nsdecls("w"))))


def _run(
    paragraph: Paragraph, text: str, *, bold: bool = False, italic: bool = False,
    size: int | None = None, color: RGBColor | None = None,
) -> Run:  # fmt: skip
    run = paragraph.add_run(_clean(text))
    run.bold, run.italic = bold or None, italic or None
    if size:
        run.font.size = Pt(size)
    if color is not None:
        run.font.color.rgb = color
    return run


def _shade(cell: _Cell) -> None:
    fill = f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="EFF3EE"/>'
    cell._tc.get_or_add_tcPr().append(parse_xml(fill))


def _repeat(row: _Row) -> None:
    """Repeat a header on every page that its table reaches."""
    properties = row._tr.get_or_add_trPr()
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    properties.append(mark)


# A drawn text behind the page, as word processors themselves make a watermark.
_WATERMARK = (
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

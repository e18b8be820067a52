"""A paper as DOCX: real headings and real tables, to be edited; a watermark behind every page of the illustration."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO

from docx import Document
from docx.document import Document as Docx
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_COLOR_INDEX
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.shared import Cm, Length, Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from ocop.documents import word_parts as parts
from ocop.documents.paper import DOTS, SHORT, WARNING, Gap, Heading, Paper, Table, Text, shown


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
            document.add_heading(parts.clean(block.text), block.level)
        elif isinstance(block, Gap | Text):
            _said(document.add_paragraph(), block.text, gap=isinstance(block, Gap))
    _facts(document, paper)
    _foot(document, paper)
    _properties(document, paper)
    made = BytesIO()
    document.save(made)
    return made.getvalue()


def _styles(document: Docx) -> None:
    """The serif of administrative papers, 13 pt, in every style that is used."""
    sizes = {"Normal": 13, "Heading 1": 13, "Heading 2": 13, "Heading 3": 13, "Header": 11, "Footer": 9}
    for name, size in sizes.items():
        style = document.styles[name]
        style.font.name, style.font.size = parts.FONT, Pt(size)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for key in list(fonts.attrib):
            del fonts.attrib[key]
        for script in ("ascii", "hAnsi", "eastAsia", "cs"):
            fonts.set(qn(f"w:{script}"), parts.FONT)
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
    section.left_margin, section.right_margin = parts.MARGINS
    section.top_margin = section.bottom_margin = Mm(20)
    header = section.header.paragraphs[0]
    header.alignment = parts.RIGHT
    parts.run(header, paper.mark, bold=True, color=parts.RED)
    footer = section.footer.paragraphs[0]
    footer.alignment = parts.CENTER
    parts.page_number(footer)
    if paper.is_made_up:
        header._p.append(parse_xml(parts.WATERMARKED))
        parts.run(footer, f" · {WARNING}", color=parts.RED)


def _head(document: Docx, paper: Paper) -> None:
    """The bodies on the left, the country and its motto on the right; number and date; kind and subject."""
    left, right = parts.WIDTH * 42 // 100, parts.WIDTH * 58 // 100
    table = parts.bare(document, (left, right), 2)
    bodies, country = table.rows[0].cells
    for each in paper.issuer.above:
        parts.line(bodies, each, 12)
    for each in paper.issuer.own:
        parts.line(bodies, each, 12, bold=True)
    parts.rule(bodies, left, 0.36)
    parts.line(country, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 12, bold=True)
    parts.line(country, "Độc lập - Tự do - Hạnh phúc", 13, bold=True)
    parts.rule(country, right, 0.22)
    number, dated = table.rows[1].cells
    parts.line(number, paper.number, 13)
    if paper.is_draft:
        parts.line(number, paper.mark, 12, bold=True).runs[0].font.color.rgb = parts.RED
    parts.line(dated, paper.dated, 13, italic=True)
    for place, text in enumerate((paper.kind, paper.subject)):
        paragraph = document.add_paragraph()
        paragraph.alignment, paragraph.paragraph_format.space_before = parts.CENTER, Pt(0 if place else 12)
        parts.run(paragraph, text, bold=True, size=14)
    rule = document.add_paragraph()
    parts.ruled(rule, parts.WIDTH, 0.37)
    rule.paragraph_format.space_after = Pt(8)
    if paper.addressed:
        addressed = document.add_paragraph()
        addressed.alignment = parts.CENTER
        parts.run(addressed, paper.addressed, size=14)


def _said(paragraph: Paragraph, text: str, *, gap: bool = False) -> None:
    """A paragraph of the text; one that is to be filled in is marked."""
    paragraph.alignment = parts.JUSTIFIED
    paragraph.paragraph_format.first_line_indent = Cm(1)
    run = parts.run(paragraph, text, italic=gap)
    if gap:
        run.font.highlight_color = WD_COLOR_INDEX.YELLOW


def _table(document: Docx, table: Table, name: str) -> None:
    """A table with borders, its header on every page that it reaches, numbers to the right."""
    title = document.add_paragraph()
    title.paragraph_format.keep_with_next, title.paragraph_format.space_before = True, Pt(6)
    parts.run(title, f"{name}. ", bold=True, size=12)
    parts.run(title, table.title, size=12)
    made = document.add_table(rows=0, cols=len(table.columns), style="Table Grid")
    made.alignment, made.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    parts.narrow(made)
    whole = sum(column.width for column in table.columns)
    widths = [Length(int(parts.WIDTH * column.width / whole)) for column in table.columns]
    header = parts.row(made, widths)
    for cell, column in zip(header.cells, table.columns, strict=True):
        parts.line(cell, column.title, 11, bold=True)
        parts.shade(cell)
    parts.repeat(header)
    for place, row in enumerate(table.rows, start=1):
        strong = table.summed and place == len(table.rows)
        for cell, column, value in zip(parts.row(made, widths).cells, table.columns, row, strict=True):
            paragraph = parts.line(cell, shown(value), 11, bold=strong)
            paragraph.alignment = parts.RIGHT if column.number else parts.LEFT
            paragraph.paragraph_format.keep_with_next = len(table.rows) <= SHORT
    below = document.add_paragraph()
    below.paragraph_format.space_after = Pt(8)
    parts.run(below, " ".join(filter(None, (table.note, table.source))), italic=True, size=10)


def _facts(document: Docx, paper: Paper) -> None:
    """What the figures are, in a frame."""
    last = document.paragraphs[-1]
    table = document.add_table(rows=1, cols=1, style="Table Grid")
    cell = table.rows[0].cells[0]
    parts.run(cell.paragraphs[0], paper.facts_title, bold=True, size=11)
    for each in paper.facts:
        parts.run(cell.add_paragraph(), f"– {each}", size=11)
    # what stands last, this frame and the signature stay together: nobody signs a page of its own
    held = [*cell.paragraphs, document.add_paragraph()]
    if paper.blocks and isinstance(paper.blocks[-1], Text):
        held.append(last)
    for paragraph in held:
        paragraph.paragraph_format.keep_with_next = True


def _foot(document: Docx, paper: Paper) -> None:
    """Who receives it on the left, who signs on the right."""
    table = parts.bare(document, (parts.WIDTH * 46 // 100, parts.WIDTH * 54 // 100), 1)
    receivers, signing = table.rows[0].cells
    parts.run(receivers.paragraphs[0], "Nơi nhận:", bold=True, italic=True, size=12)
    for each in paper.recipients:
        parts.run(receivers.add_paragraph(), f"- {each}", size=11)
    parts.line(signing, paper.signing, 13, bold=True)
    parts.line(signing, "(Ký, ghi rõ họ tên, đóng dấu)", 12, italic=True)
    for _blank in range(4):
        parts.line(signing, " ", 13)
    parts.line(signing, DOTS * 5, 13)
    for paragraph in (*receivers.paragraphs, *signing.paragraphs):
        paragraph.paragraph_format.keep_together = paragraph.paragraph_format.keep_with_next = True


def _properties(document: Docx, paper: Paper) -> None:
    """The same bytes for the same values: no author, no moment of making."""
    found = document.core_properties
    found.title, found.language, found.author = parts.clean(f"{paper.kind}: {paper.subject}"), "vi", ""
    found.comments = WARNING if paper.is_made_up else paper.mark
    found.created = found.modified = datetime(2026, 1, 1, tzinfo=UTC)

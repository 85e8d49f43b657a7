"""What people call the kinds of files, what stands between cells, and the questions that a file leaves open."""

from __future__ import annotations

from facilitate.domain.errors import N_
from facilitate.sheets.contents import Kind

KINDS = {
    Kind.TEXT: N_("plain text"),
    Kind.CSV: "CSV",
    Kind.XLSX: "Excel",
    Kind.XLS: N_("Excel 97"),
    Kind.ODS: "LibreOffice",
    Kind.HTML: "HTML",
    Kind.MARKDOWN: "Markdown",
    Kind.JSON: "JSON",
    Kind.XML: "XML",
    Kind.DOCX: "Word",
    Kind.ODT: "LibreOffice",
}
ENCODINGS = {
    "utf-8": N_("UTF-8 (today’s programs)"),
    "cp1252": "Windows",
    "mac-roman": N_("older Mac"),
    "cp850": "MS-DOS",
    "iso8859-15": N_("older Linux"),
}
QUESTIONS = {
    "encoding": N_("The accents of this file can be read in several ways. In which are its words right?"),
    "sheet": N_("Which sheet holds the ideas?"),
    "idea": N_("Which column holds the ideas?"),
    "table-column": N_("Which column names the table?"),
    "status-column": N_("Which column says whether it exists already?"),
    "item-column": N_("Which column names the item?"),
}
SEPARATORS = {"\t": N_("tabs"), " ": N_("blanks")}

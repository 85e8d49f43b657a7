"""Everything the program says, in the reader's language: sentences, plurals, dates, numbers and quotes."""

from facilitate.i18n.language import LANGUAGES, Language, ui_language

__all__ = ["LANGUAGES", "Language", "ui_language"]

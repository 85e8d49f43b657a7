"""A house style to begin with: every setting with its usual value, and what it is for."""

from __future__ import annotations

from facilitate.domain.errors import N_
from facilitate.export.file_names import KEYS, in_language
from facilitate.export.sections import SECTIONS
from facilitate.export.style.style import DEFAULT, Colours
from facilitate.i18n import Language

_COLOURS = {
    "ink": N_("text"),
    "paper": N_("background"),
    "accent": N_("titles, lines and bars"),
    "muted": N_("small print"),
    "rule": N_("thin lines"),
    "create": N_("proposals to be created"),
    "existing": N_("proposals that exist already"),
    "both": N_("proposals that exist or are to be created, depending on the idea"),
}

_WHAT = N_("The house style of your exports: change what you like; a line you delete goes back to its default.")
_FONTS = N_("To use other fonts, put their files in the folder “fonts” next to this file.")
_LOGO = N_("A file next to this one: SVG, PNG or JPEG.")
_COVER = N_("A few words at the bottom of the cover: contact, thanks, licence.")
_SHOWN = N_("Sections, in this order; a section that is not listed does not appear.")
_FILES = N_("The names of the files, without the ending; remove the # of a line to choose another name.")
_DAY = N_("The sections from “venue” to “tables” follow the day’s agenda as long as you leave them in this order.")


def starter(_: Language) -> str:
    """Return a `style.toml` that changes nothing yet."""
    lines = [
        f"# {_(_WHAT)}",
        "",
        "[colours]",
        *(
            _line(name, f'"{getattr(DEFAULT.colours, name)}"', _(_COLOURS[name]))
            for name in Colours.__dataclass_fields__
        ),
        "",
        "[fonts]",
        f"# {_(_FONTS)}",
        f'text = "{DEFAULT.text_font}"',
        f'headings = "{DEFAULT.heading_font}"',
        "",
        "[cover]",
        f"# {_(_LOGO)}",
        'logo = ""',
        f"# {_(_COVER)}",
        'text = ""',
        "",
        "[sections]",
        f"# {_(_SHOWN)}",
        f"# {_(_DAY)}",
        "shown = [",
        *(f'  "{name}",  # {_(section.what)}' for name, section in SECTIONS.items()),
        "]",
        "",
        "[files]",
        f"# {_(_FILES)}",
        *(f'# {key} = "{in_language(name, _.code)}"' for key, name in KEYS.items()),
    ]
    return "\n".join(lines) + "\n"


def _line(name: str, value: str, what: str) -> str:
    return f"{f'{name} = {value}':<22}  # {what}"

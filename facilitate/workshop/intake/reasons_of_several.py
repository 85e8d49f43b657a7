"""Why several lines are no ideas, where one sentence is said of them all."""

from __future__ import annotations

from facilitate.domain.errors import N_, Message

# By the reason of a single line; other reasons do not say how many there are.
_SEVERAL = {
    "No table for this idea. Give its column with --table-column, or the table with --table.": N_(
        "No table for these ideas. Give their column with --table-column, or the table with --table."
    ),
    "No table for this idea. Write “Table 3” on a line of its own above it in the file, or give the table "
    "with --table.": N_(
        "No table for these ideas. Write “Table 3” on a line of its own above them in the file, or give the table "
        "with --table."
    ),
    "No table for this idea: the column “{column}” is empty on this row. Write the table on each row, or use "
    "--table to say which table these rows belong to.": N_(
        "No table for these ideas: the column “{column}” is empty on their rows. Write the table on each row, or use "
        "--table to say which table these rows belong to."
    ),
    "This row has {found} cells for {expected} columns. If a text contains the separator, put it in "
    "quotation marks.": N_(
        "These rows have {found} cells for {expected} columns. If a text contains the separator, put it in "
        "quotation marks."
    ),
    "The columns read as ideas are empty in this row; the column “{column}”, which is skipped, contains text.": N_(
        "The columns read as ideas are empty in these rows; the column “{column}”, which is skipped, contains text."
    ),
    "There is no idea in this row.": N_("There are no ideas in these rows."),
    "This is an empty answer, not an idea.": N_("These are empty answers, not ideas."),
    "This idea had been withdrawn before the file was exported.": N_(
        "These ideas had been withdrawn before the file was exported."
    ),
    "This says what to do with the sheet; it is not an idea.": N_(
        "These lines say what to do with the sheet; they are not ideas."
    ),
    "This is a total, not an idea.": N_("These are totals, not ideas."),
    "This says what is counted, it is not an idea.": N_("These say what is counted, they are not ideas."),
    "This line explains what a ticked box means; it is not an idea.": N_(
        "These lines explain what a ticked box means; they are not ideas."
    ),
    "This is only a link, a picture or the name of a file, not an idea.": N_(
        "These are only links, pictures or names of files, not ideas."
    ),
    "This is a crossed-out line, not an idea.": N_("These are crossed-out lines, not ideas."),
    "This is a heading (title, date, place, those present), not an idea.": N_(
        "These are headings (title, date, place, those present), not ideas."
    ),
    "This is the beginning or the end of a meeting (opening, next date, thanks, goodbye), not an idea.": N_(
        "This is the beginning or the end of a meeting (opening, next date, thanks, goodbye), not ideas."
    ),
    "This is a theme above a list, not an idea.": N_("These are themes above lists, not ideas."),
    "This is a greeting, not an idea.": N_("These are greetings, not ideas."),
    "This line says who was present, who was absent or who took the notes; it is not an idea.": N_(
        "These lines say who was present, who was absent or who took the notes; they are not ideas."
    ),
    "This is the name of the person speaking, not an idea.": N_("These are names of people speaking, not ideas."),
    "This looks like a closing line or a signature, not an idea.": N_(
        "These look like closing lines or a signature, not ideas."
    ),
    "These are names of people, not an idea.": N_("These are names of people, not ideas."),
    "These are the themes of the tables, not an idea.": N_("These are the themes of the tables, not ideas."),
    "This is a count of votes, not an idea.": N_("These are counts of votes, not ideas."),
    "These are only numbers, not an idea.": N_("These are only numbers, not ideas."),
    "This is an automatic message of a chat, or a picture without words, not an idea.": N_(
        "These are automatic messages of a chat, or pictures without words, not ideas."
    ),
    "This is an address or a telephone number, not an idea.": N_(
        "These are addresses or telephone numbers, not ideas."
    ),
    "This is a property, a tag or a file from a note-taking app, not an idea.": N_(
        "These are properties, tags or files from a note-taking app, not ideas."
    ),
    "This line was added by an online whiteboard; it is not an idea.": N_(
        "These lines were added by an online whiteboard; they are not ideas."
    ),
    "This card was archived on its board; it is not imported.": N_(
        "These cards were archived on their board; they are not imported."
    ),
    "This is a question asked of the tables, not an idea.": N_("These are questions asked of the tables, not ideas."),
    "This text on the board is a question asked of the tables, not an idea.": N_(
        "These texts on the board are questions asked of the tables, not ideas."
    ),
}


def of_several(reason: Message) -> Message:
    """Return the reason of a line as it is said of several."""
    return Message(_SEVERAL.get(reason.text, reason.text), reason.params)

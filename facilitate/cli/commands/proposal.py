"""`proposal`: merging what is the same, and filing what is different."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import typer

from facilitate.cli import options as o
from facilitate.cli.commands.idea import read_place, say_on_ballot
from facilitate.cli.context import CliContext, context_of
from facilitate.cli.registry import Command, CommandGroup
from facilitate.cli.views import proposal_data, proposal_place, refs_of, status_word
from facilitate.domain.category_lookup import category_named
from facilitate.domain.errors import N_
from facilitate.domain.session import Session
from facilitate.domain.text import folded
from facilitate.domain.values.proposals import Proposal

Wording = Annotated[
    str, typer.Option("--wording", "-w", metavar=N_("TEXT"), help=N_("Wording of the merged proposal."))
]


def show(
    ctx: typer.Context,
    session: o.SessionName,
    place: Annotated[
        str, typer.Option("--place", metavar=N_("FILING"), help=N_("Only those that are filed, unfiled or undecided."))
    ] = "",
    category: Annotated[
        str, typer.Option("--category", metavar=N_("CATEGORY"), help=N_("Only those filed in this category."))
    ] = "",
    search: Annotated[
        str, typer.Option("--search", metavar=N_("WORDS"), help=N_("Only those that contain these words."))
    ] = "",
) -> None:
    context = context_of(ctx)
    current = context.sessions.read(session)
    found = current.proposals()
    if place:
        wanted = read_place(place)
        found = [proposal for proposal in found if proposal.place.value == wanted]
    if category:
        key = category_named(current, category).key
        found = [proposal for proposal in found if proposal.category == key]
    if search:
        found = [proposal for proposal in found if folded(search) in folded(_searched(current, proposal))]
    print_proposals(context, current, found)


def _searched(session: Session, proposal: Proposal) -> str:
    return "\n".join(
        [session.wording(proposal), *(f"{idea.ref} {idea.text} {idea.detail}" for idea in session.ideas_of(proposal))]
    )


def print_proposals(context: CliContext, session: Session, proposals: Sequence[Proposal]) -> None:
    """Proposals with their references, status and place."""
    if context.out.json:
        context.out.data([proposal_data(session, proposal) for proposal in proposals])
        return
    _ = context.language
    if not proposals:
        context.out.talk(_(N_("No matching proposals.") if session.proposals() else N_("No proposals yet.")))
    context.out.table(
        [
            (
                ", ".join(refs_of(session, proposal)),
                status_word(_, session.standing(proposal).value),
                proposal_place(_, session, proposal),
                session.wording(proposal),
            )
            for proposal in proposals
        ]
    )


def merge(ctx: typer.Context, session: o.SessionName, refs: o.ProposalNames, wording: Wording = "") -> None:
    context = context_of(ctx)
    opened = context.workshop(session)
    # Without a wording of its own the merge says what the first of them says.
    words = wording or opened.session.wording(opened.proposals.find(refs[0]))
    merged = opened.proposals.merge(refs, words)
    print_proposals(context, opened.session, [merged])
    say_on_ballot(context, opened.session, merged.ideas)


def split(ctx: typer.Context, session: o.SessionName, ref: o.ProposalName) -> None:
    context = context_of(ctx)
    opened = context.workshop(session)
    found = opened.proposals.split(ref)
    print_proposals(context, opened.session, [proposal for proposal in found if opened.session.ideas_of(proposal)])
    say_on_ballot(context, opened.session, [idea for proposal in found for idea in proposal.ideas])


def file(
    ctx: typer.Context,
    session: o.SessionName,
    refs: o.ProposalNames,
    category: Annotated[
        str, typer.Option("--under", metavar=N_("CATEGORY"), help=N_("The category: its number, key or title."))
    ],
) -> None:
    context = context_of(ctx)
    opened = context.workshop(session)
    print_proposals(context, opened.session, opened.proposals.file(refs, category))


def unfile(ctx: typer.Context, session: o.SessionName, refs: o.ProposalNames) -> None:
    context = context_of(ctx)
    opened = context.workshop(session)
    print_proposals(context, opened.session, opened.proposals.unfile(refs))


def undecided(ctx: typer.Context, session: o.SessionName, refs: o.ProposalNames) -> None:
    context = context_of(ctx)
    opened = context.workshop(session)
    print_proposals(context, opened.session, opened.proposals.set_undecided(refs))


def reword(
    ctx: typer.Context,
    session: o.SessionName,
    ref: o.ProposalName,
    wording: Annotated[
        str,
        typer.Argument(metavar=N_("TEXT"), help=N_("The new wording (empty: go back to the words of the idea).")),
    ],
) -> None:
    context = context_of(ctx)
    opened = context.workshop(session)
    print_proposals(context, opened.session, [opened.proposals.reword(ref, wording)])


COMMAND = CommandGroup(
    "proposal",
    N_("Merge proposals, reword them and file them in the typology."),
    (
        Command(
            "list",
            show,
            N_("List the proposals with their references, status and filing."),
            N_("facilitate proposal list paris --place unfiled"),
        ),
        Command(
            "merge",
            merge,
            N_("Merge several proposals into one; “proposal split” separates them again."),
            N_('facilitate proposal merge paris T1-01 T4-01 --wording "Third places"'),
        ),
        Command(
            "split",
            split,
            N_("Split a merged proposal into the proposals it was made from."),
            "facilitate proposal split paris T1-01",
        ),
        Command(
            "file",
            file,
            N_("File proposals in a category."),
            "facilitate proposal file paris T1-01 T2-03 --under 1",
        ),
        Command(
            "unfile",
            unfile,
            N_("Take proposals out of their category: they become unfiled."),
            "facilitate proposal unfile paris T1-01",
        ),
        Command(
            "undecided",
            undecided,
            N_("Mark proposals as undecided: the room did not agree."),
            "facilitate proposal undecided paris T5-02",
        ),
        Command(
            "reword",
            reword,
            N_("Reword a proposal; the text of its ideas does not change."),
            N_('facilitate proposal reword paris T1-01 "Open third places"'),
        ),
    ),
)

"""Those who spoke: what is missing of them, who is there twice, and whose words are printed without their consent."""

from __future__ import annotations

import re
from collections.abc import Iterator

from facilitate.domain.errors import N_, Message, Names
from facilitate.domain.programme.plan import Phase, Speaker
from facilitate.domain.session import Session
from facilitate.domain.text import excerpt, one_line
from facilitate.domain.values.notes import Note, NoteKind
from facilitate.workshop.audit.issue import GAP, Audited, Issue, Printed, Source, doubtful, listed, message, serious
from facilitate.workshop.audit.number_words import plain
from facilitate.workshop.audit.printed_texts import printed_note, short
from facilitate.workshop.audit.word_runs import Words, contained, words_in
from facilitate.workshop.privacy.agreement import guests_in_texts, named_without_agreement
from facilitate.workshop.privacy.unnamed import giving_the_name

_QUOTED = re.compile(r"«([^«»]+)»|“([^“”]+)”|„([^„“”]+)[“”]|\"([^\"]+)\"")
_SHORTEST_NAME = 4  # letters from which on a family name alone is one person's
_BEFORE_A_NAME = re.compile(r"(?:\bm|\bmme|\bmlle|\bmonsieur|\bmadame|\bmr|\bmrs|\bms|\bdr|\bpr)\.? $")
_NEAR = 16  # characters before a name that tell of it
_OPENING = re.compile(r"(?:^|[.!?:;…\n•«“\"(–—-]\s*)$")


def people(audited: Audited) -> Iterator[Issue]:
    """Yield what is missing of the speakers, speakers of the same name, and quotations without consent."""
    panels = [phase for phase in audited.session.plan.phases if phase.speakers]
    # A session without names has no roles either: they stand in the place of the names.
    for phase in panels if not audited.session.cleared else ():
        for speaker in phase.came:
            yield from _lacking(audited, phase, speaker)
    yield from _namesakes(audited, panels)
    yield from _quoted(audited, panels)
    yield from _remarks(audited, panels)
    yield from _named_all_the_same(audited)
    yield from _not_nameable(audited)
    yield from _guests_in_texts(audited)


def _not_nameable(audited: Audited) -> Iterator[Issue]:
    """Yield who is named as owner, partner or contact, or in a note, and of whom the guest list has no yes."""
    for each in named_without_agreement(audited.session, audited.report):
        name = one_line(each.person.name)
        why = message(
            N_("Named in what is published ({texts}), but the guest list does not say that they agreed to be."),
            texts=listed([excerpt(text) for text in each.texts]),
        )
        if each.agreed_in_cycles:
            why = message(
                N_(
                    "Named in what is published ({texts}). The agreement noted beside an action is for the synthesis "
                    "of a cycle alone; for the report of the event, the guest list notes none."
                ),
                texts=listed([excerpt(text) for text in each.texts]),
            )
        todo = message(
            N_("Ask them, and note the yes on the guest list, or take the name out. Published files leave it out here.")
        )
        mend = audited.command("people edit", each.person.name, "--nameable")
        yield serious("not-nameable", message(N_("the name {name}"), name=name), why, todo, mend)


def _guests_in_texts(audited: Audited) -> Iterator[Issue]:
    """Yield whom of the guest list, without a yes, what the tables said names: it is printed as it stands."""
    texts = [each.text for each in audited.texts if each.source in (Source.IDEA, Source.WORDING, Source.NOTE)]
    for each in guests_in_texts(audited.session, texts):
        name = one_line(each.person.name)
        make, why = (serious, _NAMED_OTHERWISE) if each.is_sure else (doubtful, _PERHAPS_NAMED)
        why = _NAMED_IN_TEXTS if each.forms == (name,) else why
        yield make(
            "guest-in-text", message(N_("the name {name}"), name=name),
            message(why, texts=listed([excerpt(text) for text in each.texts]), forms=Names.of(each.forms)),
            message(N_("Ask them, and note the yes on the guest list, or correct the texts. --anonymise replaces it.")),
            audited.command("people edit", each.person.name, "--nameable"),
        )  # fmt: skip


_NAMED_IN_TEXTS = N_("Printed as it stands in these texts ({texts}), and the guest list notes no agreement.")
_NAMED_OTHERWISE = N_("Printed as {forms} in these texts ({texts}), and the guest list notes no agreement.")
_PERHAPS_NAMED = N_(
    "A part of this name, {forms}, is printed in these texts ({texts}), and the guest list notes no agreement."
)


def _named_all_the_same(audited: Audited) -> Iterator[Issue]:
    """Yield the remarks that are to be quoted without a name, and hold that of their speaker."""
    keys = sorted(audited.session.notes)
    for note, speaker in giving_the_name(audited.session):
        why = message(
            N_("To be quoted without the name, but the words name the speaker: {name}."), name=one_line(speaker.name)
        )
        todo = message(
            N_(
                "Write it without the name, or ask for consent to quote it by name. In exports, “[…]” replaces "
                "the name."
            )
        )
        found = printed_note(audited.session, note, audited.name, keys)
        yield serious("unnamed", found.where, why, todo, found.command)


def _lacking(audited: Audited, phase: Phase, speaker: Speaker) -> Iterator[Issue]:
    for field, code, why in (
        ("organisation", "no-organisation", N_("The organisation is missing.")),
        ("role", "no-role", N_("The role is missing.")),
    ):
        if not getattr(speaker, field):
            mend = audited.command("plan set", f"phases/{phase.key}/speakers/{speaker.key}/{field}", GAP)
            todo = message(N_("Ask for it and add it, unless there is none."))
            yield doubtful(code, speaker_of(phase, speaker), message(why), todo, mend)


def speaker_of(phase: Phase, speaker: Speaker) -> Message:
    """Return who it is and in which phase, which people may have called otherwise than a panel."""
    return message(N_("“{phase}”: {name}"), phase=one_line(phase.title), name=one_line(speaker.name))


def _namesakes(audited: Audited, panels: list[Phase]) -> Iterator[Issue]:
    """Yield two speakers of one name; somebody who is on two panels with one role is one person."""
    known: dict[str, list[tuple[Phase, Speaker]]] = {}
    for phase in panels:
        for speaker in phase.came:
            known.setdefault(" ".join(plain(speaker.name).split()), []).append((phase, speaker))
    for namesakes in known.values():
        same_panel = len({phase.key for phase, _speaker in namesakes}) < len(namesakes)
        roles = {(speaker.role, speaker.organisation) for _phase, speaker in namesakes}
        if len(namesakes) > 1 and (same_panel or len(roles) > 1):
            phase, last = namesakes[-1]
            make = serious if same_panel and len(roles) == 1 else doubtful
            yield make(
                "speaker-twice", speaker_of(phase, last), message(N_("Two speakers have this name.")),
                message(N_("If this is one person, remove one entry, or give both the same role.")),
                audited.command("plan remove", f"phases/{phase.key}/speakers/{last.key}"),
            )  # fmt: skip


def _quoted(audited: Audited, panels: list[Phase]) -> Iterator[Issue]:
    """Quotations next to a name, without a consent that was noted."""
    speakers, titled = [speaker for phase in panels for speaker in phase.speakers], _titles(audited.session)
    found: list[tuple[Printed, list[Speaker], set[Words]]] = []
    for each in audited.texts:
        if each.source in (Source.HEADING, Source.PROGRAMME, Source.REMARK):
            continue  # remarks that are printed are quoted with consent
        quotes = {words_in(quote) for quote in _quotes(each.text) if plain(quote).strip(" .!?…") not in titled}
        quotes.discard(())  # signs alone
        if quotes and (named := [speaker for speaker in speakers if _names(each, speaker.name)]):
            found.append((each, named, quotes))
    agreed = {
        speaker.key: _agreed(audited.session, speaker, [words for _each, _named, quotes in found for words in quotes])
        for speaker in (speakers if found else ())
    }
    for each, named, quotes in found:
        if without := [speaker for speaker in named if not quotes <= agreed[speaker.key]]:
            why = message(
                N_("{name} is quoted by name, without recorded consent."),
                name=", ".join(speaker.name for speaker in without),
            )
            todo = message(N_("Ask for consent and note a quotable remark, or remove the name."))
            yield serious("consent", each.where, why, todo, each.command)


def _agreed(session: Session, speaker: Speaker, quotes: list[Words]) -> set[Words]:
    """Return the quotations that stand in a remark that may be quoted under that name, or that hold one."""
    notes = (note for note in session.notes.values() if note.about == speaker.key)
    remarks = [words_in(note.text) for note in notes if note.quotable and not note.unnamed and not note.withdrawn]
    within = {quote for quote, _remark in contained(quotes, remarks)}
    return within | {quote for _remark, quote in contained(remarks, dict.fromkeys(quotes))}


def _remarks(audited: Audited, panels: list[Phase]) -> Iterator[Issue]:
    """Words printed under the name of somebody absent; and those that are not printed for want of consent."""
    standing = [note for note in audited.session.notes.values() if note.kind is NoteKind.REMARK and not note.withdrawn]
    for phase in panels:
        remarks = [note for note in standing if note.phase == phase.key]
        for speaker in phase.speakers:
            of = [note for note in remarks if note.about == speaker.key]
            if speaker.absent and of:
                yield serious(
                    "absent-speaker", speaker_of(phase, speaker),
                    message(N_("Marked as absent, but remarks are noted.")),
                    message(N_("Correct one or the other.")),
                    audited.command("remark edit", short(sorted(audited.session.notes), of[0]), "--speaker", GAP),
                )  # fmt: skip
        yield from _unquoted(audited, phase, [note for note in remarks if not note.quotable])


def _unquoted(audited: Audited, phase: Phase, notes: list[Note]) -> Iterator[Issue]:
    if not notes:
        return
    names = {speaker.key: speaker.name for speaker in phase.speakers}
    speakers = list(dict.fromkeys(names.get(note.about, note.about) for note in notes if note.about))
    count = {"count": len(notes)}
    why = message(N_("Remarks not published, as there is no consent to quote them: {count}."), **count)
    if speakers and all(note.about for note in notes):
        why = message(
            N_("Remarks not published, as there is no consent to quote them: {count} ({names})."),
            **count,
            names=listed(speakers),
        )
    elif speakers:
        words = N_("Remarks not published, as there is no consent to quote them: {count}, including those by {names}.")
        why = message(words, **count, names=listed(speakers))
    yield doubtful(
        "unquoted", message(N_("the phase “{phase}”"), phase=one_line(phase.title)),
        why,
        message(N_("Ask for consent, and mark those that may be quoted.")),
        audited.command("remark edit", short(sorted(audited.session.notes), notes[0]), "--quotable"),
    )  # fmt: skip


def _titles(session: Session) -> frozenset[str]:
    """Return what stands between quotation marks as a title, not as somebody's words."""
    plan = session.plan
    texts = [plan.title, plan.subtitle, plan.cycle, plan.organiser, plan.place.name, *plan.partners]
    texts += [supporter.name for supporter in plan.supporters]
    texts += [category.title for category in plan.categories]
    for phase in plan.phases:
        texts += [phase.title, phase.question, *(setup.question for setup in phase.round_setups)]
        texts += [*(speaker.organisation for speaker in phase.speakers)]
        if phase.study:
            texts += [phase.study.title, *(axis.question for axis in phase.study.axes)]
    return frozenset(plain(text).strip(" .!?…") for text in texts)


def _quotes(text: str) -> list[str]:
    return [next(filter(None, found)).strip() for found in _QUOTED.findall(text)]


def _names(each: Printed, name: str) -> bool:
    """Return whether a text names somebody: by the whole name, or by a family name that is no common word."""
    text, simple, whole = each.text, each.plain, " ".join(plain(name).split())
    if " " in whole and whole in simple and re.search(rf"(?<!\w){re.escape(whole)}(?!\w)", simple):
        return True
    last = whole.rsplit(maxsplit=1)[-1] if whole else ""
    if len(last) < _SHORTEST_NAME or last not in simple:
        return False
    return any(
        text[found.start()].isupper()
        and (
            not _OPENING.search(text[max(0, found.start() - _NEAR) : found.start()])
            or _BEFORE_A_NAME.search(simple[max(0, found.start() - _NEAR) : found.start()])
        )
        for found in re.finditer(rf"(?<![\w-]){re.escape(last)}(?![\w-])", simple)
    )

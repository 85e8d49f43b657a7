"""How the ideas of events count under the categories of a cycle."""

from __future__ import annotations

from dataclasses import replace

import pytest

from facilitate.domain.errors import Message, Refused
from facilitate.workshop.cycle.events import NOT_TODAY, Events, ReadEvent
from facilitate.workshop.cycle.totals import matrix_of
from tests.support.cycles import a_cycle, a_proposal, an_event, events_of


def ideas(cycle, *events):
    """The ideas of each category, event by event; None where an event was not asked."""
    found = matrix_of(cycle.session, events)
    titles = [*(row.title for row in found.rows), *(each.title for column in found.columns for each, _ in column.own)]
    return {title: [_ideas_at(found, column, title) for column in found.columns] for title in titles}


def _ideas_at(matrix, column, title):
    cells = dict(zip([row.title for row in matrix.rows], column.cells, strict=True))
    cells |= {category.title: cell for category, cell in column.own}
    cell = cells.get(title)
    return cell.ideas if cell and cell.asked else None


def test_ideas_count_under_the_category_of_that_key_or_title():
    lyon = an_event("Lyon", [a_proposal(1, category="lieux"), a_proposal(2, category="ateliers", ideas=2)], (
        ("lieux", "Lieux renommés"), ("ateliers", "Formation"),
    ))  # fmt: skip
    assert ideas(a_cycle(), lyon) == {"Lieux": [1], "Formation": [2], "Outils": [None]}


def test_what_was_not_asked_is_no_zero_and_what_one_event_alone_has_stands_apart():
    lyon = an_event("Lyon", [a_proposal(1, category="mobilite")], (("mobilite", "Mobilité"),))
    paris = an_event("Paris", [], (("lieux", "Lieux"),), date="2021-12-13")
    assert ideas(a_cycle(), lyon, paris) == {
        "Lieux": [0, None], "Formation": [None, None], "Outils": [None, None], "Mobilité": [None, 1],
    }  # fmt: skip


def test_events_in_any_order_give_the_same_matrix():
    lyon, paris = (
        an_event("Lyon", [a_proposal(1, category="lieux")]),
        an_event("Paris", [a_proposal(1)], date="2021-12-13"),
    )
    cycle = a_cycle().session
    assert matrix_of(cycle, [lyon, paris]) == matrix_of(cycle, [paris, lyon])
    assert [column.event.city for column in matrix_of(cycle, [lyon, paris]).columns] == ["Paris", "Lyon"]


def test_a_category_is_mapped_with_its_day_and_reason_and_back_again():
    cycle = a_cycle()
    lyon = an_event("Lyon", [a_proposal(1, category="mobilite"), a_proposal(2)], (("mobilite", "Mobilité"),))
    cycle.cycle.add({lyon.session: lyon.name})
    cycle.cycle.map_category(events_of(lyon), ["lyon/Mobilité"], "lieux", "on y va")
    assert ideas(cycle, lyon) == {"Lieux": [1], "Formation": [None], "Outils": [None]}
    (mapping,) = cycle.session.category_mappings.values()
    assert (mapping.to, mapping.day, mapping.why) == ("lieux", "2021-12-13", "on y va")
    cycle.cycle.map_category(events_of(lyon), ["lyon/mobilite"], "")
    assert ideas(cycle, lyon)["Mobilité"] == [1]


def test_single_proposals_count_elsewhere_so_that_a_category_is_split():
    cycle = a_cycle()
    lyon = an_event("Lyon", [a_proposal(1, category="lieux"), a_proposal(5, category="lieux", ideas=2)])
    cycle.cycle.map_proposals(events_of(lyon), ["lyon/t1-06"], "Outils")
    assert ideas(cycle, lyon) == {"Lieux": [1], "Formation": [0], "Outils": [2]}
    merged_since = an_event("Lyon", [a_proposal(4, category="formation", ideas=3)])
    assert ideas(cycle, merged_since)["Outils"] == [3]


def test_mappings_follow_a_category_of_the_cycle_that_is_merged_and_go_with_one_that_is_removed():
    cycle = a_cycle()
    lyon = an_event("Lyon", [a_proposal(1, category="mobilite"), a_proposal(2, category="lieux")], (
        ("mobilite", "Mobilité"), ("lieux", "Lieux"),
    ))  # fmt: skip
    cycle.cycle.map_category(events_of(lyon), ["lyon/mobilite"], "formation")
    cycle.cycle.map_proposals(events_of(lyon), ["lyon/T1-02"], "formation")
    cycle.programme.merge_categories("formation", "outils")
    assert ideas(cycle, lyon) == {"Lieux": [0], "Outils": [2]}
    cycle.programme.remove("categories/outils")
    assert ideas(cycle, lyon) == {"Lieux": [1], "Mobilité": [1]}
    cycle.history.undo_one(cycle.history.last_done(None))
    assert ideas(cycle, lyon) == {"Lieux": [0], "Outils": [2]}


def test_what_counts_in_a_category_of_the_cycle_counts_there_under_its_new_name_and_where_it_is_merged():
    cycle = a_cycle()
    # Made apart: its keys are its own, and one title was changed since it was made.
    lyon = an_event(
        "Lyon",
        [a_proposal(1, category="a"), a_proposal(2, category="formation")],
        (("a", "Lieux"), ("formation", "Se former")),
    )
    assert ideas(cycle, lyon) == {"Lieux": [1], "Formation": [1], "Outils": [None]}
    cycle.programme.set("categories/lieux/title", "Des lieux")
    assert ideas(cycle, lyon) == {"Des lieux": [1], "Formation": [1], "Outils": [None]}
    cycle.programme.merge_categories("lieux", "outils")
    cycle.programme.merge_categories("formation", "outils")
    assert ideas(cycle, lyon) == {"Outils": [2]}
    cycle.programme.add_category("Lieux")
    assert ideas(cycle, lyon) == {"Outils": [1], "Lieux": [1]}
    cycle.programme.remove("categories/outils")
    assert ideas(cycle, lyon) == {"Lieux": [1], "Se former": [1]}
    while len(cycle.session.plan.categories) < 3:
        cycle.history.undo()
    cycle.history.undo()
    assert ideas(cycle, lyon) == {"Lieux": [1], "Formation": [1], "Outils": [None]}


def test_names_that_mean_nothing_or_several_are_sentences():
    events = events_of(an_event("Lyon", [a_proposal(1)]), an_event("Paris"))
    for typed in ("T1-01", "nice/T1-01", "rencontre/T1-01", "lyon/T9-99"):
        with pytest.raises(Refused):
            events.proposal(typed)
    for typed in ("lieux", "lyon/Jardins"):
        with pytest.raises(Refused):
            events.category(typed)
    assert events.proposal("LYON/t1-01").proposal.text == "Idée 1"
    assert events.name_of(events.proposal("rencontre-de-lyon-ab12/T1-01")) == "lyon/T1-01"


@pytest.mark.parametrize(
    ("titles", "called"),
    [
        (
            (("Rencontre de Lyon", ""), ("Rencontre d’Évry", ""), ("Rencontre de Lille", "Lille")),
            ["Lyon", "Évry", "Lille"],
        ),
        ((("Lyon : journée du lien", ""), ("Metz : journée du lien", "")), ["Lyon", "Metz"]),
        ((("Rencontre du Havre", ""), ("Rencontre de Lyon", "")), ["Le Havre", "Lyon"]),
        ((("Rencontre du Havre", ""), ("Rencontre du Mans", "")), ["Le Havre", "Le Mans"]),
        ((("Rencontre de La Rochelle", ""), ("Rencontre de La Ciotat", "")), ["La Rochelle", "La Ciotat"]),
        ((("Une journée aux Lilas", ""), ("Une journée à L’Haÿ-les-Roses", "")), ["Les Lilas", "L’Haÿ-les-Roses"]),
        ((("Rencontre de la Drôme", ""), ("Rencontre de Lyon", "")), ["«\u00a0Rencontre de la Drôme\u00a0»", "Lyon"]),
        ((("Fête", ""), ("Rencontre de Lyon", "Lyon")), ["«\u00a0Fête\u00a0»", "Lyon"]),
        ((("Rencontre de Lyon", ""),), ["«\u00a0Rencontre de Lyon\u00a0»"]),
    ],
)
def test_an_event_is_called_by_its_city_else_by_what_its_title_alone_says(titles, called):
    read = [replace(an_event(f"c{place}"), title=title, city=city) for place, (title, city) in enumerate(titles)]
    assert [events_of(*read).label(each) for each in read] == called


def test_events_that_are_not_here_are_told_of_in_one_sentence():
    read = [ReadEvent(an_event(city), Message(NOT_TODAY, {"name": city})) for city in ("Lyon", "Metz")]
    (told,) = Events(read).problems
    assert told.params["count"] == 2
    assert Events(read[:1]).problems == [Message(NOT_TODAY, {"name": "lyon"})]

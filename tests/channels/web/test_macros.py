"""What our macros do beside the markup of govuk-frontend."""

from datetime import date

from tests.channels.web.markup import find, macros, says, tree, walk
from verzuimloket.core.errors import Violation


def test_error_link_leads_to_the_first_wrong_box_of_a_date() -> None:
    f = macros("formulier")
    date_field = {
        "name": "eind",
        "label": "Einddatum",
        "error": "Vul de maand in",
        "wrong": ["jaar", "maand"],
    }
    boxes = {node[1]["name"]: node for node in walk(tree(f.datumveld(date_field))) if node[0] == "input"}
    assert boxes["eind_maand"][1]["id"] == "eind"
    assert "govuk-input--error" not in boxes["eind_dag"][1]["class"]
    assert "govuk-input--error" in boxes["eind_jaar"][1]["class"]
    labels = {node[1]["for"] for node in walk(tree(f.datumveld(date_field))) if node[0] == "label"}
    assert labels == {box[1]["id"] for box in boxes.values()}


def test_a_date_may_be_given_as_a_date() -> None:
    html = macros("formulier").datumveld({"name": "d", "label": "Datum", "value": date(2026, 11, 1)}, kalender=True)
    assert [node[1].get("value") for node in walk(tree(html)) if node[0] == "input"] == [
        "1",
        "11",
        "2026",
        None,
    ]


def test_optional_fields_say_so_and_required_ones_tell_the_screen_reader() -> None:
    f = macros("formulier")
    field = {"name": "x", "label": "Reden"}
    for macro, more in (
        ("tekstveld", {}),
        ("tekstvak", {}),
        ("datumveld", {}),
        ("keuzerondjes", {"choices": [(1, "A")]}),
    ):
        required = getattr(f, macro)(field | more)
        optional = getattr(f, macro)(field | more | {"optional": True})
        assert 'aria-required="true"' in required
        assert "(niet verplicht)" not in required
        assert "(niet verplicht)" in optional
        assert "aria-required" not in optional
        assert " required" not in required + optional


def test_text_is_escaped() -> None:
    f = macros("formulier")
    evil = '"><script>alert(1)</script>'
    html = f.tekstveld({"name": "x", "label": evil, "hint": evil, "value": evil, "error": evil})
    html += macros("berichten").foutensamenvatting([{"text": evil, "field": evil}])
    assert "<script" not in html


def test_form_is_a_post_with_a_token_and_without_checks_of_the_browser() -> None:
    f = macros("formulier")
    form = find(tree(f.formulier("sleutel", bestand=True, caller=says("x"))), "form")
    assert form[1] == {"method": "post", "novalidate": None, "enctype": "multipart/form-data"}
    assert form[2][0][1] == {"type": "hidden", "name": "csrfmiddlewaretoken", "value": "sleutel"}


def test_summary_counts_errors_and_leaves_warnings_to_their_own_block() -> None:
    b = macros("berichten")
    found = [
        Violation("BV_S_datum", "Kies een dag in het verleden", "datum"),
        Violation("VORM_keuze", "Kies een soort", "soort"),
        Violation("W_lang", "Dit duurt lang", "datum", blocks=False),
    ]
    summary, warnings = b.foutensamenvatting(found), b.waarschuwingen(found)
    assert "Er zijn 2 fouten gevonden" in summary
    assert '<a href="#datum">Kies een dag in het verleden</a>' in summary
    assert '<span class="vl-code">BV_S_datum</span>' in summary
    assert "W_lang" in warnings
    assert "W_lang" not in summary
    assert b.foutensamenvatting(found[2:]).strip() == ""


def test_every_status_keeps_its_word() -> None:
    p = macros("onderdelen")
    words = [
        " ".join(node for node in find(tree(p.status_tag(code)), "strong")[2] if isinstance(node, str))
        for code in ("concept", "R", "B", "G", "K", "D", "I")
    ]
    assert words == [
        *("Concept", "Geregistreerd", "In behandeling", "Afgesloten", "Ter kennisgeving aangenomen"),
        *("Overgedragen aan derden", "Ingetrokken"),
    ]


def test_differences_are_told_in_words_too() -> None:
    row = {"label": "Naam", "deze": "Nieuw", "vorige": "Oud", "gewijzigd": True}
    html = macros("onderdelen").verschillen([("Een", [row]), ("Twee", [dict(row)])])
    assert "2 velden gewijzigd" in html
    assert html.count("<ins>Nieuw</ins>") == html.count("<del>Oud</del>") == html.count(">gewijzigd</td>") == 2
    assert [node[1]["id"] for node in walk(tree(html)) if node[0] == "tr" and "id" in node[1]] == [
        "verschil-1",
        "verschil-2",
    ]


def test_sorted_column_says_which_way() -> None:
    html = macros("lijsten").tabel(
        "Meldingen", [{"label": "Nummer", "sorteer": "?s", "richting": "oplopend"}, "Naam"], []
    )
    assert [node[1].get("aria-sort") for node in walk(tree(html)) if node[0] == "th"] == ["ascending", None]
    assert "sorteer aflopend" in html


def test_outcome_is_readable_without_javascript() -> None:
    html = macros("berichten").uitkomst("gelukt", caller=says("Opgeslagen"))
    dialog = find(tree(html), "dialog")
    assert "open" in dialog[1]
    assert find(dialog[2], "form")[1] == {"method": "dialog"}

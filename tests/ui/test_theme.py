"""The colours carry text readably, follow the system, and are the only ones there are."""

import re
from dataclasses import asdict

import pytest
from PySide6.QtCore import Qt

from app.paths import resources
from ui.theme.sheet import FAMILIES, style_sheet
from ui.theme.theme import Theme, tokens
from ui.theme.tokens import DARK, LIGHT, TEXT_PAIRS


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_contrast_formula_gives_the_known_ends():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("pair", TEXT_PAIRS, ids="-".join)
def test_text_pairs_reach_4_5(scheme, pair):
    colours = asdict(scheme)
    assert contrast(colours[pair[0]], colours[pair[1]]) >= 4.5


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
def test_focus_ring_stands_out_from_every_ground(scheme):
    colours = asdict(scheme)
    for ground in ("paper", "card", "tint"):
        assert contrast(colours["focus"], colours[ground]) >= 3


def rules():
    for family in FAMILIES:
        text = (resources() / "style" / f"{family}.qss").read_text("utf-8")
        for block in re.findall(r"\{([^}]*)\}", re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)):
            yield dict(
                (part.strip() for part in line.split(":", 1))
                for line in block.split(";")
                if ":" in line
            )


def test_rules_that_set_text_and_ground_use_a_checked_pair():
    checked = 0
    for rule in rules():
        ground = rule.get("background", "").lstrip("@")
        text = rule.get("color", "").lstrip("@")
        if ground in asdict(LIGHT) and text:
            assert (text, ground) in TEXT_PAIRS, rule
            checked += 1
    assert checked > 8


def test_sheets_name_no_colour_of_their_own():
    for family in FAMILIES:
        text = (resources() / "style" / f"{family}.qss").read_text("utf-8")
        assert not re.search(r"#[0-9A-Fa-f]{3,8}\b(?!\s*\{)(?=[;\s])", text), family
        assert "rgb" not in text


def test_every_token_is_replaced():
    assert "@" not in style_sheet(DARK)


def test_theme_follows_the_system_live(qapp, qtbot):
    theme = Theme(qapp)
    hints = qapp.styleHints()
    for scheme, colours in ((Qt.ColorScheme.Dark, DARK), (Qt.ColorScheme.Light, LIGHT)):
        with qtbot.waitSignal(theme.changed):
            hints.colorSchemeChanged.emit(scheme)
        assert tokens() is colours
        assert colours.paper in qapp.styleSheet()
    theme.deleteLater()

"""The only colours there are, light and dark, by what they are for. No Qt here.

Every pair of `TEXT_PAIRS` carries text and has a contrast of 4.5:1 or more in both sets (WCAG 2.2,
1.4.3); a test computes it.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tokens:
    """One set of colours, each as `#RRGGBB`."""

    dark: bool
    paper: str  # the window
    card: str  # surfaces
    ink: str  # text
    ink2: str  # quiet text
    line: str  # borders
    accent: str  # the one action, "here", "checked"
    on_accent: str
    tint: str  # behind the selected and the checked
    warm: str  # care notes, threats on the timeline; there is no red
    warm_tint: str
    slate: str  # neutral facts, "not checked"
    slate_tint: str
    focus: str  # the ring
    faint: str  # words of what can't be pressed now, still read with ease


LIGHT = Tokens(
    dark=False,
    paper="#F7F4EE",
    card="#FFFFFF",
    ink="#2A2825",
    ink2="#5E5A53",
    line="#DDD7CC",
    accent="#2F6B5E",
    on_accent="#FFFFFF",
    tint="#E3EEE9",
    warm="#9A5B2C",
    warm_tint="#F6E9DC",
    slate="#3F5873",
    slate_tint="#E4EAF1",
    focus="#1F5FBF",
    faint="#746E66",
)

DARK = Tokens(
    dark=True,
    paper="#1C1B19",
    card="#262522",
    ink="#EDE8DF",
    ink2="#B5AEA2",
    line="#3D3A35",
    accent="#7CC0AD",
    on_accent="#10221D",
    tint="#22332D",
    warm="#E0A878",
    warm_tint="#3A2C20",
    slate="#A9C0DA",
    slate_tint="#26303B",
    focus="#8AB4F8",
    faint="#8C867C",
)

TEXT_PAIRS = (
    ("ink", "paper"),
    ("ink", "card"),
    ("ink", "tint"),
    ("ink", "warm_tint"),
    ("ink", "slate_tint"),
    ("ink2", "paper"),
    ("ink2", "card"),
    ("faint", "paper"),
    ("accent", "paper"),
    ("accent", "card"),
    ("accent", "tint"),
    ("on_accent", "accent"),
    ("warm", "card"),
    ("warm", "warm_tint"),
    ("slate", "card"),
    ("slate", "slate_tint"),
)
"""Which colour may carry text on which ground; no other pair is used for text."""

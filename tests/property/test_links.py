"""Any text as a link: nothing is raised, forms are stable, and warnings never break."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.collect.link_places import without_tracking
from app.collect.links import find_links, normalise
from app.collect.roomlife.told import told_by
from app.domain.chats.chats import Message, MessageKind, Platform
from app.domain.chats.link_shape import WARNINGS, warnings_of

HOSTS = st.sampled_from([
    "t.me", "telegram.me", "x.com", "vxtwitter.com", "www.instagram.com", "discord.com", "discord.gg",
    "cdn.discordapp.com", "open.kakao.com", "youtu.be", "www.youtube.com", "example.com", "한국.kr",
    "xn--3e0b707e.kr", "te1egram.org", "1.2.3.4", "[::1]",
])  # fmt: skip
PATHS = st.text(st.sampled_from("abcXYZ019_-+@/.%?=&#:;\\ 가\u200b"), max_size=60)


@given(st.sampled_from(["https://", "http://", "", "tg://"]), HOSTS, PATHS)
def test_a_normal_form_is_the_form_of_itself(scheme: str, host: str, path: str) -> None:
    found = normalise(f"{scheme}{host}/{path}")
    if found is None:
        return
    again = normalise(found.normal)
    assert again is not None
    assert (again.normal, again.kind) == (found.normal, found.kind)
    assert not set("\u200b \n") & set(found.normal)


@given(st.text(max_size=200))
def test_any_text_is_read_and_warned_about_without_failing(text: str) -> None:
    for link in [*find_links(text), *filter(None, [normalise(text)])]:
        for one in warnings_of(link.original, link.host, link.shown_host):
            assert WARNINGS[one.warn].format(host=one.host, shown=one.shown, known=one.known)


@given(st.text(max_size=80), st.text(max_size=40))
def test_any_host_is_warned_about_without_failing(original: str, host: str) -> None:
    warnings_of(original, host)


@given(
    st.lists(st.sampled_from(["a=1", "utm_source=x", "fbclid=y", "b", "UTM_X=2", ""]), max_size=8)
)
def test_only_named_parameters_are_left_out_and_the_order_stays(pairs: list[str]) -> None:
    kept = [one for one in pairs if not one.lower().startswith(("utm_", "fbclid"))]
    query = "?" + "&".join(pairs)
    assert without_tracking(query).removeprefix("?") == "&".join(kept)


@given(st.sampled_from(Platform), st.text(max_size=300), st.text(max_size=30), st.text(max_size=30))
def test_any_service_record_is_read_without_failing(
    platform: Platform, text: str, action: str, sender: str
) -> None:
    record = Message(
        "m", "c", "i", "p", "r", MessageKind.SERVICE, sender=sender, text=text, action=action,
        details={"members": text, "title": text, "type": "Subscribe", "users[0].name": sender},
    )  # fmt: skip
    told = told_by(platform, record)
    assert told is None or len(told.names) <= 200

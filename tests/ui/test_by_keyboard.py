"""The whole way in Korean by keyboard alone: from the first start to a bundle that verifies."""

import pytest

from app.usecases.items.evidence import list_items
from tests.ui.hands import Hands

WORDS = "고요한 바람이 부는 저녁 들판"
SEEN = "단체방에 사진이 올라온 것을 보았다"


@pytest.mark.timeout(120)
def test_from_the_first_start_to_a_bundle_by_keyboard_alone(desk, tmp_path):
    hands, session = Hands(desk), desk.context.session
    for name in ("vault", "out"):
        (tmp_path / name).mkdir()
    file = tmp_path / "방에서 본 말.txt"
    file.write_text("더 올리겠다는 말", "utf-8")

    hands.choose("다음")
    hands.fill("보관함 폴더", str(tmp_path / "vault"))
    hands.choose("다음")
    hands.fill("여는 말", WORDS)
    hands.fill("여는 말 한 번 더", WORDS)
    hands.choose("보관함 만들기")
    hands.wait(lambda: session.is_open, "the vault is made")
    hands.choose("나중에")
    hands.choose("모으기")

    hands.choose("아니요")
    hands.choose("이대로 적어 두기")
    hands.choose_with_file("파일 담기", file)
    hands.choose("이대로 넣기")
    assert [row.item.name for row in list_items(session.vault, session.case.id)] == [file.name]

    hands.press("Ctrl+3")
    hands.fill("메모", SEEN)
    hands.press("Return")

    hands.press("Ctrl+5")
    hands.choose("그 밖의 곳")
    hands.choose("진술서: 쓰기")
    hands.choose("지금 누가 쓰고 계신가요?: 본인")
    hands.choose("다음")

    hands.press("Ctrl+6")
    hands.choose_with_file("폴더에 담기", tmp_path / "out")
    hands.wait(lambda: list(tmp_path.glob("out/*/OPEN.html")), "the bundle is made")

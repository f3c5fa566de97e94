"""What COMMANDS.md says of `alike`, run once each way."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.fixtures.scenes import CHANGES, jpeg, scene


def walk_alike(run: Callable[..., Any], opened: tuple[object, ...], folder: Path) -> None:
    """The same picture twice, and cropped; decided, asked from outside, handed out as a hash."""
    files = folder / "alike"
    files.mkdir()
    for name, picture in (
        ("a.jpg", scene(1)),
        ("b.jpg", CHANGES["crop-5-each-side"](scene(1))),
        ("again.jpg", scene(1)),
    ):
        (files / name).write_bytes(jpeg(picture))
    run("collect", opened[0], files, *opened[1:])
    items = {one["name"]: one["id"] for one in run("list", *opened)["items"]}
    two = (items["a.jpg"], items["b.jpg"])
    run("alike", *opened)
    run("alike", *opened, "--different", *two)
    run("alike", *opened, "--later", *two)
    run("alike", *opened, "--same", *two)
    run("alike", *opened, "--decided", "--item", two[0])
    run("alike", *opened, "--like", files / "b.jpg")
    run("alike", *opened, "--pdq", "--item", two[0])
    run("alike", *opened, "--rehash")

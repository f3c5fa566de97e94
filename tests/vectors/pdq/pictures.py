"""Pictures made by a formula in whole numbers, so that other programs can make the same ones."""

import numpy as np


def picture(width, height, step, colours):
    """Waves and blocks of whole numbers; `colours` is 1 (grey) or 3."""
    down, across = np.mgrid[0:height, 0:width].astype(np.int64)
    planes = []
    for colour in range(colours):
        wave = (across * (step + colour) + down * (3 + 2 * colour)) * 97 // (width + height)
        bow = ((2 * across - width) ** 2 + (2 * down - height) ** 2) * (2 + colour)
        block = ((across * 5 // width) * 41 + (down * 7 // height) * (29 + colour)) % 83
        bright = wave % 160 + bow * 100 // (width * width + height * height) + block
        planes.append(np.minimum(bright, 255).astype(np.uint8))
    return planes[0] if colours == 1 else np.stack(planes, axis=-1)

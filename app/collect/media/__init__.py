"""Looks at pictures, PDFs, video and sound in a limited process of their own.

`MediaWorker` talks to that process; everything that decodes hostile bytes runs on the other side
of its pipes. Bytes travel in memory only.
"""

from app.collect.media.client import MediaWorker
from app.collect.media.inspection import Inspection, Problem

__all__ = ["Inspection", "MediaWorker", "Problem"]

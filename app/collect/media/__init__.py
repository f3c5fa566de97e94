"""Looks at pictures, PDFs, video and sound, and reads pages and chats, in a limited process.

`MediaWorker` talks to that process; everything that decodes hostile bytes runs on the other side
of its pipes. Bytes travel in memory only.
"""

from app.collect.media.client import MediaWorker, WorkerEndedError
from app.collect.media.inspection import Inspection, Problem
from app.collect.media.streaming import SourceFailedError, SourcePart

__all__ = [
    "Inspection",
    "MediaWorker",
    "Problem",
    "SourceFailedError",
    "SourcePart",
    "WorkerEndedError",
]

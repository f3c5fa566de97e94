"""The only room that reaches a network, and only for time stamps that a person asked for.

Off by default: nothing here runs unless a use case is told to by name, for that one thing.
"""

from app.net.posting import Posting, post
from app.net.roots import roots_beside

__all__ = ["Posting", "post", "roots_beside"]

"""Takes from the worker's process what decoding does not need: memory, time, files, the network.

Limits of POSIX everywhere but on Windows, which has none of this kind: there the worker is only a
process of its own that is ended when it takes too long. On Linux also: no core files, no new
privileges, no network namespace but an empty one, and no writing or starting of files by Landlock,
each where the kernel allows it.
"""

from __future__ import annotations

import ctypes
import os
import sys

MEMORY_BYTES = 1024 * 1024 * 1024
OPEN_FILES = 32
CPU_SECONDS = 10
_LIFETIME_CPU_SECONDS = 6 * 3600
"""What the longest work there is may take, a film covered from end to end; `renew_time` sets the
limit of each question."""

_CLONE_NEWUSER_NEWNET = 0x10000000 | 0x40000000
_PR_SET_DUMPABLE = 4
_PR_SET_NO_NEW_PRIVS = 38
_LANDLOCK_CREATE_RULESET = 444
_LANDLOCK_RESTRICT_SELF = 446
# Execute, write, remove, make files of any kind: all of Landlock's first version but reading.
_LANDLOCK_DENIED = 0b1_1111_1111_0011


def confine() -> None:
    """Limit this process for good. What the kernel does not offer is left out."""
    if sys.platform == "win32":
        return
    if sys.platform == "linux":
        _confine_linux()
    import resource

    for limit, value in (
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_AS, MEMORY_BYTES),
        (resource.RLIMIT_NOFILE, OPEN_FILES),
        (resource.RLIMIT_CPU, _LIFETIME_CPU_SECONDS),
    ):
        try:
            resource.setrlimit(limit, (value, value))
        except (ValueError, OSError):
            continue  # a lower limit stands already, or this system does not know it


def renew_time(seconds: int = CPU_SECONDS) -> None:
    """Give the process so many seconds from now on; the kernel ends it when they are used up."""
    if sys.platform == "win32":
        return
    import resource

    times = os.times()
    soft = int(times.user + times.system) + seconds + 1
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    if hard != resource.RLIM_INFINITY:
        soft = min(soft, hard)
    resource.setrlimit(resource.RLIMIT_CPU, (soft, hard))


def _confine_linux() -> None:
    system = ctypes.CDLL(None, use_errno=True)
    system.unshare(_CLONE_NEWUSER_NEWNET)
    system.prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
    system.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    denied = ctypes.c_uint64(_LANDLOCK_DENIED)
    rules = system.syscall(_LANDLOCK_CREATE_RULESET, ctypes.byref(denied), ctypes.c_size_t(8), 0)
    if rules >= 0:
        system.syscall(_LANDLOCK_RESTRICT_SELF, rules, 0)
        os.close(rules)

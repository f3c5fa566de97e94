"""What the program does to a vault, one row an operation, for the tests that interrupt it.

A row says how the place is prepared, what a child process does there, and what must hold whatever
happened to the child. A new operation is a new row.
"""

from __future__ import annotations

from tests.fault import copying_keys, filling, keeping, making_copies, tidying

OPERATIONS = {
    row.name: row
    for row in (
        *filling.ROWS,
        *keeping.ROWS,
        *copying_keys.ROWS,
        *tidying.ROWS,
        *making_copies.ROWS,
    )
}

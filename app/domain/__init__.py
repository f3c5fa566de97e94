"""Plain frozen data of the field: items, sightings, messages, rooms, accounts, links, times.

Custody. No I/O.
"""

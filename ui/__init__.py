"""Qt Widgets, written in code. Views call use cases, models wrap domain objects.

No business here.
"""

"""The recovery kit: drawn, written to a file and a page, read back, tried. No network, no window.

Nothing that leaves through here names the program or says what it is for.
"""

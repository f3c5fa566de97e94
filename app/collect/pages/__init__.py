"""Reads saved web pages, web archives and e-mail: bytes in, `PageRead` out.

Pure readers: no path, no vault, no network, nothing run and nothing loaded that a page names. They
run in the limited worker process only (`app.collect.media`), which bounds their time and memory.
"""

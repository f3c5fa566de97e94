"""One screen each: views that call use cases and show what comes back.

No business, nothing of `app` but its face.
"""

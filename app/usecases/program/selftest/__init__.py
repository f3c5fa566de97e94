"""The parts of the selftest: each makes some of its checks on the running program.

`app.usecases.program.selftesting` runs them. Each check is a function that gives `Passed`, or
raises `CheckFailed` or `NotChecked`, as a bundle's checks do (`app.bundle.verify.checks`).
"""

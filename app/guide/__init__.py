"""The guide that comes with the program: how to keep evidence, page by page help, its limits.

Data of `resources/guide`, strictly read. Knows no vault and no case.
"""

"""One module a user action: the only face of the product that the windows and the command line see.

Everything here is a plain synchronous function: named arguments in, domain data out, errors of
`app.errors`.
"""

"""The version of the program, as documents and bundles name it."""

VERSION = "0.1.0"

"""`python -m app`: the command line."""

import sys

from app.usecases.starting import begin

if __name__ == "__main__":
    begin()
    from app.cli.main import main

    sys.exit(main())

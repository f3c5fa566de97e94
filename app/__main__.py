"""`python -m app`: the command line."""

import sys

if __name__ == "__main__":
    try:
        from app.usecases.program.starting import begin

        begin()
        from app.cli.main import main

        sys.exit(main())
    except KeyboardInterrupt:
        # Stopped before or after the part that has words for it.
        print("멈췄습니다. Stopped. [CAN-001]", file=sys.stderr)
        sys.exit(1)

"""``python -m citex``: the command line without an installed script."""

from __future__ import annotations

import sys

if __name__ == "__main__":
    from citex.cli.main import main

    sys.exit(main())

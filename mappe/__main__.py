"""The `mappe` command: at its end at once where nothing is to be done."""

import sys
from typing import NoReturn

from mappe.manifest.instant import nothing_to_do


def main() -> NoReturn:
    """Run the command and end the process with its status."""
    try:
        if told := nothing_to_do(sys.argv[1:]):
            print(told)
            sys.exit(0)
        from mappe import cli  # noqa: PLC0415  # takes longer than all of the above
    except KeyboardInterrupt:  # before there is a handler
        sys.exit(130)
    cli.main()


if __name__ == "__main__":
    main()

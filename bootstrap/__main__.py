"""`python3 -m bootstrap run`: what the Makefile calls. Written so that an old Python can read it and say so."""

import sys

WANTED = (3, 11)


def main():  # type: () -> int
    if sys.version_info < WANTED:
        sys.stderr.write(
            "Holdfast needs Python {}.{} or newer, and this is {}.{}.\n"
            "Name a newer one like this:  PYTHON=python3.12 make run\n".format(*WANTED + sys.version_info[:2])
        )
        return 1
    from bootstrap.commands import run_command

    return run_command(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())

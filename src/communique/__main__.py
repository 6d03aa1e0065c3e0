"""Start the command line with `python -m communique`."""

from communique.cli import main

if __name__ == "__main__":
    main(prog_name="communique")

"""`python -m ruznama`."""

from ruznama.cli import main

main()

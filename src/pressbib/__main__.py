"""`python -m pressbib`."""

from pressbib.cli import main

main()

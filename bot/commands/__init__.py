"""The commands of `python -m bot`, each a function that typer registers."""

"""The house keeps its own rules: who imports whom, which names there are, and what it takes to add something."""

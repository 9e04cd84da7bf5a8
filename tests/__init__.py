"""The tests are a package, so that they share helpers by one name: ``from tests.support.inline import annotated``."""

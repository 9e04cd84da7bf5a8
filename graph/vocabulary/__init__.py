"""What words mean: the ontology, names, countries, regions, dates."""

"""The record: vocabulary, model, dates, names, the builder and the store."""

"""Pure rules on the record: verdicts, derived edges, merging, judgements."""

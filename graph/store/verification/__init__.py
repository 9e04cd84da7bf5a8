"""Whether what a store holds is what was loaded, and mending what is not."""

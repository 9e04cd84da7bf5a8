"""Who mediated, met, talked and agreed."""

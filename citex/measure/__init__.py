"""How well does citex find what a gold set marks? Rows → pairs → figures → what changed since another run."""

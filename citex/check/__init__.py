"""``citex check``: what is wrong with the references of an article, found by rules that packs word."""

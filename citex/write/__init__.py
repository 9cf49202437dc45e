"""Records → what the user sees: ``jsonl``, ``as_json``, ``as_csv``, ``table``; ``stream`` opens where it goes."""

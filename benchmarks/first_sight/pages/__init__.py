"""How an invented portal shows its articles: addresses, layout, look, and the parts of its pages."""

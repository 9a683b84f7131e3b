"""Rules of the reader taken away, one at a time: which of the removals does a test notice?

``python -m benchmarks.removals --count 100 --seed 1`` draws rules of `crawler/extract` – an ``if``, a term of a sum of
weights, a wording of a list, a row of a score – and takes each away in a process of its own. ``--all`` tries
every rule, ``--list`` counts what there is to draw from.

First all tests run once with all rules, and each takes down which rules held in it and which lines it read. A removal
is then tried on those tests alone that its rule means something to, those of its own room first. A rule that holds in
no test goes unnoticed without one.
"""

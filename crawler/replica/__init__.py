"""A portal in a box, with a clock that can be turned: for `luutru demo` and the tests.
"""

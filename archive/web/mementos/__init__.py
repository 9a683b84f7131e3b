"""The captures as web archives serve them: index, TimeGates and TimeMaps, replay and calendar.

A page here answers in the words that the clients of web archives know.
"""

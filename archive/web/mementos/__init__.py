"""Serves captures as web archives do: index, TimeGates and TimeMaps, replay and calendar.

Pages answer in the protocols that clients of web archives know.
"""

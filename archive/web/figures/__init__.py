"""Figures: counts by day and month, series of visits, words over time, and charts of them."""
